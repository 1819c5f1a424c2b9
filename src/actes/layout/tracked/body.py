"""Paragraphs and tables of two documents: which is which, and how what differs is marked.

Each has a step in the order of the new document: kept, inserted, deleted. Where paragraphs end before a table, a cell's
end or the document's, the last end of paragraph cannot be taken away: Word and LibreOffice keep it. So it is never
marked where both documents have a paragraph there; what is marked instead is the end of the paragraph before, which
says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ...frozen import frozen
from ...pairing import Item, in_order
from ...reading.wordml import TBL, TR, P, R, W
from ..package import Element, element
from .marks import Marker, Piece, insert_words, revise, text_of
from .source import Tree, cells_of, children, columns, rows_of, shape

KEPT_PROPERTIES = tuple(W + name for name in ("pStyle", "keepNext", "jc", "ind", "spacing"))
ROW_PROPERTIES = tuple(W + name for name in ("gridBefore", "gridAfter", "cantSplit", "trHeight", "tblHeader"))
ENDS = tuple(W + name for name in ("rPr", "sectPr", "pPrChange"))


def look_of(paragraph: Element) -> Element:
    """The properties of a paragraph, without the mark of its end."""
    return element("pPr", *(deepcopy(p) for p in paragraph.findall(f"{W}pPr/*") if p.tag not in ENDS))


@dataclass(frozen=True)
class Tracker:
    """Marks one tree against another. `strict`: a paragraph that Word numbers is never the same as an old one."""

    old: Tree
    new: Tree
    marker: Marker
    strict: bool = False

    def container(self, old: Sequence[Element], new: Sequence[Element], place: Element) -> None:
        """Mark what differs between paragraphs and tables; `place` is where those of the new document stand."""
        steps = list(settled(self._steps(old, new), lambda step: step.new in self.new.numbers))
        for index, step in enumerate(steps):
            if step.new is not None:
                self._apply(step, steps[:index])
                continue
            following = next((later.new for later in steps[index:] if later.new is not None), None)
            _put(self._deleted(step, steps[:index]), following, place)

    # which is which

    def _steps(self, old: Sequence[Element], new: Sequence[Element]) -> Iterator[Step]:
        before, after = [_item(one, self.old) for one in old], [_item(one, self.new) for one in new]
        pairs = [(i, j) for i, j in in_order(before, after) if not self._apart(old[i], new[j])]
        for gone, come, pair in apart(pairs, old, new):
            yield from between(gone, come)
            yield from (Step(*pair),) if pair else ()

    def _apart(self, old: Element, new: Element) -> bool:
        """Whether what is alike cannot be the same one, changed.

        Tables of another width; a paragraph that Word numbers otherwise: its number would not be the old one.
        """
        if new.tag == TBL:
            return columns(old) != columns(new)
        number = self.new.numbers.get(new)
        return number is not None and (self.strict or not self.old.text(old).startswith(f"{number.text} "))

    # how it is marked

    def _apply(self, step: Step, done: Sequence[Step]) -> None:
        assert step.new is not None
        if step.table and step.old is None:
            self._inserted_rows(rows_of(step.new))
        elif step.table and step.old is not None:
            self._revise_table(step.old, step.new)
        elif step.old is None:
            if step.mark == KEPT and (before := before_in(done)) is not None:
                self._restyle(step.new, look_of(before))  # once its words are gone, this paragraph is the one before
            insert_words(step.new, self.marker)
        else:
            if step.whole:
                self._restyle(step.new, self.old_look(step.old))
            revise(step.new, self._comparable(step.old, step.new), self.marker, whole=step.whole)
        if step.mark and not step.table:
            self.marker.mark_paragraph(step.new, step.mark)

    def _comparable(self, old: Element, new: Element) -> tuple[Piece, ...]:
        """The pieces of an old paragraph, without the number that Word shows before the new one too."""
        number, pieces = self.new.numbers.get(new), self.old.pieces(old)
        shown = f"{number.text} " if number else ""
        if not shown or not text_of(pieces).startswith(shown) or not pieces[0].text.startswith(shown):
            return pieces
        rest = Piece(pieces[0].sort, 0, pieces[0].text[len(shown) :], pieces[0].elements)
        return (rest, *(replace(piece, start=piece.start - len(shown)) for piece in pieces[1:]))

    def _deleted(self, step: Step, done: Sequence[Step]) -> Element:
        """An old paragraph or table, all of it deleted, to be put in the new document."""
        assert step.old is not None
        if step.table:
            return self.gone_table(step.old)
        gone = self.gone_paragraph(step.old)
        before = before_in(done)
        if step.mark:
            self.marker.mark_paragraph(gone, step.mark)
        elif before is not None:  # once its words are gone, this paragraph is the one before
            own = gone[0]
            gone.replace(own, look_of(before))
            self._restyle(gone, own)
        return gone

    def _restyle(self, paragraph: Element, old: Element) -> None:
        look = look_of(paragraph)
        if [(p.tag, dict(p.attrib)) for p in look] != [(p.tag, dict(p.attrib)) for p in old]:
            self.marker.restyle(paragraph, old)

    # rows of two tables

    def _revise_table(self, old_table: Element, table: Element) -> None:
        """A table that is in both."""
        old, new = rows_of(old_table), rows_of(table)
        before, after = [_row(row, self.old) for row in old], [_row(row, self.new) for row in new]
        pairs = [(i, j) for i, j in in_order(before, after) if shape(old[i]) == shape(new[j])]
        for gone, come, pair in apart(pairs, old, new):
            self._rows(gone, come, pair[1] if pair else None, table)
            if pair:
                self._cells(*pair)

    def _rows(self, old: Sequence[Element], new: Sequence[Element], following: Element | None, table: Element) -> None:
        """Rows between two that are in both: as many of the same shape are the same, changed; else gone and come."""
        if [shape(row) for row in old] == [shape(row) for row in new]:
            for one, other in zip(old, new, strict=True):
                self._cells(one, other)
            return
        for row in old:
            _put(self.gone_row(row), new[0] if new else following, table)
        self._inserted_rows(new)

    def _cells(self, old: Element, new: Element) -> None:
        for one, other in zip(cells_of(old), cells_of(new), strict=True):
            self.container(list(children(one)), list(children(other)), other)

    def _inserted_rows(self, rows: Sequence[Element]) -> None:
        for row in rows:
            for paragraph in [p for p in row.iter(P) if next(p.iterancestors(R), None) is None]:
                insert_words(paragraph, self.marker)
                self.marker.mark_paragraph(paragraph, INSERTED)
            for inner in row.iter(TR):
                self.marker.mark_row(inner, INSERTED)

    # what is deleted, built for the new document

    def gone_paragraph(self, old: Element) -> Element:
        """An old paragraph, its words deleted; its end is for the caller to mark."""
        pieces = self.old.pieces(old)
        gone = self.marker.deleted(pieces, 0, pieces[-1].end if pieces else 0)
        return element("p", self.old_look(old), *([gone] if gone is not None else []))

    def old_look(self, paragraph: Element) -> Element:
        """The look of a paragraph, as far as the new document knows it; its number is among its words."""
        kept = (deepcopy(p) for p in paragraph.findall(f"{W}pPr/*") if p.tag in KEPT_PROPERTIES)
        known = frozenset() if paragraph in self.old.numbers else self.marker.styles
        return element("pPr", *(p for p in kept if p.tag != f"{W}pStyle" or p.get(f"{W}val") in known))

    def gone_table(self, old: Element) -> Element:
        """An old table, every row deleted."""
        kept = map(deepcopy, old.findall(f"{W}tblPr/*"))
        known = [p for p in kept if p.tag != f"{W}tblStyle" or p.get(f"{W}val") in self.marker.styles]
        frame = element("tblPr", *(known or [element("tblW", w="0", type="auto")]))
        rows = rows_of(old)
        widest = max((len(cells_of(row)) for row in rows), default=1)
        grid = [*map(deepcopy, old.findall(f"{W}tblGrid"))]
        grid = grid or [element("tblGrid", *(element("gridCol") for _ in range(widest)))]
        return element("tbl", frame, *grid, *map(self.gone_row, rows))

    def gone_row(self, old: Element) -> Element:
        """An old row, deleted with all that its cells hold."""
        kept = [deepcopy(p) for p in old.findall(f"{W}trPr/*") if p.tag in ROW_PROPERTIES]
        properties = [element("trPr", *kept)] if kept else []
        row = element("tr", *properties, *map(self._gone_cell, cells_of(old)))
        self.marker.mark_row(row, DELETED)
        return row

    def _gone_cell(self, old: Element) -> Element:
        found = old.find(f"{W}tcPr")
        cell = element("tc", deepcopy(found) if found is not None else element("tcPr"))
        for paragraph in old.iter(P):
            gone = self.gone_paragraph(paragraph)
            self.marker.mark_paragraph(gone, DELETED)
            cell.append(gone)
        return cell


def _item(one: Element, tree: Tree) -> Item:
    """The words of a paragraph; those of a table are no paragraph's."""
    if one.tag == P:
        return Item(tree.text(one))
    return Item(" ".join(["▦", *(f"▦{word}" for p in one.iter(P) for word in tree.text(p).split())]))


def _row(row: Element, tree: Tree) -> Item:
    """A row is known by its first cell, whatever its figures."""
    texts = [" ".join(map(tree.text, cell.iter(P))) for cell in cells_of(row)]
    return Item(" ".join([*texts, shape(row)]), texts[0].strip() if texts else "")


def _put(gone: Element, following: Element | None, place: Element) -> None:
    """Put what is deleted before what follows it in the new document, else at its end."""
    following = following if following is not None else place.find(f"{W}sectPr")
    if following is not None:
        following.addprevious(gone)
    else:
        place.append(gone)


# what becomes of each

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
        same = len({step.mark for step in group}) == 1 and (group[0].new is not None or not numbered(run[first]))
        if same and any(map(numbered, run[first + 1 : last + 1])):
            run[first:last] = _handed(run[first:last])
    return run


def before_in(done: Sequence[Step]) -> Element | None:
    """The last paragraph of the new document before this place."""
    return next((step.new for step in reversed(done) if step.new is not None and not step.table), None)
