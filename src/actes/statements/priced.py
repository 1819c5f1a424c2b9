"""An amount said both without and with tax, and the rate that takes one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..part import Passage
from .arithmetic import CENT, rounded
from .tables import Table

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
        """The amount without tax that this rate makes the other of, where it is the line's but for a rounding.

        Only a rate that somebody may have typed, to the half percent, says what the line was made from.
        """
        if (rate * 200).denominator != 1:
            return self.ht
        base = rounded(Fraction(self.ttc) / (1 + rate))
        exact = abs(Fraction(base) * (1 + rate) - Fraction(self.ttc)) <= Fraction(CENT) / 2
        return base if exact and abs(base - self.ht) <= CLOSE else self.ht

    def at(self, rate: Decimal) -> Decimal:
        """With tax at that rate."""
        return rounded(Fraction(self.ht) * (1 + Fraction(rate) / 100))


def slack(unit: Decimal) -> Fraction:
    """What rounding each of the two to that unit may change; where one has decimals the other is exact."""
    return Fraction(CENT if unit < 1 else unit) * Fraction(11, 10)
