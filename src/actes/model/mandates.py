"""Since when the council in office sits: what the collectivity says, checked against the general renewals."""

from __future__ import annotations

from datetime import date, timedelta

from ..law.councils import RENEWALS
from .collectivite import Collectivite

BEFORE = timedelta(days=180)  # a mandate that began so long before the day of the table is of the same renewal


def council_since(body: Collectivite | None, on: date) -> tuple[date, bool] | None:
    """The first day of the council in office, and whether the collectivity's own data give it.

    A renewal that these data do not know yet counts: a delegation does not outlive the council that gave it.
    """
    renewals = [fact.value for fact in RENEWALS if fact.value <= on]
    if body is None:
        return (max(renewals), False) if renewals else None
    starts = [mandate.debut for mandate in body.mandats if mandate.debut <= on]
    if not starts:
        return None
    if not renewals or max(starts) >= max(renewals) - BEFORE:
        return max(starts), True
    return max(renewals), False
