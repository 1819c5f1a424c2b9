"""Changes: an amount raised or lowered by another, or by so many percent; what two numbers of one thing are apart.

« porté de 51 500 € à 55 650 €, soit une hausse de 8 % »; and the gap itself (`gaps`): « 142 demandes contre 109, soit
33 de plus », « entre les PR 12+350 et 12+530, soit 180 mètres ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import pairwise, permutations

from ..claims import Claim, claims_of
from ..claims.claim import bare
from ..context import Context
from ..part import Passage
from ..pattern import pattern
from ..text.lexicon import BASIS, CEILING, CHANGE, MAXIMUM, PER, SO
from ..text.sentences import sentences
from ..text.tokens import COUNT, EUROS, PERCENT
from ..values.accident import near, slip
from .quantities import singular
from .reach import CHANGE_BLOCKS, MARK_CHARACTERS
from .relation import Kind, Relation, Values, changed, chosen, first_held, once, related, rise, share, total
from .shares import changing, fit, limited
from .stretch import Stretch, clauses, paragraphs

LESS = pattern(r"inferieur|baiss|diminu|redui|reduc|minor|remise|rabais|abatt|moins|ramen|abaiss|deduc|degrev")


def changes(context: Context) -> Iterator[Relation]:
    """Every change that words state, right or wrong."""
    ways = (_signed, _by_percent, _by_amount, partial(_indices, context))
    for paragraph in paragraphs(context):
        yield from once(found for one in paragraph.readings for way in ways for found in way(one))


_RISE = pattern(r"g[os]*E(?:[onp]*[,(]*s?[on]*[+-]?(?P<rate>P))?")


def risen(context: Context) -> Iterator[Relation]:
    """« 320 000 € en 2025, 330 000 € en 2026. La hausse est de 10 000 €, soit 3,13 % »: of what was said before it."""
    every = paragraphs(context)
    for above, stretch in zip((None, *every), every, strict=False):
        beside = above.money[-1:] if above and 0 < stretch.block - above.block < CHANGE_BLOCKS else []
        for match in _RISE.finditer(stretch.shape):
            by = stretch.claim(match.start() + match[0].index(EUROS))
            rate = stretch.claim(match.end() - 1) if match["rate"] else None
            here = [c for c in stretch.money if stretch.rank(c) < match.start()]
            here = _beside(stretch, match.end()) or here or beside
            if by is not None:
                yield from _rise(by, rate, here)


_BETWEEN_TWO = pattern(r"\([^()EP]*E[^()EP]*E[^()EP]*\)")


def _beside(stretch: Stretch, rank: int) -> list[Claim]:
    """« une économie de 5 € (35 € au lieu de 40 €) »: the two that it is between."""
    found = _BETWEEN_TWO.match(stretch.shape, rank)
    return [c for c in stretch.money if found and rank <= stretch.rank(c) < found.end()]


def _rise(by: Claim, rate: Claim | None, here: Sequence[Claim]) -> Iterator[Relation]:
    """The share of one of them, or the gap between the last two, nearest to it."""
    every = [c for c in here if c.value > by.value]
    here = [c for c in every if c.tax is by.tax]
    if rate and any(_of_the_other(by, rate, c) for c in here):
        return
    made = [share(by, rate, one, sure=False) for one in here] if rate else []
    held = first_held(share(by, rate, one, sure=False) for one in every) if rate else None
    if held is None and len(here) > 1 and (rate is None or len(here) == 2):
        low, high = sorted(here[-2:], key=lambda one: one.value)
        left = replace(total(by, [high], [low], sure=False), kind=Kind.BALANCE)
        if left.holds and rate is not None:  # the rate alone is wrong
            yield left
            yield next((one for one in made if chosen(one.solve(0), rate.value)), made[0])
            return
        made = [left]
    found = held or (made[0] if len(made) == 1 else None)
    if found and (found.holds or slip(by.value, found.made) or near(by.value, found.made)):
        yield found


def _of_the_other(by: Claim, rate: Claim, one: Claim) -> bool:
    """« inférieur de 14 248,80 € à l'estimation, soit 2,86 % »: of the estimate, which is not written."""
    half = Fraction(1, 2 * 10**rate.places)
    return any(abs(100 * by.value / base - rate.value) <= half for base in (one.value + by.value, one.value - by.value))


