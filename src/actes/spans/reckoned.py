"""Ends that are reckoned from a day that another clause says: what is valid or prolonged, rows that share a start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from ..context import Context
from ..facts.flat import folded
from ..facts.numerals import NUMBER, number
from ..outline.lists import SEVERAL
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.moments import Clause, Event, Lasts, Moment, Span, clauses_of, moments
from ..text import timewords as say
from ..text.tokens import DURATION
from ..values.dateshift import add, before, end_of
from ..values.durations import Duration, Unit
from .lengths import MOST, NEAR_DAYS, Delay

_SO_UNTIL = pattern(rf"{DURATION}[^DJB;]*{say.SO}[^DJB;]*(?P<end>[JB])")
_FROM = pattern(r"\b(?:a (?:compter|partir)|des|depuis)\b")  # a day that is not said
_ENDS = (Event.END, Event.VALID, Event.LIMIT)


def reckoned(context: Context) -> Iterator[Delay]:
    """Ends that are not so long after the day that they are counted from."""
    own = [one for one in clauses_of(context) if one.where.part.nature is not Nature.PIECE]
    for _, group in groupby(own, key=_scope):
        clauses = list(group)
        for rank, one in enumerate(clauses):
            earlier = [moment for each in clauses[:rank] for moment in each.moments]
            if (found := _until(one, earlier)) is not None and not _explained(context, found):
                yield found
    for _, group in groupby(own, key=lambda one: (id(one.where.part), one.where.block, one.row >= 0)):
        yield from _rows(list(group))
    for _, group in groupby(own, key=lambda one: (id(one.where.part), one.where.block)):
        yield from _example(list(group))
    for one in own:
        yield from _before_opening(one, own)


_SUCH_AS = pattern(r"\W*(?:ainsi|par exemple|exemple)\b")


def _example(clauses: Sequence[Clause]) -> Iterator[Delay]:
    """« Elle est valable douze mois. Ainsi, une inscription prise le … expire le … »."""
    for rank, one in enumerate(clauses):
        spans = {str(s.value): s for each in clauses[:rank] for s in each.spans if s.thing}
        told = one.moments if _SUCH_AS.match(folded(one.where.text)) and not one.spans else ()
        if len(spans) == 1 and len(told) == PAIR and told[0].event is Event.NONE and told[1].event in _EXAMPLE_ENDS:
            (span,), (start, end) = spans.values(), told
            if span.thing == start.thing and _sane(span, end) and not _makes(start.last, span, end):
                yield Delay(span, end, end_of(start.last, span.value), start.where)


PAIR = 2
_EXAMPLE_ENDS = (Event.END, Event.LIMIT, Event.BACK)
_OPENING = pattern(
    r"\bavant (?:la premiere|le premier"
    r"|(?:le debut|le commencement|l'ouverture|le lancement) (?:de (?:la |l')?|du |des ))"
    r"\s?(?P<of>[a-z]{5,})"
)


def _before_opening(one: Clause, own: Sequence[Clause]) -> Iterator[Delay]:
    """« un mois avant la première représentation, soit le … », whose days another clause says."""
    low = folded(one.where.context) if say.SO in one.shape else ""
    match = _OPENING.search(low, one.where.start, one.where.end) if low else None
    day = next((moment for moment in one.moments if match and moment.where.start >= match.end()), None)
    if match is None or day is None or _SO.search(low, match.end(), day.where.start) is None:
        return
    span = next((s for s in reversed(one.spans) if s.where.end <= match.start()), None)
    span, exact = (span, False) if span else (_in_hours(day, low, match.start()), True)
    if span is None or not _sane(span, day):
        return
    nouns = _said_by(match["of"].rstrip("s"))
    since = [
        moment
        for other in own
        if other.where.part is one.where.part and other.where.block != one.where.block
        if any(noun in folded(f"{other.where.text} {_title(other)}") for noun in nouns)
        for moment in other.moments
        if moment.first.year > MOST
    ]
    since = [moment for moment in since if moment.event is Event.START] or since
    early = {before(moment.first, span.value): moment for moment in reversed(since)}
    if early and all(abs((day.last - each).days) > (0 if exact else NEAR_DAYS) for each in early):
        yield Delay(span, day, min(early), early[min(early)].where, exact)


_SO = pattern(r"\bsoit\b")
_HOURS = pattern(rf"\b(?P<said>(?P<n>[0-9]{{1,3}}|{NUMBER}) heures)\b[^.;,]{{0,20}}\Z")
HOURS = 24


def _in_hours(day: Moment, low: str, end: int) -> Span | None:
    """« 48 heures avant » is two days."""
    match = _HOURS.search(low, max(0, end - 60), end)
    hours = (int(match["n"]) if match["n"].isdigit() else number(match["n"]) or 0) if match else 0
    if match is None or hours == 0 or hours % HOURS:
        return None
    where = Passage(day.where.part, day.where.block, *match.span("said"))
    return Span(day.owner, Lasts.WITHIN, "", Duration(hours // HOURS, Unit.JOUR), where, day.mention)


def _said_by(noun: str) -> tuple[str, ...]:
    """« l'occupation », which another clause says « occuper »."""
    return (noun, noun.removesuffix("ation") + "er") if noun.endswith("ation") else (noun,)


