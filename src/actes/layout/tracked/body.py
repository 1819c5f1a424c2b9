"""Paragraphs and tables of two documents: which is which, what is inserted, what is deleted, and how it is marked.

Where paragraphs end before a table, a cell's end or the document's, the last end of paragraph cannot be taken away:
Word and LibreOffice keep it. So it is never marked where both documents have a paragraph there; what is marked instead
is the end of the paragraph before, which says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...pairing import Item, in_order
from ...reading.wordml import TBL, TR, P, R, W
from .marks import Marker, element
from .paragraph import insert_words, revise
from .pieces import Piece, text_of
from .source import Tree, cells_of, children, rows_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

KEPT, INSERTED, DELETED = "", "ins", "del"
KEPT_PROPERTIES = tuple(W + name for name in ("pStyle", "keepNext", "jc", "ind", "spacing"))
SPANS = ("gridSpan", "vMerge")
ENDS = tuple(W + name for name in ("rPr", "sectPr", "pPrChange"))


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


@dataclass(frozen=True)
class Tracker:
    """Marks one tree against another. `strict`: a paragraph that Word numbers is never the same as an old one."""

    old: Tree
    new: Tree
    marker: Marker
    strict: bool = False

    def container(self, old: Sequence[Element], new: Sequence[Element], place: Element) -> None:
        """Mark what differs between paragraphs and tables; `place` is where those of the new document stand."""
        steps = list(_settled(self._steps(old, new)))
        for index, step in enumerate(steps):
            if step.new is not None:
                self._apply(step, steps[:index])
                continue
            following = next((later.new for later in steps[index:] if later.new is not None), None)
            _put(self._deleted(step, steps[:index]), following, place)

    # which is which

    def _steps(self, old: Sequence[Element], new: Sequence[Element]) -> Iterator[Step]:
        before, after = [self._item(one, self.old) for one in old], [self._item(one, self.new) for one in new]
        pairs = [(i, j) for i, j in in_order(before, after) if not self._apart(old[i], new[j])]
        start = start_after = 0
        for i, j in [*pairs, (len(old), len(new))]:
            yield from _between(old[start:i], new[start_after:j])
            if i < len(old):
                yield Step(old[i], new[j])
            start, start_after = i + 1, j + 1

    def _apart(self, old: Element, new: Element) -> bool:
        """Whether Word numbers a new paragraph otherwise than the old one is: its number would not be the old one."""
        number = self.new.numbers.get(new)
        return number is not None and (self.strict or not text_of(self.old.pieces(old)).startswith(f"{number.text} "))

    def _item(self, one: Element, tree: Tree) -> Item:
        """The words of a paragraph; those of a table are no paragraph's."""
        if one.tag == P:
            return Item(text_of(tree.pieces(one)))
        texts = (text_of(tree.pieces(p)) for p in one.iter(P))
        return Item(" ".join(["▦", *(f"▦{word}" for text in texts for word in text.split())]))

    # how it is marked

    def _apply(self, step: Step, done: Sequence[Step]) -> None:
        assert step.new is not None
        if step.table:
            self._table(step)
            return
        before = _before(done)
        if step.old is None and step.mark == KEPT and before is not None:
            self._restyle(step.new, _look(before))  # once its words are gone, this paragraph is the one before
        if step.old is not None and step.whole:
            self._restyle(step.new, self._properties(step.old))
        if step.old is None:
            insert_words(step.new, self.marker)
        else:
            revise(step.new, self._comparable(step.old, step.new), self.marker, whole=step.whole)
        if step.mark:
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
            return self._deleted_table(step.old)
        gone = self._deleted_paragraph(step.old)
        before = _before(done)
        if step.mark:
            self.marker.mark_paragraph(gone, step.mark)
        elif before is not None:  # once its words are gone, this paragraph is the one before
            own = gone[0]
            gone.replace(own, _look(before))
            self._restyle(gone, own)
        return gone

    def _restyle(self, paragraph: Element, old: Element) -> None:
        look = _look(paragraph)
        if [(p.tag, dict(p.attrib)) for p in look] != [(p.tag, dict(p.attrib)) for p in old]:
            self.marker.restyle(paragraph, old)

    def _deleted_paragraph(self, old: Element) -> Element:
        pieces = self.old.pieces(old)
        gone = self.marker.deleted(pieces, 0, pieces[-1].end if pieces else 0)
        return element("p", self._properties(old), *([gone] if gone is not None else []))

    def _properties(self, paragraph: Element) -> Element:
        """The look of a paragraph, as far as the new document knows it; its number is among its words."""
        found = paragraph.find(f"{W}pPr")
        kept = [deepcopy(p) for p in found if p.tag in KEPT_PROPERTIES] if found is not None else []
        plain = paragraph in self.old.numbers
        known = [p for p in kept if p.tag != f"{W}pStyle" or (p.get(f"{W}val") in self.marker.styles and not plain)]
        return element("pPr", *known)

    # tables

    def _table(self, step: Step) -> None:
        assert step.new is not None
        if step.old is None:
            self._inserted_rows(rows_of(step.new))
            return
        old, new = rows_of(step.old), rows_of(step.new)
        before, after = [self._row_item(row, self.old) for row in old], [self._row_item(row, self.new) for row in new]
        pairs = [(i, j) for i, j in in_order(before, after) if _shape(old[i]) == _shape(new[j])]
        start = start_after = 0
        for i, j in [*pairs, (len(old), len(new))]:
            self._rows(old[start:i], new[start_after:j], new[j] if j < len(new) else None, step.new)
            if i < len(old):
                self._cells(old[i], new[j])
            start, start_after = i + 1, j + 1

    def _row_item(self, row: Element, tree: Tree) -> Item:
        """A row is known by its first cell, whatever its figures."""
        texts = [" ".join(text_of(tree.pieces(p)) for p in cell.iter(P)) for cell in cells_of(row)]
        return Item(" ".join([*texts, _shape(row)]), texts[0].strip() if texts else "")

    def _rows(self, old: Sequence[Element], new: Sequence[Element], following: Element | None, table: Element) -> None:
        """Rows between two that are in both: as many of the same shape are the same, changed; else gone and come."""
        if [_shape(row) for row in old] == [_shape(row) for row in new]:
            for one, other in zip(old, new, strict=True):
                self._cells(one, other)
            return
        following = new[0] if new else following
        for row in old:
            gone = self._deleted_row(row)
            if following is not None:
                following.addprevious(gone)
            else:
                table.append(gone)
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

    def _deleted_table(self, old: Element) -> Element:
        kept = [deepcopy(p) for p in old if p.tag == f"{W}tblGrid"]
        widest = max((len(cells_of(row)) for row in rows_of(old)), default=1)
        grid = kept or [element("tblGrid", *(element("gridCol") for _ in range(widest)))]
        return element("tbl", self._table_properties(old), *grid, *(self._deleted_row(row) for row in rows_of(old)))

    def _table_properties(self, old: Element) -> Element:
        found = old.find(f"{W}tblPr")
        kept = [deepcopy(p) for p in found] if found is not None else []
        known = [p for p in kept if p.tag != f"{W}tblStyle" or p.get(f"{W}val") in self.marker.styles]
        return element("tblPr", *(known or [element("tblW", w="0", type="auto")]))

    def _deleted_row(self, old: Element) -> Element:
        row = element("tr", *(self._deleted_cell(cell) for cell in cells_of(old)))
        self.marker.mark_row(row, DELETED)
        return row

    def _deleted_cell(self, old: Element) -> Element:
        found = old.find(f"{W}tcPr")
        cell = element("tc", deepcopy(found) if found is not None else element("tcPr"))
        for paragraph in old.iter(P):
            gone = self._deleted_paragraph(paragraph)
            self.marker.mark_paragraph(gone, DELETED)
            cell.append(gone)
        return cell


