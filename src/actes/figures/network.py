"""All the relations of an act together: those that fail, the number that is likeliest wrong, one cause one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction

from ..claims import Claim
from ..claims.fields import field_claims
from ..claims.table import amounts
from ..claims.tables import tables
from ..context import Context
from ..frozen import frozen
from ..outline.nature import Nature
from ..statements.arithmetic import digits, monthly, rounded
from ..text.lexicon import SO
from ..values.accident import near, slip
from ..values.kept import kept_on_it
from .across import across
from .articles import articles
from .borne import percentages, shared, spoken
from .bounds import bounds
from .changes import changes, gaps, risen
from .columns import hundreds, sides, totals
from .derived import apiece, derived
from .dimensions import announced
from .equations import equations, in_cells, quotas
from .footed import added, footed, grouped
from .labels import rated_columns, rated_lines
from .lasting import lasting
from .lines import added_marks, alike, priced, totalled
from .members import members
from .pairs import rated
from .payments import kept, payments
from .products import products
from .reach import LONG
from .reckoned import apart, of_that, points, reckoned
from .relation import HALF, HOURS, Kind, Relation, last_digit, total
from .series import led, series
from .shares import shares
from .sheets import sheets
from .sums import sums
from .taxes import taxes
from .wholes import wholes
from .worked import worked

ADDED = (Kind.SUM, Kind.COLUMN, Kind.ROW)  # none of several terms is likelier wrong than what they make
DOUBTED = (Kind.SHARE, Kind.PRODUCT, Kind.BALANCE)  # where no words are sure, a digit apart may be chance
TOTALS = (Kind.COLUMN, Kind.ROW)  # of a table
APART = Fraction(1, 4)  # a total of a year ago
RISE = Fraction(1, 20)  # from one year to the next
YEARS = Fraction(1, 5)  # from one year to another, where words leave no other reading
PLAIN = 100  # a count or a rate of somewhere else, as people choose them
Pair = tuple[Relation, int]
"""A number by its rank in a relation."""


@frozen(eq=False)
class Failure:
    """Relations that one number keeps from holding: the first is told, the others are evidence."""

    relations: tuple[Relation, ...]
    fault: Claim
    meant: Fraction
    certain: bool = False  # nothing else can be wrong, and nothing says that this is right

    @property
    def told(self) -> Relation:
        return self.relations[0]

    @property
    def likely(self) -> bool:
        """Whether an accident of one number explains it: far from any, the words rather say something else."""
        told = self.told
        one_sentence = SO in told.result.lead and len({claim.spot[:2] for claim in told.numbers}) == 1
        if (told.sure or one_sentence) and told.gap <= YEARS * abs(told.result.value):
            return True
        apart = told.kind in ADDED or (told.kind is Kind.TAX and not told.sure)
        if apart and len(self.relations) == 1 and not self._explained:
            return False  # of other lines, oftener than not
        if told.kind in (Kind.LINE, Kind.AGAIN) or (told.kind in TOTALS and told.sure):  # other lines hold it
            low, high = sorted((abs(told.made), abs(told.result.value)))
            if low and low >= APART * high:
                return True
        return any(_accident(told, rank) for rank in range(len(told.numbers)))

    @property
    def _explained(self) -> bool:
        """Whether a sum is what a misprint of one number, a line left out or twice, or last year's figure makes it."""
        told = self.told
        forgotten = any(abs(one.value) == told.gap for one in told.terms)
        slips = any(_slipped(told, rank) for rank in range(len(told.numbers)))
        return slips or forgotten or told.gap <= RISE * abs(told.result.value)

    def mends(self, relation: Relation) -> bool:
        """Whether a relation would hold, were the number at fault what it should be."""
        return _mends(relation, self.fault.spot, self.meant)


@kept_on_it
def relations(context: Context) -> tuple[Relation, ...]:
    """Every relation that the act's own words state.

    What is written as a computation is first: nothing else reads its numbers, but for what it makes.

    The finders of `found` do not look at each other: turned round, they give the same relations. The order says which
    is told of those that one wrong number breaks: a share rather than the sum of shares, a sum rather than a product.

    Those after them have no words of their own to go by: each is given what is stated so far, and leaves it alone. The
    lines of a sheet, then what sentences side by side make, a rate, an amount, another article's; last, groups of alike
    and prices of one, which tables do not silence.
    """
    same = (*of_that(context), *kept(context))
    written = (*equations(context), *quotas(context), *same)
    told = {claim.spot for one in written if one not in same for claim in one.numbers} | {
        one.result.spot for one in same
    }
    made = {one.result.spot for one in written if one.holds}  # what others may be the sum of
    found = (
        shares, members, sums, products, announced, footed, lasting, series,
        changes, gaps, added, risen, apart, taxes, wholes, spoken, bounds,
        led, worked, points, payments,
    )  # fmt: skip
    others = (relation for finder in found for relation in finder(context))
    free = [one for one in others if not told & {one.result.spot, *({claim.spot for claim in one.terms} - made)}]
    free = [_without_factors(one, free) for one in free]
    best = {one.spots: one for one in sorted(free, key=lambda one: (one.holds, one.sure))}
    said = (one for one in free if one.holds or not _worse(one, best[one.spots]))
    stated = (*written, *said)
    stated = (*stated, *sheets(context, _spots(stated)))
    for find in (across, reckoned, derived, articles):
        stated = (*stated, *find(context, _spots((*stated, *in_tables(context)))))
    return (*stated, *grouped(context, _spots(stated)), *apiece(context, _spots(stated)))


