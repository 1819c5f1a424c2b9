"""A sentence, or two, of which one computation takes every number: « 960 € auxquels s'ajoutent 155 €, soit 1 115 € ».

No word needs to be known: what all the numbers make, and nothing else near, is what a reader reckons. Told where no
words that are read state a relation of any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..claims import Claim
from ..claims.table import own_amounts
from ..context import Context
from ..document import Kind as Block
from ..facts import Mention, Tax
from ..facts.flat import folded
from ..pattern import pattern
from ..statements.arithmetic import digits, slip
from ..text.lexicon import ABOUT, CEILING, CHANGE, FLOOR, MAXIMUM, MINUS, OF_WHICH, PER, RAISED, REST, SO, TAX, TOTAL
from ..text.tokens import PERCENT
from ..values.accident import near
from .quantities import singular
from .relation import Kind, Relation, and_more, changed, product, ratio, share, total
from .shares import limited
from .stretch import Stretch, paragraphs
from .sums import alike

MOST = 8  # numbers
_INSIDE = pattern(r"\bcomprise? dans\b")
_TAXED = pattern(r"\btaxe (?:a |de )?[0-9]")
THREE, FEW = 3, 4
HUNDRED = 100
ARTICLE = "A"
MAKES = frozenset((SO, TOTAL, RAISED))  # before what the others make
CHANGES = frozenset((RAISED, CHANGE, MINUS))  # of one into another


def whole(context: Context, told: frozenset[object]) -> Iterator[Relation]:
    """Every such computation, right or wrong, of numbers of which nothing else is `told`; but what is left."""
    done = set(told)
    known = frozenset(claim.value for claim in own_amounts(context))
    for window in _windows(paragraphs(context)):
        made = list(_made(window))
        for results in (
            [one for one in made if one.result.unit != "%"],
            [one for one in made if one.result.unit == "%"],
        ):
            found = [one for one in results if not (one.spots & done) or _last(window, one, done)]
            held = [one for one in found if one.holds]
            if held or (len(found) == 1 and found[0].gap not in known - {one.value for one in found[0].numbers}):
                done |= found[0].spots
                yield (held or found)[0]
    for window in _neighbours(paragraphs(context)):
        made = [one for one in _across(window) if not one.spots & done]
        if len(made) == 1 and (made[0].holds or _evident(made[0])):
            done |= made[0].spots
            yield made[0]


def _neighbours(every: Sequence[Stretch]) -> Iterator[Stretch]:
    """Two or three sentences that follow each other, in one article, and say three numbers together."""
    each = [one for paragraph in every for one in paragraph.items if _used(one)]
    for n in range(len(each)):
        for size in (2, THREE):
            some = each[n : n + size]
            numbers = [claim for one in some for claim in _used(one)]
            if len(some) == size and len(numbers) == THREE and all(map(_follows, some, some[1:])):
                yield Stretch(some[0].part, some[0].block, tuple(piece for one in some for piece in one.pieces))


def _follows(one: Stretch, other: Stretch) -> bool:
    return one.part is other.part and other.block <= one.block + 1 and not other.shape.startswith(ARTICLE)


def _used(one: Stretch) -> list[Claim]:
    """The numbers that a computation may take: no date, no reference, no rank."""
    return [c for c in one.claims if c.unit or c.lead.endswith(":")]


def _across(window: Stretch) -> Iterator[Relation]:
    """What three numbers of several sentences make, where an accident of one shows it."""
    every = _used(window)
    if any(_limit(window, one) or one.value <= 0 or _contradicted(one) for one in every):
        return
    money, rates = [c for c in every if c.unit == "€"], [c for c in every if c.unit == "%"]
    counts = [c for c in every if c.unit not in ("€", "%")]
    last = every[-1]
    if len({c.tax for c in money} - {None}) > 1:
        return
    if len(money) == THREE or (len(counts) == THREE and len({singular(c.unit) for c in counts}) == 1):
        if {SO, TOTAL, RAISED}.intersection(_lead(window, last)):
            yield total(last, every[:-1], sure=False)
        elif REST in _lead(window, last):
            yield total(last, every[:1], every[1:-1], sure=False)
    elif len(money) == 2 and len(rates) == 1:
        small, big = sorted(money, key=lambda c: c.value)
        if RAISED in window.shape:
            yield changed(money[1], money[0], rates[0], 1 if money[1].value > money[0].value else -1, sure=False)
        elif small.value < big.value:
            yield share(small, rates[0], big, sure=False)
    elif len(money) == 2 and len(counts) == 1:
        small, big = sorted(money, key=lambda c: c.value)
        if small.value < big.value and counts[0].value > 1:
            yield product(big, [counts[0], small], sure=False)


def _evident(one: Relation) -> bool:
    """A slip of a digit, or what another count, or another rate, near the one said, makes exactly."""
    factor, price = one.terms[0], one.terms[-1]
    for rank, claim in enumerate(one.numbers):
        if digits(claim.value) >= THREE and slip(claim.value, one.solve(rank)):
            return True
    if one.kind is Kind.SUM or digits(price.value) < THREE:
        return False
    meant = one.solve(0)
    return (meant * 10**factor.places).denominator == 1 and near(factor.value, meant)


def _last(window: Stretch, one: Relation, done: set[object]) -> bool:
    """Whether it is what is left of others, or the rate of one, which may be told."""
    return (one.result.unit == "%" or REST in _lead(window, one.result)) and one.result.spot not in done


def _windows(every: Sequence[Stretch]) -> Iterator[Stretch]:
    """Each sentence, and two that follow each other at the beginning of a paragraph or of two."""
    for paragraph, below in zip(every, (*every[1:], None), strict=False):
        sentences = paragraph.sentences
        yield from sentences if len(sentences) > 1 else paragraph.items
        follows = below and below.part is paragraph.part and below.block == paragraph.block + 1
        if below and follows and len(sentences) == 1 and not below.shape.startswith(ARTICLE):
            sentences = (*sentences, *(one for one in below.sentences[:1] if REST in one.shape or RAISED in one.shape))
        for one, other in pairwise(sentences[:2]):
            if len(one.claims) + len(other.claims) <= FEW:
                yield Stretch(one.part, one.block, (*one.pieces, *other.pieces))


def _made(window: Stretch) -> Iterator[Relation]:
    every = [one for one in window.claims if one.unit]
    inside = _INSIDE.search(folded(every[0].said.context)) if every else None
    many = inside or not 1 < len(every) <= MOST
    if many or any(_limit(window, one) or one.value <= 0 or _contradicted(one) for one in every):
        return
    money = window.money
    rates = [one for one in every if one.unit == "%"]
    counts = [one for one in every if one.unit not in ("€", "%")]
    if len(money) == 2 and len(counts) == 1 and not rates and _of_one(money[1], counts[0]):
        yield product(money[0], [counts[0], money[1]], sure=False)
    elif not any(window.part.blocks[one.said.block].kind is Block.ITEM for one in every):
        yield from _reckoned(window, money, rates, counts)


def _of_one(price: Claim, count: Claim) -> bool:
    """« carte de dix entrées : 32,40 €, soit 3,24 € l'entrée »: the price of one of what is counted."""
    after = folded(price.said.context[price.said.end :])
    return count.unit.endswith("s") and bool(
        re.match(rf"\s?(?:par|l'|l[ae]|/)\s?{re.escape(count.unit[:-1])}\b", after)
    )


