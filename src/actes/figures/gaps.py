"""What two numbers of one thing are apart, where words say so.

« passent de 14,6 ha à 5,2 ha, soit 9,4 ha », « 142 demandes contre 109, soit 33 de plus », « entre les PR 12+350 et
12+530, soit 180 mètres », « 77,20 €, soit 60,53 € d'hébergement et 16,67 € de dépendance ».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim
from ..claims.claim import bare
from ..context import Context
from ..part import Passage
from ..pattern import pattern
from ..text.lexicon import BASIS, CEILING, CHANGE, MAXIMUM, PER, SO
from .quantities import singular
from .relation import Kind, Relation, related, rise, total
from .shares import fit, limited
from .stretch import Stretch, clauses

FROM = pattern(r"\b(?:port|pass|ramen|augment|redui|etend|abaiss)\w*\b[^.;]{0,40}\b(?:d(?:e |')|entre )\Z")
TO = pattern(r" ?[a-z€²³%]{0,12} ?(?:ht |ttc )?(?:en 20[0-9]{2} )?(?:a|au|aux) (?:pres de )?")
_THEN = pattern(r" ?[a-z€²³%]{0,12} ?(?:ht |ttc )?en 20[0-9]{2},? (?:puis |et )?")
_AGAINST = pattern(r"[^.;]{0,60}\b(?:contre|au lieu d[eu]|face a)\b[^.;0-9]{0,40}")
_BRACKETS = pattern(r"\([^()]*\)")
_MORE = pattern(r" ?(?:[a-z€²]{1,12} ){0,3}?(?:en|de) (?:plus|moins)\b")
_OF_IT = pattern(r" d(?:u|es|e l[a'])\b")
_BETWEEN, _AND = pattern(r"\bentre (?:les? )?\Z"), pattern(r" (?:[a-z²]+ )?et ")
_APART = pattern(r"\b(?:denivel\w*|ecart|difference|amplitude)\b[^.;0-9]{0,20}\Z")
_MARKS = pattern(  # of one kilometre: the next mark of a road may stand at less than a thousand metres
    r"\b(?P<km>[0-9]{1,3}) ?\+ ?(?P<from>[0-9]{3})\b[^.;0-9+]{1,40}\b(?P=km) ?\+ ?(?P<to>[0-9]{3})\b"
)
_LONG = pattern(r"[\w ,()]{0,12}?\bsoit (?:sur )?(?:une longueur de |un lineaire de )?(?:environ )?\Z")
NEAR = 30  # characters from a length to the marks after it
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
    low, more = result.said.low, _MORE.match(result.said.low, result.said.end)
    moved = FROM.search(low, 0, old.said.start) and TO.fullmatch(low, old.said.end, new.said.start)
    against = more and _AGAINST.fullmatch(_BRACKETS.sub(" ", low[old.said.end : new.said.start]))
    between = _BETWEEN.search(low, 0, old.said.start) and _AND.fullmatch(low, old.said.end, new.said.start)
    plain = SO in result.lead and not {PER, BASIS} & set(one.shape[one.rank(result) : one.rank(result) + 4])
    if (moved and (plain or more)) or against or (between and _APART.search(low, 0, result.said.start)):
        high, least = sorted((new, old), key=lambda c: -c.value)
        yield replace(total(result, [high], [least], sure=False), kind=Kind.BALANCE)


def _rates(one: Stretch) -> Iterator[Relation]:
    """« passées de 142 000 € en 2023 à 163 300 € en 2025, soit une hausse de 15 % »."""
    for old, new, rate in zip(one.claims, one.claims[1:], one.claims[2:], strict=False):
        if rate.unit != "%" or SO not in rate.lead or not _of_one_thing(old, new) or not old.value:
            continue
        low, start, end = new.said.low, old.said.end, new.said.start
        moved = FROM.search(low, 0, old.said.start) and TO.fullmatch(low, start, end)
        then = CHANGE in rate.lead and (
            _THEN.fullmatch(low, start, end)
            or (TO.fullmatch(low, start, end) and old.said.low_before.endswith(("de ", "d'")))
        )
        if (moved or then) and not rate.said.then(_OF_IT):
            yield rise(rate, old, new)


def _marks(one: Stretch) -> Iterator[Relation]:
    """« Entre les PR 13+050 et 13+430, soit sur 380 mètres »."""
    low = one.part.lows()[one.block]
    for match in _MARKS.finditer(low) if "+" in low else ():
        lengths = [c for c in one.claims if c.unit in _METRES and c.said.block == one.block]
        after = [c for c in lengths if _LONG.fullmatch(low, match.end(), c.said.start)]
        here = after or [c for c in lengths if match.start() - NEAR < c.said.end < match.start() and not c.places]
        ends = [Passage(one.part, one.block, *match.span(mark)) for mark in ("to", "from")]
        terms = [bare(where, Fraction(where.text), "m") for where in ends]
        if len(here) == 1:
            words = f"PR {match['km']}+{match['to']} − PR {match['km']}+{match['from']}"
            yield related(Kind.BALANCE, here[0], terms, lambda v: abs(v[0] - v[1]), words)


_SUMMED = pattern(r"[onYJBD]*[&+][onpb]*Ec?,?s[onmtc]*E[^E]*")
_PARTED = pattern(r"[onYJBD]*,?\(?s[onpb]*E[onpbJYD]*[&+][onpb]*E[^E]*")


def _two_parts(one: Stretch) -> Iterator[Relation]:
    """An amount, and at once the two that make it."""
    for (whole, first), last in zip(pairwise(one.money), one.money[2:], strict=False):
        led = _PARTED.fullmatch(one.shape, one.rank(whole) + 1)
        if led and fit(whole, first) and fit(whole, last) and max(first.value, last.value) < whole.value:
            yield total(whole, [first, last], sure=False)
        bounded = {CEILING, MAXIMUM} & set(one.between(one.rank(first), one.rank(last)))  # else those of `sums`
        if bounded and _SUMMED.fullmatch(one.shape, one.rank(whole) + 1) and fit(whole, last) and fit(first, last):
            yield total(last, [whole, first], sure=False)
