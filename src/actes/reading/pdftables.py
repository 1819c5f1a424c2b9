"""Tables of a PDF: ruled, or lines whose pieces stand in columns; joined where a page cut them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..document import Block, Literal, Row, Span
from ..pattern import pattern
from ..place import Place
from .lines import Line, Passage
from .pdfgrid import Grid
from .pdflines import Piece, Strip, step_of, strips_of
from .texttables import row_of as spans_row

TIGHT = 1.2  # times the usual distance of lines: more is white space above
FIGURES = pattern(r"\d[\d\s.,]*(?:€|%)?$")
PROSE = 30  # characters: columns of longer lines are columns of a text, not of a table
MANY = 8
MOST_ROWS = 200  # of a page
LEFT_TO_SIGN = (3.0, 10.0)  # heights of a line: between a function and a name, room to sign


def runs_of(strips: Sequence[Strip], pitch: float) -> Iterator[list[Strip]]:
    """Consecutive lines: a run of two and more whose parts stand in columns is a table, any other is one line."""
    run: list[Strip] = []
    for index, strip in enumerate(strips):
        if run and (len(run) > MOST_ROWS or not _joins(run, strip, strips[index + 1 : index + 3], pitch)):
            yield from _closed(run)
            run = []
        if len(strip.pieces) > 1 or run:
            run.append(strip)
        else:
            yield [strip]
    yield from _closed(run)


def _closed(run: list[Strip]) -> Iterator[list[Strip]]:
    tail = []
    while run and len(run[-1].pieces) == 1:
        tail.append(run.pop())
    if len(run) > 1 and sum(len(strip.pieces) > 1 for strip in run) > 1:
        yield run
    else:
        yield from ([strip] for strip in run)
    yield from ([strip] for strip in reversed(tail))


def _joins(run: Sequence[Strip], strip: Strip, later: Sequence[Strip], pitch: float) -> bool:
    """Whether a line goes on with a run: it has columns, or it goes on with the words of one cell."""
    step = step_of(run[-1], strip)
    figures = any(FIGURES.match(piece.text) for line in (*run, strip) for piece in line.pieces)
    if step > (LEFT_TO_SIGN[0] if figures else LEFT_TO_SIGN[1]) * pitch:
        return False
    columns = columns_of(run)
    if len(strip.pieces) > 1:
        return len(columns_of([*run, strip])) >= max(2, min(len(columns), len(strip.pieces)))
    within = any(x0 - 3 <= strip.box.x0 and strip.box.x1 <= x1 + 3 for x0, x1 in columns)
    return within and step <= TIGHT * pitch and any(len(other.pieces) > 1 for other in later[:2])


def columns_of(strips: Iterable[Strip]) -> list[tuple[float, float]]:
    """The columns of a run: what the parts of its lines cover from left to right."""
    columns: list[tuple[float, float]] = []
    for piece in sorted((p for strip in strips for p in strip.pieces), key=lambda p: p.box.x0):
        if columns and piece.box.x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.box.x1))
        else:
            columns.append((piece.box.x0, piece.box.x1))
    return columns


def table_of(run: Sequence[Strip], pitch: float) -> list[list[list[Piece]]]:
    """The rows of a run, each cell as its lines.

    A line of figures is a row. Without figures, lines that are close are one row, and so are a function and the name
    below the room left to sign.
    """
    columns = columns_of(run)
    figures = any(FIGURES.match(piece.text) for strip in run for piece in strip.pieces)
    rows: list[list[list[Piece]]] = []
    for index, strip in enumerate(run):
        step = step_of(run[index - 1], strip) / pitch if index else 0.0
        close = step <= TIGHT or (not figures and step > LEFT_TO_SIGN[0])
        if not index or not close or (figures and len(strip.pieces) > 1):
            rows.append([[] for _ in columns])
        for piece in strip.pieces:
            column = next(i for i, (x0, x1) in enumerate(columns) if x0 <= piece.box.x0 <= x1)
            rows[-1][column].append(piece)
    return rows


def prose(run: Sequence[Strip]) -> bool:
    """Whether the columns of a run are those of a text, to be read one after the other."""
    texts = [piece.text for strip in run for piece in strip.pieces]
    return len(run) >= MANY and sum(len(text) > PROSE for text in texts) > 0.8 * len(texts)


def merged(lines: Iterable[Line]) -> list[Line]:
    """A table that goes on below a coloured heading, or on the next page, is one table."""
    merged: list[Line] = []
    for line in lines:
        above = merged[-1] if merged else None
        if above and above.rows and line.rows and _goes_on(above, line):
            heads = [[cell.text for cell in rows[0].cells] for rows in (above.rows, line.rows)]
            rows = line.rows[1:] if heads[1] and heads[0] == heads[1] else line.rows
            merged[-1] = replace(above, rows=above.rows + tuple(_renumbered(rows, len(above.rows))), page=line.page)
        else:
            merged.append(line)
    return merged


def _goes_on(above: Line, line: Line) -> bool:
    same = len(above.rows[0].cells) == len(line.rows[0].cells)
    return same and (line.page != above.page or not line.gap)


def _renumbered(rows: Iterable[Row], above: int) -> Iterator[Row]:
    for number, row in enumerate(rows, above + 1):
        where = row.cells[0].paragraphs[0][0].origin.place if row.cells and row.cells[0].paragraphs else None
        yield row_of([cell.text.split("\n") if cell.text else [] for cell in row.cells], where or Place(""), number)


def row_of(cells: Sequence[Sequence[str]], place: Place, number: int) -> Row:
    return spans_row([[(Span(text, Literal(place)),) for text in texts] for texts in cells], number)


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

    return block.mapped(lambda spans: tuple(map(span, spans)))
