"""One period for the act: those that nearly say the same, slices that follow each other, notices that it must hold.

Where its start and its end stand apart, two ends that nearly agree, for one start (`other_end`): no word of what it is
about is needed; every start counts, and every end, of a period closed or of a clause that says of one day that
something is over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Generic, TypeVar

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..facts.times import SIGN
from ..frozen import frozen
from ..part import Field, Passage
from ..pattern import pattern
from ..statements.moments import CONTRACT, Clause, Event, Lasts, Span, clauses_of, own_clauses
from ..statements.periods import TOLD_OF, Said, dissent, one_of, periods
from ..statements.subjects import REASONS, About, Statement
from ..text import timewords as say
from ..text.tokens import DURATION
from ..values.accident import misdated, mistyped, one_end_off
from ..values.dates import show_date_numeric
from ..values.dateshift import add
from ..values.periods import Period
from .order import renewed

Where = Passage | Field
T = TypeVar("T")
LONGEST_HOLE = 45  # days: more is a season, not a mistake


@frozen(eq=False)
class Twice(Generic[T]):
    """What one place says, what another says, and the words to show for each."""

    odd: Where
    right: Where
    said: T
    meant: T
    others: tuple[Where, ...] = ()


def closed(context: Context) -> list[Statement[Said]]:
    """The periods of the act with both ends, those that contradict its own left out."""
    reference, others = dissent(context)
    said = [one for one in periods(context) if one.subject.about is About.THIS and one not in others]
    said = [one for one in said if one.value.extent.debut and one.value.extent.fin and one.value.period]
    said = [one for one in said if not isinstance(one.where, Passage) or not _SLICE.search(one.where.low_before)]
    whole = reference.value.period if reference else None
    return [one for one in said if whole is None or one.value.period == whole or not one_of(one, whole)]


_SLICE = pattern(r"\b(?:exercice|annee|phase|tranche|periode|etape) (?:n ?° ?)?[0-9]{1,2} ?[(:–-] ?\Z")


def neighbours(context: Context) -> Iterator[Twice[Period]]:
    """Periods that differ by a day, a month or a year at one end."""
    said, reference = closed(context), dissent(context)[0]
    counts = Counter(one.value.period for one in said)
    hourly = [(one.value.period, folded(one.value.extent.mention.text)) for one in said]
    sure = {period for period, text in hourly if SIGN.search(text)}  # two things, each from its hour
    first = reference.value.period if reference else None
    ranked = sorted(counts, key=lambda period: (period != first, -counts[period]))
    told: set[Period | None] = set()
    for period, other in combinations(ranked, 2):
        if not period or not other or {period, other} & told or {period, other} <= sure:
            continue
        whole, part = (period, other) if period.contains(other) else (other, period)
        parts = [one for one in counts if one and whole.contains(one)]
        if part in parts and any(part.intersection(one) is None for one in parts):
            continue  # « phase 1 : du 7 au 11 », « phase 2 : du 14 au 18 »
        if one_end_off(period, other):
            told.add(other)
            places = [one.where for one in said if one.value.period == period]
            odd = next(one.where for one in said if one.value.period == other)
            if isinstance(odd, Passage) and _confirmed(odd, other):
                continue
            yield Twice(odd, places[0], other, period, tuple(places))


NEXT = 40  # characters
_SO_MANY = pattern(r",? (?:soit|c'est-a-dire) (?:une duree de )?(?P<n>[0-9]{1,4}) (?P<unit>jours|mois)\b")


def _confirmed(where: Passage, period: Period) -> bool:
    """« du 1er septembre au 3 octobre 2025, soit 33 jours »: its own length says that it is meant."""
    so = _SO_MANY.search(where.low, where.start, where.end + NEXT)
    return so is not None and int(so["n"]) == (period.jours if so["unit"] == "jours" else period.duree.mois)


def slices(context: Context) -> Iterator[tuple[Statement[Said], Statement[Said], Period | None]]:
    """Periods of lines that follow each other and overlap, or leave so short a hole between them."""
    said = [one for one in closed(context) if not one.value.whole]
    for one, other in pairwise(said):
        first, second = one.value.period, other.value.period
        if first and second and first != second and _follow(one.where, other.where) and not one_end_off(first, second):
            hole = first.gap(second)
            if first.intersection(second) is not None:
                yield one, other, None
            elif hole is not None and hole.jours < min(first.jours, second.jours, LONGEST_HOLE):
                yield one, other, hole


def _follow(one: Where, other: Where) -> bool:
    """Whether two periods stand in lines that follow each other."""
    if not isinstance(one, Passage) or not isinstance(other, Passage) or one.part is not other.part:
        return False
    lines = one.kind == other.kind and one.kind in (Kind.ITEM, Kind.PARAGRAPHE) and other.block - one.block == 1
    return lines or (one.block == other.block and one.kind is Kind.TABLEAU and all(map(_priced, (one, other))))


def _priced(where: Passage) -> bool:
    """Whether the row of a table gives an amount: phases of works may overlap."""
    found = [m for m in where.mentions if m.kind is MentionKind.AMOUNT]
    start, end = where.context.rfind("\n", 0, where.start), where.context.find("\n", where.end)
    return any(start < m.start < (end if end >= 0 else len(where.context)) for m in found)


Limited = tuple[Span, str, Passage | Field]
"""A notice, what it does not fit in, and where that is said."""


def notices(context: Context, reference: Statement[Said] | None, first: date | None) -> Iterator[Limited]:
    """Notices longer than what is left of the period, or than the duration."""
    every = [one for part in clauses_of(context) for one in part.spans if one.own]
    period = reference.value.period if reference else None
    whole = [one for one in every if one.lasts is Lasts.WHOLE and one.thing == CONTRACT and one.value.mois]
    shortest = min(whole, key=lambda one: one.value.mois or 0, default=None)
    for one in (one for one in every if one.lasts is Lasts.NOTICE):
        start = max(period.debut, first or period.debut) if period else None
        if reference and period and start and add(start, one.value) > period.fin:
            days = (show_date_numeric(start), show_date_numeric(period.fin))
            yield one, f"ce qui reste de la période (du {days[0]} au {days[1]})", reference.where
        elif not period and shortest and (one.value.mois or 0) >= (shortest.value.mois or 0):
            yield one, f"une durée de {shortest.value}", shortest.where


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
        yield _twice(values, places)


def other_start(context: Context) -> Iterator[Twice[date]]:
    """The one day on which an act says that its contract begins, where another of its documents says another one."""
    told = [one for clause in _clauses(context) for one in _said(clause)]
    starts = [(day, where) for event, day, where, _, thing in told if event is Event.START and thing == CONTRACT]
    values, parts = list(dict.fromkeys(day for day, _ in starts)), {where.part.name for _, where in starts}
    once = len(parts) == len({(day, where.part.name) for day, where in starts})
    if len(values) == 2 and once and mistyped(*values) and not any(closed for *_, closed, _ in told):
        places = [[where for day, where in starts if day == value] for value in values]
        yield _twice(values, places)


def _twice(values: Sequence[date], places: Sequence[Sequence[Passage]]) -> Twice[date]:
    """Of two days, the one said in fewer places is odd."""
    odd = len(places[0]) >= len(places[1])
    return Twice(places[odd][0], places[not odd][0], values[odd], values[not odd], tuple(places[not odd]))


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