def _worse(one: Relation, best: Relation) -> bool:
    """Whether the same numbers, read in another way, hold, or are surer."""
    return (best.holds, best.sure) > (one.holds, one.sure)


def _spots(every: Iterable[Relation]) -> frozenset[object]:
    return frozenset().union(*(one.spots for one in every))


def _without_factors(one: Relation, every: Sequence[Relation]) -> Relation:
    """« 60 € et 140 km à 0,30 €, soit 42 € : au total 102 € »: what makes a term is no term."""
    if one.holds or one.kind is not Kind.SUM or len(one.terms) <= 2:
        return one
    spots = {claim.spot for claim in one.terms}
    makers = (other.terms for other in every if other.holds and other.result.spot in spots)
    inner = {claim.spot for terms in makers for claim in terms} & spots
    return total(one.result, [c for c in one.terms if c.spot not in inner], sure=one.sure) if inner else one


@kept_on_it
def wrong(context: Context) -> tuple[Failure, ...]:
    """What keeps the relations of an act from holding, one cause once."""
    every = (*relations(context), *in_tables(context))
    return tuple(failures(every, frozenset(claim.value for claim in field_claims(context))))


@kept_on_it
def sound(context: Context) -> frozenset[object]:
    """The places of numbers that a relation which holds confirms."""
    every = (*relations(context), *in_tables(context))
    return frozenset(claim.spot for one in every if one.holds for claim in one.numbers)


def failures(relations: Iterable[Relation], known: frozenset[Fraction] = frozenset()) -> Iterator[Failure]:
    """One failure for each number at fault, of the relations that fail together; `known` are what the entry states.

    What a number at fault does not mend is another's fault, if one mends all that is left.
    """
    every = list(relations)
    held: dict[object, list[Relation]] = {}
    for one in every:
        for spot in one.spots if one.holds else ():
            held.setdefault(spot, []).append(one)
    left = list(_components([(one, True) for one in every if not one.holds]))
    while left:
        group = left.pop(0)
        found = _failure([one for one, _ in group], held, known)
        spot = found.fault.spot
        mended = [one for one, _ in group if found.mends(one)]
        if len(mended) < 2 and not any(new for _, new in group):
            continue
        yield found
        rest = [(one, new) for one, new in group if one not in mended]
        for one in mended:
            for other in one.spots:
                held.setdefault(other, []).append(one.put(spot, found.meant))
        again = [(one.put(spot, found.meant), False) if spot in one.spots else (one, new) for one, new in rest]
        left[:0] = _components(again if len(again) < len(group) else [])


Waiting = tuple[Relation, bool]
"""A relation that fails, and whether no number of it was mended yet."""


