"""What an amount is for each of those who share it: « soit 231,25 € par élève », of 148 000 € and 640 élèves.

Neither needs to stand in the sentence: an amount of the act and a number of such things make it, or none do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from fractions import Fraction

from ..claims import Claim, claims
from ..claims.table import amounts
from ..context import Context
from ..statements.arithmetic import slip
from ..text.lexicon import SO
from .quantities import TIMES, Quantity, quantities, singular
from .relation import Kind, Relation, last_digit, related, said
from .stretch import Stretch, paragraphs

_TIMED = {unit for unit, _ in TIMES.values()} - {"m²"} | {"saison", "exercice", "campagne", "periode"}
EURO, FEW, MANY, NEAR = "€", 4, 10, Fraction(1, 20)


def apiece(context: Context, told: Container[object]) -> Iterator[Relation]:
    """Every such price that no amount of the act makes, beside the amount that nearly does."""
    for paragraph in paragraphs(context):
        for one in paragraph.items:
            for price in quantities(one) if "p" in one.shape and EURO in {c.unit for c in one.claims} else ():
                noun = _noun(price)
                if noun and price.claim.spot not in told:
                    yield from _made(context, one, price.claim, noun)


def _noun(price: Quantity) -> str:
    """What a price is of each of, where « soit », « représente » says that it is reckoned."""
    each = [unit for unit, n in price.dims.items() if n < 0]
    known = price.dims.get(EURO) == 1 and len(each) == 1 and each[0] not in _TIMED
    return each[0] if known and SO in price.claim.lead else ""


def _made(context: Context, one: Stretch, price: Claim, noun: str) -> Iterator[Relation]:
    counts = {c.value: c for c in claims(context) if singular(c.unit) == noun and c.value > 1 and not c.places}
    known = Counter(c.value for c in amounts(context))
    wholes = {c.value: c for c in amounts(context) if c.value > 2 * price.value and c.spot != price.spot}
    if known[price.value] > 1 or not 0 < len(counts) <= FEW:
        return
    every = [_ratio(price, whole, count) for whole in wholes.values() for count in counts.values()]
    if any(x.gap <= last_digit(price) for x in every):
        return
    near = [x for x in every if slip(x.made, price.value) or _slipped(x)]
    near = near or [x for x in every if x.terms[1].value >= MANY and abs(x.made - price.value) <= NEAR * price.value]
    yield from sorted(near, key=lambda x: (_far(one, x), x.gap))[:1]


def _ratio(price: Claim, whole: Claim, count: Claim) -> Relation:
    words = f"{said(whole)} / {said(count)}"
    return related(Kind.PRODUCT, price, (whole, count), lambda v: v[0] / v[1], words, last_digit(price), sure=False)


def _slipped(one: Relation) -> bool:
    """Whether it is the count that a key explains: two of its digits turned round."""
    meant = Fraction(round(one.terms[0].value / one.result.value))
    return (
        meant > 1
        and slip(meant, one.terms[1].value)
        and abs(one.terms[0].value / meant - one.result.value) <= last_digit(one.result)
    )


def _far(one: Stretch, found: Relation) -> int:
    """How many blocks its amount is from the price."""
    whole = found.terms[0].said
    return abs(whole.block - one.block) if whole.part is one.part else 1000
