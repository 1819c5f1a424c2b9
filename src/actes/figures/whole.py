"""A sentence of which one computation takes every number: « 960 € auxquels s'ajoutent 155 €, soit 1 115 € ».

No word needs to be known: what all the numbers make, and nothing else near, is what a reader reckons. Told where no
words that are read state a relation of any of them. Of three numbers of sentences that follow each other (`across`):
how many, the price of one and what they make; told where one is a slip, or where words and units say how it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..claims import Claim
from ..claims.table import own_amounts
from ..context import Context
from ..document import Kind as Block
from ..facts import Tax
from ..pattern import pattern
from ..statements.arithmetic import digits, slip, summed
from ..text.lexicon import CHANGE, MINUS, OF_WHICH, PER, PLUS, RAISED, REST, SO, TAX, TOTAL
from ..text.tenses import Tells, just_before
from ..text.tokens import PERCENT
from ..values.accident import near
from .changes import other_subject
from .footed import MORE
from .members import and_ones
from .quantities import of_one, singular
from .relation import HUNDRED, Kind, Relation, and_more, changed, exceeding, product, ratio, share, total
from .shares import bounded
from .sheets import used
from .stretch import Stretch, clauses
from .sums import alike

MOST = 8  # numbers
_INSIDE = pattern(r"\bcomprise? dans\b")
_TAXED = pattern(r"\btaxe (?:a |de )?[0-9]")
THREE = 3
MAKES = frozenset((SO, TOTAL, RAISED))  # before what the others make
CHANGES = frozenset((RAISED, CHANGE, MINUS))  # of one into another
AROUND = 30  # characters
CITING = (Block.VISA, Block.CONSIDERANT)  # each says things of its own
TIMED = frozenset({"an", "mois", "jour", "jours", "semaine", "h"})


def whole(context: Context, told: frozenset[object]) -> Iterator[Relation]:
    """Every such computation, right or wrong, of numbers of which nothing else is `told`; but what is left."""
    done = set(told)
    known = frozenset(claim.value for claim in own_amounts(context))
    for window in clauses(context):
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


def _last(window: Stretch, one: Relation, done: set[object]) -> bool:
    """Whether it is what is left of others, or the rate of one, which may be told."""
    return (one.result.unit == "%" or REST in window.led(one.result)) and one.result.spot not in done


_COMPUTED = pattern(r"\(N(?:xN)+\)")  # « 6,40 kW (64 × 100 W) »: how it is made


def _without(window: Stretch) -> Stretch:
    spans = [match.span() for match in _COMPUTED.finditer(window.shape)]
    pieces = ((t, None if any(a < n < b for a, b in spans) else c) for n, (t, c) in enumerate(window.pieces))
    return Stretch(window.part, window.block, tuple(pieces)) if spans else window


def _made(window: Stretch) -> Iterator[Relation]:
    window = _without(window)
    every = [one for one in window.claims if one.unit and not (one.unit == "%" and bounded(window, one))]
    inside = _INSIDE.search(every[0].said.low) if every else None
    many = inside or not 1 < len(every) <= MOST
    if any(just_before(one.said.low, one.said.start, Tells.FORMERLY) for one in every):
        return  # « qui avait versé 35 000 € en 2023 »
    if many or any(bounded(window, one) or one.value <= 0 for one in every):
        return
    money = window.money
    rates = [one for one in every if one.unit == "%"]
    counts = [one for one in every if one.unit not in ("€", "%")]
    if len(money) == 2 and counts and not rates and (made := _priced(window, money, counts)):
        yield made
    elif not any(window.part.blocks[one.said.block].kind is Block.ITEM for one in every):
        yield from _reckoned(window, money, rates, counts)


def _priced(window: Stretch, money: Sequence[Claim], counts: Sequence[Claim]) -> Relation | None:
    """« carte de dix entrées : 32,40 €, soit 3,24 € l'entrée », « 14 heures à 27 € l'heure : 378 € »."""
    first, second = money
    before = [c for c in counts if c.spot < first.spot and c.unit.endswith("s")]
    if len(counts) == 1 and before and of_one(second, counts[0]):
        return product(first, [counts[0], second], sure=False)
    apart = set(window.between(window.rank(first), window.rank(second))) & {"&", ";"}
    if before and not apart and of_one(first, before[-1]):
        return product(second, [before[-1], first], sure=False)
    return None


def _reckoned(
    window: Stretch, money: Sequence[Claim], rates: Sequence[Claim], counts: Sequence[Claim]
) -> Iterator[Relation]:
    if len(money) >= THREE:
        among = any(money[0].spot < one.spot < money[-1].spot for one in counts)  # « 165 € + 4 levées à 5,40 € »
        yield from (one for one in _summed(window, money) if one.holds or not among)
    if len(money) == 2 and len(counts) == 1 and not rates:
        yield from _multiplied(window, money, counts[0])
    if len(money) >= 2 and len(rates) == 1:
        yield from _raised(window, money, rates[0])
        yield from _shared(window, money, rates[0])
    same = [one for one in counts if singular(one.unit) == singular(counts[-1].unit)]
    made_of = len(same) == len(counts) or (len(same) >= THREE and {SO, TOTAL}.intersection(window.led(same[-1])))
    if not money and len(same) >= THREE and made_of:
        yield from _summed(window, same)
    if not money and len(same) >= 2 and len(rates) == 1:
        yield from _shared(window, same, rates[0])


def _summed(window: Stretch, every: Sequence[Claim]) -> Iterator[Relation]:
    """The last is what the others make, or what they leave of the first; of three, one changed by another."""
    first, *middle, last = every
    greatest = max(every, key=lambda one: one.value)
    said, after = set(window.led(last)), window.shape[window.rank(last) + 1 :]
    each = all(window.shape.startswith(PER, window.rank(one) + 1) for one in every)  # « kWh/m² »
    others = [one for one in every if one is not greatest]
    within = set().union(*(window.led(one) for one in middle))
    taxes, left = {one.tax for one in every}, REST in said or after.startswith(REST)
    if taxes == {Tax.HT, Tax.TTC, None} and len(every) == THREE:
        if TAX in window.shape or _TAXED.search(every[0].said.low):
            yield total(greatest, others, sure=False)
    elif len(taxes - {None}) > 1 or _times_over(every) or not all(alike(greatest, one) for one in others):
        return
    elif last is greatest and said & MAKES and REST not in said and not within & {*MAKES, OF_WHICH}:
        found = total(last, every[:-1], sure=False)
        yield and_ones(last, every[:-1], 1) if not found.holds and first.said.led(_ONE_MORE) else found
    elif (
        first is greatest
        and left
        and first.value > summed(c.value for c in middle)
        and (SO not in within or PERCENT in window.shape)
    ):
        yield total(last, [first], middle, sure=False)
    elif len(every) == THREE and (said & CHANGES or RAISED in within) and (after[:1] != PER or each):
        yield total(greatest, others, sure=False)


_ONE_MORE = pattern(r"(?:\A|[:;,(] ?)(?:l[ae] |l'|une? )[a-z][^.;:0-9]{0,40}(?:,| et) \Z")  # « la maire, 5 élus »


def _times_over(every: Sequence[Claim]) -> bool:
    """« de 65 € à 66 € par semestre, soit 132 € sur l'année »: the last is so many times the one before."""
    return len(every) == THREE and (every[-1].value / every[-2].value).denominator == 1


