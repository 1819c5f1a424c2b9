"""What other figures say a cell should be, so that the one at fault is named and told once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..facts import Tax
from ..values.kept import kept_on_it
from .arithmetic import rounded
from .figures import Figure
from .ledger import Sum, Support, sums
from .rates import corrected
from .relations import slipped
from .shares import borne
from .tables import Column, Line, Rank, Sort, Table
from .taxes import priced_in

RATES = (Decimal(20), Decimal(10), Decimal("5.5"))


def supports(context: Context, table: Table) -> Support:
    """What shares in prose, a column of percentages, and the same amount without or with tax say of a cell."""
    told = corrected(context, table)
    parts: dict[int, list[Decimal]] = {}
    for found in borne(context):
        if found.table is table:
            parts.setdefault(found.cell.where.start, []).append(rounded(found.expected))
    for cell, share, total in percent_cells(table):
        if cell.where.start not in told:
            expected = rounded(Fraction(total.value) * Fraction(share.value) / 100)
            parts.setdefault(cell.where.start, []).append(expected)
    for cell, meant in slipped(table):
        parts.setdefault(cell.where.start, []).append(meant)
    taxed = {where.start: one for one in priced_in(context, table) for where in (one.where, one.where_ht)}

    def said(_line: Line, figure: Figure) -> Iterator[Decimal]:
        start = figure.where.start
        yield from parts.get(start, ())
        if (one := taxed.get(start)) is not None:
            yield from _from_tax(one.ht, one.ttc, Tax.TTC if start == one.where.start else Tax.HT)

    return said


def _from_tax(ht: Decimal, ttc: Decimal, tax: Tax) -> Iterator[Decimal]:
    for rate in RATES:
        factor = 1 + rate / 100
        yield rounded(ht * factor if tax is Tax.TTC else ttc / factor)


def percent_cells(table: Table) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Cells of euros beside a percentage of the total: the cell, the percentage, the total.

    Only where most lines of the two columns agree: else the percentages are of something else.
    """
    for shares, amounts in _beside(table):
        totals = [pair for pair in table.figures(amounts) if pair[0].rank in (Rank.TOTAL, Rank.SOUS_TOTAL)]
        tried = [_of_total(table, shares, amounts, *total) for total in totals if total[1].value]
        found = max(tried, key=lambda each: sum(within(*one) for one in each), default=[])  # the base that most are of
        agreeing = sum(within(*each) for each in found)
        if agreeing > 1 or (agreeing == 1 and len(found) == 2):
            yield from found


def _of_total(
    table: Table, shares: Column, amounts: Column, total: Line, base: Figure
) -> list[tuple[Figure, Figure, Figure]]:
    """The cells of euros beside a percentage, each with that total."""
    beside = [(line, share, line.figures[amounts.index]) for line, share in table.figures(shares)]
    return [(cell, share, base) for line, share, cell in beside if cell and line is not total and not cell.percent]


def within(cell: Figure, share: Figure, total: Figure) -> bool:
    """Whether a percentage is that of the cell, give or take one unit of its last digit: shares are made to add up."""
    return abs(Fraction(cell.value) / Fraction(total.value) * 100 - Fraction(share.value)) <= Fraction(share.unit)


def _beside(table: Table) -> Iterator[tuple[Column, Column]]:
    """A column of percentages and the nearest column of euros."""
    for shares in (column for column in table.columns if column.sort is Sort.PERCENT and "tva" not in column.key):
        euros = [column for column in table.columns if column.sort is Sort.EUROS]
        if euros and not shares.key.startswith("taux"):
            yield shares, min(euros, key=lambda column: (abs(column.index - shares.index), column.index))


@kept_on_it
def ledger(context: Context, table: Table) -> tuple[Sum, ...]:
    """The totals of a table that nothing explains, a wrong rate of tax included."""
    return tuple(sums(table, corrected(context, table), supports(context, table)))


@kept_on_it
def culprits(context: Context, table: Table) -> frozenset[int]:
    """The cells that a finding on taxes or on a total already names, by where they start."""
    named = [found.culprit[1] if found.culprit else found.printed for found in ledger(context, table)]
    return frozenset({*corrected(context, table), *(figure.where.start for figure in named)})
