"""A finding that somebody accepted, with the reason: it stays visible, and counts no more."""

from __future__ import annotations

from datetime import date

from .schema import keyed


@keyed
class Ecart:
    """An accepted finding: the rule, the reason, who accepted it and when; the place where one rule has several."""

    regle: str
    motif: str
    par: str
    le: date
    endroit: str = ""