def _reckoned(
    window: Stretch, money: Sequence[Claim], rates: Sequence[Claim], counts: Sequence[Claim]
) -> Iterator[Relation]:
    if len(money) >= THREE:
        yield from _summed(window, money)
    if len(money) == 2 and len(counts) == 1 and not rates:
        yield from _multiplied(window, money, counts[0])
    if len(money) >= 2 and len(rates) == 1:
        yield from _raised(window, money, rates[0])
        yield from _shared(window, money, rates[0])
    if not money and len(counts) >= THREE and len({one.unit for one in counts}) == 1 and len(window.sentences) == 1:
        yield from _summed(window, counts)
    if not money and not rates and len(counts) == THREE and len({one.unit for one in counts}) > 1:
        yield from _times(window, counts)


def _times(window: Stretch, counts: Sequence[Claim]) -> Iterator[Relation]:
    """« six rangées de quinze sièges, soit 90 places »: of few things, such a product is chance."""
    *factors, made = counts
    if {SO, TOTAL}.intersection(_lead(window, made)) and all(THREE <= one.value < made.value for one in factors):
        found = product(made, factors, sure=False)
        yield from (found,) if found.gap <= max(one.value for one in factors) else ()


def _limit(window: Stretch, claim: Claim) -> bool:
    after = window.shape[window.rank(claim) + 1 :]
    return limited(window, claim) or MAXIMUM in _lead(window, claim) or after.startswith((CEILING, FLOOR, ABOUT))


