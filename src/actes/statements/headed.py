"""Columns whose heading says which share of another one they are: « Acompte (60 %) », beside « Contribution »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..part import Passage
from .arithmetic import CENT
from .tables import Column, Rank, Sort, Table, tables

SHARE = re.compile(r"\(?\s?(?P<share>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?%\s?\)?")
HUNDRED = 100
LEAST = 2  # lines: one proves nothing


@dataclass(frozen=True, slots=True, eq=False)
class Headed:
    """A column that is not the share its heading says: `ratio` of the column `base`, on each line."""

    where: Passage
    column: Column
    base: Column
    share: Decimal
    ratio: Fraction


def headed(context: Context) -> Iterator[Headed]:
    """Columns of amounts that are, on each line, another whole percentage of a column than the one they say."""
    for table in tables(context):
        for column in table.columns:
            found = SHARE.search(column.heading) if column.sort is Sort.EUROS and "tva" not in column.key else None
            if found is not None:
                yield from _in_column(table, column, Decimal(found["share"].replace(",", ".")), found[0])


def _in_column(table: Table, column: Column, share: Decimal, said: str) -> Iterator[Headed]:
    others = [c for c in table.columns if c is not column and c.sort is Sort.EUROS and not SHARE.search(c.heading)]
    ratios = {c.index: ratio for c in others if (ratio := _ratio(table, column, c)) is not None}
    if not ratios or Fraction(share) / HUNDRED in ratios.values():
        return
    for base in others:
        ratio = ratios.get(base.index)
        if ratio is not None and 0 < ratio < 1 and (ratio * HUNDRED).denominator == 1:
            start = table.part.blocks[table.block].text.find(said)
            if start >= 0:
                where = Passage(table.part, table.block, start, start + len(said))
                yield Headed(where, column, base, share, ratio)
            return


def _ratio(table: Table, column: Column, base: Column) -> Fraction | None:
    """What the column is of the other one, the same on each line, to the cent."""
    pairs: Sequence[tuple[Decimal, Decimal]] = [
        (one.value, other.value)
        for line in table.lines
        if line.rank is Rank.LIGNE
        and (one := line.figures[column.index]) is not None
        and (other := line.figures[base.index]) is not None
        and other.value
    ]
    if len(pairs) < LEAST:
        return None
    ratio = Fraction(round(Fraction(pairs[0][0]) / Fraction(pairs[0][1]) * HUNDRED), HUNDRED)
    exact = all(abs(Fraction(whole) * ratio - Fraction(part)) <= Fraction(CENT) for part, whole in pairs)
    return ratio if exact else None
