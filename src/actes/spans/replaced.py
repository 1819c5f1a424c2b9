"""What an act puts in force, and the day on which what it replaces ceases: the eve, or that very day.

« les tarifs entrent en vigueur le 1er janvier 2026 ; ceux de 2025 cessent de s'appliquer le 31 décembre 2025 ». Its
title says the same day; and a price is no older than the act.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..context import Context
from ..document import Kind
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.moments import Clause, Event, Moment, own_clauses
from ..statements.subjects import REASONS, TITLES
from ..values.accident import misdated

_OLD = pattern(
    r"\b(?:deliberation|arrete|decision|reglement|tarifs?|grille|bareme|ceux|celles?|celui)\b[^.;]*"
    r"\b(?:cess\w+ (?:de |d'|ses|leurs|d')|abrog|rapporte|n'est plus applicable|ne sont plus applicables)"
    r"|\b(?:abrog\w+|rapporte)\b[^.;]*\b(?:deliberation|arrete|decision|reglement|tarifs?)\b"
)
_RULE = pattern(r"\b(?:tarifs?|redevances?|bareme|grille|reglement|prix|taux|parts? (?:fixe|variable))\b")
_FORCE = pattern(
    r"\b(?:fix|adopt|approuv|institu|decid|entre(?:nt|ra|ront)? en vigueur|prend\w* effet|applicab|appliqu|porte)"
)
_TITLED = pattern(
    r"\b(?:tarifs?|redevances?|bareme|reglement)\b[^.;]{0,60}\b(?:applicables?|a (?:compter|partir)|au)\b"
    r"[^.;]{0,20}\Z"
)
_NOT_NEW = pattern(r"\b(?:depuis|inchange|maintien|restent?|ancien|precedent|actuel|en vigueur (?:au|depuis))")
DAY = timedelta(days=1)


@frozen
class Replaced:
    """A day on which what was in force ceases, or a title that says when the new begins, and the day it begins."""

    where: Passage
    said: date
    start: date
    new: Passage
    ceases: bool


def replaced(context: Context) -> Iterator[Replaced]:
    """Where one day is that of all that the act puts in force, what does not agree with it."""
    clauses = [one for one in own_clauses(context) if one.where.part.nature is Nature.ACTE]
    starts = beginnings(context)
    if len({one.first for one in starts}) != 1:
        return
    new = starts[0]
    for one in clauses:
        for moment in _ceasing(one):
            if not any(moment.last == day for day in (new.first, new.first - DAY)) and _meant(moment.last, new.first):
                yield Replaced(moment.day, moment.last, new.first, new.day, ceases=True)
        for moment in _titled(one):
            if moment.first != new.first and misdated(moment.first, new.first):
                yield Replaced(moment.day, moment.first, new.first, new.day, ceases=False)


def beginnings(context: Context) -> list[Moment]:
    """The days on which the act puts its rules and its prices in force."""
    clauses = (one for one in own_clauses(context) if one.where.part.nature is Nature.ACTE)
    return [moment for one in clauses for moment in _starting(one)]


def _meant(over: date, start: date) -> bool:
    """Whether one day may be the other, or its eve, mistaken."""
    return misdated(over, start) or misdated(over, start - DAY)


def _starting(clause: Clause) -> Iterator[Moment]:
    """The days on which a rule or a price comes in force."""
    low = clause.where.low_text
    if clause.where.kind in (*REASONS, *TITLES) or _OLD.search(low) or _NOT_NEW.search(low):
        return
    if _RULE.search(clause.where.low) and (_FORCE.search(low) or clause.where.kind is Kind.ARTICLE):
        begun = (one for one in clause.moments if one.event is Event.START and one.own)
        yield from (one for one in begun if not (one.past or one.closed))


def _ceasing(clause: Clause) -> Iterator[Moment]:
    """« la délibération du … est abrogée à compter du », « cesse de s'appliquer le »."""
    if clause.where.kind in (*REASONS, *TITLES):
        return
    old = _OLD.search(clause.where.low, clause.where.start, clause.where.end)
    for one in clause.moments if old else ():
        if old and one.where.start >= old.end() and one.event in (Event.END, Event.START) and not one.closed:
            yield one


def _titled(clause: Clause) -> Iterator[Moment]:
    for one in clause.moments if clause.where.kind in TITLES else ():
        if not one.closed and one.day.led(_TITLED):
            yield one
