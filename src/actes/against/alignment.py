"""Two documents word by word: first the blocks that are each other's (`pairing`), then their words (`compare`).

Words are aligned over neighbouring blocks together where blocks have no counterpart: a PDF cuts paragraphs in its way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ..compare import Change, align
from ..document import Kind
from ..pairing import Item, Pair, pair
from ..part import Part
from .words import Word, lettered, words_of

OPENING = 3  # words by which a block is known to begin another one
_NUMBER = re.compile(r"\W*art(?:icle|\.)?\s*(\w+(?:\s?\.\s?\d+)*)", re.IGNORECASE)

HELD = 0.25  # share of the words of a block from which those that are aligned with another one count

Place = tuple[int, int]  # a document, 0 or 1, and a block of it
Entry = tuple[Word | None, Word | None]  # a word of the first document and the same one in the second; one is None


@dataclass(frozen=True, slots=True)
class Strand:
    """A stretch of both documents: entries in order. `moved`: it stands elsewhere in the second."""

    entries: tuple[Entry, ...]
    moved: bool = False


@dataclass(frozen=True)
class Unit:
    """A block: its words; those that number a heading are not what it is known by."""

    words: tuple[Word, ...]
    numbering: tuple[int, int]  # where the number of a heading stands among the words

    @property
    def keys(self) -> list[str]:
        start, end = self.numbering
        return [word.key for n, word in enumerate(self.words) if not start <= n < end]


@dataclass(slots=True)
class _Gap:
    """Neighbouring blocks whose words are aligned together."""

    before: list[Unit] = field(default_factory=list)
    after: list[Unit] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        first = [word for unit in self.before for word in unit.words]
        second = [word for unit in self.after for word in unit.words]
        yield from aligned(first, second)

    def starts(self, one: Unit, other: Unit) -> bool:
        """Whether a block of the gap is the beginning of one of these, which another program cut otherwise."""
        begun = [unit.keys[:OPENING] for unit in self.before], [unit.keys[:OPENING] for unit in self.after]
        return other.keys[:OPENING] in begun[0] or one.keys[:OPENING] in begun[1]


def known_by(words: Sequence[Word]) -> tuple[str, ...]:
    """What the words of a block are known by: the number of a heading left out."""
    return tuple(Unit(tuple(words), _numbering(words[0].part, words[0].block, words)).keys)


def units_of(part: Part, *, by_column: bool = True) -> list[Unit]:
    """The blocks of a document that have words; `by_column`: signatories one after the other, else row by row."""
    found = ((words_of(part, index, by_column=by_column), index) for index in range(len(part.blocks)))
    return [Unit(words, _numbering(part, index, words)) for words, index in found if words]


def _numbering(part: Part, index: int, words: Sequence[Word]) -> tuple[int, int]:
    block = part.blocks[index]
    match = _NUMBER.match(block.text) if block.kind is Kind.ARTICLE else None
    if match is None:
        return (0, 0)
    inside = [n for n, word in enumerate(words) if match.start(1) <= word.start < match.end(1)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def strands(before: Sequence[Unit], after: Sequence[Unit]) -> tuple[Strand, ...]:
    """Every word of both documents once: those that kept their order first, then each block that moved."""
    pairs = pair([Item(" ".join(unit.keys)) for unit in before], [Item(" ".join(unit.keys)) for unit in after])
    main = Strand(tuple(_joined(list(_main(pairs, before, after)))))
    moved = (
        Strand(tuple(_gap_of(before[p.before], after[p.after]).entries()), moved=True)
        for p in pairs
        if p.moved and p.before is not None and p.after is not None
    )
    return (main, *moved)


def _gap_of(one: Unit, other: Unit) -> _Gap:
    return _Gap([one], [other])


def _main(pairs: Sequence[Pair], before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[Entry]:
    gap = _Gap()
    for one in (p for p in pairs if not p.moved):
        if one.before is None or one.after is None:
            gap.before += [] if one.before is None else [before[one.before]]
            gap.after += [] if one.after is None else [after[one.after]]
            continue
        unit, other = before[one.before], after[one.after]
        if unit.keys == other.keys:
            yield from gap.entries()
            yield from _same(unit, other)
            gap = _Gap()
        elif gap.starts(unit, other):
            gap.before.append(unit)
            gap.after.append(other)
        else:
            yield from gap.entries()
            gap = _gap_of(unit, other)
    yield from gap.entries()


def _joined(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The same, where what was lost and found between two blocks that are each other's is aligned together."""
    for is_lone, run in groupby(entries, key=lambda entry: None in entry):
        lone = list(run)
        yield from aligned(*_sides(lone)) if is_lone and all(_sides(lone)) else lone


