"""Two documents word by word: first the blocks that are each other's (`pairing`), then their words (`compare`).

Words without a counterpart are then aligned over neighbouring blocks together: a PDF cuts paragraphs in its way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..document import Kind
from ..frozen import frozen
from ..pairing import Item, Pair, pair
from ..part import Part
from ..pattern import pattern
from .entries import aligned, entries_of, sides
from .words import Entry, Word, lines_of, words_of

_NUMBER = pattern(r"\W*art(?:icle|\.)?\s*(\w+(?:\s?\.\s?\d+)*)", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """A block, or a row of a table: its words; those that number a heading are not what it is known by."""

    words: tuple[Word, ...]
    numbering: tuple[int, int]  # where the number of a heading stands among the words

    @property
    def keys(self) -> list[str]:
        start, end = self.numbering
        return [word.key for n, word in enumerate(self.words) if not start <= n < end]


def units_of(part: Part, *, by_column: bool = True) -> list[Unit]:
    """The blocks that have words, rows of tables apart; `by_column`: signatories one by one, else row by row."""
    units = []
    for index, block in enumerate(part.blocks):
        words = words_of(part, index, by_column=by_column)
        for line in lines_of(words) if block.kind is Kind.TABLEAU else [words] if words else []:
            units.append(Unit(tuple(line), _numbering(part, index, line)))
    return units


def known_by(words: Sequence[Word]) -> tuple[str, ...]:
    """What the words of a block are known by: the number of a heading left out."""
    return tuple(Unit(tuple(words), _numbering(words[0].part, words[0].block, words)).keys)


def _numbering(part: Part, index: int, words: Sequence[Word]) -> tuple[int, int]:
    block = part.blocks[index]
    match = _NUMBER.match(block.text) if block.kind is Kind.ARTICLE else None
    if match is None:
        return (0, 0)
    inside = [n for n, word in enumerate(words) if match.start(1) <= word.start < match.end(1)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


@frozen
class Strand:
    """A stretch of both documents: entries in order. `moved`: it stands elsewhere in the second."""

    entries: tuple[Entry, ...]
    moved: bool = False


def strands(before: Sequence[Unit], after: Sequence[Unit]) -> tuple[Strand, ...]:
    """Every word of both documents once: those that kept their order first, then each block that moved."""
    pairs = pair([Item(" ".join(unit.keys)) for unit in before], [Item(" ".join(unit.keys)) for unit in after])
    kept = [entry for one in pairs if not one.moved for entry in _paired(one, before, after)]
    moved = (Strand(tuple(_paired(one, before, after)), moved=True) for one in pairs if one.moved)
    return (Strand(tuple(_joined(kept))), *moved)


def _paired(one: Pair, before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[Entry]:
    unit = None if one.before is None else before[one.before]
    other = None if one.after is None else after[one.after]
    if unit is None or other is None:
        yield from ((word, None) for word in (unit.words if unit else ()))
        yield from ((None, word) for word in (other.words if other else ()))
    elif unit.keys == other.keys:
        yield from _same(unit, other)
    else:
        yield from aligned(unit.words, other.words)


def _joined(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The same, where neighbouring words that each document has alone are aligned together, whatever their blocks."""
    for is_lone, run in groupby(entries, key=lambda entry: None in entry):
        lone = list(run)
        yield from aligned(*sides(lone)) if is_lone and all(sides(lone)) else lone


def _same(unit: Unit, other: Unit) -> Iterator[Entry]:
    """Two blocks with the same words; the numbers of their headings may differ."""
    (start, end), (start_after, end_after) = unit.numbering, other.numbering
    yield from zip(unit.words[:start], other.words[:start_after], strict=True)
    yield from entries_of(unit.words[start:end], other.words[start_after:end_after])
    yield from zip(unit.words[end:], other.words[end_after:], strict=True)
