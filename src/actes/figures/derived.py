"""An amount that words say is reckoned (« soit », « il reste », « au total »), of what other sentences and tables give.

Told where one computation of the amounts around misses it by one key, and where none of the whole act makes it. So is
the price of one thing, « soit 231,25 € par élève », of an amount of the act and a number of such things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from ..claims import Claim, claims
from ..claims.table import amounts, own_amounts
from ..claims.tables import Rank, own_tables
from ..context import Context
from ..document import Kind as Block
from ..facts import Basis
from ..pattern import pattern
from ..statements.arithmetic import digits
from ..text.lexicon import CHANGE, REST, SO, TOTAL
from ..values.accident import slip
from .lasting import by_month
from .quantities import TIMES, Quantity, quantities, singular
from .reach import AMOUNT_BLOCKS
from .relation import Kind, Relation, last_digit, product, related, said, share, total
from .shares import bounded
from .sheets import used
from .stretch import Stretch, clauses

MADE = frozenset((SO, TOTAL, REST, CHANGE))
FEWEST, LEAST, GREAT = 3, 4, 7  # digits: of fewer, a slip is chance
MOST = 12  # amounts around
MANY = 60  # times; amounts, of which more would make any number


def derived(context: Context, told: Container[object]) -> Iterator[Relation]:
    """Every such amount that is a slip away from what others make."""
    known, said = own_amounts(context), Counter(c.value for c in amounts(context))
    feet = [line for table in own_tables(context) for line in table.lines if line.rank is Rank.TOTAL]
    totals = [c for line in feet for c in line.claims if c and c.unit == "€"]
    for one in clauses(context):
        for result in one.money:
            if result.spot not in told and said[result.value] == 1 and _reckoned(one, result):
                yield from _missed(one, result, known, _around(context, result, totals))
        for claim in (c for c in one.claims if c.spot not in told):
            yield from _months(one, claim, known)


_OF_RENT = pattern(r" (?:de|du) (?:loyers?|redevances?|charges|salaires?|traitements?|abonnements?)\b")


def _months(one: Stretch, count: Claim, known: Sequence[Claim]) -> Iterator[Relation]:
    """« 1 560,00 €, soit deux mois de loyer »: of what is due by the month, elsewhere."""
    due = next((c for c in reversed(one.money) if one.rank(c) < one.rank(count)), None)
    if due is None or count.unit != "mois" or not count.said.then(_OF_RENT):
        return
    if _SO_MUCH.fullmatch(one.between(one.rank(due), one.rank(count))):
        made = [
            product(due, [count, c], sure=False)
            for c in known
            if c.value > 0 and c is not due and by_month(c).basis is Basis.MOIS
        ]
        whole = [m for m in made if (due.value / m.terms[-1].value).denominator == 1]
        if whole and not any(m.holds for m in made):
            yield whole[0]


_SO_MUCH = pattern(r"[on]*(?:,?s|\()[on]*")


def _missed(one: Stretch, result: Claim, known: Sequence[Claim], around: Sequence[Claim]) -> Iterator[Relation]:
    made = list(_made(one, result, around))
    beside = {c.spot for c in one.money}
    near = [m for m in made if slip(m.made, result.value) and _telling(m, beside)]
    if not near and digits(result.value) >= GREAT and len(known) <= MANY:
        near = [m for m in _made(one, result, [c for c in known if _given(result, c)]) if slip(m.made, result.value)]
    if len({m.made for m in near}) == 1 and not any(m.holds for m in made) and not _explained(result.value, known):
        yield near[0]


def _telling(one: Relation, beside: Container[object]) -> bool:
    """Whether such a slip is no chance: many digits, or of an amount of the same sentence."""
    if any(c.spot in beside for c in one.terms):
        return max(digits(one.result.value), digits(one.made)) >= FEWEST
    return min(digits(one.result.value), digits(one.made)) >= LEAST


def _reckoned(one: Stretch, result: Claim) -> bool:
    """Whether words say that others make it."""
    after = one.after(result)
    said = MADE.intersection(one.led(result)) or after.startswith((REST, TOTAL))
    return bool(said) and not bounded(one, result)


def _around(context: Context, result: Claim, totals: Sequence[Claim]) -> Sequence[Claim]:
    """The amounts of its article and of the blocks beside, the nearest, and the totals of tables."""
    beside = sorted(
        (c for c in amounts(context) if _beside(result, c)), key=lambda c: abs(c.said.block - result.said.block)
    )
    found = {c.value: c for c in (*totals, *beside[:MOST])}
    return [c for c in found.values() if _given(result, c)]


def _beside(result: Claim, other: Claim) -> bool:
    one, two = result.said, other.said
    if one.part is not two.part:
        return False
    same = one.section.article == two.section.article != ""
    return same or abs(one.block - two.block) <= AMOUNT_BLOCKS


def _given(result: Claim, other: Claim) -> bool:
    """Whether it stands before what it makes, in its sentence, in a table or in another document."""
    one, two = result.said, other.said
    if other.value <= 0 or other.value == result.value:
        return False
    return one.part is not two.part or two.block <= one.block or two.kind is Block.TABLEAU


def _made(one: Stretch, result: Claim, around: Sequence[Claim]) -> Iterator[Relation]:
    """What amounts make two by two, and each with the counts and rates of the sentence."""
    left = not {REST, CHANGE}.isdisjoint(one.shape)
    for a, b in combinations(around, 2):
        high, low = (a, b) if a.value > b.value else (b, a)
        if not left:
            yield total(result, [a, b], sure=False)
        yield total(result, [high], [low], sure=False)
    factors = [c for c in used(one) if c.unit not in ("€", "%") and 1 < c.value <= MANY]
    rates = [c for c in one.claims if c.unit == "%" and 0 < c.value < 100]
    for a in around:
        yield from (share(result, c, a, sure=False) for c in rates)
        yield from (product(result, [c, a], sure=False) for c in factors)


def _explained(value: Fraction, known: Sequence[Claim]) -> bool:
    """Whether two amounts of the act make it, or one so many times."""
    every = {c.value for c in known if c.value > 0} - {value}
    if any(value - a in every or value + a in every for a in every):
        return True
    times = (max(a, value) / min(a, value) for a in every)
    return any(n.denominator == 1 and 1 < n <= MANY for n in times)


_TIMED = {unit for unit, _ in TIMES.values()} - {"m²"} | {"saison", "exercice", "campagne", "periode"}
FEW = 4  # numbers of such things
COUNTED, CLOSE = 10, Fraction(1, 20)  # things enough for a price to be near by no chance


def apiece(context: Context, told: Container[object]) -> Iterator[Relation]:
    """Every such price that no amount of the act makes, beside the amount that nearly does."""
    for one in clauses(context):
        for price in quantities(one) if "p" in one.shape and one.money else ():
            noun = _noun(price)
            if noun and price.claim.spot not in told:
                yield from _of_each(context, price.claim, noun)


def _noun(price: Quantity) -> str:
    """What a price is of each of, where « soit », « représente » says that it is reckoned."""
    each = [unit for unit, n in price.dims.items() if n < 0]
    known = price.dims.get("€") == 1 and len(each) == 1 and each[0] not in _TIMED
    return each[0] if known and SO in price.claim.lead else ""


def _of_each(context: Context, price: Claim, noun: str) -> Iterator[Relation]:
    counts = {c.value: c for c in claims(context) if singular(c.unit) == noun and c.value > 1 and not c.places}
    known = Counter(c.value for c in amounts(context))
    wholes = {c.value: c for c in amounts(context) if c.value > 2 * price.value and c.spot != price.spot}
    if known[price.value] > 1 or not 0 < len(counts) <= FEW:
        return
    every = [_ratio(price, whole, count) for whole in wholes.values() for count in counts.values()]
    if any(x.gap <= last_digit(price) for x in every):
        return
    near = [x for x in every if x.terms[1].value >= COUNTED and x.gap <= CLOSE * price.value]
    yield from sorted(near, key=lambda x: x.gap)[:1]


def _ratio(price: Claim, whole: Claim, count: Claim) -> Relation:
    words = f"{said(whole)} / {said(count)}"
    return related(Kind.PRODUCT, price, (whole, count), lambda v: v[0] / v[1], words, last_digit(price), sure=False)
