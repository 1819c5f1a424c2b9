"""Words aligned: every word once, whatever the documents; what came or went starts with its line."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.against.alignment import Strand, strands, units_of
from actes.against.comparison import Comparison, comparison
from actes.against.facing import documents_of
from actes.against.words import said, words_of
from actes.context import Faced
from actes.document import Block, Document, Kind, Literal, Span
from actes.part import Nature, Part, part_of
from actes.place import Place
from reading.samples import as_markdown
from rules.support import entry_context, text_part

ENTRIES = ("DEC2025-453", "epci/DEC2025-031", "epci/ARR2025-007", "commune/DEC2025-009", "commune-1990/DEC2025-021")


NOTHING = Comparison((), (), (), ())


def document(*texts: str) -> Part:
    blocks = tuple(Block(Kind.PARAGRAPHE, (Span(text, Literal(Place("a.md"))),)) for text in texts)
    return part_of(Document("a", blocks), Nature.ACTE)


def parts(entry: str) -> tuple[Part, ...]:
    return entry_context(entry, (), date(2025, 11, 24), Path()).parts


def compared(before: Part, after: Part) -> tuple[Strand, ...]:
    return strands(units_of(before), units_of(after))


def lone(found: tuple[Strand, ...]) -> list[tuple[str, str]]:
    return [
        (one.key if one else "", other.key if other else "")
        for strand in found
        for one, other in strand.entries
        if one is None or other is None
    ]


TEXTS = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "d", "Article", "5", ":", ";"]), max_size=6).map(" ".join), max_size=6
)


@given(TEXTS, TEXTS)
def test_every_word_is_there_once_and_equal_words_are_equal(before: list[str], after: list[str]) -> None:
    one, other = document(*before), document(*after)
    entries = [entry for strand in compared(one, other) for entry in strand.entries]
    for side, part in enumerate((one, other)):
        expected = Counter(word for index in range(len(part.blocks)) for word in words_of(part, index))
        assert Counter(entry[side] for entry in entries if entry[side]) == expected
    assert all(a is None or b is None or a.key == b.key for a, b in entries)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["Article A un", "Article B un"], ["Article A un"], ["Article", "B", "un"]),
        (["x a\nx b\nx c"], ["x a\nx c"], ["x", "b"]),
        (["x a 1\ny b 1\nz c 1"], ["x a 1\nz c 1"], ["y", "b", "1"]),
    ],
)
def test_what_went_starts_with_its_line(before: list[str], after: list[str], expected: list[str]) -> None:
    found = compared(document(*before), document(*after))
    assert [one for one, _ in lone(found)] == expected
    back = compared(document(*after), document(*before))
    assert [other for _, other in lone(back)] == expected


def edited(part: Part, block: int, text: str) -> Part:
    """The document with another text in a block."""
    blocks = list(part.blocks)
    blocks[block] = replace(blocks[block], spans=(Span(text, Literal(Place("a.md"))),), rows=())
    return part_of(replace(part.document, blocks=tuple(blocks)), part.nature, part.name)


def edits() -> Iterator[tuple[Part, int, str, str]]:
    """A word of every block replaced, one at a time, of a document of each entry."""
    for entry in ENTRIES:
        part = max(parts(entry), key=lambda one: len(one.blocks))
        for index, block in enumerate(part.blocks):
            words = [word for word in words_of(part, index) if word.key.isalpha() and len(word.key) > 2]
            if words and not block.rows:
                word = words[(7 * index) % len(words)]
                yield part, index, block.text[: word.start] + "zébu" + block.text[word.end :], word.key


def test_one_word_changed_is_one_difference_that_says_it() -> None:
    seen = 0
    for part, index, text, word in edits():
        found = comparison(Faced(edited(part, index, text), (part,)), ())
        told = [(said(change.region.before), said(change.region.after)) for change in found.changes]
        assert len(told) == 1, (text, told)
        assert word in told[0][0], text
        assert "zébu" in told[0][1], text
        assert found == replace(NOTHING, changes=found.changes)
        seen += 1
    assert seen > 100


def test_one_block_less_is_said_once() -> None:
    seen = 0
    for entry in ENTRIES:
        part = max(parts(entry), key=lambda one: len(one.blocks))
        for index, block in enumerate(part.blocks):
            if not units_of(part_of(Document("", (block,)), part.nature)):
                continue
            left = part.blocks[:index] + part.blocks[index + 1 :]
            found = comparison(Faced(part_of(replace(part.document, blocks=left), part.nature), (part,)), ())
            lost = [said(c.region.before) for c in found.changes] + [said(article.words) for article in found.articles]
            assert len(lost) == 1, (block.text, lost)
            assert not found.moves
            seen += 1
    assert seen > 100


def test_each_document_is_known_among_those_of_its_entry() -> None:
    for entry in ENTRIES:
        composed = parts(entry)
        for part in composed:
            file = text_part("fichier", Nature.ACTE, as_markdown(part.document))
            assert documents_of(file, composed) == (part,), part.name


def test_a_file_that_holds_the_whole_act_is_all_its_documents() -> None:
    several = [(entry, parts(entry)) for entry in ENTRIES if len(parts(entry)) > 1]
    assert len(several) > 2
    for entry, composed in several:
        whole = "\n\n".join(as_markdown(part.document).replace("**", "") for part in composed)
        file = text_part("tout", Nature.ACTE, whole)
        assert documents_of(file, composed) == composed
        assert comparison(Faced(file, composed), ()) == NOTHING, entry


def test_documents_of_other_acts_are_not_taken_for_this_one() -> None:
    acts = {
        entry: parts(entry) for entry in ("DEC2025-453", "epci/DEC2025-031", "epci/DEC2025-044", "epci/DEC2025-061")
    }
    taken = [
        (entry, other, part.name)
        for entry, composed in acts.items()
        for other, files in acts.items()
        for part in files
        if part.nature is not Nature.ANNEXE  # that of an avenant resembles the one that it replaces
        if other != entry and documents_of(copy.copy(part), composed)
    ]
    assert taken == []
