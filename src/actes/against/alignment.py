"""Two documents word by word: first the blocks that are each other's (`pairing`), then their words (`compare`), those
left over neighbouring blocks together: a PDF cuts paragraphs in its way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..compare import Change, align
from ..document import Kind
from ..frozen import frozen
from ..pairing import Item, Pair, pair
from ..part import Part
from ..pattern import pattern
from .words import Entry, Word, lettered, lines_of, words_of

HELD = 0.25  # share of the words of a block from which those that are aligned with another one count
_NUMBER = pattern(r"\W*art(?:icle|\.)?\s*(\w+(?:\s?\.\s?\d+)*)", re.IGNORECASE)
Place = tuple[int, int]  # a document, 0 or 1, and a block of it


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
        yield from _replaced(unit.words if unit else (), other.words if other else ())
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


def aligned(before: Sequence[Word], after: Sequence[Word]) -> list[Entry]:
    """The words of neighbouring blocks, aligned; two blocks with hardly a word in common are not each other's."""
    entries = list(entries_of(before, after))
    strangers = _strangers(entries)
    if not strangers:
        return slid(entries)
    parted: list[Entry] = []
    for is_lone, run in groupby(entries, key=lambda entry: None in entry or _blocks(entry) in strangers):
        lone = list(run)
        parted += _replaced(*sides(lone)) if is_lone else lone
    return slid(parted)


def sides(entries: Sequence[Entry]) -> tuple[list[Word], list[Word]]:
    return [word for word, _ in entries if word is not None], [word for _, word in entries if word is not None]


def _strangers(entries: Sequence[Entry]) -> set[tuple[Place, Place] | None]:
    """The blocks that only signs, or a few words, hold together."""
    total: Counter[Place] = Counter()
    common: Counter[tuple[Place, Place] | None] = Counter()
    for entry in entries:
        total.update((side, word.block) for side, word in enumerate(entry) if word is not None and lettered([word]))
        if (blocks := _blocks(entry)) is not None:
            common[blocks] += lettered([word for word in entry if word is not None])
    return {pair for pair in common if pair and common[pair] < HELD * min(total[pair[0]], total[pair[1]])}


def _blocks(entry: Entry) -> tuple[Place, Place] | None:
    one, other = entry
    return None if one is None or other is None else ((0, one.block), (1, other.block))


def entries_of(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Entry]:
    """The words of both, those that are the same together."""
    for hunk in align([word.key for word in before], [word.key for word in after]):
        if hunk.change is Change.EGAL:
            yield from zip(before[hunk.before], after[hunk.after], strict=True)
        else:
            yield from _replaced(before[hunk.before], after[hunk.after])


def _replaced(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Entry]:
    """Words and those in their place: line by line where both have as many."""
    lines, others = lines_of(before), lines_of(after)
    by_line = zip(lines, others, strict=True) if len(lines) == len(others) else [(before, after)]
    for one, other in by_line:
        yield from ((word, None) for word in one)
        yield from ((None, word) for word in other)


def slid(entries: list[Entry]) -> list[Entry]:
    """The same, where what was added or removed starts with a block or a row, if it can be told so.

    Between « Article 4 … » and « Article 6 … », either « Article 5 … » was removed or « 5 … Article »: it is the first.
    """
    start = 0
    while start < len(entries):
        side, end = _side(entries[start]), start + 1
        while side is not None and end < len(entries) and _side(entries[end]) == side:
            end += 1
        if side is not None and not _opens(entries[start], side):
            end = _shifted(entries, start, end, side, up=True) or _shifted(entries, start, end, side, up=False) or end
        start = end
    return entries


def _side(entry: Entry) -> int | None:
    """0 where the word is only in the first document, 1 only in the second, None where it is in both."""
    return 1 if entry[0] is None else 0 if entry[1] is None else None


def _shifted(entries: list[Entry], start: int, end: int, side: int, *, up: bool) -> int | None:
    """Move a run to where it starts with a block, as far as its words allow; where it then ends, None if it cannot."""
    shift = 0
    while not _opens(entries[start - shift if up else start + shift], side):
        beyond, last = (start - shift - 1, end - shift - 1) if up else (end + shift, start + shift)
        inside = 0 <= beyond < len(entries) and _side(entries[beyond]) is None
        if not inside or _key(entries[beyond], side) != _key(entries[last], side):
            return None
        shift += 1
    first, stop = (start - shift, end) if up else (start, end + shift)
    words = [entry[side] for entry in entries[first:stop]]
    both = [entry[1 - side] for entry in entries[first:stop] if entry[1 - side] is not None]
    alone = [None] * (end - start)
    others = [*alone, *both] if up else [*both, *alone]
    pairs = zip(words, others, strict=True)
    entries[first:stop] = [(word, other) if side == 0 else (other, word) for word, other in pairs]
    return stop


def _key(entry: Entry, side: int) -> str:
    word = entry[side]
    return word.key if word else ""


def _opens(entry: Entry, side: int) -> bool:
    word = entry[side]
    return word is not None and word.first
