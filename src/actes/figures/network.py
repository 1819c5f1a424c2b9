"""All the relations of an act together: those that fail, the number that is likeliest wrong, one cause one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..claims import Claim
from ..claims.fields import field_claims
from ..context import Context
from ..statements.arithmetic import misprint, rounded
from ..values.kept import kept_on_it
from .balances import balances
from .changes import amended, changes, moved
from .equations import equations, weeks
from .products import products
from .relation import Kind, Relation
from .shares import shares
from .sharesapart import apart
from .spoken import spoken
from .sums import sums
from .taxes import taxes
from .wholes import wholes

EURO = "€"


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """Relations that one number keeps from holding: the first is told, the others are evidence."""

    relations: tuple[Relation, ...]
    fault: Claim
    meant: Fraction
    certain: bool = False  # nothing else can be wrong, and nothing says that this is right

    @property
    def told(self) -> Relation:
        return self.relations[0]


@kept_on_it
def relations(context: Context) -> tuple[Relation, ...]:
    """Every relation that the act's own words state."""
    written = (*equations(context), *weeks(context))
    told = {claim.spot for one in written for claim in one.numbers}
    found = (shares, sums, products, changes, moved, amended, apart, balances, taxes, wholes, spoken)
    others = (relation for find in found for relation in find(context))
    return (*written, *(one for one in others if not told & {claim.spot for claim in one.numbers}))


@kept_on_it
def wrong(context: Context) -> tuple[Failure, ...]:
    """What keeps the relations of an act from holding, one cause once."""
    return tuple(failures(relations(context), frozenset(claim.value for claim in field_claims(context))))


@kept_on_it
def sound(context: Context) -> frozenset[object]:
    """The places of numbers that a relation which holds confirms."""
    return frozenset(claim.spot for one in relations(context) if one.holds for claim in one.numbers)


def failures(relations: Iterable[Relation], known: frozenset[Fraction] = frozenset()) -> Iterator[Failure]:
    """One failure for each set of failing relations that share a number; `known` are values that the entry states."""
    every = list(relations)
    held = [one for one in every if one.holds]
    for group in _components([one for one in every if not one.holds]):
        yield _failure(group, held, known)


def _components(failing: Sequence[Relation]) -> Iterator[list[Relation]]:
    """Failing relations that have a number in common, in reading order."""
    left = list(failing)
    while left:
        group, spots = [left.pop(0)], set[object]()
        grown = True
        while grown:
            spots = {claim.spot for one in group for claim in one.numbers}
            more = [one for one in left if any(claim.spot in spots for claim in one.numbers)]
            left = [one for one in left if one not in more]
            group, grown = [*group, *more], bool(more)
        yield group


def _failure(group: Sequence[Relation], held: Sequence[Relation], known: frozenset[Fraction]) -> Failure:
    """The number whose change makes most relations hold; of equals, the one that looks misprinted, else the result."""
    numbers = [(relation, rank) for relation in group for rank in range(len(relation.numbers))]
    weight = [_weight(relation.numbers[rank], group, held) for relation, rank in numbers]
    likely = [pair for pair, n in zip(numbers, weight, strict=True) if n == max(weight)]
    slips = [pair for pair in likely if pair[0].kind is not Kind.WHOLE and _slipped(*pair)]
    results = [pair for pair in likely if pair[1] == len(pair[0].terms)]
    relation, rank = slips[0] if len(slips) == 1 else (results or slips or likely)[0]
    order = sorted(group, key=lambda one: one is not relation)
    fault, meant = relation.numbers[rank], relation.solve(rank)
    return Failure(tuple(order), fault, meant, _certain(group, fault, meant, held, known))


def _certain(
    group: Sequence[Relation], fault: Claim, meant: Fraction, held: Sequence[Relation], known: frozenset[Fraction]
) -> bool:
    """Whether that number alone can be wrong: all would then hold, and every other suspect is confirmed elsewhere."""
    confirmed = {claim.spot for one in held for claim in one.numbers}

    def doubtful(claim: Claim) -> bool:
        return claim.spot not in confirmed and claim.value not in known

    if not doubtful(fault) or not all(one.sure and _solved(one, fault) == meant for one in group):
        return False
    shared = [claim for claim in group[0].numbers if claim.spot != fault.spot and all(_bears(r, claim) for r in group)]
    return not any(map(doubtful, shared))


def _solved(relation: Relation, fault: Claim) -> Fraction | None:
    """What a number should be for a relation to hold; None where it is not in it, once."""
    ranks = [rank for rank, claim in enumerate(relation.numbers) if claim.spot == fault.spot]
    return relation.solve(ranks[0]) if len(ranks) == 1 else None


def _weight(fault: Claim, group: Sequence[Relation], held: Sequence[Relation]) -> int:
    """How many relations a change of that number would mend, less those that it would break."""
    return sum(_bears(one, fault) for one in group) - sum(_bears(one, fault) for one in held)


def _bears(relation: Relation, fault: Claim) -> bool:
    return any(claim.spot == fault.spot for claim in relation.numbers)


def _slipped(relation: Relation, rank: int) -> bool:
    """Whether a digit, or two turned round, is all that keeps a number from being what it should."""
    fault, meant = relation.numbers[rank], relation.solve(rank)
    places = max(fault.places, 2 if fault.unit == EURO else 0)
    written = meant > 0 and (meant * 10**places).denominator == 1
    return written and bool(misprint(_decimal(fault.value), _decimal(meant)))


def _decimal(value: Fraction) -> Decimal:
    return rounded(value)
