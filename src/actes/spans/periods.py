"""One period for the act: those that nearly say the same, slices that follow each other, notices that it must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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
from ..statements.moments import CONTRACT, Lasts, Span, clauses_of
from ..statements.periods import Said, dissent, one_of, periods
from ..statements.statement import About, Statement
from ..statements.wording import alike
from ..values.dates import show_date_numeric
from ..values.dateshift import add
from ..values.periods import Period

Where = Passage | Field
T = TypeVar("T")
FRIDAY = 4
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
        if alike(period, other):
            told.add(other)
            places = [one.where for one in said if one.value.period == period]
            odd = next(one.where for one in said if one.value.period == other)
            yield Twice(odd, places[0], other, period, tuple(places))


def slices(context: Context) -> Iterator[tuple[Statement[Said], Statement[Said], Period | None]]:
    """Periods of lines that follow each other and overlap, or leave so short a hole between them."""
    said = [one for one in closed(context) if not one.value.whole]
    for one, other in pairwise(said):
        first, second = one.value.period, other.value.period
        if first and second and first != second and _follow(one.where, other.where) and not alike(first, second):
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
