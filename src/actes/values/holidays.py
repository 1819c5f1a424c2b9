"""Public holidays of the whole country, and the last useful day of a time limit counted in full days.

Holidays: code du travail, art. L. 3133-1. Those of Alsace-Moselle and of overseas are left out, so a date worked out
here is « à titre indicatif ».
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from .dateshift import add
from .durations import Duration, Unit

_FIXED = (
    (1, 1, "1er janvier"),
    (5, 1, "fête du Travail"),
    (5, 8, "8 mai"),
    (7, 14, "fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "11 novembre"),
    (12, 25, "Noël"),
)
_FROM_EASTER = ((1, "lundi de Pâques"), (39, "Ascension"), (50, "lundi de Pentecôte"))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher).

    >>> [str(easter(year)) for year in (2024, 2025, 2026, 2038)]
    ['2024-03-31', '2025-04-20', '2026-04-05', '2038-04-25']
    """
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=32)
def holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a year, with their names; two that fall on one day share it.

    >>> holidays(2025)[date(2025, 5, 29)], len(holidays(2025))
    ('Ascension', 11)
    """
    sunday = easter(year)
    moving = {sunday + timedelta(days=after): name for after, name in _FROM_EASTER}
    return MappingProxyType(moving | {date(year, month, day): name for month, day, name in _FIXED})


def day_off(day: date) -> str:
    """Why nothing is due that day: « samedi », « dimanche », the name of the holiday; nothing on a working day.

    >>> day_off(date(2025, 7, 14)), day_off(date(2025, 7, 12)), day_off(date(2025, 7, 15))
    ('fête nationale', 'samedi', '')
    """
    weekend = {5: "samedi", 6: "dimanche"}
    return holidays(day.year).get(day) or weekend.get(day.weekday(), "")


def last_useful_day(event: date, months: int) -> date:
    """The last day of a time limit of so many months that neither its first nor its last day counts for (délai franc).

    From one day of the month to the same one; where it ends on a Saturday, a Sunday or a public holiday, the next
    working day (CJA, art. R. 421-1; code de procédure civile, art. 642, by analogy).

    >>> str(last_useful_day(date(2025, 7, 8), 2))
    '2025-09-09'
    """
    day = add(event, Duration(months, Unit.MOIS)) + timedelta(days=1)
    while day_off(day):
        day += timedelta(days=1)
    return day