_SIGNED = pattern(r"[(s][on_g]*(?P<sign>[+-])P")
_ONE_THING = pattern(r"[on]*|[on]*[JY]?[&+,;(]*[on]*(?:[gu][on]*)?")


def _signed(stretch: Stretch) -> Iterator[Relation]:
    """« 1,60 € à 1,65 € (+ 3,13 %) », « de 10 000 € à 9 000 €, soit - 10 % »: of the two amounts before it."""
    for match in _SIGNED.finditer(stretch.shape):
        rate, first = stretch.claim(match.end() - 1), stretch.shape.rfind("P", 0, match.end() - 1) + 1
        ranks = [n for n in stretch.ranks(EUROS) or stretch.ranks(COUNT) if first <= n < match.start()]
        found = [stretch.at(n) for n in ranks]
        if len(found) > 2 and abs(found[-3].value - found[-2].value) == found[-1].value:
            ranks, found = ranks[:-1], found[:-1]  # « soit une hausse de 0,05 € »
        one_thing = len(found) > 1 and _ONE_THING.fullmatch(stretch.between(*ranks[-2:]))
        if rate is None or not one_thing or _before(stretch, found[-1], "g"):
            continue
        low, high = sorted(found[-2:], key=lambda one: one.value)
        old, new = (low, high) if match["sign"] == "+" else (high, low)
        sign = 1 if match["sign"] == "+" else -1
        made = changed(new, old, rate, sign, sure=False)
        yield made if made.holds and not rate.places else rise(rate, old, new)


def _sign(stretch: Stretch) -> int:
    """Whether the words of a change say more, or less."""
    return -1 if any(token.sort in "gu-" and LESS.search(str(token.value)) for token, _ in stretch.pieces) else 1


_FOR = pattern(r" ?(?:€|euros)? ?(?:ht |ttc )?(?:pour|a) l[ae']s?\b")
_GOES_ON = pattern(
    r"(?:il|elle|ce|cela|cette|cet|soit|une?|la (?:hausse|baisse|variation|revision|progression|diminution)"
    r"|l'(?:augmentation|ecart|evolution)|le (?:montant|prix|loyer|tarif|taux))\b"
)


def other_subject(stretch: Stretch, rate: Claim, money: Sequence[Claim]) -> bool:
    """« porté de 1 381 000 € à 1 636 000 €. La section de fonctionnement augmente de 12,07 % »."""
    low = stretch.part.lows()[rate.said.block]
    cut = sentences(stretch.part.blocks[rate.said.block].text)
    start = next((a for a, b in cut if a <= rate.said.start < b), 0)
    beside = any(c.said.block != rate.said.block or c.said.start >= start for c in money)
    return not beside and _GOES_ON.match(low, start) is None


_COMPARED = pattern(r"\b(?:inf|sup)erieure?s? de \Z")  # « 95 000 €, inférieur de 5 % à l'estimation (100 000 €) »


