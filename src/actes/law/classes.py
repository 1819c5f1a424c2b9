"""Classes that the law gives: the category of a grade (`grades.txt`), that of a building, a zone of holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..packaged import packaged
from . import LegalFact, in_force

_LINES = [line.split(" | ") for line in packaged(__spec__, "grades.txt").splitlines() if not line.startswith("#")]
_CATEGORIES = tuple(
    LegalFact((grade, category), date.fromisoformat(since), None, "statuts particuliers (à vérifier)")
    for since, category, grades in _LINES
    for grade in grades.split(" / ")
)


def categories(on: date) -> Mapping[str, str]:
    """The category of each grade that is known that day.

    >>> categories(date(2025, 1, 1))["redacteur"], "auxiliaire de puericulture" in categories(date(2021, 1, 1))
    ('B', False)
    """
    return dict(fact.value for fact in in_force(_CATEGORIES, on))


# People whom a building receives, staff included: the first category above 1 500, the fourth down to the threshold of
# its type, which is at most 300; code de la construction et de l'habitation, art. R. 143-19 (à vérifier).
CAPACITIES = ((1500, 1), (700, 2), (300, 3))


def category_of(people: int) -> tuple[int, ...]:
    """The categories of a building that receives so many.

    >>> category_of(560), category_of(300), category_of(1501)
    ((3,), (4, 5), (1,))
    """
    return next(((category,) for above, category in CAPACITIES if people > above), (4, 5))


_ZONES = {  # académies since the holidays of 2015-2016 (code de l'éducation, art. D. 521-1; à vérifier)
    "A": "25 39 70 90 24 33 40 47 64 03 15 43 63 21 58 71 89 07 26 38 73 74 19 23 87 01 42 69 16 17 79 86",
    "B": "04 05 13 84 02 60 80 59 62 54 55 57 88 44 49 53 72 85 06 83 14 27 50 61 76 18 28 36 37 41 45 08 10 51 52 22"
    " 29 35 56 67 68",
    "C": "77 93 94 11 30 34 48 66 75 09 12 31 32 46 65 81 82 78 91 92 95",
}
# The zone of the school holidays of each department.
ZONES: Mapping[str, str] = {code: zone for zone, codes in _ZONES.items() for code in codes.split()}
