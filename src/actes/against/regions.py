"""What changed between two documents, as a person would show it: whole facts (« 1er janvier 2024 », not « 2024 »),
whole blocks, and the words between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import groupby, pairwise

from ..facts import Mention, MentionKind
from ..frozen import frozen
from ..part import Part
from .alignment import Strand
from .words import Entry, Word, split

NEAR = 2  # words between two changes of a sentence that are told as one
Key = tuple[int, int]  # a block: its part, its rank
IGNORED = frozenset({MentionKind.BLANK, MentionKind.ACRONYM})


@frozen
class Named:
    """A mention with the document and the block that hold it."""

    part: Part
    block: int
    mention: Mention


@frozen
class Region:
    """Words of the first document and what stands there in the second; either may be empty.

    `left` and `right` are the nearest words of each on both sides, None at an end. `whole`: they are a whole block,
    of one document. `facts` are those of each.
    """

    before: tuple[Word, ...]
    after: tuple[Word, ...]
    left: Entry = (None, None)
    right: Entry = (None, None)
    whole: bool = False
    facts: tuple[tuple[Named, ...], tuple[Named, ...]] = field(default=((), ()))

    @property
    def sides(self) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        return self.before, self.after


def regions_of(strand: Strand, names: Iterable[str] = ()) -> Iterator[Region]:
    """The changes of a strand in order; `names` are those of parties, which change whole as facts do."""
    entries = strand.entries
    changed = [one is None or other is None for one, other in entries]
    if not any(changed):
        return
    facts = (list(_facts(entries, 0)), list(_facts(entries, 1)))
    spans = [span for side in facts for span, _ in side] + [*_named(entries, names), *_near(entries, changed)]
    _spread(changed, spans)
    whole = _whole(entries)
    for is_changed, run in groupby(range(len(changed)), key=changed.__getitem__):
        indexes = list(run)
        for first, last in _cut(entries, whole, indexes[0], indexes[-1] + 1) if is_changed else ():
            yield _region(entries, facts, whole, first, last)


Span = tuple[int, int]  # entries, the end excluded


def _facts(entries: Sequence[Entry], side: int) -> Iterator[tuple[Span, Named]]:
    """The facts of one document, with the entries that they cover."""
    places: dict[Key, list[tuple[int, Word]]] = {}
    for index, entry in enumerate(entries):
        if (word := entry[side]) is not None:
            places.setdefault((id(word.part), word.block), []).append((index, word))
    for words in places.values():
        part, block = words[0][1].part, words[0][1].block
        words.sort(key=lambda one: one[1].start)
        starts = [word.start for _, word in words]
        for mention in part.mentions[block]:
            inside = [n for n, _ in words[bisect_left(starts, mention.start) : bisect_left(starts, mention.end)]]
            if inside and mention.kind not in IGNORED:
                yield (min(inside), max(inside) + 1), Named(part, block, mention)


def _named(entries: Sequence[Entry], names: Iterable[str]) -> Iterator[Span]:
    """Where the names of parties stand in the first document."""
    words = [(index, entry[0].key.lower()) for index, entry in enumerate(entries) if entry[0] is not None]
    keys = [key for _, key in words]
    for name in dict.fromkeys(tuple(key.lower() for key in split(name)) for name in names):
        for start in (n for n, key in enumerate(keys) if name and key == name[0]):
            if tuple(keys[start : start + len(name)]) == name:
                yield words[start][0], words[start + len(name) - 1][0] + 1


def _near(entries: Sequence[Entry], changed: Sequence[bool]) -> Iterator[Span]:
    """Between two changes, the few words of the same line that stand there."""
    at = [index for index, is_changed in enumerate(changed) if is_changed]
    for one, other in pairwise(at):
        words = (word for entry in entries[one + 1 : other + 1] for word in entry if word is not None)
        if 1 < other - one <= NEAR + 1 and not any(word.first for word in words):
            yield one, other + 1


def _spread(changed: list[bool], spans: Sequence[Span]) -> None:
    """A span in which anything changed has changed whole; so on for those that it touches."""
    pending, before = list(spans), -1
    while len(pending) != before:
        before, left = len(pending), []
        for start, end in pending:
            if any(changed[start:end]):
                changed[start:end] = [True] * (end - start)
            else:
                left.append((start, end))
        pending = left


def _whole(entries: Sequence[Entry]) -> frozenset[tuple[int, Key]]:
    """The blocks of which nothing is left on the other side."""
    alone: dict[tuple[int, Key], bool] = {}
    for entry in entries:
        for side, word in enumerate(entry):
            if word is not None:
                key = (side, (id(word.part), word.block))
                alone[key] = alone.get(key, True) and entry[1 - side] is None
    return frozenset(key for key, is_alone in alone.items() if is_alone)


def _cut(entries: Sequence[Entry], whole: frozenset[tuple[int, Key]], start: int, end: int) -> Iterator[Span]:
    """A run cut where both documents begin a line, and around whole blocks; one in the place of one is a change."""
    cuts = [index for index in range(start + 1, end) if _begins(entries, start, index, end)]
    for first, last in pairwise((start, *cuts, end)):
        blocks = [_block(entries[index], whole) for index in range(first, last)]
        alone = sorted(block[0] for block in dict.fromkeys(blocks) if block) == [0, 1]
        inner = [] if alone else [n for n in range(first + 1, last) if blocks[n - first] != blocks[n - first - 1]]
        yield from pairwise((first, *inner, last))


def _begins(entries: Sequence[Entry], start: int, index: int, end: int) -> bool:
    """Whether a line of both documents begins here; one that is replaced begins with the words of the first."""
    before, after = entries[index]
    if before is None or not before.first:
        return False
    if after is None:
        after = next((entry[1] for entry in entries[index:end] if entry[1] is not None), None)
        if all(entry[1] is None for entry in entries[start:index]):
            return False
    return after is not None and after.first


def _block(entry: Entry, whole: frozenset[tuple[int, Key]]) -> tuple[int, Key] | None:
    for side, word in enumerate(entry):
        if word is not None and (key := (side, (id(word.part), word.block))) in whole:
            return key
    return None


def _region(
    entries: Sequence[Entry],
    facts: tuple[list[tuple[Span, Named]], list[tuple[Span, Named]]],
    whole: frozenset[tuple[int, Key]],
    first: int,
    last: int,
) -> Region:
    before = tuple(entry[0] for entry in entries[first:last] if entry[0] is not None)
    after = tuple(entry[1] for entry in entries[first:last] if entry[1] is not None)
    inside = tuple(tuple(named for (a, b), named in side if first <= a and b <= last) for side in facts)
    left, right = _nearest(entries, range(first - 1, -1, -1)), _nearest(entries, range(last, len(entries)))
    alone = (not before or not after) and _block(entries[first], whole) is not None
    return Region(before, after, left, right, alone, (inside[0], inside[1]))


def _nearest(entries: Sequence[Entry], indexes: Iterable[int]) -> Entry:
    one, other = (next((w for n in indexes if (w := entries[n][side]) is not None), None) for side in (0, 1))
    return one, other
