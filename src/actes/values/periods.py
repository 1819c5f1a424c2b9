"""Periods: two days, both included."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..frozen import frozen
from ..pattern import pattern
from .dates import parse_date, show_date
from .dateshift import end_of
from .durations import Duration, Unit
from .text import plain_spaces, quoted, require_text

_DAY = timedelta(days=1)
_EXAMPLE = "écrivez par exemple du 1er janvier 2025 au 31 décembre 2026"
_FROM_TO = pattern(r"(?:du )?(?P<debut>.+?)(?: au | / | - )(?P<fin>.+?)(?: inclus)?", re.IGNORECASE)


def covers(debut: date | None, fin: date | None, on: date) -> bool:
    """Whether a day is between two others, both included; None is no end.

    >>> covers(date(2014, 1, 1), None, date(2013, 12, 31)), covers(None, date(2014, 1, 1), date(2014, 1, 1))
    (False, True)
    """
    return (debut or date.min) <= on <= (fin or date.max)


@frozen(order=True)
class Period:
    """From one day to another, both included.

    >>> str(Period(date(2025, 1, 1), date(2026, 12, 31)))
    'du 1er\\xa0janvier\\xa02025 au 31\\xa0décembre\\xa02026'
    >>> Period(date(2025, 1, 1), date(2024, 12, 31))
    Traceback (most recent call last):
    ValueError: la période finit le 31/12/2024, avant de commencer le 01/01/2025
    """

    debut: date
    fin: date

    def __post_init__(self) -> None:
        if self.fin < self.debut:
            end, start = f"{self.fin:%d/%m/%Y}", f"{self.debut:%d/%m/%Y}"
            raise ValueError(f"la période finit le {end}, avant de commencer le {start}")

    @classmethod
    def from_text(cls, text: str) -> Period:
        """The period that a person typed on one line; a year alone is the civil year.

        >>> Period.from_text("du 1er janvier 2025 au 31 décembre 2026") == Period.from_text("2025-01-01 / 2026-12-31")
        True
        >>> Period.from_text("2025").fin
        datetime.date(2025, 12, 31)
        >>> Period.from_text("en 2026")
        Traceback (most recent call last):
        ValueError: « en 2026 » n'est pas une période ; écrivez par exemple du 1er janvier 2025 au 31 décembre 2026
        >>> Period.from_text("2025-01-01 / 2024-12-31")
        Traceback (most recent call last):
        ValueError: la période finit le 31/12/2024, avant de commencer le 01/01/2025 ; corrigez l'une des deux dates
        """
        plain = plain_spaces(require_text(text))
        if re.fullmatch(r"[1-9][0-9]{3}", plain):
            return cls.of_year(int(plain))
        if match := _FROM_TO.fullmatch(plain):
            start, end = parse_date(match["debut"]), parse_date(match["fin"])
            try:
                return cls(start, end)
            except ValueError as reversed_:
                raise ValueError(f"{reversed_} ; corrigez l'une des deux dates") from None
        raise ValueError(f"{quoted(text)} n'est pas une période ; {_EXAMPLE}")

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The civil year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def starting(cls, start: date, duration: Duration) -> Period:
        """The period that begins on a day and lasts so long.

        >>> str(Period.starting(date(2025, 1, 1), Duration(24, Unit.MOIS)).fin)
        '2026-12-31'
        """
        return cls(start, end_of(start, duration))

    @property
    def jours(self) -> int:
        """The number of days, both ends counted."""
        return (self.fin - self.debut).days + 1

    @property
    def duree(self) -> Duration:
        """The duration in months where it is a whole number of months, else in days (see `Duration.en_annees`).

        >>> str(Period.from_text("2025").duree), str(Period(date(2025, 1, 1), date(2025, 1, 10)).duree)
        ('12\\xa0mois', '10\\xa0jours')
        """
        apart = 12 * (self.fin.year - self.debut.year) + self.fin.month - self.debut.month
        for months in (apart, apart + 1):
            if 1 <= months <= 9999 and end_of(self.debut, Duration(months, Unit.MOIS)) == self.fin:
                return Duration(months, Unit.MOIS)
        return Duration(self.jours, Unit.JOUR)

    @property
    def annees(self) -> tuple[int, ...]:
        """The civil years that it touches, in order."""
        return tuple(range(self.debut.year, self.fin.year + 1))

    def contains(self, other: date | Period) -> bool:
        """Whether a day, or all of a period, is inside."""
        first, last = (other.debut, other.fin) if isinstance(other, Period) else (other, other)
        return self.debut <= first and last <= self.fin

    def intersection(self, other: Period) -> Period | None:
        """The days common to both, None when there are none."""
        first, last = max(self.debut, other.debut), min(self.fin, other.fin)
        return Period(first, last) if first <= last else None

    def overlaps(self, other: Period) -> bool:
        """Whether both have a day in common."""
        return self.intersection(other) is not None

    def gap(self, other: Period) -> Period | None:
        """The days between both, None when they touch or overlap.

        >>> str(Period(date(2021, 11, 1), date(2022, 6, 30)).gap(Period(date(2023, 1, 1), date(2024, 12, 31))))
        'du 1er\\xa0juillet\\xa02022 au 31\\xa0décembre\\xa02022'
        """
        earlier, later = sorted((self, other))
        if later.debut - earlier.fin <= _DAY:
            return None
        return Period(earlier.fin + _DAY, later.debut - _DAY)

    def next_period(self, duration: Duration | None = None) -> Period:
        """The period that follows at once, as long as this one or as `duration` says.

        >>> str(Period(date(2025, 1, 1), date(2026, 12, 31)).next_period())
        'du 1er\\xa0janvier\\xa02027 au 31\\xa0décembre\\xa02028'
        """
        if self.fin == date.max:
            raise ValueError("aucune période ne suit l'an 9999")
        return Period.starting(self.fin + _DAY, duration or self.duree)

    def __str__(self) -> str:
        if self.debut == self.fin:
            return f"le {show_date(self.debut)}"
        return f"du {show_date(self.debut)} au {show_date(self.fin)}"
