"""Names of months and days in French, from Babel (its `Locale` costs 18 ms: taken at first use only)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from .text import unaccented


@cache
def months() -> tuple[str, ...]:
    """The months; January has the index 1.

    >>> months()[1], months()[8]
    ('janvier', 'août')
    """
    from babel import Locale

    names = Locale("fr").months["format"]["wide"]
    return ("", *(str(names[month]) for month in range(1, 13)))


@cache
def weekdays() -> tuple[str, ...]:
    """The days of the week; Monday has the index 0, as in `date.weekday`.

    >>> weekdays()[0], weekdays()[6]
    ('lundi', 'dimanche')
    """
    from babel import Locale

    names = Locale("fr").days["format"]["wide"]
    return tuple(str(names[day]) for day in range(7))


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
