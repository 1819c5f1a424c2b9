"""What three numbers of sentences that follow each other make: a count, a price and their product, a sum, a part.

No word needs to be known. Told where one is a slip, or where words and units say how it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..claims import Claim
from ..context import Context
from ..document import Kind as Block
from ..statements.arithmetic import digits
from ..text.lexicon import CHANGE, RAISED, REST, SO, TOTAL
from ..text.tokens import PERCENT
from ..values.accident import near, slip
from .changes import other_subject
from .footed import MORE
from .quantities import of_one, singular
from .reach import MORE_CHARACTERS
from .relation import Kind, Relation, changed, product, share, total
from .shares import bounded
from .sheets import used
from .stretch import Stretch, clauses

THREE = 3
MAKES = frozenset((SO, TOTAL, RAISED))  # before what the others make
CITING = (Block.VISA, Block.CONSIDERANT)  # each says things of its own
TIMED = frozenset({"an", "mois", "jour", "jours", "semaine", "h"})


def _last(window: Stretch, one: Relation, done: set[object]) -> bool:
    """Whether it is what is left of others, or the rate of one, which may be told."""
    return (one.result.unit == "%" or REST in window.led(one.result)) and one.result.spot not in done


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
    if one.kind is Kind.SUM or MORE.search(low, max(0, at.start - MORE_CHARACTERS), at.end + MORE_CHARACTERS):
        return False
    priced = one.kind is Kind.PRODUCT and of_one(one.terms[-1], one.terms[0])
    close = near(one.result.value, one.made)
    if _apart(window):
        return priced and close
    said = one.kind is Kind.CHANGE or priced or not (MAKES - {RAISED}).isdisjoint(window.led(one.result))
    return said and close
