"""A finding that somebody accepted, with the reason: it stays visible, and counts no more."""

from __future__ import annotations

from datetime import date

from ..frozen import frozen
from .schema import key


@frozen(kw_only=True)
class Ecart:
    """An accepted finding: the rule, the reason, who accepted it and when; the place where one rule has several."""

    regle: str = key("code ou nom de la règle", example="effet-anterieur")
    motif: str = key("pourquoi l'écart est accepté", example="le partenaire a commencé avant la signature")
    par: str = key("qui l'accepte", example="C. Charriaud")
    le: date = key("quand", example="2025-07-01")
    endroit: str = key("où, quand la règle trouve plusieurs écarts", example="convention, article 1er", default="")
