"""The money of an act as it comes out: costs with and without tax, each one's share, for a year and for the period.

Then how what an entry leaves out is worked out (tax, shares, payments, the other basis), and what its figures state
wrong. Every amount is in euros. Shares are rounded to the cent so that they add up to the total, in both columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from ..frozen import frozen
from ..values.money import Amount, total
from ..values.percent import Percent, ht_from_ttc, ttc
from ..values.periods import Period
from .funding import Cout, Credits, Echeance, Financement, Part, Quand, Vat
from .schema import Problem


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


def share_out(
    whole: Amount, listed: Mapping[str, Amount | None], fixed: Mapping[str, Percent | None]
) -> dict[str, Amount]:
    """The part of each label: its listed amount, its fixed share, or an equal share of what these leave.

    Cents that do not divide go to the first ones. Where a label takes an equal share, or where fixed shares make
    100 %, the parts add up to the whole.

    >>> hundred, none = Amount.parse("100"), {"a": None, "b": None, "c": None}
    >>> [str(part) for part in share_out(hundred, none, none).values()]
    ['33,34\\xa0€', '33,33\\xa0€', '33,33\\xa0€']
    >>> half = {"a": Percent.parse("50 %"), "b": Percent.parse("50 %")}
    >>> [str(part) for part in share_out(Amount.parse("10,01"), {"a": None, "b": None}, half).values()]
    ['5,01\\xa0€', '5,00\\xa0€']
    >>> [str(part) for part in share_out(hundred, {"a": Amount.parse("120"), "b": None}, {}).values()]
    ['120,00\\xa0€', '-20,00\\xa0€']
    """
    shares = {label: amount for label, amount in listed.items() if amount is not None}
    rates = {label: rate for label, rate in fixed.items() if rate is not None}
    free = [label for label in listed if label not in shares and label not in rates]
    if not (shares or free) and sum(rate.valeur for rate in rates.values()) == 100:
        parts = whole.allocate([rate.ratio for rate in rates.values()])
        return dict(zip(rates, parts, strict=True))
    shares |= {label: rate.of(whole) for label, rate in rates.items()}
    left = whole - total(shares.values())
    return {**shares, **dict(zip(free, left.split(len(free)) if free else (), strict=True))}


@frozen
class _Bases:
    """The same cost for a year and for the period, as far as one is stated or follows from the other."""

    annuel: Price | None
    periode: Price | None
    years: Fraction | None

    @classmethod
    def of(cls, annual: Price | None, whole: Price | None, years: Fraction | None) -> _Bases:
        if years:
            annual, whole = annual or (whole and whole.times(1 / years)), whole or (annual and annual.times(years))
        return cls(annual, whole, years)


def price(cout: Cout, tva: Vat | None) -> Price:
    """Complete a cost by its rate: TTC = HT × (1 + rate), rounded half up to the cent, or the reverse."""
    if cout.montant is not None:
        return Price(cout.montant, cout.montant, taxe=False)
    rate, ht = cout.tva or tva, cout.ht
    taux = rate.taux if rate else Percent(Decimal(0))
    if ht is None:
        assert cout.ttc is not None  # Cout.problems refuses an empty cost
        ht = ht_from_ttc(cout.ttc, taux)
    return Price(ht, ttc(ht, taux) if cout.ttc is None else cout.ttc, taxe=rate is None or rate.applicable)


def years(period: Period | None) -> Fraction | None:
    """How many years a period lasts, where it is a whole number of months."""
    if period is None:
        return None
    months = period.duree.mois
    return Fraction(months, 12) if months is not None else None


def settle(funding: Financement, period: Period | None, names: Mapping[str, str] = MappingProxyType({})) -> Accounts:
    """Work out everything the entry leaves out; `names` are those of the bodies that pay, by label."""
    n = years(period)
    annual = price(funding.cout_annuel, funding.tva) if funding.cout_annuel else None
    whole = price(funding.cout_total, funding.tva) if funding.cout_total else None
    prices = {label: price(line, funding.tva) for label, line in funding.lignes.items()}
    yearly = annual is not None or (bool(prices) and funding.base == "annuel")
    if prices:
        taxed = any(p.taxe for p in prices.values())
        summed = Price(total(p.ht for p in prices.values()), total(p.ttc for p in prices.values()), taxed)
        annual, whole = (summed, None) if yearly else (None, summed)
    cost = _Bases.of(annual, whole, n)
    parts = funding.repartition
    shares = {
        label: Share(parts[label].nom or names.get(label, ""), parts[label].part, one, other)
        for label, (one, other) in _shared(parts, cost, yearly, funding.tva).items()
    }
    own = shares.get(funding.participation)
    due = _Bases.of(own.annuel, own.periode, n) if own else cost
    terms, amounts = funding.echeances, _shared(funding.echeances, due, yearly, funding.tva)
    payments = {label: Payment(one.quand, one.part, *amounts.get(label, (None, None))) for label, one in terms.items()}
    return Accounts(
        tva=funding.tva,
        base="annuel" if yearly else "periode",
        cout_annuel=cost.annuel,
        cout_total=cost.periode,
        lignes=MappingProxyType(_lines(funding, prices, yearly, n)),
        repartition=MappingProxyType(shares),
        participation=own,
        echeances=MappingProxyType(payments),
        budget=funding.budget,
    )


def _lines(funding: Financement, prices: Mapping[str, Price], yearly: bool, n: Fraction | None) -> dict[str, Line]:
    lines = {}
    for label, cout in funding.lignes.items():
        price = prices[label]
        both = _Bases.of(price, None, n) if yearly else _Bases.of(None, price, n)
        lines[label] = Line(cout.libelle or label, cout.tva or funding.tva, both.annuel, both.periode)
    return lines


def _shared(
    parts: Mapping[str, Part] | Mapping[str, Echeance], cost: _Bases, yearly: bool, tva: Vat | None
) -> dict[str, tuple[Price | None, Price | None]]:
    """Each part for a year and for the period. On the basis that the entry states, the parts add up to the cent."""
    stated, derived = (cost.annuel, cost.periode) if yearly else (cost.periode, cost.annuel)
    if stated is None:
        return {}
    own = _split(parts, stated, tva, Fraction(1))
    factor = None if cost.years is None else cost.years if yearly else 1 / cost.years
    if derived is None or factor is None:
        others: dict[str, Price | None] = dict.fromkeys(own)
    elif factor.denominator == 1:  # what is paid each year, as many times as there are years
        others = {label: part.times(factor) for label, part in own.items()}
    else:
        others = {**_split(parts, derived, tva, factor)}
    return {label: (own[label], others[label]) if yearly else (others[label], own[label]) for label in own}


def _split(
    parts: Mapping[str, Part] | Mapping[str, Echeance], cost: Price, tva: Vat | None, factor: Fraction
) -> dict[str, Price]:
    """The parts of a cost; listed amounts are taken `factor` times."""
    rate = 1 + tva.taux.ratio if tva else Fraction(1)
    if cost.ht and cost.ht.times(rate) != cost.ttc:  # not at the rate of the act: what its two figures show
        rate = cost.ttc.ratio_to(cost.ht)
    listed = {label: _listed(part, rate) for label, part in parts.items()}
    fixed = {label: part.part for label, part in parts.items()}
    ht = share_out(cost.ht, {label: amount and amount.times(factor) for label, amount in listed.items()}, fixed)
    if not cost.taxe:
        return {label: Price(ht[label], ht[label], taxe=False) for label in parts}
    with_tax = {label: amount and amount.times(factor * rate) for label, amount in listed.items()}
    ttc = share_out(cost.ttc, with_tax, fixed)
    every = all(amount is not None and amount.cents > 0 for amount in listed.values())
    if ht and every and total(ht.values()) == cost.ht:  # every amount is listed: the tax adds up too
        ttc = dict(zip(ht, cost.ttc.allocate([part.cents for part in ht.values()]), strict=True))
    return {label: Price(ht[label], ttc[label]) for label in parts}


def _listed(part: Part | Echeance, rate: Fraction) -> Amount | None:
    """The listed amount of a part, without tax: one that is typed with tax counts for what gives it at that rate."""
    if part.ttc is not None:
        return part.ttc.times(1 / (rate or Fraction(1)))
    return part.ht if part.montant is None else part.montant


LARGE = 10**8  # cents: what is computed from less stays within what an amount may be


def contradictions(funding: Financement, period: Period | None) -> Iterator[Problem]:
    """Figures that no text could state: a cost below zero, parts beyond it, a yearly and a whole one that differ."""
    for name in ("cout_annuel", "cout_total"):
        if any(amount.cents < 0 for amount in _amounts(getattr(funding, name))):
            yield Problem(name, "un coût ne peut pas être négatif", "retirez le signe « - »")
            return
    stated = (*_amounts(funding.cout_annuel), *_amounts(funding.cout_total))
    large = any(amount.cents > LARGE for amount in stated)
    shares = _only_shares(funding.repartition.values()) and _only_shares(funding.echeances.values())
    if shares and not large and not (funding.cout_annuel and funding.cout_total):
        return  # nothing is stated twice: what follows from the figures can wait until a text asks for it
    try:
        accounts = settle(funding, period)
    except ValueError as error:  # what is computed from them is beyond what anybody writes
        yield Problem("cout_annuel" if funding.cout_annuel else "cout_total", str(error), "vérifiez les montants")
        return
    for name, parts in (("repartition", accounts.repartition), ("echeances", accounts.echeances)):
        prices = [p for part in parts.values() for p in (part.annuel, part.periode) if p is not None]
        if any(p.ht.cents < 0 or p.ttc.cents < 0 for p in prices):
            hint = "vérifiez les parts et les montants fixés : ensemble, ils ne peuvent dépasser le tout"
            yield Problem(name, "les parts fixées dépassent le montant à partager", hint)
    yield from _untrue(funding, accounts)
    n, annual, whole = years(period), accounts.cout_annuel, accounts.cout_total
    if n and annual and whole and funding.cout_annuel and funding.cout_total and annual.times(n) != whole:
        hint = "retirez « cout_total » : il est calculé" if n.denominator == 1 else "vérifiez les deux montants"
        message = f"{annual} par an ne font pas {whole} pour la période ({period and period.duree})"
        yield Problem("cout_total", message, hint)


def _untrue(funding: Financement, accounts: Accounts) -> Iterator[Problem]:
    """Amounts typed with tax that the act would not say to the cent, once it is worked out without tax and back."""
    for name in ("repartition", "echeances"):
        for label, part in getattr(funding, name).items():
            found: Price | None = getattr(getattr(accounts, name)[label], accounts.base)
            if found is not None and part.ttc is not None and (message := untrue(part.ttc, found)):
                hint = "écrivez le montant HT à « ht » au lieu de « ttc », ou corrigez le montant TTC"
                yield Problem(f"{name}.{label}.ttc", message, hint)


def untrue(typed: Amount, found: Price) -> str:
    """Why an amount typed with tax is not what is worked out of it; "" where it is."""
    if found.ttc == typed:
        return ""
    return f"{typed} TTC ne se retrouve pas au centime : {found.ht} HT donnent {found.ttc} TTC"


def _amounts(cost: Cout | None) -> Iterator[Amount]:
    stated = (cost.ht, cost.ttc, cost.montant) if cost else ()
    return (amount for amount in stated if amount is not None)


def _only_shares(parts: Iterable[Part | Echeance]) -> bool:
    """Whether these are shares alone, of 100 % at most: they cannot go beyond what they share."""
    listed = any(one is not None for part in parts for one in (part.ht, part.ttc, part.montant))
    return not listed and sum(part.part.valeur for part in parts if part.part is not None) <= 100
