"""Fines: the most that each class of contravention costs, and the class of those that an arrêté of police recalls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from . import LegalFact

# Euros, by class.
MOST: LegalFact[Mapping[int, int]] = LegalFact(
    {1: 38, 2: 150, 3: 450, 4: 750, 5: 1500}, date(2002, 1, 1), None, "code pénal, art. 131-13"
)
# The article that punishes, and its class.
CLASSES: Mapping[str, LegalFact[int]] = {
    "610-5": LegalFact(2, date(2022, 2, 17), None, "code pénal, art. R. 610-5 (décret n° 2022-185 du 15 février 2022)"),
    "634-2": LegalFact(4, date(2020, 12, 13), None, "code pénal, art. R. 634-2 (à vérifier)"),
    "635-8": LegalFact(5, None, None, "code pénal, art. R. 635-8 (à vérifier)"),
}