def _by_percent(stretch: Stretch) -> Iterator[Relation]:
    """« porté de 51 500 € à 55 650 €, soit une hausse de 8 % »; « 3 600 €, soit une hausse de 8 % »."""
    rates, money = stretch.ranks(PERCENT), _money(stretch)
    if len(rates) != 1 or len(money) != 2 or "w" in stretch.shape[max(0, rates[0] - 3) : rates[0]]:
        return
    rate, (low, high) = stretch.at(rates[0]), sorted(money, key=lambda one: one.value)
    moves = ("g" in stretch.shape or changing(stretch, rates[0])) and not other_subject(stretch, rate, money)
    if not moves or not rate.token.value or limited(stretch, rate):  # « réduit de moitié »
        return
    if low.value == high.value or not fit(low, high):
        return
    first, second = money
    if all(one.said.then(_FOR) for one in money):
        return  # « une majoration de 50 %, soit 4,65 € pour la tranche C et 6,90 € pour la tranche E »
    if _before(stretch, first, "g") or _before(stretch, second, "g+") or high.value > 3 * low.value:
        if high.value > 2 * low.value and (_before(stretch, low, "g+") or not _before(stretch, high, "g")):
            # the change itself, and what it changes or makes
            yield _of_change(stretch, low, rate, high)
        return
    sign = _sign(stretch)
    old, new = (first, second) if _new(stretch, second) or not _new(stretch, first) else (second, first)
    if _before(stretch, second, "i") or rate.said.led(_COMPARED):
        old, new = second, first  # « 18 900 €, soit une hausse de 5 % par rapport au montant précédent de 18 000 € »
    if (new.value > old.value) == (sign > 0):
        yield changed(new, old, rate, sign)


def _indices(context: Context, stretch: Stretch) -> Iterator[Relation]:
    """« est passé de 145,17 à 146,68, soit + 1,04 % »; « par rapport à 2024 (122,55) est de + 0,42 % », of two indices.

    The other one may be said in the line above.
    """
    rates = stretch.ranks(PERCENT)
    rate = stretch.claim(rates[0]) if len(rates) == 1 else None
    here = {c.value: c for c in stretch.claims if c.unit == "" and c.places and c.value >= 1}  # no weight of a formula
    if rate is None or not 0 < len(here) <= 2 or EUROS in stretch.shape or not re.search("[gu]", stretch.shape):
        return
    near = range(max(0, stretch.block - CHANGE_BLOCKS), stretch.block)
    above = {c.value: c for n in near for c in claims_of(context, stretch.part, n) if c.unit == "" and c.places}
    every = here if len(here) > 1 else here | above
    sign = _sign(stretch)
    tried = [changed(a, b, rate, sign) for a, b in permutations(every.values(), 2) if {a.value, b.value} & {*here}]
    held = [one for one in tried if one.holds]
    rising = [one for one in tried if (one.result.value > one.terms[0].value) is (sign > 0)]
    if held or len(every) == 2:
        yield (held or rising)[0]


def _of_change(stretch: Stretch, by: Claim, rate: Claim, other: Claim) -> Relation:
    """« une hausse de 3 600 €, soit 8 % »: of what the other amount was before it."""
    former = replace(other, value=other.value - by.value)
    tried = [
        share(by, rate, other),
        share(by, rate, former),
        share(by, rate, replace(other, value=other.value + by.value)),
    ]
    held = first_held(tried) or next((one for one in tried if chosen(one.solve(0), rate.value)), None)
    return held or (tried[0] if _before(stretch, other, "i") or not _new(stretch, other) else tried[1])


def _by_amount(stretch: Stretch) -> Iterator[Relation]:
    """« initialement de 497 000 €, augmentée de 34 000 €. Son nouveau montant est de 531 000 € »."""
    money = _money(stretch)
    if len(money) != 3 or ("P" in stretch.shape and not any(_new(stretch, one) for one in money)):
        return
    new = [one for one in money if _new(stretch, one)]
    by = [one for one in money if _before(stretch, one, "+g-") and one not in new]
    old = [one for one in money if one not in new and one not in by]
    one_kind = len({c.tax for c in money} - {None}) < 2 and len({c.basis for c in money}) == 1  # no price of an hour
    if len(new) != 1 or len(by) != 1 or len(old) != 1 or not one_kind:
        return
    if by[0].value >= min(old[0].value, new[0].value) * 2:
        return
    yield total(new[0], old, by) if _sign(stretch) < 0 else total(new[0], [*old, *by])


def _money(stretch: Stretch) -> list[Claim]:
    return [] if any(limited(stretch, one) for one in stretch.money) else stretch.money


