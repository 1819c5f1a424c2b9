"""In how long a public buyer pays, and above what a subsidy asks for a convention."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from . import LegalFact

# Days from the receipt of what is asked for (CCP, art. L. 2192-10): by who pays.
PAYMENT = LegalFact(30, date(2019, 4, 1), None, "CCP, art. R. 2192-10 (État, collectivités)")
PAYMENT_HEALTH = LegalFact(50, date(2019, 4, 1), None, "CCP, art. R. 2192-11 (établissements publics de santé)")
# Euros a year to an association, with the same authority.
SUBSIDY = LegalFact(
    Decimal(23_000), date(2001, 6, 10), None, "décret n° 2001-495 du 6 juin 2001, art. 1er ; loi n° 2000-321, art. 10"
)
