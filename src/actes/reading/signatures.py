"""Lines that sign, put back into the columns in which they stand: one for each who signs.

>>> from .lines import lines_of
>>> from .paragraphs import block_of
>>> text = "Pour la commune,          Pour le club,\\nLe maire\\n                          Rose DELMAS"
>>> [[cell.text for cell in row.cells] for row in rows_of([block_of([line]) for line in lines_of(text, "a.txt")])]
[['Pour la commune,', 'Pour le club,'], ['Le maire', ''], ['', 'Rose DELMAS']]
"""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Block, Cell, Row, Span
from ..frozen import frozen
from ..pattern import pattern
from .apart import cut
from .lines import parted

GAP = pattern(r" {3,}|\t| ?\| ?")


@frozen
class _Piece:
    """Words of a line between two gaps, and the column at which they begin."""

    column: int
    spans: tuple[Span, ...]


def rows_of(blocks: Sequence[Block]) -> tuple[Row, ...]:
    """A row for each line, a cell for each column; those that a file has as a table keep theirs."""
    lines = [_pieces(block) for block in blocks if not block.rows]
    widest = max(lines, key=len, default=[])
    starts = [piece.column for piece in widest]
    rows: list[Row] = []
    for block in blocks:
        rows.extend(block.rows or (Row(tuple(_placed(_pieces(block), starts))),))
    return tuple(rows)


def _pieces(block: Block) -> list[_Piece]:
    text, place = block.text, block.spans[0].origin.place if block.spans else None
    first = (place.column if place else None) or 1
    places = [(start, end) for start, end in parted(text, GAP) if start < end]
    return [_Piece(first + start, tuple(cut(block.spans, start, end))) for start, end in places]


def _placed(pieces: Sequence[_Piece], starts: Sequence[int]) -> list[Cell]:
    """The cells of a line: each piece in the column that is nearest, after the one before."""
    if len(starts) < 2:
        return [Cell((pieces[0].spans,))] if pieces else [Cell(((),))]
    cells = [Cell(((),)) for _ in starts]
    free = 0
    for rank, piece in enumerate(pieces):
        last = len(starts) - (len(pieces) - rank)
        at = min(range(free, last + 1), key=lambda n: abs(starts[n] - piece.column))
        cells[at] = Cell((piece.spans,))
        free = at + 1
    return cells
