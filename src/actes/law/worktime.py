"""How long people work: what a full time is."""

from __future__ import annotations

from datetime import date

from . import LegalFact

# Hours a week of a full time, which 1 607 hours a year are counted from.
FULL_TIME = LegalFact(
    35, date(2002, 1, 1), None, "code du travail, art. L. 3121-27 ; décret n° 2001-623 du 12 juillet 2001, art. 1er"
)
