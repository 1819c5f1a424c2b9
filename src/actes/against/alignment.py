"""Two documents word by word: first the blocks that are each other's (`pairing`), then their words (`compare`).

Words without a counterpart are then aligned over neighbouring blocks together: a PDF cuts paragraphs in its way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..frozen import frozen
from ..pairing import Item, Pair, pair
from .entries import aligned, entries_of, sides
from .units import Unit
from .words import Entry


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
