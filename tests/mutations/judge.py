"""Whether an act contradicts itself once changed: the fact is stated twice, or follows from others.

It reads plain text with regular expressions and exact arithmetic, and imports nothing of `actes`: what the checker
should find must not depend on what it finds. Doubt goes against the checker.
"""

from __future__ import annotations

from collections.abc import Callable

from .judge_dates import judge_date
from .judge_durations import judge_duration
from .judge_figures import judge_amount, judge_percent, judge_taxes, judge_words
from .judge_text import (
    judge_article_number,
    judge_cited_number,
    judge_deleted,
    judge_identifier,
    judge_name,
    judge_reference,
    judge_repeated,
)
from .mutants import Mutant

JUDGES: dict[str, Callable[[Mutant], str]] = {
    "année": judge_date,
    "mois": judge_date,
    "jour": judge_date,
    "chiffre d’un montant": judge_amount,
    "total d’un tableau": judge_amount,
    "mot d’un montant en lettres": judge_words,
    "pourcentage": judge_percent,
    "durée": judge_duration,
    "numéro d’article": judge_article_number,
    "renvoi à un article": judge_reference,
    "numéro d’acte cité": judge_cited_number,
    "date d’acte cité": judge_date,
    "nom": judge_name,
    "HT et TTC échangés": judge_taxes,
    "article supprimé": judge_deleted,
    "titre répété": judge_repeated,
    "chiffre d’un identifiant": judge_identifier,
    "jour de semaine": judge_date,
}


def why_eligible(mutant: Mutant) -> str:
    """Why the change contradicts the act (French); nothing where it does not."""
    return JUDGES[mutant.kind](mutant)
