"""Pairs the blocks of two documents: which paragraph, item, table or article of one is which of the other.

First what is the same, in order; then, between those, what has most words in common, in order; then what is left, out
of order: it was moved. `compare` then aligns the words of each pair.

>>> before = items(["Objet de la convention", "La durée est de 24 mois.", "Fait à Aurillac"])
>>> after = items(["La durée est de 12 mois.", "Un article de plus", "Fait à Aurillac"])
>>> [(p.before, p.after) for p in pair(before, after)]
[(0, None), (1, 0), (None, 1), (2, 2)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .compare import Change, align
from .document import Block
from .frozen import frozen

ALIKE = 0.45  # share of words in common from which two texts at the same place are one, changed
MOVED = 0.75  # the same for texts that stand elsewhere
ENOUGH = 4  # words: a shorter text that stands elsewhere is another one
SMALL = 1_600  # up to it, every text is weighed against every other one, so that as many as can be keep their order
MAX_CELLS = 40_000  # beyond, texts between two that are the same are not paired


@dataclass(frozen=True)
class Item:
    """What is paired: its words, and a heading (empty where it has none) that alone makes two items the same one."""

    text: str
    key: str = ""

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(self.text.split())

    @cached_property
    def length(self) -> int:
        return self.words.total()


@frozen
class Pair:
    """An item in both, or in one only; `moved`: it stands elsewhere among the others."""

    before: int | None
    after: int | None
    moved: bool = False


def items(texts: Iterable[str]) -> list[Item]:
    return [Item(text) for text in texts]


def pair_blocks(before: Sequence[Block], after: Sequence[Block]) -> tuple[Pair, ...]:
    """Every block of both documents once, in the order of the second; those removed stand where they stood."""
    return pair(items(map(shown, before)), items(map(shown, after)))


def shown(block: Block) -> str:
    """The words of a block as a person sees them, the marker of an item included."""
    return f"{block.marker} {block.text}".strip()


def pair(before: Sequence[Item], after: Sequence[Item]) -> tuple[Pair, ...]:
    """Every item of both sequences once, in the order of the second; those removed stand where they stood."""
    matched = dict(in_order(before, after))
    moved = dict(_moved(before, after, matched))
    return tuple(_laid_out(len(before), len(after), matched, moved))


def in_order(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The pairs that keep the order of both sequences: first what is the same, then what is alike.

    Where both are short all is weighed at once: as many as can be keep their place.
    """
    if len(before) * len(after) <= SMALL:
        yield from _alike(before, after, range(len(before)), range(len(after)))
        return
    start = start_after = 0
    for hunk in [h for h in align(_texts(before), _texts(after)) if h.change is Change.EGAL]:
        yield from _alike(before, after, range(start, hunk.before.start), range(start_after, hunk.after.start))
        yield from zip(_range(hunk.before), _range(hunk.after), strict=True)
        start, start_after = hunk.before.stop, hunk.after.stop
    yield from _alike(before, after, range(start, len(before)), range(start_after, len(after)))


def likeness(one: Item, other: Item) -> float:
    """The share of words that two items have in common, from 0 to 1; more than 1 where their headings are the same."""
    if not one.length and not other.length:
        return 1.0
    common = sum(min(count, other.words[word]) for word, count in one.words.items() if word in other.words)
    share = 2 * common / ((one.length + other.length) or 1)
    return share + 1 if one.key and one.key == other.key else share


def _texts(sequence: Iterable[Item]) -> list[str]:
    return [f"{item.key}\n{' '.join(item.text.split())}" for item in sequence]


def _range(part: slice) -> range:
    return range(part.start, part.stop)


def _alike(before: Sequence[Item], after: Sequence[Item], rows: range, columns: range) -> Iterator[tuple[int, int]]:
    """The pairs in order whose likenesses make the greatest sum."""
    if not rows or not columns or len(rows) * len(columns) > MAX_CELLS:
        return
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    alike = [[likeness(before[i], after[j]) for j in columns] for i in rows]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            paired = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(rows) and j < len(columns):
        if alike[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            yield rows[i], columns[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _moved(before: Sequence[Item], after: Sequence[Item], matched: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """What is left on both sides and is alike, the most alike first."""
    taken = set(matched.values())
    left = [i for i in range(len(before)) if i not in matched and before[i].length >= ENOUGH]
    right = [j for j in range(len(after)) if j not in taken and after[j].length >= ENOUGH]
    if len(left) * len(right) > MAX_CELLS:
        return
    scored = [(-likeness(before[i], after[j]), i, j) for i in left for j in right]
    used: set[int] = set()
    for negative, i, j in sorted(scored):
        if -negative >= MOVED and i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            yield i, j


def _laid_out(length: int, length_after: int, matched: Mapping[int, int], moved: Mapping[int, int]) -> Iterator[Pair]:
    """Between two that are paired, what was removed comes before what was added."""
    sources = {j: i for i, j in moved.items()}
    start = start_after = 0
    for i, j in [*sorted(matched.items()), (length, length_after)]:
        yield from (Pair(n, None) for n in range(start, i) if n not in moved)
        yield from (Pair(sources.get(n), n, moved=n in sources) for n in range(start_after, j))
        if i < length:
            yield Pair(i, j)
        start, start_after = i + 1, j + 1
