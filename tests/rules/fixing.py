"""What a rule corrects: made in the document, the finding is gone and no other one is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from actes.check import check
from actes.context import Context
from actes.document import Block, Document, Span
from actes.finding import Finding, Fix
from actes.part import Part, part_of
from actes.rules import Rule
from rules.support import shown


def assert_mends(examined: Context, rule: Rule, found: Sequence[Finding]) -> None:
    """Each fix, made in the document: its finding is gone and no other one is there."""
    fixed = [one for one in found if one.fix]
    act = replace(examined)  # what was read of a context that other cases share may have been put away in part
    before = check(act) if fixed else []
    for one in fixed:
        mended = _mended(act, one.fix)
        after = check(mended)
        same = [other for other in check(mended, [rule]) if other.document == one.document]
        told = "\n".join([shown(one), "→", *map(shown, after)])
        assert len(same) < sum(other.document == one.document for other in found) or not any(
            set(_said(one)) & set(_said(other)) for other in same
        ), told
        assert _kinds(after) <= _kinds(before), told


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