def _title(one: Clause) -> str:
    """How the article is called in which something is said."""
    above = [each for each in one.where.part.articles if each.block <= one.where.block < each.end]
    return above[-1].title if above else ""


def _scope(one: Clause) -> object:
    """An article; the block, where no article is."""
    article = one.where.section.article
    return id(one.where.part), article if article and one.row < 0 else one.where.block


def _until(one: Clause, earlier: Sequence[Moment]) -> Delay | None:
    """« Elle est valable deux ans, soit jusqu'au … », « prolongé de vingt jours, soit jusqu'au … »."""
    match = _SO_UNTIL.search(one.shape)
    span = next((s for s in one.spans if match and s.where.start == one.tokens[match.start()].start), None)
    day = next((m for m in one.moments if match and m.where.start == one.tokens[match.start("end")].start), None)
    if match is None or span is None or day is None or not _apart(one, span, day, one.shape[: match.end()]):
        return None
    again = say.AGAIN in one.shape[: match.start()]
    since = [m for m in earlier if m.event in _ENDS] if again else earlier[-1:]
    if not since or any(_makes(m.last, span, day) for m in earlier):
        return None
    return Delay(span, day, _after(since[-1].last, span, again=again), since[-1].where)


def _apart(one: Clause, span: Span, day: Moment, shape: str) -> bool:
    """Whether the clause says how long and until when, and not from when."""
    started = any(m.event is Event.START for m in one.moments if m.where.start < day.where.start)
    between = folded(one.where.context)[span.where.end : day.where.start]
    if started or _FROM.search(between) or {say.BEFORE, say.AFTER} & set(shape):
        return False
    return day.event in _ENDS and span.lasts not in (Lasts.WITHIN, Lasts.NOTICE) and _sane(span, day)


def _sane(span: Span, day: Moment) -> bool:
    """Whether the calendar goes as far."""
    years = (span.value.mois or 0) / 12 + (span.value.jours or 0) / 365
    return years <= MOST < min(day.first.year, date.max.year - day.last.year)


def _after(start: date, span: Span, *, again: bool) -> date:
    """A time that prolongs counts from the last day; another one from the first."""
    return add(start, span.value) if again else end_of(start, span.value)


def _makes(start: date, span: Span, day: Moment) -> bool:
    return day.last in (add(start, span.value), end_of(start, span.value))


def _explained(context: Context, found: Delay) -> bool:
    """Whether any day of the act makes it, to the day."""
    return any(_makes(each, found.span, found.day) for m in moments(context) for each in (m.first, m.last))


def _rows(rows: Sequence[Clause]) -> Iterator[Delay]:
    """« 1 an », « 24 octobre 2026 », row after row: all count from one day, and one row does not."""
    told = [(row.spans[0], row.moments[0]) for row in rows if len(row.spans) == len(row.moments) == 1 and row.row >= 0]
    pairs = [(span, day) for span, day in told if _sane(span, day)]
    starts = [before(day.last, span.value) for span, day in pairs]
    usual = max(starts, key=starts.count, default=None)
    if usual is None or starts.count(usual) != len(pairs) - 1 or len(pairs) <= SEVERAL:
        return
    for span, day in pairs:
        if before(day.last, span.value) != usual:
            yield Delay(span, day, add(usual, span.value))
