"""Which number of a reckoning is at fault, and how likely it is that its being nearly right is an accident.

A number may be made of others by accident. So a slip is told only where there were few ways to find it, for a number
that has many digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ..values.exact import half_up
from .arithmetic import misprint
from .combinations import Made, made
from .quantities import Quantity, Sort

CHANCE = Fraction(1, 8)  # how likely a match by accident may be
SMALL = 60  # a count: any other one may have been meant
EXACT = 3  # a whole percentage that two amounts make exactly is as telling as so many digits
TRIED = 3  # of numbers that are tried, those of the same size


def same(one: Made, result: Quantity) -> bool:
    """Whether what numbers make is what is written, to the last digit that is written."""
    return abs(one.value - result.value) <= half_a_unit(result)


def half_a_unit(result: Quantity) -> Fraction:
    """What a number is rounded by: half a unit of its last decimal; nothing where it has none."""
    return Fraction(1, 2 * 10**result.places) if result.places > 0 else Fraction(0)


def likeliest(
    result: Quantity, numbers: Sequence[Quantity], *, far: bool = False, change: bool = False
) -> tuple[Quantity, Made] | None:
    """The number at fault and what makes it right: what most ways of reckoning give, then the likeliest.

    `far`: the numbers are those of other sentences too, whose counts are of other things.
    """
    found: list[tuple[int, Fraction, Quantity, Made]] = []
    for fault in (result, *(q for q in numbers if not q.implied)):
        if far and fault.sort is Sort.COUNT and fault.value <= SMALL:
            continue
        others = [q for q in numbers if q is not fault]
        every = list(made(fault.sort, others if fault is result else [*others, result], back=fault is not result))
        ways = every if fault is result else [one for one in every if result in one.used]
        for one in ways:
            if Sort.PERCENT in (fault.sort, result.sort) and fault.sort is not Sort.EUROS and one.change is not change:
                continue
            if (chance := _chance(fault, one, result, len(ways))) <= CHANCE:
                found.append((-sum(other.value == one.value for other in every), chance, fault, one))
    best = min(found, key=lambda each: each[:2], default=None)
    return None if best is None else best[2:]


def with_one_of(
    result: Quantity, beside: Sequence[Quantity], known: Sequence[Quantity]
) -> tuple[Quantity, Made] | None:
    """What one amount of the rest of the act makes with one number beside the result."""
    if result.sort is not Sort.EUROS:
        return None
    ways = [
        one
        for total in (replace(each, implied=False) for each in known if each.value != result.value)
        for q in beside
        if total.value != q.value
        for one in made(Sort.EUROS, [total, q])
        if len(one.used) > 1
    ]
    found = [(_chance(result, one, result, len(ways)), one) for one in ways]
    best = min(found, key=lambda each: each[0], default=None)
    return (result, best[1]) if best and best[0] <= CHANCE else None


def _chance(fault: Quantity, one: Made, result: Quantity, ways: int) -> Fraction:
    """How likely it is that an accident makes the number look like what it should be; 1 where it does not."""
    if abs(_size(one.value) - _size(fault.value)) > 1:
        return Fraction(1)
    meant = Fraction(half_up(one.value * 10**fault.places), 10**fault.places)
    exact = meant == one.value or (fault is result and fault.sort is not Sort.COUNT)
    if not exact or meant == fault.value or meant <= 0:
        return Fraction(1)
    known = max(digits(result.value), digits(meant) if fault is result else 0)
    if fault.sort is Sort.PERCENT and meant == one.value:
        known = max(known, EXACT)
    if fault.sort is Sort.COUNT and fault.value <= SMALL and fault.places == 0:
        if not (1 < meant <= SMALL):
            return Fraction(1)
        alike = SMALL
    elif misprint(_decimal(fault.value), _decimal(meant)):
        alike = 10 * max(2, digits(fault.value))
    else:
        return Fraction(1)
    return Fraction(alike * max(1, ways), TRIED * 10**known)


def _size(value: Fraction) -> int:
    """How many digits its whole part has: a slip in one digit does not change that, a rounding by one at most."""
    return len(str(int(value)))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(half_up(value * 10_000)).scaleb(-4)


def digits(value: Fraction) -> int:
    """How many digits tell a number from others: the zeros at its ends do not."""
    return len(f"{_decimal(value):f}".replace(".", "").strip("0"))
