"""What the figures of an entry come to: costs with and without tax, each one's share, for a year and for the period.

Every amount is in euros. Shares are rounded to the cent so that they add up to the total, in both columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from ..values.money import Amount
from ..values.percent import Percent
from ..values.periods import Period
from .funding import Cout, Credits, Echeance, Financement, Part, Vat

NO_VAT = Vat(Percent.parse("0 %"))


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in euros without tax (`ht`) and with tax (`ttc`)."""

    ht: Amount
    ttc: Amount

    @property
    def tva(self) -> Amount:
        return self.ttc - self.ht

    def times(self, factor: Fraction) -> Price:
        return Price(self.ht.times(factor), self.ttc.times(factor))

    def __str__(self) -> str:
        return f"{self.ht} HT – {self.ttc} TTC"


@dataclass(frozen=True, slots=True)
class Share:
    """What one payer bears: `ht` and `ttc` on the basis stated, `annuel` for a year, `periode` for the period."""

    nom: str
    part: Percent | None
    annuel: Price | None
    periode: Price | None


@dataclass(frozen=True, slots=True)
class Accounts:
    """The money of an act, worked out: what prose names as `financement`."""

    tva: Vat | None
    cout_annuel: Price | None
    cout_total: Price | None
    lignes: tuple[Price, ...]
    repartition: Mapping[str, Share]
    participation: Share | None
    echeances: Mapping[str, Echeance]
    budget: Credits | None

    @property
    def reste(self) -> Percent:
        """What fixed shares leave to those who pay equal shares."""
        fixed = sum((s.part.valeur for s in self.repartition.values() if s.part), start=Decimal(0))
        return Percent(100 - fixed)


def price(cout: Cout, tva: Vat | None) -> Price:
    """Complete a cost by its rate: TTC = HT × (1 + rate), rounded half up to the cent, or the reverse."""
    rate = (cout.tva or tva or NO_VAT).taux
    ht, ttc = cout.ht, cout.ttc
    factor = 1 + Fraction(rate.ratio)
    if ht is None:
        assert ttc is not None  # Cout.problems refuses an empty cost
        ht = ttc.times(1 / factor)
    return Price(ht, ttc if ttc is not None else ht.times(factor))


def years(period: Period | None) -> Fraction | None:
    """How many years a period lasts, where it is a whole number of months."""
    if period is None:
        return None
    months = period.duree.mois
    return Fraction(months, 12) if months is not None else None


def share_out(total: Amount, parts: Mapping[str, Part], rate: Fraction) -> dict[str, Amount]:
    """Fixed shares and listed amounts first, then equal shares of what is left; the sum is the total where one is free."""
    fixed: dict[str, Amount] = {}
    for label, part in parts.items():
        if part.part is not None:
            fixed[label] = part.part.of(total)
        elif part.ht is not None:
            fixed[label] = part.ht.times(1 + rate)
    free = [label for label in parts if label not in fixed]
    left = total
    for amount in fixed.values():
        left = left - amount
    return {**fixed, **dict(zip(free, left.split(len(free)) if free else (), strict=True))}


def settle(funding: Financement, period: Period | None) -> Accounts:
    """Work out everything the entry leaves out."""
    lines = tuple(price(line, funding.tva) for line in funding.lignes)
    annual = price(funding.cout_annuel, funding.tva) if funding.cout_annuel else None
    total = price(funding.cout_total, funding.tva) if funding.cout_total else None
    if lines:
        summed = Price(_sum(line.ht for line in lines), _sum(line.ttc for line in lines))
        annual, total = (summed, None) if funding.base == "annuel" else (None, summed)
    n = years(period)
    yearly = annual is not None
    if n:
        annual, total = annual or (total and total.times(1 / n)), total or (annual and annual.times(n))
    shares = _shares(funding, annual if yearly else total, yearly, n)
    return Accounts(
        tva=funding.tva,
        cout_annuel=annual,
        cout_total=total,
        lignes=lines,
        repartition=MappingProxyType(shares),
        participation=shares.get(funding.participation),
        echeances=funding.echeances,
        budget=funding.budget,
    )


def _shares(funding: Financement, cost: Price | None, yearly: bool, n: Fraction | None) -> dict[str, Share]:
    if cost is None:
        return {}
    rate = Fraction((funding.tva or NO_VAT).taux.ratio)
    ht = share_out(cost.ht, funding.repartition, Fraction(0))
    ttc = share_out(cost.ttc, funding.repartition, rate)
    shares = {}
    for label, part in funding.repartition.items():
        own = Price(ht[label], ttc[label])
        other = own.times(n if yearly else 1 / n) if n else None
        annual, whole = (own, other) if yearly else (other, own)
        shares[label] = Share(part.nom, part.part, annual, whole)
    return shares


def _sum(amounts: object) -> Amount:
    total = Amount.parse("0")
    for amount in amounts:  # type: ignore[attr-defined]
        total = total + amount
    return total