def _contradicted(claim: Claim) -> bool:
    """Whether its letters say something else: another rule tells it."""
    mention = claim.token.value
    return isinstance(mention, Mention) and mention.words not in (None, mention.value)


def _lead(window: Stretch, claim: Claim) -> str:
    """The letters from the number before."""
    rank = window.rank(claim)
    start = max((window.rank(one) for one in window.claims if window.rank(one) < rank), default=-1)
    return window.shape[start + 1 : rank]


def _summed(window: Stretch, every: Sequence[Claim]) -> Iterator[Relation]:
    """The last is what the others make, or what they leave of the first; of three, one changed by another."""
    first, *middle, last = every
    greatest = max(every, key=lambda one: one.value)
    lead, after = set(_lead(window, last)), window.shape[window.rank(last) + 1 :]
    others = [one for one in every if one is not greatest]
    within = set().union(*(_lead(window, one) for one in middle))
    taxes = {one.tax for one in every}
    if taxes == {Tax.HT, Tax.TTC, None} and len(every) == THREE:
        if TAX in window.shape or _TAXED.search(folded(every[0].said.context)):
            yield total(greatest, others, sure=False)
    elif len(taxes - {None}) > 1 or not all(alike(greatest, one) for one in others):
        return
    elif last is greatest and lead & MAKES and not within & {*MAKES, OF_WHICH}:
        yield total(last, every[:-1], sure=False)
    elif (
        first is greatest and (REST in lead or after.startswith(REST)) and (SO not in within or PERCENT in window.shape)
    ):
        yield total(last, [first], middle, sure=False)
    elif len(every) == THREE and (lead & CHANGES or RAISED in within) and after[:1] != PER:
        yield total(greatest, others, sure=False)


def _multiplied(window: Stretch, money: Sequence[Claim], count: Claim) -> Iterator[Relation]:
    """« 19 enfants … 1 410 €. La participation s'établit à 26 790 € », « 936 € … dix versements de 93,60 € »."""
    one, other = money
    if one.value == other.value:
        return
    if not window.between(window.rank(count), window.rank(other)).strip("onp") and count.spot < other.spot:
        yield product(one, [count, other], sure=False)
    elif set(_lead(window, other)) & {SO, TOTAL} and one.tax is other.tax:
        made = product(other, [count, one], sure=False)
        yield from () if and_more(made) else (made,)


def _raised(window: Stretch, money: Sequence[Claim], rate: Claim) -> Iterator[Relation]:
    """« actuellement de 3,60 €, relevé de 5 % et porté à 3,78 € »."""
    old, new = money[0], money[-1]
    if len(money) == 2 and RAISED in _lead(window, new) and window.rank(old) < window.rank(rate) < window.rank(new):
        yield changed(new, old, rate, 1 if new.value > old.value else -1, sure=False)


def _shared(window: Stretch, money: Sequence[Claim], rate: Claim) -> Iterator[Relation]:
    """« ramenée de 54 500 € à 31 760 €, soit un abandon de 22 740 € représentant 41,72 % de la réclamation »."""
    rank = window.rank(rate)
    part = next((one for one in reversed(money) if window.rank(one) < rank), None)
    if part is None or not set(window.between(window.rank(part), rank)) & {SO, "("} or rate.value > HUNDRED:
        return
    made = [ratio(rate, part, one, sure=False) for one in money if one.value > part.value]
    yield from [one for one in made if one.holds] or [one for one in made if near(rate.value, one.made)]
