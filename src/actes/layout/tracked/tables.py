"""Rows of two tables: which is which, what is inserted, what is deleted; then the cells of those that are in both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...pairing import Item, in_order
from ...reading.wordml import TR, P, R
from .gone import Gone
from .paragraph import insert_words
from .pieces import text_of
from .source import Tree, cells_of, children, rows_of, shape
from .steps import INSERTED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

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
