"""Tables of a PDF as rows and cells, joined where a page cut them; and the paragraph of each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..document import Block, Cell, Literal, Row, Span
from ..place import Place
from .lines import Line
from .passage import Passage
from .pdfgrid import Grid
from .pdflines import Piece, strips_of
from .texttables import TOTAL, column_name


def merged(lines: Iterable[Line]) -> list[Line]:
    """A table that goes on below a coloured heading, or on the next page, is one table."""
    merged: list[Line] = []
    for line in lines:
        above = merged[-1] if merged else None
        if above and above.rows and line.rows and _goes_on(above, line):
            rows = line.rows[1:] if line.rows[0].cells and _same(above.rows[0], line.rows[0]) else line.rows
            merged[-1] = replace(above, rows=above.rows + tuple(_renumbered(rows, len(above.rows))), page=line.page)
        else:
            merged.append(line)
    return merged


def _goes_on(above: Line, line: Line) -> bool:
    same = len(above.rows[0].cells) == len(line.rows[0].cells)
    return same and (line.page != above.page or not line.gap)


def _same(one: Row, other: Row) -> bool:
    return [cell.text for cell in one.cells] == [cell.text for cell in other.cells]


def _renumbered(rows: Iterable[Row], above: int) -> Iterator[Row]:
    for number, row in enumerate(rows, above + 1):
        where = row.cells[0].paragraphs[0][0].origin.place if row.cells and row.cells[0].paragraphs else None
        yield row_of([cell.text.split("\n") if cell.text else [] for cell in row.cells], where or Place(""), number)


def texts_of(cell: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in cell]


def row_of(cells: Sequence[Sequence[str]], place: Place, number: int) -> Row:
    named = [replace(place, cell=f"{column_name(index)}{number}") for index in range(len(cells))]
    built = tuple(
        Cell(tuple((Span(text, Literal(where)),) for text in texts)) for where, texts in zip(named, cells, strict=True)
    )
    first = next((cell.text for cell in built if cell.text), "")
    return Row(built, total=TOTAL.match(first) is not None)


def grid_line(grid: Grid, place: Place, *, gap: bool) -> Line:
    """A ruled table; the lines of one cell are words of one paragraph."""
    rows = []
    for number, cells in enumerate(grid.cells, 1):
        texts = [[" ".join(p.text for s in strips_of(cell) for p in s.pieces)] if cell else [] for cell in cells]
        rows.append(row_of(texts, place, number))
    return Line(rows[0].cells[0].text, place, place.page or 1, gap, rows=tuple(rows))


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks; each place knows its paragraph, counted on its page."""
    page, count = 0, 0
    for block in blocks:
        first = next(block.all_spans(), None)
        here = (first.origin.place.page if first else None) or page
        count = count + 1 if here == page else 1
        page = here
        yield _placed(block, page, count)


def _placed(block: Block, page: int, number: int) -> Block:
    def span(old: Span) -> Span:
        source = old.origin.source
        starts = source.starts if isinstance(source, Passage) else ((0, old.origin.place),)
        moved = tuple((at, replace(p, paragraph=number if p.page == page else 1)) for at, p in starts)
        return old._replace(origin=Literal(Passage(moved[0][1].path, moved), old.origin.offset))

    def cell(old: Cell) -> Cell:
        return replace(old, paragraphs=tuple(tuple(span(s) for s in paragraph) for paragraph in old.paragraphs))

    rows = tuple(replace(row, cells=tuple(cell(c) for c in row.cells)) for row in block.rows)
    return replace(block, spans=tuple(span(s) for s in block.spans), rows=rows)