def _multiplied(window: Stretch, money: Sequence[Claim], count: Claim) -> Iterator[Relation]:
    """« une participation de 1 410 € pour 19 enfants, soit 26 790 € », « 936 € … dix versements de 93,60 € »."""
    one, other = money
    if one.value == other.value:
        return
    if not window.between(window.rank(count), window.rank(other)).strip("onp") and count.spot < other.spot:
        yield product(one, [count, other], sure=False)
    elif set(window.led(other)) & {SO, TOTAL} and one.tax is other.tax:
        made = product(other, [count, one], sure=False)
        yield from () if and_more(made) else (made,)


def _raised(window: Stretch, money: Sequence[Claim], rate: Claim) -> Iterator[Relation]:
    """« actuellement de 3,60 €, relevé de 5 % et porté à 3,78 € », « 0,20 €, plus une taxe de 10 %, soit 0,22 € »."""
    old, new = money[0], money[1]
    raised = RAISED in window.led(new) or (PLUS in window.led(rate) and SO in window.led(new) and old.value < new.value)
    if len(money) <= THREE and raised and window.rank(old) < window.rank(rate) < window.rank(new):
        yield changed(new, old, rate, 1 if new.value > old.value else -1, sure=False)


def _shared(window: Stretch, money: Sequence[Claim], rate: Claim) -> Iterator[Relation]:
    """« ramenée de 54 500 € à 31 760 €, soit un abandon de 22 740 € représentant 41,72 % de la réclamation »."""
    rank = window.rank(rate)
    part = next((one for one in reversed(money) if window.rank(one) < rank), None)
    between = set(window.between(window.rank(part), rank)) if part else set()
    said = between & {SO, "("} or (between == {","} and part and CHANGE in window.led(part))  # « 4 kW, ou 65 % »
    if part is None or not said or rate.value > HUNDRED or CHANGE in window.led(rate):
        return  # « 250 kWh … ramenés à 140 kWh, soit une baisse de 44 % »
    old = money[:1] if RAISED in window.led(money[0]) and CHANGE in window.led(part) else money
    here = (one for one in old if one.said.block == part.said.block and not _raised_to(window, one, rank))
    larger = [one for one in here if one.value > part.value]
    made = [ratio(rate, part, one, sure=False) for one in larger]
    of_old = [exceeding(rate, part, one) for one in larger if CHANGE in window.led(part)]
    held = [one for one in (*made, *of_old) if one.holds]
    yield from held or [one for one in made if near(rate.value, one.made)]


