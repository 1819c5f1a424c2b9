"""Texts that every act cites: their number and their day (`texts.txt`). What is not there is not doubted.

>>> [number for (_, number), day in DAYS.items() if not number.startswith((str(day.year), str(day.year)[2:]))]
[]
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from . import LegalFact, tables

_CITED = ((kind, *one.split()) for _, kind, said in tables("texts.txt") for one in said.split(" / "))
DAYS: Mapping[tuple[str, str], date] = {(kind, number): date.fromisoformat(day) for kind, number, day in _CITED}


def numbered_on(kind: str, day: date) -> list[str]:
    """The numbers of the texts of that kind and day, among those that every act cites.

    >>> numbered_on("loi", date(2015, 8, 7)), numbered_on("décret", date(2015, 8, 7))
    (['2015-991'], [])
    """
    return [number for (one, number), signed in DAYS.items() if one == kind and signed == day]


# Instructions budgétaires that M57 has replaced for communes, their groupings, départements and regions.
REPLACED = LegalFact(
    ("M14", "M52", "M71", "M61", "M831", "M832"), date(2024, 1, 1), None,
    "loi n° 2015-991 du 7 août 2015, art. 106 (à vérifier)",
)  # fmt: skip
