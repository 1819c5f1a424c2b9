"""What becomes of each paragraph and table, in the order of the new document: kept, inserted, deleted.

Where paragraphs end before a table, a cell's end or the document's, the last end of paragraph cannot be taken away:
Word and LibreOffice keep it. So it is never marked where both documents have a paragraph there; what is marked instead
is the end of the paragraph before, which says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...reading.wordml import TBL
from .source import columns

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

KEPT, INSERTED, DELETED = "", "ins", "del"


@dataclass(frozen=True, slots=True)
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


def between(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Step]:
    """What has no pair: tables of one width are in order the same, changed; what is gone stands before what came."""
    tables = ([n for n, one in enumerate(side) if one.tag == TBL] for side in (old, new))
    pairs = [(i, j) for i, j in zip(*tables, strict=False) if columns(old[i]) == columns(new[j])]
    start = start_after = 0
    for i, j in [*pairs, (len(old), len(new))]:
        yield from (Step(one, None, DELETED) for one in old[start:i])
        yield from (Step(None, one, INSERTED) for one in new[start_after:j])
        if i < len(old):
            yield Step(old[i], new[j])
        start, start_after = i + 1, j + 1


def settled(steps: Iterator[Step]) -> Iterator[Step]:
    """The same steps; before each table and at the end, the last end of paragraph is kept where it can be."""
    run: list[Step] = []
    for step in steps:
        if step.table:
            yield from _ended(run)
            yield step
            run = []
        else:
            run.append(step)
    yield from _ended(run)


def _ended(run: list[Step]) -> list[Step]:
    last = max((n for n, step in enumerate(run) if not step.mark), default=-1)
    rest = run[last + 1 :]
    gone, come = [s for s in rest if s.mark == DELETED], [s for s in rest if s.mark == INSERTED]
    if gone and come:
        both = Step(gone[-1].old, come[-1].new, KEPT, whole=True)
        return [*run[: last + 1], *gone[:-1], *come[:-1], both]
    if rest and last >= 0:
        kept = replace(run[last], mark=rest[-1].mark)
        return [*run[:last], kept, *rest[:-1], replace(rest[-1], mark=KEPT)]
    return run


def before(done: Sequence[Step]) -> Element | None:
    """The last paragraph of the new document before this place."""
    return next((step.new for step in reversed(done) if step.new is not None and not step.table), None)
