"""What the figures of an entry may not say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..values.periods import Period
from .funding import Echeance, Financement, Part
from .schema import Problem
from .settling import settle, years


def contradictions(funding: Financement, period: Period | None) -> Iterator[Problem]:
    """Figures that no text could state: a cost below zero, parts beyond it, a yearly and a whole one that differ."""
    for name in ("cout_annuel", "cout_total"):
        cost = getattr(funding, name)
        stated = (cost.ht, cost.ttc, cost.montant) if cost else ()
        if any(amount is not None and amount.cents < 0 for amount in stated):
            yield Problem(name, "un coût ne peut pas être négatif", "retirez le signe « - »")
            return
    shares = _only_shares(funding.repartition.values()) and _only_shares(funding.echeances.values())
    if shares and not (funding.cout_annuel and funding.cout_total):
        return  # nothing is stated twice: what follows from the figures can wait until a text asks for it
    accounts = settle(funding, period)
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


def _only_shares(parts: Iterable[Part | Echeance]) -> bool:
    """Whether these are shares alone, of 100 % at most: they cannot go beyond what they share."""
    listed = any(part.ht is not None or part.montant is not None for part in parts)
    return not listed and sum(part.part.valeur for part in parts if part.part is not None) <= 100
