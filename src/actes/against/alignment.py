"""Two documents word by word: first the blocks that are each other's (`pairing`), then their words (`compare`).

Words are aligned over neighbouring blocks together where blocks have no counterpart: a PDF cuts paragraphs in its way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ..pairing import Item, Pair, pair
from .entries import aligned, entries_of, sides
from .units import Unit
from .words import Entry

OPENING = 3  # words by which a block is known to begin another one


@dataclass(frozen=True, slots=True)
class Strand:
    """A stretch of both documents: entries in order. `moved`: it stands elsewhere in the second."""

    entries: tuple[Entry, ...]
    moved: bool = False


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
        yield from aligned(*sides(lone)) if is_lone and all(sides(lone)) else lone


def _same(unit: Unit, other: Unit) -> Iterator[Entry]:
    """Two blocks with the same words; the numbers of their headings may differ."""
    (start, end), (start_after, end_after) = unit.numbering, other.numbering
    yield from zip(unit.words[:start], other.words[:start_after], strict=True)
    yield from entries_of(unit.words[start:end], other.words[start_after:end_after])
    yield from zip(unit.words[end:], other.words[end_after:], strict=True)
