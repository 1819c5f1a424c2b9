"""Figures that the law sets, one or a few each: delays, ceilings, fines, what a full time is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ..pattern import pattern
from . import LegalFact

# Days from the receipt of what is asked for (CCP, art. L. 2192-10): by who pays.
PAYMENT = LegalFact(30, date(2019, 4, 1), None, "CCP, art. R. 2192-10 (État, collectivités)")
PAYMENT_HEALTH = LegalFact(50, date(2019, 4, 1), None, "CCP, art. R. 2192-11 (établissements publics de santé)")
# Euros a year to an association, with the same authority.
SUBSIDY = LegalFact(
    Decimal(23_000), date(2001, 6, 10), None, "décret n° 2001-495 du 6 juin 2001, art. 1er ; loi n° 2000-321, art. 10"
)

# The notice that the law gives to who ends a lease of a kind, in months: no clause shortens it.
# What a title calls the lease, and the notice; a residential lease has several, and is left out.
NOTICES: tuple[tuple[re.Pattern[str], LegalFact[int]], ...] = (
    (
        pattern(r"\bbail professionnel\b"),
        LegalFact(6, date(1989, 7, 8), None, "loi n° 86-1290 du 23 décembre 1986, art. 57 A"),
    ),
    (
        pattern(r"\bbail commercial\b(?! derog)"),
        LegalFact(6, date(2014, 6, 20), None, "code de commerce, art. L. 145-9 et L. 145-4"),
    ),
    (
        pattern(r"\bbail (?:rural|a ferme)\b"),
        LegalFact(18, None, None, "code rural et de la pêche maritime, art. L. 411-47 (à vérifier)"),
    ),
)

# The most that a contravention costs, in euros, by class.
MOST: LegalFact[Mapping[int, int]] = LegalFact(
    {1: 38, 2: 150, 3: 450, 4: 750, 5: 1500}, date(2002, 1, 1), None, "code pénal, art. 131-13"
)
# The article that punishes, and its class.
CLASSES: Mapping[str, LegalFact[int]] = {
    "610-5": LegalFact(2, date(2022, 2, 17), None, "code pénal, art. R. 610-5 (décret n° 2022-185 du 15 février 2022)"),
    "634-2": LegalFact(4, date(2020, 12, 13), None, "code pénal, art. R. 634-2 (à vérifier)"),
    "635-8": LegalFact(5, None, None, "code pénal, art. R. 635-8 (à vérifier)"),
}

# Hours a week of a full time, which 1 607 hours a year are counted from.
FULL_TIME = LegalFact(
    35, date(2002, 1, 1), None, "code du travail, art. L. 3121-27 ; décret n° 2001-623 du 12 juillet 2001, art. 1er"
)