def _shape(row: Element) -> str:
    """The columns that the cells of a row cover, so that a row can stand for another."""
    return "|".join("-".join(_value(cell.find(f"{W}tcPr/{W}{name}")) for name in SPANS) for cell in cells_of(row))


def _value(property_: Element | None) -> str:
    return "" if property_ is None else property_.get(f"{W}val", "continue")


def _before(done: Sequence[Step]) -> Element | None:
    """The last paragraph of the new document before this place."""
    return next((step.new for step in reversed(done) if step.new is not None and not step.table), None)


def _look(paragraph: Element) -> Element:
    """The properties of a paragraph, without the mark of its end."""
    found = paragraph.find(f"{W}pPr")
    return element("pPr", *(deepcopy(p) for p in (found if found is not None else ()) if p.tag not in ENDS))


def _between(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Step]:
    """What has no pair: tables in order are the same, changed; what is gone stands before what came."""
    tables = [[n for n, one in enumerate(side) if one.tag == TBL] for side in (old, new)]
    start = start_after = 0
    for i, j in [*zip(*tables, strict=False), (len(old), len(new))]:
        yield from (Step(one, None, DELETED) for one in old[start:i])
        yield from (Step(None, one, INSERTED) for one in new[start_after:j])
        if i < len(old):
            yield Step(old[i], new[j])
        start, start_after = i + 1, j + 1


def _settled(steps: Iterator[Step]) -> Iterator[Step]:
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


def _put(gone: Element, following: Element | None, place: Element) -> None:
    """Put what is deleted before what follows it in the new document, else at its end."""
    following = following if following is not None else place.find(f"{W}sectPr")
    if following is not None:
        following.addprevious(gone)
    else:
        place.append(gone)
