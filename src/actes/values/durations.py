"""Durations: « 24 mois », « deux ans », « 30 (trente) jours ». The days they lead to: `dateshift`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from ..frozen import frozen
from ..pattern import pattern
from .text import NBSP, plain_spaces, quoted, require_text, unaccented
from .words import Spelling, cardinal

_EXAMPLE = "écrivez par exemple 24 mois, deux ans ou 30 jours"
_DURATION = pattern(
    r"(?P<number>[0-9]{1,4}|[a-z -]+?)(?: ?\((?P<again>[^()]+)\))? (?P<unit>[a-z]+)(?: ?\((?P<whole>[^()]+)\))?"
)


class Unit(StrEnum):
    """What is counted."""

    JOUR = "jour"
    SEMAINE = "semaine"
    MOIS = "mois"
    AN = "an"


_UNITS = {
    "jour": Unit.JOUR, "jours": Unit.JOUR, "semaine": Unit.SEMAINE, "semaines": Unit.SEMAINE, "mois": Unit.MOIS,
    "an": Unit.AN, "ans": Unit.AN, "annee": Unit.AN, "annees": Unit.AN,
}  # fmt: skip
_MOST = 9999
_MOST_DAYS = 366 * _MOST  # a lease of 99 years that is no whole number of months is one of 36 235 days


@frozen
class Duration:
    """A number of days, weeks, months or years.

    >>> str(Duration(24, Unit.MOIS)), Duration(1, Unit.AN).in_words()
    ('24\\xa0mois', '1\\xa0an (un an)')
    >>> Duration(0, Unit.MOIS)
    Traceback (most recent call last):
    ValueError: une durée va de 1 à 9999, pas 0
    """

    nombre: int
    unite: Unit

    def __post_init__(self) -> None:
        if isinstance(self.nombre, bool) or not isinstance(self.nombre, int):
            raise TypeError(f"une durée est un nombre entier, pas {type(self.nombre).__name__}")
        object.__setattr__(self, "unite", Unit(self.unite))
        most = _MOST_DAYS if self.unite is Unit.JOUR else _MOST
        if not 1 <= self.nombre <= most:
            raise ValueError(f"une durée va de 1 à {most}, pas {self.nombre}")

    @classmethod
    def parse(cls, text: str) -> Duration:
        """The duration that a person typed, in figures, in words or both.

        >>> [str(Duration.parse(t)) for t in ("deux ans", "30 (trente) jours", "24 mois (vingt-quatre mois)")]
        ['2\\xa0ans', '30\\xa0jours', '24\\xa0mois']
        >>> Duration.parse("30 (vingt) jours")
        Traceback (most recent call last):
        ValueError: « 30 (vingt) jours » : les chiffres et les lettres diffèrent
        >>> Duration.parse("longtemps")
        Traceback (most recent call last):
        ValueError: « longtemps » n'est pas une durée ; écrivez par exemple 24 mois, deux ans ou 30 jours
        """
        match = _DURATION.fullmatch(unaccented(plain_spaces(require_text(text))))
        unit = _UNITS.get(match["unit"]) if match else None
        number = _number(match["number"]) if match else None
        if match is None or unit is None or number is None:
            raise ValueError(f"{quoted(text)} n'est pas une durée ; {_EXAMPLE}")
        if match["again"] and _number(match["again"]) != number:
            raise ValueError(f"{quoted(text)} : les chiffres et les lettres diffèrent")
        found = cls(number, unit)
        if match["whole"] and cls.parse(match["whole"]) != found:
            raise ValueError(f"{quoted(text)} : les chiffres et les lettres diffèrent")
        return found

    @property
    def nom(self) -> str:
        """The name of what is counted, singular or plural: « an », « mois », « jours »."""
        return self.unite if self.nombre == 1 or self.unite is Unit.MOIS else f"{self.unite}s"

    @property
    def mois(self) -> int | None:
        """The number of months, None for days and weeks."""
        return {Unit.MOIS: self.nombre, Unit.AN: 12 * self.nombre}.get(self.unite)

    @property
    def jours(self) -> int | None:
        """The number of days, None for months and years."""
        return {Unit.JOUR: self.nombre, Unit.SEMAINE: 7 * self.nombre}.get(self.unite)

    @property
    def en_annees(self) -> Duration:
        """The same in years where it is a whole number of years: 2 ans for 24 mois."""
        months = self.mois
        return Duration(months // 12, Unit.AN) if months and months % 12 == 0 else self

    def same_as(self, other: Duration) -> bool:
        """Whether both are the same time: 24 mois and 2 ans are.

        >>> Duration.parse("24 mois").same_as(Duration.parse("deux ans"))
        True
        """
        return (self.mois, self.jours) == (other.mois, other.jours)

    def letters(self, spelling: str = Spelling.TRADITIONNELLE) -> str:
        """The words alone.

        >>> Duration(21, Unit.SEMAINE).letters()
        'vingt et une semaines'
        """
        return f"{cardinal(self.nombre, spelling, feminine=self.unite is Unit.SEMAINE)} {self.nom}"

    def in_words(self, spelling: str = Spelling.TRADITIONNELLE) -> str:
        """Figures and words.

        >>> Duration(24, Unit.MOIS).in_words()
        '24\\xa0mois (vingt-quatre mois)'
        """
        return f"{self} ({self.letters(spelling)})"

    def __str__(self) -> str:
        return f"{self.nombre}{NBSP}{self.nom}"


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else _small_numbers().get(text.replace("-", " "))


@cache
def _small_numbers() -> Mapping[str, int]:
    """Words of 1 to 999 without their hyphens, both genders, to the number (only when somebody typed words)."""
    words = {cardinal(n, feminine=feminine).replace("-", " "): n for n in range(1, 1000) for feminine in (True, False)}
    return MappingProxyType(words)