def _lead(stretch: Stretch, claim: Claim) -> str:
    """The letters before a number, back to the number before it."""
    rank = stretch.rank(claim)
    start = max((n for n in (*stretch.ranks(EUROS), *stretch.ranks(PERCENT)) if n < rank), default=-1)
    return stretch.shape[start + 1 : rank]


def _before(stretch: Stretch, claim: Claim, letters: str) -> bool:
    return any(letter in _lead(stretch, claim) for letter in letters)


def _new(stretch: Stretch, claim: Claim) -> bool:
    """« porté à 55 650 € », and the latter of « porté de 51 500 € à 55 650 € »."""
    lead, rank = _lead(stretch, claim), stretch.rank(claim)
    after = re.match(r"[on]{0,2}E", stretch.after(rank))
    if "u" in lead:
        return after is None
    before = [n for n in stretch.ranks(EUROS) if n < rank]
    return bool(before) and not lead.strip("on") and "u" in stretch.shape[max(0, before[-1] - 6) : before[-1]]


_FROM = pattern(r"\b(?:port|pass|ramen|augment|redui|etend|abaiss)\w*\b[^.;]{0,40}\b(?:d(?:e |')|entre )\Z")
_TO = pattern(r" ?[a-z€²³%]{0,12} ?(?:ht |ttc )?(?:en 20[0-9]{2} )?(?:a|au|aux) (?:pres de )?")
_THEN = pattern(r" ?[a-z€²³%]{0,12} ?(?:ht |ttc )?en 20[0-9]{2},? (?:puis |et )?")
_AGAINST = pattern(r"[^.;]{0,60}\b(?:contre|au lieu d[eu]|face a)\b[^.;0-9]{0,40}")
_BRACKETS = pattern(r"\([^()]*\)")
_MORE = pattern(r" ?(?:[a-z€²]{1,12} ){0,3}?(?:en|de) (?:plus|moins)\b")
_OF_IT = pattern(r" d(?:u|es|e l[a'])\b")
_BETWEEN, _AND = pattern(r"\bentre (?:les? )?\Z"), pattern(r" (?:[a-z²]+ )?et ")
_APART = pattern(r"\b(?:denivel\w*|ecart|difference|amplitude)\b[^.;0-9]{0,20}\Z")
_MARKS = pattern(
    r"\b(?P<km>[0-9]{1,3}) ?\+ ?(?P<from>[0-9]{3})\b[^.;0-9+]{1,40}\b(?P<on>[0-9]{1,3}) ?\+ ?(?P<to>[0-9]{3})\b"
)
KILOMETRE = 1000  # metres; the next mark of a road may stand at some more or less
_LONG = pattern(r"[\w ,()]{0,12}?\bsoit (?:sur )?(?:une longueur de |un lineaire de )?(?:environ )?\Z")
_METRES = frozenset(("m", "metres", "metre"))


def gaps(context: Context) -> Iterator[Relation]:
    """Every such gap, and every amount that is at once said in two parts, right or wrong."""
    for one in clauses(context):
        yield from _marks(one)
        for rank, result in enumerate(one.claims):
            if SO in result.lead or CHANGE in result.lead or result.said.then(_MORE):
                yield from _gap(one, _outside(one.claims[:rank], result), result)
        yield from _rates(one)
        yield from _two_parts(one)


def _outside(before: Sequence[Claim], result: Claim) -> list[Claim]:
    """The numbers of that thing before it, but for those in brackets."""
    low = result.said.low

    def within(claim: Claim) -> bool:
        return low.rfind("(", 0, claim.said.start) > low.rfind(")", 0, claim.said.start)

    alike = [c for c in before if c.said.block == result.said.block and _of_one_thing(c, result)]
    return [c for c in alike if within(c) == within(result)]


def _of_one_thing(one: Claim, other: Claim) -> bool:
    same = singular(one.unit) == singular(other.unit) or "" in (one.unit, other.unit)
    return same and one.unit != "%" and fit(one, other) and one.basis is other.basis


