"""Every figure of every fact of what we compose, changed by one digit: one finding, of the weight of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actes.against.changes import LABELS, LIGHT
from actes.check import check
from actes.context import AgainstContext, Faced
from actes.document import Block, Span
from actes.facts import Mention, MentionKind
from actes.part import Part, part_of
from actes.rules import all_rules
from rules.support import entry_context

ENTRIES = (
    "DEC2025-453", "epci/DEC2025-031", "epci/DEC2025-044", "epci/DEC2025-058", "epci/ARR2025-007",
    "commune/DEC2025-011", "commune/ARR2025-014", "commune-1990/DEC2025-021",
)  # fmt: skip
RULES = [rule for rule in all_rules() if rule.over is AgainstContext]


def test_every_kind_of_fact_has_a_name_for_people() -> None:
    called = [LABELS.get(kind, kind.value) for kind in MentionKind]
    assert len(set(called)) == len(called) > 20
    assert [name for name in called if "_" in name or name in ("annee", "annees", "periode", "duree")] == []


def with_character(block: Block, at: int, character: str) -> Block:
    """The block with another character at an offset of its text."""

    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(replaced.get(id(span), span) for span in old)

    replaced = {
        id(span): span._replace(text=f"{span.text[: at - start]}{character}{span.text[at - start + 1 :]}")
        for start, end, span in block.laid_out
        if start <= at < end
    }
    assert len(replaced) == 1
    rows = tuple(
        replace(row, cells=tuple(replace(cell, paragraphs=tuple(map(spans, cell.paragraphs))) for cell in row.cells))
        for row in block.rows
    )
    return replace(block, spans=spans(block.spans), rows=rows)


def changed(entry: str) -> Iterator[tuple[Part, Part, Mention]]:
    """A document, the same with the last digit of a fact changed, the fact."""
    for part in entry_context(entry, (), date(2025, 11, 24), Path()).parts:
        for index, mentions in enumerate(part.mentions):
            text = part.blocks[index].text
            for mention in mentions:
                digits = [n for n in range(mention.start, mention.end) if text[n].isdigit()]
                if not digits:
                    continue
                blocks = list(part.blocks)
                blocks[index] = with_character(blocks[index], digits[-1], "4" if text[digits[-1]] == "7" else "7")
                yield part, part_of(replace(part.document, blocks=tuple(blocks)), part.nature), mention


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_digit_changed_in_a_fact_is_one_finding(entry: str) -> None:
    seen = 0
    for part, file, mention in changed(entry):
        context = AgainstContext("X", (file,), (Faced(file, (part,)),), date(2025, 11, 24))
        found = check(context, RULES)
        heading = mention.kind is MentionKind.ARTICLE and mention.label == "titre"
        expected = ("CMP201", "alerte") if heading else ("CMP101", "alerte" if mention.kind in LIGHT else "erreur")
        assert [(one.code, one.severity) for one in found] == [expected], mention.text
        seen += 1
    assert seen > 8
