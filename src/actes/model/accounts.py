"""The money of an act as it comes out: costs with and without tax, each one's share, for a year and for the period.

Every amount is in euros. `settling.py` works it out from what the entry says.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from ..frozen import frozen
from ..values.money import Amount
from ..values.percent import Percent
from .funding import Credits, Quand, Vat


@frozen
class Price:
    """An amount in euros without tax (`ht`) and with tax (`ttc`); both are one where there is no tax (`taxe`)."""

    ht: Amount
    ttc: Amount
    taxe: bool = True

    @property
    def tva(self) -> Amount:
        """The tax, in euros."""
        return self.ttc - self.ht

    @property
    def montant(self) -> Amount:
        """The amount, where there is no tax. Raises ValueError, in French, where there is one."""
        if self.taxe:
            raise ValueError("ce montant est soumis à la TVA : nommez « ht » ou « ttc »")
        return self.ht

    def times(self, factor: Fraction) -> Price:
        """Both amounts multiplied, each rounded half up once: a price per year for as many years."""
        return Price(self.ht.times(factor), self.ttc.times(factor), self.taxe)

    def __str__(self) -> str:
        return f"{self.ht} HT – {self.ttc} TTC" if self.taxe else str(self.ht)


@frozen
class Share:
    """What one payer bears: for a year (`annuel`) and for the period (`periode`)."""

    nom: str
    part: Percent | None
    annuel: Price | None
    periode: Price | None


@frozen
class Line:
    """A line of cost, with its rate of VAT."""

    nom: str
    taux: Vat | None
    annuel: Price | None
    periode: Price | None


@frozen
class Payment:
    """A payment of the schedule: its part of what is due, for a year and for the period."""

    quand: Quand
    part: Percent | None
    annuel: Price | None
    periode: Price | None

    @property
    def nom(self) -> str:
        """When it is due, as the first column of a table says it: « À la signature »."""
        text = str(self.quand)
        return text[:1].upper() + text[1:]


@frozen
class Accounts:
    """The money of an act, worked out: what prose names as `financement`.

    `base` says what the entry states the cost of: « annuel » (per year) or « periode » (for the period).
    """

    tva: Vat | None
    base: str
    cout_annuel: Price | None
    cout_total: Price | None
    lignes: Mapping[str, Line]
    repartition: Mapping[str, Share]
    participation: Share | None
    echeances: Mapping[str, Payment]
    budget: Credits | None

    @property
    def reste(self) -> Percent:
        """What fixed shares leave to those who pay equal shares."""
        fixed = sum((s.part.valeur for s in self.repartition.values() if s.part), start=Decimal(0))
        return Percent(100 - fixed)
