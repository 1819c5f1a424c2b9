"""Classes that the law gives: the category of a grade (`grades.txt`), that of a building."""

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
