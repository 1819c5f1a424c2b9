"""What is deleted, built from the old document for the new one."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from ...reading.wordml import P, W
from ..nodes import Element, element
from .marks import Marker
from .source import Tree, cells_of, rows_of
from .steps import DELETED

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