def _raised_to(window: Stretch, one: Claim, rank: int) -> bool:
    """« soit 3,23 % de ce montant, porté à 5 326 920 € »."""
    return window.rank(one) > rank and RAISED in window.led(one)


def across(context: Context, told: frozenset[object]) -> Iterator[Relation]:
    """Every such computation, right or wrong, of numbers of which nothing else is `told`."""
    done = set(told)
    for window in _neighbours(clauses(context), told):
        made = [one for one in _across(window) if not one.spots & done or _last(window, one, done)]
        if len(made) == 1 and (made[0].holds or _evident(window, made[0])):
            done |= made[0].spots
            yield made[0]


def _neighbours(every: Iterable[Stretch], told: frozenset[object]) -> Iterator[Stretch]:
    """Two or three sentences that follow each other and say three numbers together, without the rates that are told."""
    each = [_untold(one, told) for one in every if _used(one) and _prose(one)]
    for n in range(len(each)):
        for size in (2, THREE):
            some = each[n : n + size]
            if len(some) < size or not all(map(_follows, some, some[1:])):
                break
            window = Stretch(some[0].part, some[0].block, tuple(piece for one in some for piece in one.pieces))
            if len(_used(window)) == THREE:
                yield window


def _untold(one: Stretch, told: frozenset[object]) -> Stretch:
    pieces = tuple((token, None if c and c.unit == "%" and c.spot in told else c) for token, c in one.pieces)
    return Stretch(one.part, one.block, pieces)


def _prose(one: Stretch) -> bool:
    return one.part.blocks[one.block].kind is not Block.ITEM


def _follows(one: Stretch, other: Stretch) -> bool:
    return one.part is other.part and other.block <= one.block + 1


def _apart(window: Stretch) -> bool:
    """Whether visas, considérants or articles say the numbers: each says things of its own."""
    blocks = sorted({c.said.block for c in window.claims})
    kinds = {window.part.blocks[n].kind for n in blocks}
    begun = any(window.part.blocks[n].kind is Block.ARTICLE for n in blocks[1:])
    return len(blocks) > 1 and (begun or not kinds.isdisjoint(CITING))


def _used(one: Stretch) -> list[Claim]:
    """The numbers that a computation may take, a coefficient too; no time beside a rate."""
    known = {c.spot for c in used(one)}
    every = [c for c in one.claims if c.spot in known or c.places > 1]
    return [c for c in every if c.unit not in TIMED] if PERCENT in one.shape else every


def _across(window: Stretch) -> Iterator[Relation]:
    """What three numbers of several sentences make."""
    every = _used(window)
    if any(bounded(window, one) or one.value <= 0 for one in every):
        return
    money, rates = [c for c in every if c.unit == "€"], [c for c in every if c.unit == "%"]
    counts = [c for c in every if c.unit not in ("€", "%")]
    first, middle, last = every
    before = window.led(last)
    if len({c.tax for c in money} - {None}) > 1:
        return
    if len(money) == THREE or (len(counts) == THREE and len({singular(c.unit) for c in counts}) == 1):
        if REST in before:
            yield total(last, [first], [middle], sure=False)
        elif not MAKES.isdisjoint(before):
            less, more = sorted((first, middle), key=lambda c: c.value)
            lowered = CHANGE in before and last.value < more.value  # « de 1,65 € à 1,50 € : une baisse de 0,15 € »
            yield total(last, [more], [less], sure=False) if lowered else total(last, [first, middle], sure=False)
        return
    small, big = sorted(money, key=lambda c: c.value) if len(money) == 2 else (first, first)
    if small.value >= big.value:
        return
    if rates and RAISED in window.shape and not other_subject(window, rates[0], money):
        yield changed(money[1], money[0], rates[0], 1 if money[1].value > money[0].value else -1, sure=False)
    elif rates:
        yield share(small, rates[0], big, sure=False)
    elif counts[0].value > 1:
        yield product(big, [counts[0], small], sure=False)


def _evident(window: Stretch, one: Relation) -> bool:
    """A slip of a digit; what is near, where words or units say it."""
    if any(digits(c.value) >= THREE and slip(c.value, one.solve(rank)) for rank, c in enumerate(one.numbers)):
        return True
    low, at = one.result.said.low, one.result.said
    if one.kind is Kind.SUM or MORE.search(low, max(0, at.start - AROUND), at.end + AROUND):
        return False
    priced = one.kind is Kind.PRODUCT and of_one(one.terms[-1], one.terms[0])
    close = near(one.result.value, one.made)
    if _apart(window):
        return priced and close
    said = one.kind is Kind.CHANGE or priced or not (MAKES - {RAISED}).isdisjoint(window.led(one.result))
    return said and close
