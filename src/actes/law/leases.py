"""The notice that the law gives to who ends a lease of a kind, in months: no clause shortens it."""

from __future__ import annotations

import re
from datetime import date

from . import LegalFact

# What a title calls the lease, and the notice; a residential lease has several, and is left out.
NOTICES: tuple[tuple[re.Pattern[str], LegalFact[int]], ...] = (
    (
        re.compile(r"\bbail professionnel\b"),
        LegalFact(6, date(1989, 7, 8), None, "loi n° 86-1290 du 23 décembre 1986, art. 57 A"),
    ),
    (
        re.compile(r"\bbail commercial\b(?! derog)"),
        LegalFact(6, date(2014, 6, 20), None, "code de commerce, art. L. 145-9 et L. 145-4"),
    ),
    (
        re.compile(r"\bbail (?:rural|a ferme)\b"),
        LegalFact(18, None, None, "code rural et de la pêche maritime, art. L. 411-47 (à vérifier)"),
    ),
)
