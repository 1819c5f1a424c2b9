"""The start and the end of what an act is about, said in several places: two ends that nearly agree, for one start.

No word of what it is about is needed: every start counts, and every end, of a period closed or of a clause that says
of one day that something is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..part import Passage
from ..pattern import pattern
from ..statements.moments import CONTRACT, Clause, Event, own_clauses
from ..statements.periods import TOLD_OF, dissent
from ..statements.subjects import REASONS
from ..text import timewords as say
from ..text.tokens import DURATION
from ..values.accident import misdated, mistyped
from .order import renewed
from .periods import Twice

OVER = frozenset((say.END, say.CEASE))
APART = frozenset(
    (DURATION, say.BEFORE, say.AGAIN, say.NOTICE, say.PAID, say.PAST, say.INITIAL, say.CHANGED, say.EACH, say.OTHER)
)
_ISSUE = pattern(r"\ba l'issue\b")
_ONCE_OVER = pattern(r"\ba (?:l'(?:issue|expiration|echeance)|la fin|(?:son|leur) (?:terme|expiration|issue))\b")
Bound = tuple[Event, date, Passage, bool, str]
"""Which end, its day, where it is said; whether both ends of a period are said there; of what thing."""


def other_end(context: Context) -> Iterator[Twice[date]]:
    """The one end that another place says otherwise, where there is one start at most."""
    told = [one for clause in _clauses(context) for one in _said(clause)]
    starts = {day for event, day, *_ in told if event is Event.START}
    ends = [one for one in told if one[0] is Event.END]
    values = list(dict.fromkeys(day for _, day, *_ in ends))
    if len(values) != 2 or len(starts) > 1 or not misdated(*values) or abs(values[0] - values[1]).days == 1:
        return
    if len({thing for *_, thing in ends} - {""}) > 1:
        return  # the end of a rent, and that of the lease
    places = [[where for _, day, where, *_ in ends if day == value] for value in values]
    blocks = [{where[:2] for where in each} for each in places]
    known = {one.where[:2] for one in dissent(context)[1] if isinstance(one.where, Passage)}
    near = blocks[0] & blocks[1] or known & (blocks[0] | blocks[1]) or all(closed for *_, closed, _ in ends)
    if min(values) > min(starts, default=date.min) and not near and not renewed(context):
        odd = len(places[0]) >= len(places[1])
        yield Twice(places[odd][0], places[not odd][0], values[odd], values[not odd], tuple(places[not odd]))


def other_start(context: Context) -> Iterator[Twice[date]]:
    """The one day on which an act says that its contract begins, where another of its documents says another one."""
    told = [one for clause in _clauses(context) for one in _said(clause)]
    starts = [(day, where) for event, day, where, _, thing in told if event is Event.START and thing == CONTRACT]
    values, parts = list(dict.fromkeys(day for day, _ in starts)), {where.part.name for _, where in starts}
    once = len(parts) == len({(day, where.part.name) for day, where in starts})
    if len(values) == 2 and once and mistyped(*values) and not any(closed for *_, closed, _ in told):
        places = [[where for day, where in starts if day == value] for value in values]
        odd = len(places[0]) >= len(places[1])
        yield Twice(places[odd][0], places[not odd][0], values[odd], values[not odd], tuple(places[not odd]))


def _clauses(context: Context) -> Iterator[Clause]:
    return (one for one in own_clauses(context) if one.where.kind not in (*REASONS, Kind.TABLEAU))


_NOT_OVER = pattern(  # « la séance de clôture, le 5 juillet », « les comptes du dernier exercice clos »
    r"\b(?:exercices?|comptes?|annees?) clos"
    r"|\b(?:seance|soiree|fete|concert|reunion|ceremonie|journee)\b[^.;,]{0,30}\bde cloture"
)


def _said(clause: Clause) -> Iterator[Bound]:
    """The ends of a closed period; the only day of a clause that says that something begins or is over."""
    shape = {*clause.shape}
    low = folded(clause.where.text)
    over = bool(shape & OVER) or _ISSUE.search(low) is not None
    alone = len(clause.moments) == 1 and not shape & APART
    for one in clause.moments if all(one.own for one in clause.moments) else ():
        if TOLD_OF.search(one.where.low_before):
            continue
        # To be done after the end: « au plus tard le 30 juin, bien que le contrat ait pris fin ».
        once = one.event is Event.LIMIT and (
            _ONCE_OVER.search(low) or say.AFTER in one.letters or not {*one.letters} & OVER
        )
        ends = one.event is Event.END or (over and one.event is not Event.DONE and not once)
        if one.event is Event.START and (one.closed or not one.past):
            yield Event.START, one.first, one.day, one.closed, one.thing
        elif one.closed or (alone and ends and not one.past and not _NOT_OVER.search(low)):
            yield Event.END, one.last, one.day, one.closed, one.thing