def _components(failing: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    """Failing relations that have a number in common, in reading order."""
    left = [(rank, pair, pair[0].spots) for rank, pair in enumerate(failing)]
    while left:
        group, more, spots = [], left[:1], frozenset[object]()
        while more:
            left = [one for one in left if one not in more]
            group += more
            spots = spots.union(*(own for _, _, own in more))
            more = [one for one in left if one[2] & spots]
        yield [pair for _, pair, _ in sorted(group, key=lambda one: one[0])]


def _failure(
    group: Sequence[Relation], held: Mapping[object, Sequence[Relation]], known: frozenset[Fraction]
) -> Failure:
    """The number whose change makes most relations hold; of equals, the one that looks misprinted, else the result."""
    numbers = [(relation, rank) for relation in group for rank in range(len(relation.numbers))]
    weight = [_weight(*pair, group, held) for pair in numbers]
    most = max(weight)
    likely = [pair for pair, n in zip(numbers, weight, strict=True) if n == most]
    months = [pair for pair in likely if pair[0].kind is Kind.COLUMN and _of_a_month(*pair)]
    slips = [pair for pair in likely if pair[0].kind is not Kind.WHOLE and _slipped(*pair)]
    results = [pair for pair in likely if pair[1] == len(pair[0].terms)]
    alone = [pairs for pairs in (months, slips) if len({one.numbers[n].spot for one, n in pairs}) == 1]
    spots = {one.numbers[n].spot for one, n in likely}
    whole = [(one, len(one.terms)) for one in group[:1] if one.kind in ADDED and len(spots) > 1]
    one_of_many = results or whole or likely
    relation, rank = min(next(iter(alone), one_of_many), key=_told)
    order = sorted(group, key=lambda one: one is not relation)
    fault, meant = relation.numbers[rank], relation.solve(rank)
    bearing = [one for one in order if fault.spot in one.spots]
    return Failure(tuple(bearing), fault, meant, _certain(group, fault, meant, held, known))


def _accident(relation: Relation, rank: int) -> bool:
    """Whether a number may stand for what it should be: last year's, a slip, another rate or count as people choose."""
    fault, meant = relation.numbers[rank], relation.solve(rank)
    if not _mends(relation, fault.spot, meant):
        return False
    reckoned = fault.unit == "%" and fault.places > 0  # nobody chooses 3,42 %
    doubted = not relation.sure and relation.kind in DOUBTED and digits(meant) < LONG and not reckoned
    if near(fault.value, meant) or (not doubted and _slipped(relation, rank)):
        return True
    low, high = sorted((abs(fault.value), abs(meant)))
    if relation.sure and high in (2 * low, 10 * low):
        return True
    if fault.unit in ("€", HOURS) or not 0 < meant <= PLAIN:
        return False
    if fault.unit == "%":
        steps = 2 if meant > 1 else 20  # « 0,10 % »
        return 4 * low >= high and (steps * meant).denominator == 1
    return 3 * low >= high and meant.denominator == 1


def _told(pair: Pair) -> bool:
    """Of relations with the number at fault, the last to be told: a rate that nobody says, whose base is wrong."""
    return pair[0].kind is Kind.RATE and pair[1] < len(pair[0].terms)


def _certain(
    group: Sequence[Relation],
    fault: Claim,
    meant: Fraction,
    held: Mapping[object, Sequence[Relation]],
    known: frozenset[Fraction],
) -> bool:
    """Whether that number alone can be wrong: all would then hold, and every other suspect is confirmed elsewhere."""

    def doubtful(claim: Claim) -> bool:
        return claim.spot not in held and claim.value not in known

    if not doubtful(fault) or not all(one.sure and _solved(one, fault) == meant for one in group):
        return False
    shared = [c for c in group[0].numbers if c.spot != fault.spot and all(c.spot in one.spots for one in group)]
    return not any(map(doubtful, shared))


def _solved(relation: Relation, fault: Claim) -> Fraction | None:
    """What a number should be for a relation to hold; None where it is not in it, once."""
    ranks = [rank for rank, claim in enumerate(relation.numbers) if claim.spot == fault.spot]
    return relation.solve(ranks[0]) if len(ranks) == 1 else None


def _mends(relation: Relation, spot: object, meant: Fraction) -> bool:
    cents = relation.kind in DOUBTED and relation.result.unit == "€" and relation.result.places
    rounded_off = HALF * last_digit(relation.result) if cents else 0
    return spot in relation.spots and relation.off(spot, meant) <= max(relation.slack, rounded_off)


def _weight(relation: Relation, rank: int, group: Sequence[Relation], held: Mapping[object, Sequence[Relation]]) -> int:
    """How many relations a change of that number would mend, less those that it would break; exactly, better.

    In halves.
    """
    spot, meant = relation.numbers[rank].spot, relation.solve(rank)
    weight = 2 * sum(_mends(one, spot, meant) for one in group)
    for one in held.get(spot, ()):
        then = one.off(spot, meant)
        weight += bool(one.gap) - bool(then) if then <= one.slack else -2
    return weight


def _slipped(relation: Relation, rank: int) -> bool:
    """Whether a digit, or two turned round, is all that keeps a number from being what it should."""
    fault, meant = relation.numbers[rank], relation.solve(rank)
    if fault.unit == "%" and rank == len(relation.terms):  # as it is written
        meant = Fraction(round(meant * 10**fault.places), 10**fault.places)
    places = max(fault.places, 2 if fault.unit in ("€", HOURS) else 0)
    written = meant > 0 and (meant * 10**places).denominator == 1
    return written and slip(fault.value, meant)


def _of_a_month(relation: Relation, rank: int) -> bool:
    """Whether the rounding of a twelfth is all that keeps it so."""
    fault, meant = relation.numbers[rank], relation.solve(rank)
    return fault.unit == "€" and monthly(rounded(fault.value), rounded(meant)) is not None


@kept_on_it
def in_tables(context: Context) -> tuple[Relation, ...]:
    """Every relation of every table: those that headings and labels state, those that all lines keep but one."""
    return tuple(_in_tables(context))


def _in_tables(context: Context) -> Iterator[Relation]:
    yield from rated(context)
    yield from shared(context)
    said = frozenset(claim.value for claim in amounts(context))
    for table in tables(context):
        for find in (
            totals, hundreds, priced, totalled, percentages, rated_columns, in_cells, added_marks,
        ):  # fmt: skip
            yield from find(table)
        yield from rated_lines(context, table)
        yield from (one for one in sides(table) if one.gap not in said)  # « le solde est négatif de 93 650 € »
        if table.part.nature is not Nature.PIECE:
            yield from (one for one in alike(table) if one.holds or not _said_of_many(one, said))


def _said_of_many(one: Relation, every: Set[Fraction]) -> bool:
    """« 3 600 € » and « 480 € » for one, « 54 000 € » and « 7 200 € » for fifteen: each is said twice."""
    return any(all(claim.value * n in every for claim in one.numbers) for n in range(2, PLAIN))
