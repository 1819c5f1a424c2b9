"""The days that durations lead to.

A duration in months or years goes from a day to the same day of another month; where that day does not exist the
last day of the month stands for it (civil code, art. 2228 and following, and usage: from quantième to quantième).
Every function raises ValueError, in French, on a day before the year 1 or after the year 9999.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from .durations import Duration


def add(start: date, duration: Duration) -> date:
    """The day that a duration after `start` falls on; past the end of a month it is its last day.

    >>> str(add(date(2025, 1, 31), Duration.parse("1 mois")))
    '2025-02-28'
    >>> add(date(9999, 12, 31), Duration.parse("30 jours"))
    Traceback (most recent call last):
    ValueError: 30 jours à partir du 31/12/9999 : la date dépasse l'an 9999
    """
    return _moved(start, duration, 1)


def before(end: date, duration: Duration) -> date:
    """The last day from which a duration does not go past `end`.

    >>> str(before(date(2027, 1, 1), Duration.parse("3 mois")))
    '2026-10-01'
    >>> str(before(date(2025, 3, 31), Duration.parse("1 mois")))
    '2025-02-28'
    """
    return _moved(end, duration, -1)


def end_of(start: date, duration: Duration) -> date:
    """The last day, included, of a duration that begins on `start`, included.

    >>> str(end_of(date(2025, 1, 1), Duration.parse("24 mois")))
    '2026-12-31'
    >>> str(end_of(date(2024, 2, 29), Duration.parse("1 an")))
    '2025-02-28'
    """
    if duration.jours is not None:
        return _shifted(start, duration.jours - 1)
    year, month, last = _target(start, duration)
    return _shifted(date(year, month, start.day), -1) if start.day <= last else date(year, month, last)


def ends_month(day: date) -> bool:
    """Whether it is the last day of its month."""
    return day.day == monthrange(day.year, day.month)[1]


def _moved(day: date, duration: Duration, way: int) -> date:
    if duration.jours is not None:
        return _shifted(day, way * duration.jours)
    year, month, last = _target(day, duration, way)
    return date(year, month, min(day.day, last))


def _target(start: date, duration: Duration, way: int = 1) -> tuple[int, int, int]:
    """Year and month reached, with the number of days of that month; `way` is -1 where one goes back."""
    year, month = divmod(start.year * 12 + start.month - 1 + way * (duration.mois or 0), 12)
    if not 1 <= year <= 9999:
        side, limit = ("après", "dépasse l'an 9999") if year > 1 else ("avant", "précède l'an 1")
        raise ValueError(f"{duration} {side} {start:%d/%m/%Y} : la date {limit}")
    return year, month + 1, monthrange(year, month + 1)[1]


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        limit = "dépasse l'an 9999" if days > 0 else "précède l'an 1"
        count = f"{abs(days)} jour{'s' if abs(days) > 1 else ''}"
        raise ValueError(f"{count} à partir du {day:%d/%m/%Y} : la date {limit}") from None