def _gap(one: Stretch, before: Sequence[Claim], result: Claim) -> Iterator[Relation]:
    if len(before) < 2 or limited(one, result):
        return
    old, new = before[-2:]
    if new.unit == "" and result.unit == "€":
        return
    low, start, end = result.said.low, old.said.end, new.said.start
    more = result.said.then(_MORE)
    moved = old.said.led(_FROM) and _TO.fullmatch(low, start, end)
    against = more and _AGAINST.fullmatch(_BRACKETS.sub(" ", low[start:end]))
    between = old.said.led(_BETWEEN) and _AND.fullmatch(low, start, end)
    plain = SO in result.lead and not {PER, BASIS} & set(one.after(result)[:3])
    if (moved and (plain or more)) or against or (between and result.said.led(_APART)):
        high, least = sorted((new, old), key=lambda c: -c.value)
        yield replace(total(result, [high], [least], sure=False), kind=Kind.BALANCE)


def _rates(one: Stretch) -> Iterator[Relation]:
    """« passées de 142 000 € en 2023 à 163 300 € en 2025, soit une hausse de 15 % »."""
    for old, new, rate in zip(one.claims, one.claims[1:], one.claims[2:], strict=False):
        if rate.unit != "%" or SO not in rate.lead or not _of_one_thing(old, new) or not old.value:
            continue
        low, start, end = new.said.low, old.said.end, new.said.start
        to, then = _TO.fullmatch(low, start, end), CHANGE in rate.lead
        moved = to and (old.said.led(_FROM) or (then and old.said.low_before.endswith(("de ", "d'"))))
        if (moved or (then and _THEN.fullmatch(low, start, end))) and not rate.said.then(_OF_IT):
            yield rise(rate, old, new)


def _marks(one: Stretch) -> Iterator[Relation]:
    """« Entre les PR 13+050 et 13+430, soit sur 380 mètres »; of several kilometres, where a key is another."""
    low = one.part.lows()[one.block]
    for match in _MARKS.finditer(low) if "+" in low else ():
        lengths = [c for c in one.claims if c.unit in _METRES and c.said.block == one.block]
        after = [c for c in lengths if _LONG.fullmatch(low, match.end(), c.said.start)]
        before = [c for c in lengths if 0 < match.start() - c.said.end < MARK_CHARACTERS and not c.places]
        here = after or before
        ends = [Passage(one.part, one.block, *match.span(mark)) for mark in ("to", "from")]
        terms = [bare(where, Fraction(where.text), "m") for where in ends]
        far = KILOMETRE * (int(match["on"]) - int(match["km"]))
        if len(here) == 1:
            words = f"PR {match['on']}+{match['to']} − PR {match['km']}+{match['from']}"
            found = related(Kind.BALANCE, here[0], terms, partial(_metres, far), words)
            if not far or (slip(found.made, here[0].value) and found.gap >= MARKS_APART):
                yield found


MARKS_APART = 100  # metres


def _metres(far: int, values: Values) -> Fraction:
    """Between two marks that far apart, each so many metres before its point."""
    return abs(values[0] - values[1] + far)


_SUMMED = pattern(r"[onYJBD]*[&+][onpb]*Ec?,?s[onmtc]*E[^E]*")
_PARTED = pattern(r"[onYJBD]*,?\(?s[onpb]*E[onpbJYD]*[&+][onpb]*E[^E]*")


def _two_parts(one: Stretch) -> Iterator[Relation]:
    """An amount, and at once the two that make it."""
    for (whole, first), last in zip(pairwise(one.money), one.money[2:], strict=False):
        led = _PARTED.fullmatch(one.after(whole))
        if led and fit(whole, first) and fit(whole, last) and max(first.value, last.value) < whole.value:
            yield total(whole, [first, last], sure=False)
        bounded = {CEILING, MAXIMUM} & set(one.between(one.rank(first), one.rank(last)))  # else those of `sums`
        if bounded and _SUMMED.fullmatch(one.after(whole)) and fit(whole, last) and fit(first, last):
            yield total(last, [whole, first], sure=False)
