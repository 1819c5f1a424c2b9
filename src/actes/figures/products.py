"""Products: a price and how many, a year and how many, a month and a year that nobody multiplies in so many words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

from ..claims import Claim, claims
from ..claims.table import own_amounts
from ..context import Context
from ..facts import Basis
from ..pattern import pattern
from ..statements.arithmetic import SMALL
from ..text.lexicon import EQUAL, MONTHS, PAYMENTS, SO, UNEQUAL
from ..text.sentences import sentences as cut
from ..text.tenses import Tells, just_before
from ..text.tokens import COUNT, EUROS
from ..values.accident import near, slip
from .quantities import of_one
from .relation import Kind, Relation, and_more, first_held, once, product, related, said
from .shares import fit, limited
from .stretch import Stretch, paragraphs

_EACH = pattern(r"[pxb]")  # « par enfant », « multiplié par », « annuités »
_SAYS = pattern(r"[stxpvb]")  # what puts numbers in relation
MOST = 3  # numbers that count


def products(context: Context) -> Iterator[Relation]:
    """Every product that words state, right or wrong: the surest reading of each result."""
    for paragraph in paragraphs(context):
        yield from once(
            found
            for stretch in paragraph.readings
            for found in _of(context, stretch, whole=stretch is paragraph or stretch in paragraph.blocks)
            if found.holds or not (and_more(found) or _explained(context, found, stretch))
        )


def _of(context: Context, stretch: Stretch, *, whole: bool) -> Iterator[Relation]:
    money = stretch.money
    if len(money) == 2 and "P" not in stretch.shape:
        yield from _pair(stretch, whole=whole)
    elif not whole and len(money) == 1 and "P" not in stretch.shape:
        yield from _paid(context, stretch, money[0])
    elif not whole or ";" in stretch.shape:
        pairs = (one for window in _neighbours(stretch) for one in _pair(window, whole=False))
        yield from (replace(one, sure=one.sure and len(one.terms) == 1) for one in pairs)
        yield from _counted(context, stretch) if not money else ()


def _countable(stretch: Stretch) -> list[Claim]:
    found = [c for c in stretch.claims if c.unit not in ("€", "%") and c.value > 0]
    moved = {id(c) for pair in pairwise(found) if _at_once(*pair) for c in pair if not c.unit}  # « de six à quatre »
    return [c for c in found if id(c) not in moved]


_FOR_SOME = pattern(r" ?(?:ht |ttc )?pour chac\w+ des [a-z0-9-]+ premi")
_FOR_ONE = pattern(r" ?(?:ht |ttc )?pour l[ea'] ?")
_TWO_PRICES = pattern(r"[onz]*&[on]*")


def _pair(stretch: Stretch, *, whole: bool) -> Iterator[Relation]:
    """Two amounts: the larger is so many times the smaller."""
    money, counts = stretch.money, _countable(stretch)
    each, result = sorted(money, key=lambda one: one.value)
    if each.value == result.value or not fit(each, result) or any(limited(stretch, c) for c in money):
        return
    if any(just_before(c.said.low, c.said.start, Tells.FORMERLY) for c in money):
        return  # « qui avait versé 35 000 € en 2023 »
    if money[0] is result and (divided := _divided(stretch, result, each)):
        yield product(result, [divided, each])
    elif _of_two_things(stretch, each, result):
        return
    elif found := _announced(stretch, each, result, counts):
        yield found
    elif _priced(stretch, each, counts) or "t" in stretch.shape or "v" in stretch.shape:
        found = _part_of_year(stretch, each, result, counts) or _so_many(stretch, each, result, counts, whole=whole)
        yield from (found,) if found else ()


def _of_two_things(stretch: Stretch, each: Claim, result: Claim) -> bool:
    """Whether neither amount is made of the other: two prices, what it was and what it is, a part."""
    money = stretch.money
    if (not _implied(each, result) and _part_of(stretch, each, result)) or _MOVED.search(stretch.shape):
        return True
    if any(c.said.then(_FOR_SOME) for c in money):
        return True  # « trois versements : 33 333 € pour chacun des deux premiers et 33 334 € pour le dernier »
    if all(c.said.then(_FOR_ONE) for c in money):
        return True  # « 705 € pour le véhicule n° 1, 870 € pour le véhicule n° 2 »
    # « 4 € aux habitants et 6 € aux extérieurs »
    return _TWO_PRICES.fullmatch(stretch.between(stretch.rank(each), stretch.rank(result))) is not None


def _announced(stretch: Stretch, each: Claim, result: Claim, counts: Sequence[Claim]) -> Relation | None:
    """How many, as two periods say, or payments that are equal."""
    between = stretch.between(stretch.rank(each), stretch.rank(result))
    times = _implied(each, result)
    if times and (_announces(stretch, stretch.money) or re.fullmatch(r"[bponz]*,?s[on]*", between)):
        return product(result, [each], times)
    if counts and stretch.money[0] is result and _IN_PARTS.fullmatch(between) and _equal(counts[-1], each):
        return product(result, [counts[-1], each], sure=False)
    return None


def _so_many(stretch: Stretch, each: Claim, result: Claim, counts: Sequence[Claim], *, whole: bool) -> Relation | None:
    """What some of the numbers that may count the price make of it, right; else the nearest, where words say so."""
    money = stretch.money
    usable = [c for c in counts if _counts(each, c) and not _by_period(each, c)][:MOST]
    tried = [
        product(result, [*map(_in_basis(each), some), each], sure=len(usable) == 1 and not whole)
        for size in range(1, len(usable) + 1)
        for some in combinations(usable, size)
    ]
    if (held := first_held(tried)) is not None or not 0 < len(usable) <= 2:
        return held
    priced = len(counts) == 1 and _UNIT_PRICE.search(stretch.shape)
    if whole and not priced and _one_sentence(money):
        return None
    said_so = _at_a_price(stretch, *map(stretch.rank, money)) or _announces(stretch, money)
    return min(tried, key=lambda one: one.gap) if said_so else None


_DIVIDES = pattern(r"[ ,(]{1,3}(?:[a-z]+ ){0,2}(?:divis|reparti|scind|partag|fractionn|decompos)\w* en ")


def _divided(stretch: Stretch, result: Claim, each: Claim) -> Claim | None:
    """« 150 000 €, divisé en 15 000 actions de 10 € »: how many make it, where nothing else does."""
    between = stretch.between(stretch.rank(result), stretch.rank(each))
    alone = re.match(r"[on]*(?:[),.;]|\Z)(?![on]*[&N+E])", stretch.after(each))
    if not (alone and result.said.then(_DIVIDES) and between.count(COUNT) == 1 and re.search(r"N[on]*\Z", between)):
        return None
    return stretch.at(stretch.rank(result) + 1 + between.index(COUNT))


def _part_of_year(stretch: Stretch, each: Claim, result: Claim, counts: Sequence[Claim]) -> Relation | None:
    """« 1 200 € par an. Du 1er janvier au 30 avril, soit quatre mois, il percevra 400 € », « 400 € pour les quatre
    derniers mois ».
    """
    per = MONTHS.get(result.basis.value, 0) if result.basis and each.basis is None else 0
    months = [c for c in counts if c.unit in MONTHS and c.value * MONTHS[c.unit] < per]
    if len(months) != 1 or stretch.rank(result) > min(stretch.rank(months[0]), stretch.rank(each)):
        return None
    units = MONTHS[months[0].unit]
    words = f"{said(result)} × {months[0].value * units} / {per}"
    slack = Fraction(1, 100)
    found = related(
        Kind.PRODUCT, each, (result, months[0]), lambda v: v[0] * v[1] * units / per, words, slack, sure=False
    )
    return found if found.holds or near(each.value, found.made) else None


_UNIT_PRICE = pattern(r"[^.]pn?o[^.;:pE]*E")  # « le taux unitaire de la vacation étant de 22 € »
_NEXT = pattern(r"[:,]|p?\(|\([on]*N[noz]*")


def _at_a_price(stretch: Stretch, one: int, other: int) -> bool:
    """« 12 repas à 6,50 € : 78 € », « 78 € (12 repas à 6,50 €) »."""
    between = stretch.between(one, other)
    at = other if "N" in between else one
    counts = [stretch.at(n) for n in stretch.ranks(COUNT) if n < at]
    return bool(counts and _NEXT.fullmatch(between) and _at_once(counts[-1], stretch.at(at)))


_MOVED = pattern(r"u[on]*E[on]*E")  # « portée de 36 000 € à 54 900 € »


def _one_sentence(money: Sequence[Claim]) -> bool:
    """Whether a sentence holds all the amounts: what another one counts is of something else."""
    spots, text = [c.said for c in money], money[0].said.context
    return any(all(s.context == text and start <= s.start < end for s in spots) for start, end in cut(text))


_EQUALLY = pattern(r"\b(?:egaux|egales|meme montant|identiques)\b")


def _equal(count: Claim, each: Claim) -> bool:
    """« appelée en quatre versements égaux, soit 46 600 € par trimestre »."""
    said = EQUAL | PAYMENTS
    return count.unit in said and _EQUALLY.search(count.said.low, count.said.end, each.said.start) is not None


def _part_of(stretch: Stretch, each: Claim, result: Claim) -> bool:
    """« une déduction de 220 €, soit 165 € pour la part de la commune »: the smaller one is no price of one thing."""
    first, second = stretch.rank(result), stretch.rank(each)
    between, after = stretch.between(first, second), stretch.after(each)
    if second < first or _EACH.search(after):
        return False
    # « 12 loyers, soit 6 000 €, et l'indemnité est de 300 € »: the count is of what precedes it
    return (SO in between and not set(between) & set("ND")) or (
        bool(set("&n") & set(between)) and SO in stretch.before(result) and each.role not in ("tarif", "prix")
    )


def _priced(stretch: Stretch, each: Claim, counts: Sequence[Claim]) -> bool:
    """Whether an amount is that of one thing of several: « par enfant », « mensualités », a tariff."""
    equal = any(c.unit in EQUAL or _at_once(c, each) for c in counts) or each.basis is not None
    return equal or _EACH.search(stretch.shape) is not None or each.role in ("tarif", "forfait")


_SAME_THING = pattern(r"\bprorata\b[^.;]*\bmois et \Z")  # « au prorata …, soit quatre mois et 2 400 € »


def _paid(context: Context, stretch: Stretch, each: Claim) -> Iterator[Relation]:
    """« Elle est réglée en quatre versements de 1 224 € »: a total that another paragraph gives, but for a slip."""
    counts = _countable(stretch)
    number = [c for c in counts if c.unit in EQUAL | PAYMENTS and c.value > 1]
    if len(number) != 1 or len(counts) > 1 or each.value < SMALL or limited(stretch, each):
        return
    if re.search(r"[DN],E", stretch.shape) or _SAME_THING.search(each.said.low[: each.said.start]):
        return  # « soit quatre mois, il percevra 400 € »
    known = {c.value: c for c in own_amounts(context) if c.value > each.value}
    if any(abs(value - number[0].value * each.value) <= number[0].value / 100 for value in known):
        return
    fit = [c for v, c in known.items() if (v / each.value).denominator == 1 or slip(v, number[0].value * each.value)]
    if len(fit) == 1:
        yield product(fit[0], [number[0], each], sure=False)


_EACH_ONE = pattern(r"\b(?:chaque|chac\w+ des) (?P<noun>[a-z]{4,})")
_ONE_OF_EACH = pattern(  # of a time, some may be left out: « une séance par semaine »
    r"\bune? [a-z]{3,}(?: [a-z]{3,})? (?:par (?!chac)|(?:de|par|pour|dans|sur) (?:chaque|chac\w+ des) )"
    r"(?!jour|semaine|mois|trimestre|semestre|annee)(?P<noun>[a-z]{4,})"
)


def _counted(context: Context, stretch: Stretch) -> Iterator[Relation]:
    """« chaque appareil reçoit neuf visites par an, soit 63 », « deux visites sur chaque site, soit dix »: of those
    that the act counts; « un représentant de chaque membre, soit cinq titulaires ».
    """
    counts = [c for c in stretch.claims if c.unit not in ("€", "%", "")]
    for each, result in combinations(counts, 2):
        between = each.said.low[each.said.end : result.said.start]
        named = _EACH_ONE.search(each.said.low_before.rpartition(". ")[2]) or _EACH_ONE.search(between)
        announced = SO in stretch.between(stretch.rank(each), stretch.rank(result))
        if named and announced and each.unit == result.unit and 1 < each.value < result.value:
            things = _things(context, named["noun"])
            yield from (product(result, [each, things], sure=False),) if things else ()
    for result in counts:
        before = result.said.low_before.rpartition(". ")[2]
        named = _ONE_OF_EACH.search(before) if stretch.before(result).endswith(SO) else None
        more = named and before[: named.start()].endswith((" et ", " et d'", ", d'"))  # « d'elle et d'un élu par »
        things = _things(context, named["noun"]) if named and not more else None
        if things and not re.search("[EPDN]", stretch.before(result).rpartition(".")[2]):
            yield related(Kind.PRODUCT, result, [things], lambda v: v[0], f"1 × {said(things)}", sure=False)


def _things(context: Context, noun: str) -> Claim | None:
    """How many the act says that there are, if it says one number."""
    found = {c.value: c for c in claims(context) if c.unit.rstrip("sx") == noun.rstrip("sx") and c.value > 1}
    return next(iter(found.values())) if len(found) == 1 else None


def _announces(stretch: Stretch, money: Sequence[Claim]) -> bool:
    """Whether words put the two amounts in relation, and none says that it is about so much."""
    if "~" in stretch.shape:
        return False
    ranks = [n for n, (_, c) in enumerate(stretch.pieces) if c is money[0] or c is money[1]]
    around = stretch.shape[: ranks[1] + 2]
    return _SAYS.search(around) is not None and "+" not in around and "d" not in stretch.between(*ranks)


def _implied(each: Claim, result: Claim) -> int:
    """How many of the one make the other, as their periods say: a month and a year; 0 where they do not."""
    if each.basis is None or result.basis is None:
        return 0
    one, other = MONTHS.get(each.basis.value, 0), MONTHS.get(result.basis.value, 0)
    return other // one if one and other > one else 0


def _counts(each: Claim, count: Claim) -> bool:
    """Whether a number may count the price: years and months only what is for a year or a month, nothing a delay."""
    if count.unit in ("jour", "semaine"):
        return each.basis is Basis.JOUR or _at_once(count, each) or of_one(each, count)
    if count.unit in UNEQUAL:
        return False
    if count.unit in MONTHS:
        return count.role not in ("preavis", "delai") and (each.basis is None or each.basis.value in MONTHS)
    return count.value > 1 and not count.said.before.endswith("base ")  # « 25,44 € (base 360) »


_BY_PERIOD = pattern(r" (?:ht |ttc )?par [a-z]+ (?:de |d')")


def _by_period(each: Claim, count: Claim) -> bool:
    """« 70 000 € par période d'un an, soit 210 000 € »: what the price is for."""
    one, other = each.said, count.said
    return one.block == other.block and bool(_BY_PERIOD.fullmatch(one.low, one.end, other.start))


