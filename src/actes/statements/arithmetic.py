"""How figures are shown, how near is near enough, and why a wrong one is probably wrong."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm

from ..values.accident import misprint
from ..values.exact import half_up
from ..values.percent import Percent
from ..values.text import NBSP

CENT = Decimal("0.01")
MONTHS = 12
SMALL = 100  # euros: below, amounts that are alike, or multiples of one another, are many


def summed(values: Iterable[Fraction]) -> Fraction:
    """Their sum, reduced once: `sum` reduces after each.

    >>> summed([Fraction(1, 2), Fraction(1, 3), Fraction(2)])
    Fraction(17, 6)
    """
    each = [one.as_integer_ratio() for one in values]
    whole = lcm(*{below for _, below in each})
    return Fraction(sum(above * (whole // below) for above, below in each), whole)


def shown(value: Decimal | Fraction) -> str:
    """A number as an act writes it: no decimals where it is whole, else two, else four.

    >>> shown(Decimal("23655.5")), shown(Decimal("-97.75")), shown(Fraction(6, 5)), shown(Decimal(12))
    ('23\\xa0655,50', '−97,75', '1,20', '12')
    """
    exact = Fraction(value)
    places = 0 if exact.denominator == 1 else 2 if (exact * 100).denominator == 1 else 4
    return _written(Decimal(half_up(exact * 10**places)).scaleb(-places))


def _written(number: Decimal) -> str:
    return ("−" if number < 0 else "") + f"{abs(number):,f}".replace(",", NBSP).replace(".", ",")


def euros(value: Decimal | Fraction) -> str:
    """An amount with its unit and two decimals.

    >>> euros(Decimal("977.5")), euros(Decimal(19550))
    ('977,50\\xa0€', '19\\xa0550,00\\xa0€')
    """
    return f"{cents(value)}{NBSP}€"


def cents(value: Decimal | Fraction) -> str:
    """An amount without its unit, with two decimals."""
    return _written(rounded(value))


def rounded(value: Decimal | Fraction) -> Decimal:
    """To the cent, half up."""
    if isinstance(value, Decimal):
        return value.quantize(CENT, ROUND_HALF_UP)
    return Decimal(half_up(Fraction(value) * 100)).scaleb(-2)


def percent(ratio: Fraction) -> str:
    """A ratio in percent, to two decimals at most.

    >>> percent(Fraction(21, 100)), percent(Fraction(1, 3))
    ('21\\xa0%', '33,33\\xa0%')
    """
    number = rounded(ratio * 100)
    return f"{'−' if number < 0 else ''}{Percent(abs(number))}"


def gap_shown(printed: Decimal, computed: Decimal) -> str:
    """How far what is computed is from what is printed: « écart −97,75 »."""
    gap = computed - printed
    return f"écart {'−' if gap < 0 else '+'}{cents(abs(gap))}"


def monthly(found: Decimal, expected: Decimal) -> Decimal | None:
    """The monthly amount of which twelve make `found`, where rounding the twelfth of `expected` gives it.

    >>> monthly(Decimal("9774.96"), Decimal(9775))
    Decimal('814.58')
    """
    month = rounded(Fraction(expected) / MONTHS)
    return month if found != expected and month * MONTHS == found else None


def probable_cause(found: Decimal, expected: Decimal) -> str:
    """Why `found` was written for `expected`, where the figures say so; else nothing.

    >>> probable_cause(Decimal("9774.96"), Decimal(9775))
    '9\\xa0774,96 = 12 × 814,58 : arrondi mensuel probable'
    >>> probable_cause(Decimal(500), Decimal(1000)), probable_cause(Decimal(1320), Decimal(1230))
    ('500,00 est la moitié de 1\\xa0000,00', 'chiffres intervertis : 1\\xa0320,00 pour 1\\xa0230,00')
    >>> probable_cause(Decimal(1240), Decimal(1230)), probable_cause(Decimal(17), Decimal(1230))
    ('un chiffre diffère : 1\\xa0240,00 pour 1\\xa0230,00', '')
    """
    if (month := monthly(found, expected)) is not None:
        return f"{cents(found)} = {MONTHS} × {cents(month)} : arrondi mensuel probable"
    for factor, words in ((2, "la moitié"), (MONTHS, "le douzième")):
        if found and rounded(Fraction(expected) / factor) == found:
            return f"{cents(found)} est {words} de {cents(expected)}"
    if expected and found == 2 * expected:
        return f"{cents(found)} est le double de {cents(expected)}"
    if expected and (found == 10 * expected or 10 * found == expected or found == 100 * expected):
        return f"virgule déplacée : {cents(found)} pour {cents(expected)}"
    if how := misprint(Fraction(found), Fraction(expected)):
        return f"{how} : {cents(found)} pour {cents(expected)}"
    return ""


def digits(value: Fraction) -> int:
    """How many digits of a number are not the zeros of a round one.

    >>> digits(Fraction(31570)), digits(Fraction(12000)), digits(Fraction(25, 2))
    (4, 2, 3)
    """
    return len(str(int(value * 100)).rstrip("0"))
