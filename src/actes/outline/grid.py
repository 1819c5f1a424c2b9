"""The grid of signatures: one column for each who signs, its lines from top to bottom.

>>> from ..document import Cell, Literal, Row, Span
>>> from ..place import Place
>>> def cell(text):
...     return Cell(((Span(text, Literal(Place("a.txt"))),),) if text else ((),))
>>> rows = [("Pour la commune,", "Pour le club,"), ("Luc VAUR", "Eva PONS"), ("Pour l'État,",), ("Max ROL",)]
>>> block = Block(Kind.SIGNATURE, rows=tuple(Row(tuple(map(cell, row))) for row in rows))
>>> [[block.text[a:b] for a, b in column.lines] for column in columns_of(block)]
[['Pour la commune,', 'Luc VAUR'], ["Pour l'État,", 'Max ROL'], ['Pour le club,', 'Eva PONS']]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Block, Kind
from ..frozen import frozen
from ..pattern import pattern

_FOR = pattern(r"\s*pour\s", re.IGNORECASE)


@frozen
class Column:
    """Lines of a block that one signatory signs: offsets into its text, in order."""

    lines: tuple[tuple[int, int], ...]


def columns_of(block: Block) -> list[Column]:
    """Who signs, column by column; in a column, each « Pour … » below a signature begins another."""
    assert block.kind is Kind.SIGNATURE
    columns: dict[int, list[list[tuple[int, int]]]] = {}
    for rank, start, end in _lines(block):
        groups = columns.setdefault(rank, [[]])
        if groups[-1] and len(groups[-1]) > 1 and _FOR.match(block.text, start, end):
            groups.append([])
        groups[-1].append((start, end))
    return [Column(tuple(group)) for rank in sorted(columns) for group in columns[rank] if group]


def _lines(block: Block) -> Iterator[tuple[int, int, int]]:
    """Every line that is not empty: its column, where it starts and ends in the text of the block."""
    position = 0
    cells = [cell for row in block.rows for cell in enumerate([cell.text for cell in row.cells] or [""])]
    for rank, text in cells or [(0, block.text)]:
        for line in text.split("\n"):
            if line.strip():
                yield rank, position, position + len(line)
            position += len(line) + 1
