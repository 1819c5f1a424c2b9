"""What the figures of an entry may not say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..values.money import Amount
from ..values.periods import Period
from .funding import Cout, Echeance, Financement, Part
from .schema import Problem
from .settling import settle, years

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
    n, annual, whole = years(period), accounts.cout_annuel, accounts.cout_total
    if n and annual and whole and funding.cout_annuel and funding.cout_total and annual.times(n) != whole:
        hint = "retirez « cout_total » : il est calculé" if n.denominator == 1 else "vérifiez les deux montants"
        message = f"{annual} par an ne font pas {whole} pour la période ({period and period.duree})"
        yield Problem("cout_total", message, hint)


def _amounts(cost: Cout | None) -> Iterator[Amount]:
    stated = (cost.ht, cost.ttc, cost.montant) if cost else ()
    return (amount for amount in stated if amount is not None)


def _only_shares(parts: Iterable[Part | Echeance]) -> bool:
    """Whether these are shares alone, of 100 % at most: they cannot go beyond what they share."""
    listed = any(part.ht is not None or part.montant is not None for part in parts)
    return not listed and sum(part.part.valeur for part in parts if part.part is not None) <= 100
