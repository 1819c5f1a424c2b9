"""What becomes of each paragraph and table, in the order of the new document: kept, inserted, deleted.

Where paragraphs end before a table, a cell's end or the document's, the last end of paragraph cannot be taken away:
Word and LibreOffice keep it. So it is never marked where both documents have a paragraph there; what is marked instead
is the end of the paragraph before, which says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ...frozen import frozen
from ...reading.wordml import TBL
from ..package import Element
from .source import columns

KEPT, INSERTED, DELETED = "", "ins", "del"


@frozen
class Step:
    """A paragraph or a table of the old document, of the new one or of both; `mark` is that of its end."""

    old: Element | None
    new: Element | None
    mark: str = KEPT
    whole: bool = False

    @property
    def table(self) -> bool:
        found = self.new if self.new is not None else self.old
        return found is not None and found.tag == TBL


def apart(
    pairs: Iterable[tuple[int, int]], old: Sequence[Element], new: Sequence[Element]
) -> Iterator[tuple[Sequence[Element], Sequence[Element], tuple[Element, Element] | None]]:
    """What stands between pairs on both sides, each time with the pair that comes after; at the end, with none."""
    start = start_after = 0
    for i, j in pairs:
        yield old[start:i], new[start_after:j], (old[i], new[j])
        start, start_after = i + 1, j + 1
    yield old[start:], new[start_after:], None


def between(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Step]:
    """What has no pair: tables of one width are in order the same, changed; what is gone stands before what came."""
    tables = ([n for n, one in enumerate(side) if one.tag == TBL] for side in (old, new))
    pairs = [(i, j) for i, j in zip(*tables, strict=False) if columns(old[i]) == columns(new[j])]
    for gone, come, pair in apart(pairs, old, new):
        yield from (Step(one, None, DELETED) for one in gone)
        yield from (Step(None, one, INSERTED) for one in come)
        yield from (Step(*pair),) if pair else ()


def settled(steps: Iterable[Step], numbered: Callable[[Step], bool]) -> Iterator[Step]:
    """The same steps; before each table and at the end, the last end of paragraph is kept where it can be.

    `numbered`: Word shows a number before that paragraph of the new document.
    """
    for table, found in groupby(steps, key=lambda step: step.table):
        run = list(found)
        yield from run if table else _guarded(_ended(run), numbered)


def _ended(run: list[Step]) -> list[Step]:
    last = max((n for n, step in enumerate(run) if not step.mark), default=-1)
    rest = run[last + 1 :]
    gone, come = [s for s in rest if s.mark == DELETED], [s for s in rest if s.mark == INSERTED]
    if come:  # old empty lines would become what came, with its number
        gone = [s for s in gone if s.old is not None and "".join(map(str, s.old.itertext())).strip()]
        rest = [*gone, *come]
    if gone and come:
        both = Step(gone[-1].old, come[-1].new, KEPT, whole=True)
        return [*run[: last + 1], *gone[:-1], *come[:-1], both]
    return [*run[:last], *_handed([run[last], *rest])] if rest and last >= 0 else [*run[: last + 1], *rest]


def _handed(run: Sequence[Step]) -> list[Step]:
    """A kept paragraph and those inserted (or deleted) after it: its end is marked, theirs is the one that stays."""
    return [replace(run[0], mark=run[-1].mark), *run[1:-1], replace(run[-1], mark=KEPT)]


def _guarded(run: list[Step], numbered: Callable[[Step], bool]) -> list[Step]:
    """The same, where Word numbers what is inserted or what follows.

    LibreOffice gives a paragraph the look of the one that goes before it: its number would go, or come.
    """
    kept = [n for n, step in enumerate(run) if not step.mark]
    for first, last in pairwise(kept):
        group = run[first + 1 : last]
        same = len({step.mark for step in group}) == 1
        if (
            same
            and any(map(numbered, run[first + 1 : last + 1]))
            and (group[0].new is not None or not numbered(run[first]))
        ):
            run[first:last] = _handed(run[first:last])
    return run


def before(done: Sequence[Step]) -> Element | None:
    """The last paragraph of the new document before this place."""
    return next((step.new for step in reversed(done) if step.new is not None and not step.table), None)
