"""Names of months and days in French, as in the CLDR (a test compares with Babel, whose data take 25 ms to load)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from .text import unaccented

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def months() -> tuple[str, ...]:
    """The months; January has the index 1.

    >>> months()[1], months()[8]
    ('janvier', 'août')
    """
    return ("", *_MONTHS)


def weekdays() -> tuple[str, ...]:
    """The days of the week; Monday has the index 0, as in `date.weekday`.

    >>> weekdays()[0], weekdays()[6]
    ('lundi', 'dimanche')
    """
    return _DAYS


@cache
def month_numbers() -> Mapping[str, int]:
    """What people write for a month, unaccented and without a dot, to its number.

    >>> month_numbers()["fevrier"], month_numbers()["juil"], month_numbers()["dec"], "jui" in month_numbers()
    (2, 7, 12, False)
    """
    names = {unaccented(name): number for number, name in enumerate(months()) if name}
    found = dict(names)
    for name, number in names.items():
        for length in (3, 4):
            if sum(other.startswith(name[:length]) for other in names) == 1:
                found[name[:length]] = number
    return MappingProxyType(found)
