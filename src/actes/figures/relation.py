"""A relation between claims: a sum, a product, a share, a change; what each number would have to be for it to hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..claims import Claim
from ..statements.arithmetic import cents, percent, shown

HALF = Fraction(1, 2)
THIRDS = frozenset({Fraction(33), Fraction(66), Fraction(67), Fraction(17), Fraction(16)})  # percentages cut short


class Kind(StrEnum):
    """What a relation is."""

    SHARE = "part"
    SUM = "somme"
    PRODUCT = "produit"
    CHANGE = "variation"
    TAX = "taxe"
    WHOLE = "cent pour cent"
    EQUATION = "calcul"


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """`result` is what `terms` make, as the act says in so many words; `made` is what they really make.

    `solve` gives what a number should be if it alone is wrong. `sure`: the words leave no other reading.
    """

    kind: Kind
    result: Claim
    terms: tuple[Claim, ...]
    made: Fraction
    words: str
    solve: Callable[[int], Fraction]
    slack: Fraction
    sure: bool = True

    @property
    def numbers(self) -> tuple[Claim, ...]:
        return (*self.terms, self.result)

    @property
    def holds(self) -> bool:
        return abs(self.made - self.result.value) <= self.slack


def said(claim: Claim) -> str:
    """A number as a message writes it, without the unit that the sentence repeats.

    « 1 540,00 », « 7,5 % », « 12 ».
    """
    if claim.unit == "€":
        return cents(claim.value)
    return percent(claim.value / 100) if claim.unit == "%" else shown(claim.value)


def written(value: Fraction, unit: str) -> str:
    """A value with its unit: « 4 000,00 € », « 40 % », « 12 enfants »."""
    if unit == "€":
        return f"{cents(value)}\u00a0€"
    return percent(value / 100) if unit == "%" else f"{shown(value)} {unit}".strip()


def _last_digit(claim: Claim) -> Fraction:
    """One unit of the last digit that is written; an amount without cents may be rounded to the euro."""
    return Fraction(1, 10**claim.places)


def rounding(result: Claim, made: Fraction) -> Fraction:
    """What a result may be off by: half a unit of its last digit, more than half a cent only if it is not exact."""
    if (made * 10**result.places).denominator == 1:
        return Fraction(0)
    return HALF * _last_digit(result) * (2 if result.places == 0 and result.unit == "€" else 1)


def share(result: Claim, rate: Claim, base: Claim, *, sure: bool = True) -> Relation:
    """`result` is `rate` percent of `base`."""
    made = base.value * rate.value / 100
    loose = _last_digit(rate) if rate.places else Fraction(1) if rate.value in THIRDS else Fraction(0)
    slack = max(rounding(result, made), base.value * loose / 200)

    def solve(rank: int) -> Fraction:
        if rank == 0:
            return result.value / base.value * 100 if base.value else Fraction(0)
        return result.value / rate.value * 100 if rate.value and rank == 1 else made

    return Relation(Kind.SHARE, result, (rate, base), made, f"{said(rate)} de {said(base)}", solve, slack, sure)


def total(result: Claim, parts: Sequence[Claim], less: Sequence[Claim] = (), *, sure: bool = True) -> Relation:
    """`result` is the sum of `parts`, without `less`."""
    terms = (*parts, *less)
    signs = (*(1 for _ in parts), *(-1 for _ in less))
    made = sum((sign * term.value for sign, term in zip(signs, terms, strict=True)), Fraction(0))

    def solve(rank: int) -> Fraction:
        return made if rank == len(terms) else terms[rank].value + signs[rank] * (result.value - made)

    words = " − ".join([" + ".join(map(said, parts)), *map(said, less)])
    return Relation(Kind.SUM, result, terms, made, words, solve, Fraction(0), sure)


def product(result: Claim, factors: Sequence[Claim], times: int = 1, *, sure: bool = True) -> Relation:
    """`result` is the product of `factors`, `times` over (twelve months of a year that nobody writes)."""
    made = Fraction(times)
    for one in factors:
        made *= one.value

    def solve(rank: int) -> Fraction:
        others = made / factors[rank].value if rank < len(factors) and factors[rank].value else Fraction(0)
        return made if rank == len(factors) else result.value / others if others else Fraction(0)

    words = " × ".join([*([str(times)] if times > 1 else []), *map(said, factors)])
    return Relation(Kind.PRODUCT, result, tuple(factors), made, words, solve, rounding(result, made), sure)


def changed(result: Claim, old: Claim, rate: Claim, sign: int, *, sure: bool = True) -> Relation:
    """`result` is `old` raised (or, with a negative sign, lowered) by `rate` percent."""
    ratio = 1 + sign * rate.value / 100
    made = old.value * ratio
    slack = max(rounding(result, made), old.value * (_last_digit(rate) if rate.places else Fraction(0)) / 200)

    def solve(rank: int) -> Fraction:
        if rank == 0:
            return result.value / ratio if ratio else Fraction(0)
        return sign * (result.value / old.value - 1) * 100 if rank == 1 and old.value else made

    words = f"{said(old)} {'+' if sign > 0 else '−'} {said(rate)}"
    return Relation(Kind.CHANGE, result, (old, rate), made, words, solve, slack, sure)
