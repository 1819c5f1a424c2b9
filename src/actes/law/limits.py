"""Figures that the law sets, one or a few each: delays, ceilings, fines, what a full time is."""

from __future__ import annotations

import re
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


# Hours a week of a full time, which 1 607 hours a year are counted from.
FULL_TIME = LegalFact(
    35, date(2002, 1, 1), None, "code du travail, art. L. 3121-27 ; décret n° 2001-623 du 12 juillet 2001, art. 1er"
)
