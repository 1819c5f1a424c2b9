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


# People whom a building receives, staff included: the first category above 1 500, the fourth from the threshold of its
# type, which is at most 300; code de la construction et de l'habitation, art. R. 143-19 (à vérifier).
CAPACITIES = ((1500, 1), (700, 2), (300, 3))
# That threshold, whatever the floors; règlement de sécurité du 25 juin 1980, livre III (à vérifier). Other types have
# several.
_FOURTH = {"l": 200, "m": 200, "n": 200, "s": 200, "t": 200, "w": 200, "x": 200, "y": 200, "p": 120}


def category_of(people: int, kind: str = "") -> tuple[int, ...]:
    """The categories of a building that receives so many, of a type if it is said.

    >>> category_of(560), category_of(300), category_of(1501), category_of(260, "y"), category_of(150, "y")
    ((3,), (4, 5), (1,), (4,), (5, 4))
    """
    above = next((category for most, category in CAPACITIES if people > most), 0)
    if above:
        return (above,)
    least = _FOURTH.get(kind)
    return (4, 5) if least is None else (4,) if people >= least else (5, 4)