def _at_once(count: Claim, each: Claim) -> bool:
    """« 20 jours à 150 € »."""
    one, other = count.said, each.said
    return one.block == other.block and one.context[one.end : other.start].strip() in ("à", "x", "×")


def _in_basis(each: Claim) -> Callable[[Claim], Claim]:
    """A duration in the unit of the price: 24 months are two years of a yearly price."""

    def convert(count: Claim) -> Claim:
        if count.unit in MONTHS and each.basis is not None and each.basis.value in MONTHS:
            return replace(count, value=count.value * MONTHS[count.unit] / MONTHS[each.basis.value])
        return count

    return convert


def _neighbours(stretch: Stretch) -> Iterator[Stretch]:
    """Among more amounts: « 300 € par mois, soit 3 600 € par an », « 12 repas à 5 €, soit 60 € »."""
    start, ranks = 0, stretch.ranks(EUROS)
    for one, other in pairwise(ranks):
        between = stretch.between(one, other)
        if (SO in between or _at_a_price(stretch, one, other)) and not re.search(r"[;.+dwPg]", between):
            yield Stretch(stretch.part, stretch.block, stretch.pieces[start : other + 1])
        start = one + 1


_IN_PARTS = pattern(r"[^E;.]*N[bnop]*(?:,?s[on]*)?")


def _explained(context: Context, found: Relation, stretch: Stretch) -> bool:
    """Whether another number of the stretch, or a sum of others, makes what is written."""
    values = [c.value for c in stretch.money if c is not found.result]
    if any(sum(some) == found.result.value for some in combinations(values, 2)):
        return True
    counted = {c.value for c in stretch.claims if c.unit != "€"}
    periods = counted | {Fraction(12), Fraction(4), Fraction(2)}
    own = {c.value for c in found.terms if not c.basis and not found.result.basis}  # the price of one thing
    every = values if found.sure else [*values, *(c.value for c in own_amounts(context))]
    others = [v for v in every if v and v != found.result.value]
    return any(found.result.value / v in (counted if v in own else periods) for v in others)
