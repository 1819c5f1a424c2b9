"""What one article says, of what others say: so many years at so much a year, a rate of the cost, a price and its tax.

Each of the values that are multiplied is the only one of its sort in the act, so that no other can be meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from ..claims import Claim, claims
from ..claims.table import amounts
from ..context import Context
from ..facts import Basis, Tax
from ..pattern import pattern
from ..statements.moments import CONTRACT, Lasts, own_clauses
from ..statements.subjects import THIS
from ..text.lexicon import GENERIC, TOTAL
from ..values.kept import kept_on_it
from .lasting import own_period
from .quantities import TIMES, Quantity, quantities
from .reach import ARTICLE_GAP
from .relation import Kind, Relation, product, related, share, total
from .relation import said as said_of
from .shares import bounded
from .stretch import Stretch, clauses
from .taxes import is_rate, with_tax

_WHOLE = frozenset(
    ("prix", "cout", "depense", "montant", "loyer", "redevance", "subvention", "participation", "recette", "")
)
_COST = frozenset(("cout", "depense", "recette", "travaux"))
_OVER = pattern(
    r"\b(?:(?:sur|pour) (?:la|sa|toute la) (?:periode|duree)|(?:de la convention|du (?:contrat|marche|bail)) est)\b"
)


def articles(context: Context, told: Container[object]) -> Iterator[Relation]:
    """Every amount of which nothing else is `told`, beside what single values of other articles make."""
    known = Counter(one.value for one in amounts(context))
    for sentence in clauses(context):
        for result in sentence.money if not sentence.part.minutes else ():  # which tell several matters
            free = result.spot not in told and result.owner == THIS and known[result.value] == 1
            if free and result.role in _WHOLE and not bounded(sentence, result):
                made = [*_priced(context, sentence, result), *_shared(context, result), *_taxed(context, result)]
                if not any(one.holds for one in made):
                    yield from [one for one in made if _apart(sentence, one) and _near(one, known)][:1]
    yield from _summed(context, told)


def _near(one: Relation, known: Mapping[Fraction, int]) -> bool:
    """Whether it is of the size of what they make, which nothing else is or fills up."""
    filled = known[one.gap] and one.gap not in {claim.value for claim in one.terms}
    return one.gap <= ARTICLE_GAP * one.made and not known[one.made] and not filled


def _apart(sentence: Stretch, one: Relation) -> bool:
    """Whether another sentence says some of it, or the days of the act do."""
    return len(one.terms) == 1 or not {c.spot for c in one.terms} <= {c.spot for c in sentence.claims}


@kept_on_it
def _all(context: Context) -> tuple[Quantity, ...]:
    return tuple(one for sentence in clauses(context) for one in quantities(sentence) if one.claim.owner == THIS)


@kept_on_it
def _single(context: Context) -> dict[tuple[str, int], Quantity]:
    """By unit and power, the one number of such things that the act says; of time, how long it lasts."""
    found: dict[tuple[str, int], dict[Fraction, Quantity]] = {}
    spans = (one for clause in own_clauses(context) for one in clause.spans if one.own and one.lasts is Lasts.WHOLE)
    lasting = {(one.where.part.name, one.where.block, one.where.start) for one in spans if one.thing in ("", CONTRACT)}
    for one in _all(context):
        ((unit, power), *others) = one.dims.items() or (("", 0),)
        if others or power < 1 or unit in ("€", ""):
            continue
        if unit not in _TIMES or one.claim.spot in lasting:
            found.setdefault((unit, power), {})[one.claim.value * one.scale] = one
    return {unit: one for unit, each in found.items() if len(each) == 1 for one in each.values()}


_TIMES = frozenset(unit for unit, _ in TIMES.values()) - {"m", "m²"}


def _priced(context: Context, sentence: Stretch, result: Claim) -> Iterator[Relation]:
    """« 12 400 € par an », « trois ans » and « le montant total »; the price of one and how many there are."""
    whole = next((one for one in quantities(sentence) if one.claim is result), None)
    if whole is None:
        return
    for price in _prices(context):
        if price.claim.spot == result.spot or not _fits(price.claim, result):
            continue
        over = TOTAL in sentence.led(result) or _OVER.search(result.said.low) or result.role == price.claim.role
        missing = Counter(whole.dims)
        missing.subtract(price.dims)
        units = [(unit, n) for unit, n in missing.items() if n]
        if not units and price.scale > whole.scale:
            yield _times(result, price.claim, price.scale / whole.scale)
        elif units == [("mois", 1)] and (over or result.basis is Basis.PERIODE) and (months := _months(context)):
            yield _times(result, price.claim, months * price.scale)
        elif len(units) == 1 and (over or result.role in _COST or len(whole.dims) > 1):
            yield from _so_many(context, result, price.claim, units[0], price.scale / whole.scale)


def _so_many(
    context: Context, result: Claim, price: Claim, unit: tuple[str, int], scale: Fraction
) -> Iterator[Relation]:
    """The price of one thing, and the one number of such things; `scale` turns their units into those of the result."""
    if (count := _single(context).get(unit)) is not None:
        times = replace(count.claim, value=count.claim.value * count.scale * scale)
        yield product(result, [times, price], sure=False)


def _times(result: Claim, price: Claim, times: Fraction) -> Relation:
    """So many months or years, which no single number says."""
    return related(Kind.PRODUCT, result, (price,), lambda v: times * v[0], f"{times} × {said_of(price)}", sure=False)


def _months(context: Context) -> int:
    """How long the act lasts, by its two days."""
    period = own_period(context)
    return (period.duree.mois or 0) if period else 0


@kept_on_it
def _prices(context: Context) -> tuple[Quantity, ...]:
    """The prices of one thing, of one time, each sort that the act says once."""
    found: dict[tuple[object, ...], dict[Fraction, Quantity]] = {}
    for one in _all(context):
        if one.dims.get("€") == 1 and len(one.dims) > 1:
            found.setdefault((one.scale, *sorted(one.dims.items())), {})[one.claim.value] = one
    return tuple(one for each in found.values() if len(each) == 1 for one in each.values())


def _fits(price: Claim, result: Claim) -> bool:
    """Whether the two may be of one thing, and of one tax."""
    named = {price.role, result.role} - {"", *GENERIC, *_COST}
    return len({price.tax, result.tax} - {None}) < 2 and len(named) < 2


def _shared(context: Context, result: Claim) -> Iterator[Relation]:
    """« La subvention est de 30 % du coût. »: of the one cost that the act says."""
    rates = [one for one in claims(context) if one.unit == "%" and one.role == result.role] if result.role else []
    costs = {one.value: one for one in amounts(context) if one.role in _COST and one.owner == THIS}
    if len({one.value for one in rates}) == 1 and len(costs) == 1:
        yield share(result, rates[0], *costs.values(), sure=False)


def _taxed(context: Context, result: Claim) -> Iterator[Relation]:
    """The one amount with tax, of the one without it and the one rate."""
    if result.tax is not Tax.TTC:
        return
    every = {tax: {c.value: c for c in amounts(context) if c.tax is tax} for tax in (Tax.HT, Tax.TTC)}
    read = ((s, n, c) for s in clauses(context) for n, (_, c) in enumerate(s.pieces) if c and c.unit == "%")
    rates = {c.value: c for s, n, c in read if is_rate(s, n)}
    if [*map(len, (*every.values(), rates))] == [1, 1, 1]:
        (ht,), (rate,) = every[Tax.HT].values(), rates.values()
        yield with_tax(ht, result, rate, sure=False)


def _summed(context: Context, told: Container[object]) -> Iterator[Relation]:
    """« deux salles (45 m² et 60 m²) » and « la surface totale est de 105 m² »: all that the act says in that unit."""
    every = [(one, claim) for one in clauses(context) for claim in one.claims if claim.unit not in ("€", "%", "")]
    for sentence, result in every:
        if TOTAL not in sentence.led(result) or result.spot in told or sentence.part.minutes:
            continue
        others = [(one, c) for one, c in every if c.unit == result.unit and c.value != result.value]
        parts = [c for _, c in others]
        once = len({id(one) for one, _ in others}) == 1 and others[0][0] is not sentence
        if once and len(parts) > 1 and not any(c.spot in told or c.value >= result.value for c in parts):
            found = total(result, parts, sure=False)
            yield from [found] if not found.holds and found.gap <= ARTICLE_GAP * found.made else ()
