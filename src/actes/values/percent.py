"""Percentages, and VAT computed with them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ..frozen import frozen
from ..pattern import pattern
from .exact import to_fraction
from .money import Amount
from .text import NBSP, SPACES, quoted, require_text
from .words import Spelling, cardinal

_PERCENT = pattern(rf"(?P<number>(?:0|[1-9][0-9]{{0,3}})(?:[.,][0-9]{{1,4}})?)(?:[{SPACES}]?(?:%|pour[{SPACES}]cent))?")


@frozen(order=True)
class Percent:
    """A percentage, exact: `valeur` is 5.5 for 5,5 %.

    >>> str(Percent.parse("5,50 %")), Percent.parse("20").ratio
    ('5,5\\xa0%', Fraction(1, 5))

    Raises TypeError on anything but a Decimal, ValueError on NaN, infinities, negative values.

    >>> Percent(0.2)
    Traceback (most recent call last):
    TypeError: un pourcentage est un Decimal, pas float
    """

    valeur: Decimal

    def __post_init__(self) -> None:
        if not isinstance(self.valeur, Decimal):
            raise TypeError(f"un pourcentage est un Decimal, pas {type(self.valeur).__name__}")
        if not self.valeur.is_finite() or self.valeur < 0:
            raise ValueError(f"un pourcentage est un nombre fini et positif, pas {self.valeur}")

    @classmethod
    def parse(cls, text: str) -> Percent:
        """The percentage that a person typed, with or without its sign.

        >>> Percent.parse("8,5") == Percent.parse("8.50 %")
        True
        >>> Percent.parse("vingt")
        Traceback (most recent call last):
        ValueError: « vingt » n'est pas un pourcentage ; écrivez par exemple 20 % ou 5,5 %
        """
        match = _PERCENT.fullmatch(require_text(text).strip())
        if match is None:
            raise ValueError(f"{quoted(text)} n'est pas un pourcentage ; écrivez par exemple 20 % ou 5,5 %")
        return cls(Decimal(match["number"].replace(",", ".")))

    @property
    def ratio(self) -> Fraction:
        """The part of one: 1/5 for 20 %."""
        return to_fraction(self.valeur) / 100

    def of(self, amount: Amount) -> Amount:
        """This part of an amount, rounded half up once.

        >>> str(Percent.parse("20 %").of(Amount.parse("977,50")))
        '195,50\\xa0€'
        """
        return amount.times(self.ratio)

    @property
    def chiffres(self) -> str:
        """The figures alone: « 5,5 »."""
        text = f"{self.valeur:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")

    def __str__(self) -> str:
        return f"{self.chiffres}{NBSP}%"


def percent_in_words(percent: Percent, spelling: str = Spelling.TRADITIONNELLE) -> str:
    """The percentage in words; zeros that open the decimals are said.

    >>> percent_in_words(Percent.parse("20 %")), percent_in_words(Percent.parse("5,05"))
    ('vingt pour cent', 'cinq virgule zéro cinq pour cent')
    """
    whole, _, decimals = percent.chiffres.partition(",")
    words = [cardinal(int(whole), spelling)]
    if decimals:
        zeros = len(decimals) - len(decimals.lstrip("0"))
        words += ["virgule", *["zéro"] * zeros, cardinal(int(decimals), spelling)]
    return " ".join([*words, "pour cent"])


def ttc(ht: Amount, rate: Percent) -> Amount:
    """The amount with tax of an amount without tax.

    >>> str(ttc(Amount.parse("19 550"), Percent.parse("20 %")))
    '23\\xa0460,00\\xa0€'
    """
    return ht + rate.of(ht)


def ht_from_ttc(amount: Amount, rate: Percent) -> Amount:
    """The amount without tax of an amount with tax, rounded half up once.

    >>> str(ht_from_ttc(Amount.parse("1 173"), Percent.parse("20 %")))
    '977,50\\xa0€'
    """
    return amount.times(1 / (1 + rate.ratio))
