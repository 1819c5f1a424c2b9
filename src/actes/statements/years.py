"""The years that an act names for what it provides: not those of another text, of its history or of a budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..part import Nature, Passage
from .statement import THIS
from .subjects import REASONS, TITLES, Subjects

_MONEY = re.compile(r"budget|cr[ée]dit|exercice|compte\sadministratif|r[ée]sultat|loi\sde\sfinances", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:depuis|en|de|pr[ée]c[ée]d|ant[ée]rieur|programme|tarif\w*\s(?:de|pour))\b\W*\Z"
    r"|\b(?:bilan|r[ée]sultats?)\s(?:de\s(?:la\s|l['’])?|du\s|des\s|d['’])[^.;]{0,30}\Z",
    re.IGNORECASE,
)
_FORMER = re.compile(  # « la précédente convention, conclue pour les années 2023 à 2025 »
    r"\b(?:pr[ée]c[ée]dente?|ancienne?)\s(?:convention|contrat|march[ée]|bail|accord(?:-cadre)?)\b[^.;]*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Years, and where they are named."""

    years: tuple[int, ...]
    where: Passage


def years_named(context: Context) -> Iterator[Named]:
    """Years of the act: « années 2025 et 2026 » in its body, a year alone only in a title."""
    subjects = Subjects.of_context(context)
    for passage, mention in context.passages(MentionKind.YEARS, MentionKind.YEAR):
        years = _years(mention)
        if years and _counts(passage, mention) and subjects.of(passage, mention) == THIS:
            yield Named(years, passage)


def all_years(context: Context) -> Iterator[Named]:
    """Every list or range of years, of whatever it is."""
    for passage, mention in context.passages(MentionKind.YEARS):
        if not mention.problem:
            yield Named(_years(mention), passage)


def single_years(context: Context) -> Iterator[Named]:
    """Each time the act names one year for what it does: « année 2026 », « exercice 2026 », « tarifs 2026 »."""
    subjects = Subjects.of_context(context)
    for passage, mention in context.passages(MentionKind.YEARS, MentionKind.YEAR):
        years = _years(mention)
        if (
            len(years) != 1
            or passage.kind is Kind.CONSIDERANT
            or (mention.of and subjects.of(passage, mention) != THIS)
        ):
            continue
        before = passage.context[max(0, passage.start - 30) : passage.start]
        if not _PAST.search(before) and (mention.kind is MentionKind.YEARS or passage.kind in TITLES):
            yield Named(years, passage)


def _years(mention: Mention) -> tuple[int, ...]:
    value = mention.value
    return (value,) if isinstance(value, int) else value if isinstance(value, tuple) else ()


def _counts(passage: Passage, mention: Mention) -> bool:
    """Whether the words around give the years of what the act provides."""
    if passage.kind in REASONS or mention.label == "exercice" or passage.part.nature is Nature.PIECE:
        return False
    before = passage.context[max(0, passage.start - 60) : passage.start]
    if _MONEY.search(before) or _PAST.search(before) or _FORMER.search(passage.context[: passage.start]):
        return False
    return mention.kind is MentionKind.YEARS or passage.kind in TITLES
