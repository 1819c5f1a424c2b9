"""All the relations of an act together: those that fail, the number that is likeliest wrong, one cause one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..claims import Claim
from ..statements.arithmetic import misprint, rounded
from .relation import Relation

EURO = "€"


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """Relations that one number keeps from holding: the first is told, the others are evidence."""

    relations: tuple[Relation, ...]
    fault: Claim
    meant: Fraction

    @property
    def told(self) -> Relation:
        return self.relations[0]


def failures(relations: Iterable[Relation]) -> Iterator[Failure]:
    """One failure for each set of failing relations that share a number."""
    every = list(relations)
    held = [one for one in every if one.holds]
    for group in _components([one for one in every if not one.holds]):
        yield _failure(group, held)


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


def _failure(group: Sequence[Relation], held: Sequence[Relation]) -> Failure:
    """The number whose change makes most relations hold; of equals, one that looks misprinted, then the result."""
    best = max(
        ((relation, rank) for relation in group for rank in range(len(relation.numbers))),
        key=lambda pair: _score(pair[0], pair[1], group, held),
    )
    relation, rank = best
    order = sorted(group, key=lambda one: one is not relation)
    return Failure(tuple(order), relation.numbers[rank], relation.solve(rank))


def _score(
    relation: Relation, rank: int, group: Sequence[Relation], held: Sequence[Relation]
) -> tuple[int, int, int, int]:
    fault, meant = relation.numbers[rank], relation.solve(rank)
    in_failing = sum(any(claim.spot == fault.spot for claim in one.numbers) for one in group)
    in_held = sum(any(claim.spot == fault.spot for claim in one.numbers) for one in held)
    written = (meant * 10 ** max(fault.places, 2 if fault.unit == EURO else 0)).denominator == 1 and meant > 0
    slip = written and bool(misprint(_decimal(fault.value), _decimal(meant)))
    is_result = rank == len(relation.terms)
    return in_failing - in_held, int(slip), int(is_result), int(written)


def _decimal(value: Fraction) -> Decimal:
    return rounded(value)
