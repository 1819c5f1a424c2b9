"""Shares that prose gives, beside the lines of tables that bear the same name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ..context import Context
from ..outline.nature import Nature
from .figures import Figure
from .shares import Share, shares
from .tables import Column, Line, Sort, Table, tables


@dataclass(frozen=True, slots=True, eq=False)
class Borne:
    """A share that prose gives, and the cell of a table that should be that share of the total."""

    share: Share
    table: Table
    column: Column
    line: Line
    cell: Figure
    total: Figure

    @property
    def expected(self) -> Decimal:
        """What the cell should be, in euros, not rounded."""
        return self.total.value * self.share.value / 100

    @property
    def right(self) -> bool:
        """Whether the cell is that share of the total, as far as the percentage is written."""
        exponent = self.share.value.as_tuple().exponent
        half = Fraction(1, 2) / 10 ** max(0, -int(exponent))
        real = Fraction(self.cell.value) / Fraction(self.total.value or 1) * 100
        return bool(abs(real - Fraction(self.share.value)) <= half)


@lru_cache(maxsize=2)
def borne(context: Context) -> tuple[Borne, ...]:
    """Shares beside the lines of tables that bear the same name."""
    return tuple(found for share in shares(context) for table in tables(context) for found in _in_table(share, table))


def _in_table(share: Share, table: Table) -> Iterator[Borne]:
    if table.part.nature is Nature.PIECE:
        return
    named = [line for line in table.lines if len(line.key) > 3 and line.key in share.sentence]
    if len(named) != 1:
        return
    for column in table.columns:
        total, cell = table.total(column), named[0].figures[column.index]
        if column.sort is Sort.EUROS and total is not None and cell is not None and named[0] is not total[0]:
            yield Borne(share, table, column, named[0], cell, total[1])
