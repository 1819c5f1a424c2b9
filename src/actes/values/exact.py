"""Exact numbers: no float, no rounding but one, half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

_MAX_EXPONENT = 11  # 999 999 999 999,99 €: above it nobody writes an amount, and words are not guaranteed


def to_cents(value: Decimal) -> int:
    """The whole number of cents of an amount in euros.

    Raises TypeError when it is not a Decimal (a float, an int, a bool), ValueError when it is not finite, has
    more than two decimals or is beyond 999 999 999 999,99.

    >>> to_cents(Decimal("977.5"))
    97750
    >>> to_cents(Decimal("977.505"))
    Traceback (most recent call last):
    ValueError: un montant a deux décimales au plus : 977.505
    >>> to_cents(977.5)
    Traceback (most recent call last):
    TypeError: un montant est un Decimal, pas float
    """
    if not isinstance(value, Decimal):
        raise TypeError(f"un montant est un Decimal, pas {type(value).__name__}")
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"un montant est un nombre fini, pas {value}")
    if exponent < -2:
        raise ValueError(f"un montant a deux décimales au plus : {value}")
    if value and value.adjusted() > _MAX_EXPONENT:
        raise ValueError(f"montant trop grand : {value}")
    cents = int("".join(map(str, digits))) * 10 ** (exponent + 2) if value else 0
    return -cents if sign else cents


def from_cents(cents: int) -> Decimal:
    """The amount in euros, with exactly two decimals.

    >>> from_cents(97750)
    Decimal('977.50')
    """
    return Decimal(f"{cents}E-2")  # exact whatever the decimal context


def half_up(value: Fraction) -> int:
    """The nearest whole number; halves go away from zero, as accountants do.

    >>> [half_up(Fraction(n, 2)) for n in (-3, -1, 1, 3, 5)]
    [-2, -1, 1, 2, 3]
    """
    magnitude = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -magnitude if value < 0 else magnitude


def to_fraction(value: int | Decimal | Fraction) -> Fraction:
    """The exact fraction of a factor or a weight. Raises TypeError on a float or a bool.

    >>> to_fraction(Decimal("1.2"))
    Fraction(6, 5)
    >>> to_fraction(1.2)
    Traceback (most recent call last):
    TypeError: un nombre exact est attendu (entier, Decimal ou Fraction), pas float
    """
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, Fraction)):
        raise TypeError(f"un nombre exact est attendu (entier, Decimal ou Fraction), pas {type(value).__name__}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"un nombre fini est attendu, pas {value}")
    return Fraction(value)
