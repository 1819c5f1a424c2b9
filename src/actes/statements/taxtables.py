"""Amounts without and with tax in tables: side by side in columns, one under the other at the foot of an invoice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..facts import Tax
from .arithmetic import CENT
from .figures import Figure
from .priced import Priced, slack
from .tables import Column, Line, Rank, Sort, Table


def in_rows(table: Table) -> Iterator[Priced]:
    """Lines with an amount without tax and one with tax, in columns that go together."""
    rate = next(
        (c for c in table.columns if c.key.startswith("taux") or ("tva" in c.key and c.sort is Sort.PERCENT)), None
    )
    tax = [c for c in table.columns if c.sort is Sort.EUROS and re.match(r"(?:montant (?:de la )?)?tva\b", c.key)]
    for ht, ttc in _columns(table):
        found = [figure for column in (ht, ttc) for _, figure in table.figures(column)]
        allowed = slack(min((figure.unit for figure in found), default=CENT))
        for line in table.lines:
            one, other = line.figures[ht.index], line.figures[ttc.index]
            if one is None or other is None or one.percent or other.percent or one.value * other.value <= 0:
                continue
            stated = line.figures[rate.index] if rate else None
            vat = line.figures[tax[0].index] if len(tax) == 1 else None
            yield Priced(
                one.value, other.value, one.where, other.where, allowed, stated.value if stated else None,
                vat.value if vat else None, line.label, line.rank is not Rank.LIGNE, table,
            )  # fmt: skip


def _columns(table: Table) -> Iterator[tuple[Column, Column]]:
    euros = [column for column in table.columns if column.tax is not None and column.sort is Sort.EUROS]
    without = [column for column in euros if column.tax is Tax.HT]
    with_tax = [column for column in euros if column.tax is Tax.TTC]
    if len(without) == len(with_tax):
        yield from ((a, b) for a, b in zip(without, with_tax, strict=True) if a.basis == b.basis)
        return
    for ttc in with_tax:  # « Prix HT », « Montant HT », « TVA », « Montant TTC »
        same = [c for c in without if c.basis == ttc.basis and c.key.split()[:1] == ttc.key.split()[:1]]
        if len(same) == 1:
            yield same[0], ttc


_RATE = re.compile(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?)\s?%")


def stacked(table: Table) -> Iterator[Priced]:
    """« Total HT », « TVA (20 %) », « Total TTC », one under the other."""
    for column in table.columns:
        found = list(table.figures(column)) if column.sort is Sort.EUROS and column.tax is None else []
        without = [pair for pair in found if _says(pair[0], "ht") and not _says(pair[0], "ttc")]
        with_tax = [pair for pair in found if _says(pair[0], "ttc")]
        taxes = [pair for pair in found if pair[0].rank is Rank.TAXE]
        if len(without) == len(with_tax) == 1 and len(taxes) < 2 and without[0][0].row < with_tax[0][0].row:
            yield _of_stack(table, without[0][1], with_tax[0], taxes)


def _of_stack(table: Table, ht: Figure, whole: tuple[Line, Figure], taxes: Sequence[tuple[Line, Figure]]) -> Priced:
    line, ttc = whole
    said = _RATE.search(taxes[0][0].label) if taxes else None
    stated = Decimal(said[1].replace(",", ".")) if said else None
    tva = taxes[0][1].value if taxes else None
    allowed = slack(min(ht.unit, ttc.unit))
    return Priced(ht.value, ttc.value, ht.where, ttc.where, allowed, stated, tva, line.label, True, table)


def _says(line: Line, tax: str) -> bool:
    return tax in line.key.replace(".", "").split()
