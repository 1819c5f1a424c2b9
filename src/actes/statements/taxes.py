"""Amounts said both without and with tax, in sentences and in tables, and what rate takes one to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Tax
from ..part import Part, Passage
from ..values.money import Amount
from ..values.percent import Percent
from .arithmetic import CENT, rounded
from .extents import sentences
from .figures import Figure
from .tables import Column, Line, Rank, Sort, Table, tables

_VAT = r"(?:\+|avec|plus|dont|et|augment[ée]\sde|hors)?\s*(?:(?:une?|la)\s)?T\.?V\.?A\.?"
_BETWEEN = re.compile(
    rf"[\s(),:/\u2013\u2014-]*(?:{_VAT}[^;.]{{0,70}}?)?(?:(?:soit|ou|et|c['’]est-à-dire|représentant|pour)\s*)?"
    r"(?:(?:un|le)\s(?:montant|total|coût|prix)\s(?:total\s)?(?:de\s)?)?[\s(:]*",
    re.IGNORECASE,
)
_VAT_OF = re.compile(
    r"\bT\.?V\.?A\.?\s?(?:\([^()]{1,20}\)|(?:à|au\staux\sde)?\s?[0-9,]{1,5}\s?%)?\s?[:,]?\s?\Z", re.IGNORECASE
)
_DECIMALS = re.compile(r"[.,]\s?[0-9]{1,2}(?![0-9])")
FAR = 110  # characters
CLOSE = Decimal(1)  # euros: a base worked out from a rate is that of the line


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """An amount without tax (`ht`) and the same with tax (`ttc`), in euros; `slack` is what rounding allows.

    `stated` is the rate that the words give; `tva` the tax, where it is given; `table` where both are cells of one.
    """

    ht: Decimal
    ttc: Decimal
    where_ht: Passage
    where: Passage
    slack: Fraction
    stated: Decimal | None = None
    tva: Decimal | None = None
    label: str = ""
    total: bool = False
    table: Table | None = None

    @property
    def rate(self) -> Fraction:
        """The rate that takes one to the other."""
        return Fraction(self.ttc) / Fraction(self.ht) - 1

    def base(self, rate: Fraction) -> Decimal:
        """The amount without tax that this rate makes the other of, where it is the line's but for a rounding."""
        base = rounded(Fraction(self.ttc) / (1 + rate))
        exact = abs(Fraction(base) * (1 + rate) - Fraction(self.ttc)) <= Fraction(CENT) / 2
        return base if exact and abs(base - self.ht) <= CLOSE else self.ht

    def at(self, rate: Decimal) -> Decimal:
        """With tax at that rate."""
        return rounded(Fraction(self.ht) * (1 + Fraction(rate) / 100))


@lru_cache(maxsize=2)
def priced(context: Context) -> tuple[Priced, ...]:
    """Every amount said without and with tax, in reading order by part; attached pieces included."""
    prose = [found for part in context.parts for found in _in_prose(part)]
    return (*prose, *(found for table in tables(context) for found in (*_rows(table), *_stacked(table))))


def _in_prose(part: Part) -> Iterator[Priced]:
    for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
        taxed = [m for m in mentions if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
        if block.kind is Kind.TABLEAU or len({m.tax for m in taxed if m.tax}) < 2:
            continue
        text = block.text
        rates = [m for m in mentions if m.kind is MentionKind.PERCENT and m.label == "TVA"]
        for group in sentences(text, taxed):
            yield from _pairs(part, index, text, group, rates)


def _pairs(part: Part, index: int, text: str, group: Sequence[Mention], rates: Sequence[Mention]) -> Iterator[Priced]:
    vat = [m for m in group if m.label == "TVA" or _VAT_OF.search(text, max(0, m.start - 40), m.start)]
    own = [m for m in group if m not in vat]
    for first, second in pairwise(own):
        if {first.tax, second.tax} != {Tax.HT, Tax.TTC} or second.start - first.end > FAR:
            continue
        if first.basis is not second.basis or not _BETWEEN.fullmatch(text, first.end, second.start):
            continue
        ht, ttc = (first, second) if first.tax is Tax.HT else (second, first)
        near = [m for m in rates if first.start <= m.start <= second.end + FAR]
        taxes = [m for m in vat if first.end <= m.start <= second.end + FAR]
        assert isinstance(ht.value, Amount)
        assert isinstance(ttc.value, Amount)
        if ht.value.cents > 0 and ttc.value.cents > 0:
            units = [CENT if _DECIMALS.search(m.text) else Decimal(1) for m in (ht, ttc)]
            yield Priced(
                ht.value.valeur,
                ttc.value.valeur,
                Passage(part, index, ht.start, ht.end),
                Passage(part, index, ttc.start, ttc.end),
                slack(min(units)),
                near[0].value.valeur if len(near) == 1 and isinstance(near[0].value, Percent) else None,
                taxes[0].value.valeur if len(taxes) == 1 and isinstance(taxes[0].value, Amount) else None,
            )


def slack(unit: Decimal) -> Fraction:
    """What rounding each of the two to that unit may change; where one has decimals the other is exact."""
    return Fraction(CENT if unit < 1 else unit) * Fraction(11, 10)


def _rows(table: Table) -> Iterator[Priced]:
    """Lines with an amount without tax and one with tax, in columns that go together."""
    rate = next(
        (c for c in table.columns if c.key.startswith("taux") or ("tva" in c.key and c.sort is Sort.PERCENT)), None
    )
    for ht, ttc in _columns(table):
        found = [figure for column in (ht, ttc) for _, figure in table.figures(column)]
        allowed = slack(min((figure.unit for figure in found), default=CENT))
        for line in table.lines:
            one, other = line.figures[ht.index], line.figures[ttc.index]
            if one is None or other is None or one.percent or other.percent or one.value * other.value <= 0:
                continue
            stated = line.figures[rate.index] if rate else None
            yield Priced(
                one.value, other.value, one.where, other.where, allowed, stated.value if stated else None, None,
                line.label, line.rank is not Rank.LIGNE, table,
            )  # fmt: skip


def _columns(table: Table) -> Iterator[tuple[Column, Column]]:
    euros = [column for column in table.columns if column.tax is not None and column.sort is Sort.EUROS]
    without = [column for column in euros if column.tax is Tax.HT]
    with_tax = [column for column in euros if column.tax is Tax.TTC]
    if len(without) == len(with_tax):
        yield from ((a, b) for a, b in zip(without, with_tax, strict=True) if a.basis == b.basis)


_RATE = re.compile(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?)\s?%")


def _stacked(table: Table) -> Iterator[Priced]:
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
