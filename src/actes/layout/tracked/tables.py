"""What is deleted, built from the old document; rows of two tables: which is which, what comes, what goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from ...pairing import Item, in_order
from ...reading.wordml import TR, P, R, W
from ..nodes import Element
from .marks import Marker, element
from .paragraph import insert_words
from .pieces import text_of
from .source import Tree, cells_of, children, rows_of, shape
from .steps import DELETED, INSERTED

KEPT_PROPERTIES = tuple(W + name for name in ("pStyle", "keepNext", "jc", "ind", "spacing"))
ROW_PROPERTIES = tuple(W + name for name in ("gridBefore", "gridAfter", "cantSplit", "trHeight", "tblHeader"))
ENDS = tuple(W + name for name in ("rPr", "sectPr", "pPrChange"))


@dataclass(frozen=True)
class Gone:
    """Builds what is deleted, for the new document."""

    old: Tree
    marker: Marker

    def paragraph(self, old: Element) -> Element:
        """An old paragraph, its words deleted; its end is for the caller to mark."""
        pieces = self.old.pieces(old)
        gone = self.marker.deleted(pieces, 0, pieces[-1].end if pieces else 0)
        return element("p", self.properties(old), *([gone] if gone is not None else []))

    def properties(self, paragraph: Element) -> Element:
        """The look of a paragraph, as far as the new document knows it; its number is among its words."""
        found = paragraph.find(f"{W}pPr")
        kept = [deepcopy(p) for p in found if p.tag in KEPT_PROPERTIES] if found is not None else []
        plain = paragraph in self.old.numbers
        known = [p for p in kept if p.tag != f"{W}pStyle" or (p.get(f"{W}val") in self.marker.styles and not plain)]
        return element("pPr", *known)

    def table(self, old: Element) -> Element:
        """An old table, every row deleted."""
        kept = [deepcopy(p) for p in old if p.tag == f"{W}tblGrid"]
        widest = max((len(cells_of(row)) for row in rows_of(old)), default=1)
        grid = kept or [element("tblGrid", *(element("gridCol") for _ in range(widest)))]
        return element("tbl", self._frame(old), *grid, *(self.row(row) for row in rows_of(old)))

    def _frame(self, old: Element) -> Element:
        found = old.find(f"{W}tblPr")
        kept = [deepcopy(p) for p in found] if found is not None else []
        known = [p for p in kept if p.tag != f"{W}tblStyle" or p.get(f"{W}val") in self.marker.styles]
        return element("tblPr", *(known or [element("tblW", w="0", type="auto")]))

    def row(self, old: Element) -> Element:
        """An old row, deleted with all that its cells hold."""
        found = old.find(f"{W}trPr")
        kept = [deepcopy(p) for p in found if p.tag in ROW_PROPERTIES] if found is not None else []
        properties = [element("trPr", *kept)] if kept else []
        row = element("tr", *properties, *(self._cell(cell) for cell in cells_of(old)))
        self.marker.mark_row(row, DELETED)
        return row

    def _cell(self, old: Element) -> Element:
        found = old.find(f"{W}tcPr")
        cell = element("tc", deepcopy(found) if found is not None else element("tcPr"))
        for paragraph in old.iter(P):
            gone = self.paragraph(paragraph)
            self.marker.mark_paragraph(gone, DELETED)
            cell.append(gone)
        return cell


def look_of(paragraph: Element) -> Element:
    """The properties of a paragraph, without the mark of its end."""
    found = paragraph.find(f"{W}pPr")
    return element("pPr", *(deepcopy(p) for p in (found if found is not None else ()) if p.tag not in ENDS))


Container = Callable[[Sequence["Element"], Sequence["Element"], "Element"], None]


@dataclass(frozen=True)
class Tables:
    """Marks tables; `container` marks what a cell holds."""

    old: Tree
    new: Tree
    gone: Gone
    container: Container

    def inserted(self, table: Element) -> None:
        """A table that the old document has not."""
        self._inserted_rows(rows_of(table))

    def revise(self, old_table: Element, table: Element) -> None:
        """A table that is in both."""
        old, new = rows_of(old_table), rows_of(table)
        before, after = [self._item(row, self.old) for row in old], [self._item(row, self.new) for row in new]
        pairs = [(i, j) for i, j in in_order(before, after) if shape(old[i]) == shape(new[j])]
        start = start_after = 0
        for i, j in [*pairs, (len(old), len(new))]:
            self._rows(old[start:i], new[start_after:j], new[j] if j < len(new) else None, table)
            if i < len(old):
                self._cells(old[i], new[j])
            start, start_after = i + 1, j + 1

    def _item(self, row: Element, tree: Tree) -> Item:
        """A row is known by its first cell, whatever its figures."""
        texts = [" ".join(text_of(tree.pieces(p)) for p in cell.iter(P)) for cell in cells_of(row)]
        return Item(" ".join([*texts, shape(row)]), texts[0].strip() if texts else "")

    def _rows(self, old: Sequence[Element], new: Sequence[Element], following: Element | None, table: Element) -> None:
        """Rows between two that are in both: as many of the same shape are the same, changed; else gone and come."""
        if [shape(row) for row in old] == [shape(row) for row in new]:
            for one, other in zip(old, new, strict=True):
                self._cells(one, other)
            return
        following = new[0] if new else following
        for row in old:
            gone = self.gone.row(row)
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
                insert_words(paragraph, self.gone.marker)
                self.gone.marker.mark_paragraph(paragraph, INSERTED)
            for inner in row.iter(TR):
                self.gone.marker.mark_row(inner, INSERTED)
