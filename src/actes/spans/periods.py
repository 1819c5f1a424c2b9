"""One period for the act: those that nearly say the same, another start, slices that do not follow each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import Generic, TypeVar

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind
from ..facts.flat import folded
from ..frozen import frozen
from ..part import Field, Passage
from ..pattern import pattern
from ..statements.moments import CONTRACT, Event, Moment, moments
from ..statements.periods import Said, dissent, periods, whole
from ..statements.statement import THIS, About, Statement
from ..statements.subjects import REASONS
from ..statements.wording import alike, differ_once, words_around
from ..values.periods import Period

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
    end: bool = False


def closed(context: Context) -> list[Statement[Said]]:
    """The periods of the act with both ends, those that contradict its own left out."""
    _, others = dissent(context)
    said = [one for one in periods(context) if one.subject.about is About.THIS and one not in others]
    return [one for one in said if one.value.extent.debut and one.value.extent.fin and one.value.period]


def neighbours(context: Context) -> Iterator[Twice[Period]]:
    """Periods that differ by a day, a month or a year at one end."""
    said, reference = closed(context), dissent(context)[0]
    counts = Counter(one.value.period for one in said)
    first = reference.value.period if reference else None
    ranked = sorted(counts, key=lambda period: (period != first, -counts[period]))
    told: set[Period | None] = set()
    for period, other in combinations(ranked, 2):
        if not period or not other or {period, other} & told or _slice_of(period, other):
            continue
        parts = [one for one in counts if one and period.contains(one)]
        if other in parts and any(other.intersection(one) is None for one in parts):
            continue  # « phase 1 : du 7 au 11 », « phase 2 : du 14 au 18 »
        stated = period == first and reference is not None and _present(reference)
        if alike(period, other) or (stated and _shifted(period, other)):
            told.add(other)
            places = [one.where for one in said if one.value.period == period]
            odd = next(one.where for one in said if one.value.period == other)
            yield Twice(odd, places[0], other, period, tuple(places))


def _present(said: Statement[Said]) -> bool:
    """« le présent arrêté est applicable du … au … »."""
    of = said.value.extent.mention.of
    return of is not None and of.present


def _shifted(period: Period, other: Period) -> bool:
    """The same days of another month, or of another year."""
    pairs = ((period.debut, other.debut), (period.fin, other.fin))
    return all(differ_once(*pair) and pair[0].day == pair[1].day for pair in pairs)


def _slice_of(period: Period, other: Period) -> bool:
    """« du 1er janvier au 31 mars » of a year: a part of it."""
    return period.contains(other) and period.annees == other.annees and period.fin.month != other.fin.month


_ENDING = pattern(r"\b(?:resili|denonc|rompre|rupture)\w*\b[^.;]*\Z")  # « résilier, à compter du »: no start of it


def other_start(context: Context) -> Iterator[Twice[date]]:
    """« à compter du … » of what the act does, on a day like that of its period or of its title."""
    own = [one for one in whole(context) if one.value.extent.debut]
    reference, others = dissent(context)
    first = reference or next(iter(own), None)
    start = first.value.extent.debut if first else None
    if first is None or start is None:
        return
    known = {(one.where.part.name, one.where.block) for one in others if isinstance(one.where, Passage)}
    for moment in moments(context):
        told = moment.where.kind in REASONS or not moment.own or moment.past or moment.event is not Event.START
        alone = moment.mention.kind is MentionKind.DATE or _open(moment.mention)
        # « le loyer est dû à compter du … »: of a bail that began before, another thing
        within = folded(first.where.context) if isinstance(first.where, Passage) else moment.noun
        if moment.thing not in ("", CONTRACT) and moment.noun not in within:
            continue
        told = told or _ENDING.search(folded(moment.where.before)) is not None
        if told or not alone or (moment.where.part.name, moment.where.block) in known or _spanned(context, moment):
            continue
        one_thing = not isinstance(first.where, Passage) or bool(words_around(first.where) & words_around(moment.where))
        if differ_once(start, moment.first) and (one_thing or moment.mention.kind is MentionKind.DATE):
            yield Twice(moment.where, first.where, moment.first, start)
            return


def lone_ends(context: Context) -> Iterator[Twice[date]]:
    """Without a period to measure by: the act is said to end, or to begin, on two days."""
    said = [one for one in whole(context) if one.value.period is None]
    if dissent(context)[0] is not None:
        return
    for end in (True, False):
        days = [(one.value.extent.fin if end else one.value.extent.debut, one) for one in said]
        found = [(day, one) for day, one in days if day is not None]
        values = list(dict.fromkeys(day for day, _ in found))
        if len(values) == 2:
            counts = Counter(day for day, _ in found)
            odd = values[1] if counts[values[1]] <= counts[values[0]] else values[0]
            meant = next(day for day in values if day != odd)
            where, right = (next(one.where for day, one in found if day == wanted) for wanted in (odd, meant))
            yield Twice(where, right, odd, meant, end=end)


def _open(mention: Mention) -> bool:
    return isinstance(mention.value, Bounds) and mention.value.fin is None


def _spanned(context: Context, moment: Moment) -> bool:
    """Whether a start has its own end or duration beside it: a period of something else."""
    where = moment.where
    here = [one for one in periods(context) if isinstance(one.where, Passage) and one.where.part is where.part]
    return any(
        one.where.block == where.block  # type: ignore[union-attr]
        and one.where.start <= where.start < one.where.end  # type: ignore[union-attr]
        and (one.value.extent.fin or one.value.extent.duree)
        for one in here
    )


def slices(context: Context) -> Iterator[tuple[Statement[Said], Statement[Said], Period | None]]:
    """Periods of lines that follow each other and overlap, or leave so short a hole between them."""
    said = [one for one in closed(context) if one.subject == THIS and not one.value.whole]
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
    found = [m for m in where.part.mentions[where.block] if m.kind is MentionKind.AMOUNT]
    start, end = where.context.rfind("\n", 0, where.start), where.context.find("\n", where.end)
    return any(start < m.start < (end if end >= 0 else len(where.context)) for m in found)
