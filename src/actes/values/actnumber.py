"""Numbers of acts: « 2025-453 », « 12/2025 », « 453 » where a series never starts again."""

from __future__ import annotations

import re
from dataclasses import field

from ..frozen import frozen
from ..pattern import pattern
from .text import NBSP, plain_spaces, quoted, require_text

_NUMBER = pattern(
    r"(?:n ?[°º] ?)?(?:(?P<year>[12][0-9]{3}) ?[-_/] ?)?(?P<rank>[0-9]{1,5})(?: ?(?P<suffix>bis|ter|quater))?"
    r"(?(year)| ?(?:[-/] ?(?P<last>(?:19|20)[0-9]{2}))?)",
    re.IGNORECASE,
)
_EXAMPLE = "écrivez par exemple 2025-453"


@frozen(order=True)
class ActNumber:
    """The number of an act: a year and a rank; the year is 0 in a series that never starts again.

    `largeur` keeps leading zeros, `separateur` and `rang_avant` (« 12/2025 ») are how the series writes: none of them
    counts in comparisons.

    >>> number = ActNumber.parse("2022-054")
    >>> number.annee, number.rang, number.code, str(number)
    (2022, 54, '2022-054', 'n°\\xa02022-054')
    >>> number == ActNumber.parse("2022-54")
    True
    """

    annee: int
    rang: int
    suffixe: str = ""
    largeur: int = field(default=0, compare=False)
    separateur: str = field(default="-", compare=False)
    rang_avant: bool = field(default=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> ActNumber:
        """The number that a person typed.

        >>> ActNumber.parse("n° 2025-453 bis").code, ActNumber.parse("453").annee
        ('2025-453 bis', 0)
        >>> ActNumber.parse("012/2025").code, ActNumber.parse("012/2025").rang_avant
        ('2025-012', True)
        >>> ActNumber.parse("453/A")
        Traceback (most recent call last):
        ValueError: « 453/A » n'est pas un numéro d'acte (année-rang) ; écrivez par exemple 2025-453
        """
        match = _NUMBER.fullmatch(plain_spaces(require_text(text)))
        if match is None or int(match["rank"]) == 0:
            raise ValueError(f"{quoted(text)} n'est pas un numéro d'acte (année-rang) ; {_EXAMPLE}")
        rank = match["rank"]
        year, suffix = int(match["year"] or match["last"] or 0), (match["suffix"] or "").lower()
        return cls(year, int(rank), suffix, len(rank), rang_avant=match["last"] is not None)

    @classmethod
    def typed(cls, text: str, serie: str = "") -> ActNumber:
        """The number that a person typed, alone or as the register names its act, of the series with these letters.

        >>> ActNumber.typed("DEC2026-512") == ActNumber.typed("dec2026/512", "DEC") == ActNumber.parse("2026-512")
        True
        >>> ActNumber.typed("ARR2026-512", "DEC")
        Traceback (most recent call last):
        ValueError: « ARR2026-512 » est un numéro d'une autre série ; celle de cet acte est DEC : écrivez DEC2026-512
        """
        alone = without_letters(text)
        if serie and text.removesuffix(alone).strip().upper() not in ("", serie):
            right = f"celle de cet acte est {serie} : écrivez {serie}{alone}"
            raise ValueError(f"{quoted(text)} est un numéro d'une autre série ; {right}")
        return cls.parse(alone)

    @property
    def code(self) -> str:
        """The number alone, its suffix included: the same for all the ways of writing it."""
        return f"{self.annee}-{self._rank}" if self.annee else self._rank

    @property
    def chiffres(self) -> str:
        """The number as its series writes it, without « n° »: after letters of its own (« D-2025-012 »)."""
        both = [str(self.annee), self._rank] if self.annee else [self._rank]
        return self.separateur.join(reversed(both) if self.rang_avant else both).replace(" ", NBSP)

    def __str__(self) -> str:
        return f"n°{NBSP}{self.chiffres}"

    @property
    def _rank(self) -> str:
        return f"{self.rang:0{self.largeur}}" + (f" {self.suffixe}" if self.suffixe else "")


def without_letters(text: str) -> str:
    """A number without the letters of its series.

    >>> without_letters("DEC2026-512"), without_letters("2026-512"), without_letters("x")
    ('2026-512', '2026-512', 'x')
    """
    return re.sub(r"\A\s*[A-Za-z]{1,5}(?=\d{4}[-/]\d)", "", text)
