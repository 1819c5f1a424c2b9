"""Public holidays (code du travail, art. L. 3133-1); those of Alsace-Moselle and overseas are not here."""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday.

    >>> is_holiday(date(2025, 11, 11)), is_holiday(date(2026, 4, 6)), is_holiday(date(2026, 5, 14))
    (True, True, True)
    >>> is_holiday(date(2025, 11, 12))
    False
    """
    return (day.month, day.day) in _FIXED or (day - _easter(day.year)).days in _AFTER_EASTER


def _easter(year: int) -> date:
    """The Sunday of Easter, by Gauss's reckoning as Meeus gives it for the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    return date(year, 3, 22) + timedelta(h + i - 7 * ((a + 11 * h + 22 * i) // 451))
