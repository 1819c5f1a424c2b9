"""Amounts in euros: exact, two decimals, never a float.

Source of the written form: Lexique des règles typographiques en usage à l'Imprimerie nationale (spaces by
thousands, a space that does not break before the symbol, a decimal comma).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from ..frozen import frozen
from ..pattern import pattern
from .exact import from_cents, half_up, to_cents, to_fraction
from .text import NBSP, SPACES, plain_spaces, quoted, require_text

_EXAMPLE = "écrivez par exemple 1 173,00"
_FIGURES = pattern(
    rf"""(?P<sign>[-\u2212][{SPACES}]?)?
    (?P<number>
        (?: 0 | [1-9][0-9]{{0,2}}(?:[{SPACES}][0-9]{{3}})+ | [1-9][0-9]* )
        (?: [.,][0-9]{{1,2}} | ,[{SPACES}][0-9]{{2}} )?
      | [1-9][0-9]{{0,2}} (?: (?:\.[0-9]{{3}}){{2,}} (?:,[0-9]{{1,2}})? | \.[0-9]{{3}},[0-9]{{1,2}} )
    )
    (?:[{SPACES}]?(?:€|(?i:euros?|eur)))?""",
    re.VERBOSE,
)
_NO_SPACES = dict.fromkeys(map(ord, SPACES))


@frozen(order=True)
class Amount:
    """An amount in euros.

    >>> str(Amount.parse("1173"))
    '1\\xa0173,00\\xa0€'
    >>> Amount(Decimal("977.5")).valeur
    Decimal('977.50')

    Raises TypeError on anything but a Decimal, ValueError on NaN, infinities and more than two decimals.

    >>> Amount(Decimal("0.001"))
    Traceback (most recent call last):
    ValueError: un montant a deux décimales au plus : 0.001
    """

    valeur: Decimal

    def __post_init__(self) -> None:
        object.__setattr__(self, "valeur", from_cents(to_cents(self.valeur)))

    @classmethod
    def parse(cls, text: str) -> Amount:
        """The amount that a person typed, with or without its unit, or with its words.

        >>> [Amount.parse(t).valeur for t in ("2.000,00 euros", "170 000.00 €", "406, 50€", "977,5 €")]
        [Decimal('2000.00'), Decimal('170000.00'), Decimal('406.50'), Decimal('977.50')]
        >>> Amount.parse("80 € (quatre-vingts euros)").valeur
        Decimal('80.00')
        >>> Amount.parse("1 17,3")
        Traceback (most recent call last):
        ValueError: « 1 17,3 » n'est pas un montant : les milliers vont par groupes de trois chiffres ; \
écrivez par exemple 1 173,00
        """
        figures = _FIGURES.fullmatch(require_text(text).strip())
        if figures is None:
            return cls._parse_with_words(text)
        number = figures["number"].translate(_NO_SPACES)
        if "," in number or number.count(".") > 1:
            number = number.replace(".", "").replace(",", ".")
        return cls(Decimal(f"-{number}" if figures["sign"] else number))

    @classmethod
    def _parse_with_words(cls, text: str) -> Amount:
        from .money_text import figures_and_words, require_same, why_not_an_amount

        both = figures_and_words(text)
        if both is None:
            reason = why_not_an_amount(plain_spaces(text))
            raise ValueError(f"{quoted(text)} n'est pas un montant : {reason} ; {_EXAMPLE}")
        amount = cls.parse(both[0])
        require_same(*both, amount.valeur)
        return amount

    @classmethod
    def of_cents(cls, cents: int) -> Amount:
        """The amount of a whole number of cents. Raises ValueError beyond 999 999 999 999,99 €."""
        return cls(from_cents(cents))

    @property
    def cents(self) -> int:
        """The whole number of cents."""
        return int(str(self.valeur).replace(".", ""))

    @property
    def chiffres(self) -> str:
        """The figures alone, for a column whose heading says the unit: « 1 173,00 »."""
        return f"{self.valeur:,}".replace(",", NBSP).replace(".", ",")

    def __str__(self) -> str:
        return f"{self.chiffres}{NBSP}€"

    def __bool__(self) -> bool:
        return bool(self.valeur)

    def __add__(self, other: Amount) -> Amount:
        return Amount.of_cents(self.cents + _amount(other).cents)

    def __sub__(self, other: Amount) -> Amount:
        return Amount.of_cents(self.cents - _amount(other).cents)

    def __neg__(self) -> Amount:
        return Amount.of_cents(-self.cents)

    def times(self, factor: int | Decimal | Fraction) -> Amount:
        """The product, rounded half up once.

        >>> str(Amount(Decimal("9775")).times(Fraction(1, 12)))
        '814,58\\xa0€'
        >>> Amount(Decimal("1")).times(1.5)
        Traceback (most recent call last):
        TypeError: un nombre exact est attendu (entier, Decimal ou Fraction), pas float
        """
        exact = to_fraction(factor)
        product = self.cents * exact.numerator
        return Amount.of_cents(product if exact.denominator == 1 else half_up(Fraction(product, exact.denominator)))

    def ratio_to(self, other: Amount) -> Fraction:
        """This amount over the other, exact. Raises ZeroDivisionError when the other is zero.

        >>> Amount.parse("1 173").ratio_to(Amount.parse("977,5"))
        Fraction(6, 5)
        """
        return Fraction(self.cents, other.cents)

    def split(self, n: int) -> tuple[Amount, ...]:
        """`n` equal shares whose sum is exactly this amount; the first ones take the cents that are left.

        >>> [str(share.valeur) for share in Amount.parse("100").split(3)]
        ['33.34', '33.33', '33.33']
        """
        if n < 1:
            raise ValueError("une répartition demande une part au moins")
        return self.allocate([1] * n)

    def allocate(self, weights: Sequence[int | Decimal | Fraction]) -> tuple[Amount, ...]:
        """Shares in proportion to the weights whose sum is exactly this amount.

        A cent that is left goes to the share that rounding cut the most, the first one when several were cut
        alike; no share is a whole cent away from its exact value. Raises ValueError on no weight, on a negative
        weight, on weights that are all zero.

        >>> [str(share.valeur) for share in Amount.parse("100").allocate([50, 25, 25])]
        ['50.00', '25.00', '25.00']
        >>> Amount.parse("100").allocate([])
        Traceback (most recent call last):
        ValueError: une répartition demande des parts positives, dont une au moins non nulle
        """
        parts = [to_fraction(weight) for weight in weights]
        if not any(parts) or min(parts) < 0:
            raise ValueError("une répartition demande des parts positives, dont une au moins non nulle")
        magnitude, whole = abs(self.cents), sum(parts)
        exact = [magnitude * part / whole for part in parts]
        cents = [share.numerator // share.denominator for share in exact]
        cut = sorted(range(len(parts)), key=lambda index: cents[index] - exact[index])
        for index in cut[: magnitude - sum(cents)]:
            cents[index] += 1
        return tuple(Amount.of_cents(-share if self.cents < 0 else share) for share in cents)


def _amount(value: object) -> Amount:
    if not isinstance(value, Amount):
        raise TypeError(f"un montant s'ajoute à un montant, pas à {type(value).__name__}")
    return value


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts, zero when there is none.

    >>> str(total(Amount.parse("100").split(3)))
    '100,00\\xa0€'
    """
    return Amount.of_cents(sum(amount.cents for amount in amounts))
