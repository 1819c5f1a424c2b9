"""What a rule corrects: made in the document, the finding is gone and no other one is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from actes.check import check
from actes.context import Context
from actes.document import Block, Document, Span
from actes.finding import Finding, Fix
from actes.part import Part, part_of
from rules.support import Case, context, shown, table
from rules.test_tables import WITH_TABLE

BAD = [
    pytest.param(code, case, id=f"{code}: {case['nom']}")
    for code, rule in WITH_TABLE.items()
    if rule.over is Context
    for case in table(code)
    if case["attendu"]
]
FEWEST = 25  # findings of the tables that a rule corrects


@pytest.mark.parametrize(("code", "case"), BAD)
def test_a_fix_mends_what_it_says_and_breaks_nothing(code: str, case: Case, tmp_path: Path) -> None:
    kept = context(case, tmp_path)
    assert isinstance(kept, Context)
    act = replace(kept)  # what was read of a context that other cases share may have been put away in part
    rule = WITH_TABLE[code]
    for found in check(act, [rule]):
        if not found.fix:
            continue
        before, mended = check(act), _mended(act, found.fix)
        after = check(mended)
        same = [one for one in check(mended, [rule]) if one.document == found.document]
        told = "\n".join([shown(found), "→", *map(shown, after)])
        assert len(same) < sum(one.document == found.document for one in check(act, [rule])) or not any(
            set(_said(found)) & set(_said(one)) for one in same
        ), told
        assert _kinds(after) <= _kinds(before), told


def test_many_findings_are_corrected(tmp_path: Path) -> None:
    """The test above runs over something."""
    fixed = 0
    for param in BAD:
        code, case = param.values
        assert isinstance(code, str)
        if "corrige" in str(case):
            fixed += sum("corrige" in said and bool(said["corrige"]) for said in case["attendu"])
    assert fixed >= FEWEST


def _said(found: Finding) -> list[tuple[str, str]]:
    return [(fix.words, fix.by) for fix in found.fix]


def _kinds(found: list[Finding]) -> Counter[tuple[str, str | None]]:
    return Counter((one.code, one.document) for one in found)


def _mended(act: Context, fixes: tuple[Fix, ...]) -> Context:
    parts = [_part(part, [fix for fix in fixes if fix.spot.part == n]) for n, part in enumerate(act.parts)]
    return replace(act, parts=tuple(parts))


def _part(part: Part, fixes: list[Fix]) -> Part:
    if not fixes:
        return part
    blocks = list(part.blocks)
    for fix in sorted(fixes, key=lambda one: (one.spot.block, one.spot.start), reverse=True):
        assert blocks[fix.spot.block].text[fix.spot.start : fix.spot.end] == fix.words
        blocks[fix.spot.block] = _block(blocks[fix.spot.block], fix)
    document = Document(part.document.name, tuple(blocks), footer=part.document.footer)
    return part_of(document, part.nature, part.name, part.margin.blocks if part.margin else ())


def _block(block: Block, fix: Fix) -> Block:
    """The block with the words at its place replaced, span by span."""
    position = [0]

    def paragraph(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        made = []
        for span in spans:
            start, end = position[0], position[0] + len(span.text)
            first, last = max(fix.spot.start, start), min(fix.spot.end, end)
            position[0] = end
            if first < last:
                by = fix.by if fix.spot.start >= start else ""
                made.append(span._replace(text=span.text[: first - start] + by + span.text[last - start :]))
            else:
                made.append(span)
        position[0] += 1
        return tuple(made)

    if not block.rows:
        return replace(block, spans=paragraph(block.spans))
    rows = []
    for row in block.rows:
        cells = [replace(cell, paragraphs=tuple(map(paragraph, cell.paragraphs))) for cell in row.cells]
        rows.append(replace(row, cells=tuple(cells)))
    return replace(block, rows=tuple(rows))