def _same(unit: Unit, other: Unit) -> Iterator[Entry]:
    """Two blocks with the same words; the numbers of their headings may differ."""
    (start, end), (start_after, end_after) = unit.numbering, other.numbering
    yield from zip(unit.words[:start], other.words[:start_after], strict=True)
    yield from _entries(unit.words[start:end], other.words[start_after:end_after])
    yield from zip(unit.words[end:], other.words[end_after:], strict=True)


def aligned(before: Sequence[Word], after: Sequence[Word]) -> list[Entry]:
    """The words of neighbouring blocks, aligned; two blocks with hardly a word in common are not each other's."""
    entries = list(_entries(before, after))
    strangers = _strangers(entries)
    if not strangers:
        return slid(entries)
    parted: list[Entry] = []
    for is_lone, run in groupby(entries, key=lambda entry: None in entry or _blocks(entry) in strangers):
        lone = list(run)
        parted += _replaced(*_sides(lone)) if is_lone else lone
    return slid(parted)


def _sides(entries: Sequence[Entry]) -> tuple[list[Word], list[Word]]:
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


def _entries(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Entry]:
    for hunk in align([word.key for word in before], [word.key for word in after]):
        if hunk.change is Change.EGAL:
            yield from zip(before[hunk.before], after[hunk.after], strict=True)
        else:
            yield from _replaced(before[hunk.before], after[hunk.after])


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """The words, cut where a block or a row begins."""
    lines: list[list[Word]] = []
    for word in words:
        if word.first or not lines:
            lines.append([])
        lines[-1].append(word)
    return lines


def _replaced(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Entry]:
    """Words and those in their place: line by line where both have as many."""
    lines, others = _lines(before), _lines(after)
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
            end = _up(entries, start, end, side) or _down(entries, start, end, side) or end
        start = end
    return entries


def _side(entry: Entry) -> int | None:
    """0 where the word is only in the first document, 1 only in the second, None where it is in both."""
    return 1 if entry[0] is None else 0 if entry[1] is None else None


def _up(entries: list[Entry], start: int, end: int, side: int) -> int | None:
    """Move a run up to where it starts with a block, as far as its words allow; where it ends, None if it cannot."""
    shift = 0
    while not _opens(entries[start - shift], side):
        above = start - shift - 1
        if above < 0 or _side(entries[above]) is not None:
            return None
        if _key(entries[above], side) != _key(entries[end - shift - 1], side):
            return None
        shift += 1
    both, alone = entries[start - shift : start], entries[start:end]
    words = [entry[side] for entry in (*both, *alone)]
    others = [None] * len(alone) + [entry[1 - side] for entry in both]
    entries[start - shift : end] = [_entry(word, other, side) for word, other in zip(words, others, strict=True)]
    return end


def _down(entries: list[Entry], start: int, end: int, side: int) -> int | None:
    """The same, down."""
    shift = 0
    while not _opens(entries[start + shift], side):
        below = end + shift
        if below >= len(entries) or _side(entries[below]) is not None:
            return None
        if _key(entries[below], side) != _key(entries[start + shift], side):
            return None
        shift += 1
    alone, both = entries[start:end], entries[end : end + shift]
    words = [entry[side] for entry in (*alone, *both)]
    others = [entry[1 - side] for entry in both] + [None] * len(alone)
    entries[start : end + shift] = [_entry(word, other, side) for word, other in zip(words, others, strict=True)]
    return end + shift


def _key(entry: Entry, side: int) -> str:
    word = entry[side]
    return word.key if word else ""


def _opens(entry: Entry, side: int) -> bool:
    word = entry[side]
    return word is not None and word.first


def _entry(word: Word | None, other: Word | None, side: int) -> Entry:
    return (word, other) if side == 0 else (other, word)
