"""A start and a duration make an end, whatever the words, in whatever order, in one sentence or several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from ..context import Context
from ..facts import Bounds, Mention, MentionKind, PartialDate
from ..facts.flat import folded
from ..facts.numerals import number
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.days import Role, day_of
from ..statements.moments import Clause, Event, Lasts, Moment, Span, clauses_of
from ..text import timewords as say
from ..text.tokens import DURATION, shape
from ..values.dateshift import add, before, end_of
from ..values.durations import Duration, Unit
from ..values.periods import Period

_TIMES = pattern(r"(?P<n>[0-9]{1,2}|une|deux|trois|quatre|cinq|six)\s(?:\([a-z0-9]{1,8}\)\s)?(?:nouvelles\s)?\Z")
_TOWARDS = pattern(
    rf"{DURATION}[^DJB]*(?:(?P<before>[{say.BEFORE}{say.LIMIT}])|{say.AFTER})[^DJB]*{say.END}[^DJB]*{say.SO}[^DJB]*\Z"
)
_FROM = pattern(  # « au plus tard le 31 mars 2028, soit six mois avant le terme »
    rf"[^DJB]*{say.SO}{DURATION}(?:(?P<before>[{say.BEFORE}{say.LIMIT}])|{say.AFTER})[^DJB]{{0,2}}{say.END}"
)
_EFFECTIVE = pattern(r"\s(?:de\s|d['’])?(?:présence|effecti|ouvr|travaill|intervention|animation|atelier)")
MOST = 100  # years
FRIDAY = 4
MONDAY = 3  # the latest day of a month on which its first Monday falls after a week-end


@frozen(eq=False)
class Length:
    """From `start` to `end`, said to last `span`, `times` over; `near` where one sentence says it all."""

    start: Moment
    end: Moment
    span: Span
    times: int
    near: bool

    @property
    def value(self) -> Duration:
        return repeated(self.span.value, self.times)

    @property
    def expected(self) -> date:
        return end_of(self.start.first, self.value)

    @property
    def holds(self) -> bool:
        """Whether the end is the one expected, that of the first period, or of days and weeks as people count them."""
        start, end, value = self.start.first, self.end.last, self.span.value
        if value.unite is Unit.JOUR and _EFFECTIVE.match(self.span.where.context, self.span.where.end):
            return True  # « 60 jours de présence effective »: not all the days between
        if end in (self.expected, end_of(start, value)):
            return True
        if value.mois and start.day <= MONDAY and (end + timedelta(days=1)).day == 1:  # « du lundi 2 mars au 30 avril »
            return 12 * (end.year - start.year) + end.month - start.month + 1 == value.mois * self.times
        apart = self.start.where != self.end.where  # the first day is not counted after « à compter du »
        if apart and value.jours is not None and end == add(start, value):
            return True
        if value.unite is Unit.SEMAINE:  # the last one ends on a Friday or a Saturday
            return end.weekday() in (FRIDAY, FRIDAY + 1) and 0 < (self.expected - end).days <= 2
        if value.unite is Unit.JOUR:  # working days are, perhaps
            strict = self.end.mention.text.endswith(("inclus", "compris"))
            return not strict and _working(start, end) == value.nombre
        return False

    @property
    def period(self) -> Period:
        return Period(self.start.first, self.end.last)


@frozen(eq=False)
class Total:
    """A duration, renewed `times` times, that is said to make (or not to exceed) `total`."""

    each: Span
    times: int
    total: Span
    most: bool

    @property
    def holds(self) -> bool:
        made, said = repeated(self.each.value, self.times + 1), self.total.value
        if (made.mois is None) is not (said.mois is None):
            return True
        one, other = (made.mois or made.jours or 0), (said.mois or said.jours or 0)
        return one == other or (self.most and one < other)


@frozen(eq=False)
class Term:
    """« trois mois avant le terme, soit le 30 septembre »: `day` is to be `span` before (or after) the end."""

    span: Span
    day: Moment
    early: bool

    def expected(self, end: date) -> date:
        return before(end, self.span.value) if self.early else add(end, self.span.value)


def _working(start: date, end: date) -> int:
    """The days from Monday to Friday, both ends counted."""
    weeks, days = divmod((end - start).days + 1, 7)
    return 5 * weeks + sum((start.weekday() + n) % 7 <= FRIDAY for n in range(days))


def repeated(duration: Duration, times: int) -> Duration:
    return Duration(min(9999, duration.nombre * times), Unit(duration.unite))


def lengths(context: Context) -> Iterator[Length]:
    """Every start, end and duration that belong together, in a sentence, else in a paragraph, else in an article."""
    done: set[tuple[int, int, int]] = set()
    own = [one for one in clauses_of(context) if one.where.part.nature is not Nature.PIECE]
    for scope in (_clause, _block, _lines, _article):
        for _, group in groupby(own, key=scope):
            clauses = list(group)
            for found in _together(clauses, near=len(clauses) == 1):
                spots = {_spot(one) for one in (found.start, found.end, found.span)}
                if not spots & done:
                    yield found
                done |= spots


def _spot(one: Moment | Span) -> tuple[int, int, int]:
    return id(one.where.part), one.where.block, one.where.start


def _clause(one: Clause) -> object:
    return id(one)


def _block(one: Clause) -> object:
    return id(one.where.part), one.where.block, one.row


_LABELLED = pattern(r"[^.;:\n]{3,60}\s?: [^.;:\n]{1,60}")  # « Début des travaux : 1er juillet 2026 »


def _lines(one: Clause) -> object:
    """The lines of a list of labels, each with its value."""
    part, first = one.where.part, one.where.block
    if one.row >= 0 or not _LABELLED.fullmatch(part.blocks[first].text.strip()):
        return _block(one)
    while first and _LABELLED.fullmatch(part.blocks[first - 1].text.strip()):
        first -= 1
    return id(part), first, -1


def _article(one: Clause) -> object:
    section = one.where.section
    return id(one.where.part), section.article if section.article and one.row < 0 else (one.where.block, one.row)


def _together(clauses: Sequence[Clause], *, near: bool) -> Iterator[Length]:
    """The only start, the only end and the only duration of what is said, if they are of one thing."""
    spans = [span for one in clauses for span in one.spans if span.lasts is Lasts.WHOLE and not _limit(clauses, span)]
    moments = [moment for one in clauses for moment in one.moments if near or not moment.past]
    moments = [moment for moment in moments if say.CHANGED not in moment.letters]
    starts = [one for one in moments if one.event is Event.START]
    ends = [one for one in moments if one.event in (Event.END, Event.LIMIT)]
    if len(starts) == 1 and starts[0].thing and not near:  # « dépôt des dossiers au plus tard le … »: of another thing
        ends = [one for one in ends if one.thing in ("", starts[0].thing) and one.event is Event.END] or ends
    if len(starts) != 1 or len(ends) != 1:
        return
    start, end = starts[0], ends[0]
    if not spans:
        spans = [s for one in clauses for s in one.spans if s.lasts is Lasts.AGAIN and _beside(s, start)]
    if len({(span.value.mois, span.value.jours) for span in spans}) != 1 or start.first > end.last:
        return
    span = spans[0]
    if (
        span.owner != start.owner
        or start.owner != end.owner
        or (not near and not (_one_thing(clauses, start, end, span) or span.lasts is Lasts.AGAIN))
    ):
        return
    if (
        end.event is Event.LIMIT
        and say.END not in end.letters
        and not (near and re.search(rf"{DURATION}[^;]*{say.SO}[^DJ;]*B", clauses[0].shape))
    ):
        return
    if span.value.nombre <= 12 * MOST * 31:
        yield Length(start, end, span, _times_before(clauses, end) + 1, near)


def _beside(span: Span, start: Moment) -> bool:
    """« prolongée de six mois, du 1er juillet … », « renouvelé pour six mois à compter du … »: it starts at once."""
    return start.where.block == span.where.block and 0 <= start.where.start - span.where.end <= len(", ")


def _limit(clauses: Sequence[Clause], span: Span) -> bool:
    """Whether a duration is that of all the renewals together."""
    if not any(say.AGAIN in one.shape for one in clauses):
        return False
    one = next(one for one in clauses if span in one.spans)
    ranks = [n for n, token in enumerate(one.tokens) if token.start == span.where.start]
    return say.TOTAL in one.shape[: ranks[0]].rpartition(DURATION)[2]


def _one_thing(clauses: Sequence[Clause], *found: Moment | Span) -> bool:
    """Whether all are of one thing that is named; « la durée » may be that of what is said beside it."""
    things = {one.thing for one in found}
    length = any(say.LENGTH in one.shape for one in clauses if set(one.spans) & set(found)) or _headed(clauses)
    return len(things - {""}) <= 1 and ("" not in things or length)


def _headed(clauses: Sequence[Clause]) -> bool:
    return say.LENGTH in shape(clauses[0].heading)


def _times_before(clauses: Sequence[Clause], end: Moment) -> int:
    """How many renewals are said before an end: « reconductible deux fois …, soit jusqu'au 31 décembre »."""
    counts = [
        n
        for one in clauses
        for place, n in renewals(one)
        if (one.where.block, place) < (end.where.block, end.where.start)
    ]
    return counts[0] if counts else 0


def renewals(one: Clause) -> Iterator[tuple[int, int]]:
    """« renouvelable trois fois »: where it stands, and how many times."""
    text = one.where.context
    for rank, token in enumerate(one.tokens):
        if token.sort == say.TIMES and say.AGAIN in one.shape[:rank]:
            match = _TIMES.search(text[max(0, token.start - 24) : token.start].replace("\u00a0", " ").lower())
            said = (int(match["n"]) if match["n"].isdigit() else number(match["n"])) if match else None
            if said:
                yield token.start, said


_SO_ENDS = pattern(r",?\ssoit\sjusqu")  # « ne peut excéder trois ans, soit jusqu'au 31 août 2028 »: that long


def totals(context: Context) -> Iterator[Total]:
    """« un an, renouvelable trois fois, soit une durée totale de quatre ans »: in one paragraph."""
    for _, group in groupby(clauses_of(context), key=_block):
        clauses = list(group)
        counts = [found for one in clauses for found in renewals(one)]
        again = [t.start for one in clauses for t in one.tokens if t.sort == say.AGAIN]
        spans = [span for one in clauses for span in one.spans]
        if len(counts) > 1 or not again or not spans:
            continue
        place, times = counts[0] if counts else (again[0], 0)
        each = [s for s in spans if s.lasts in (Lasts.WHOLE, Lasts.OTHER) and s.where.start < place]
        total = [s for s in spans if s.where.start > place and _limit(clauses, s)]
        if len(each) == 1 and len(total) == 1:
            between = each[0].where.context[place : total[0].where.start].lower()
            if not times and not re.search(r"total|global|exc[ée]d|d[ée]pass", between):
                continue  # « une prorogation d'une durée maximale d'un an »
            so = "soit" in between or _SO_ENDS.match(total[0].where.context, total[0].where.end) is not None
            yield Total(each[0], times, total[0], not times or not so)


@frozen(eq=False)
class Delay:
    """« 45 jours à compter de la notification », « la notification étant faite le …, au plus tard le … »."""

    span: Span
    day: Moment
    expected: date
    since: Passage | None = None  # where the day that it counts from is said
    exact: bool = False  # « 48 heures avant »: to the day

    @property
    def holds(self) -> bool:
        return abs((self.day.last - self.expected).days) <= (0 if self.exact else NEAR_DAYS)


NEAR_DAYS = 3  # the first day counted or not, a week-end
_FROM_WHAT = pattern(
    r"(?:a compter|suivant|apres|depuis)[^.;]{0,30}?\b(?P<what>notif|recep|signat|publi|command|ordre de serv)"
)
_DUE = frozenset((Event.LIMIT, Event.END, Event.GIVEN))


def delays(context: Context) -> Iterator[Delay]:
    """A delay from an event, the day of the event and the day that they make, in one paragraph."""
    for _, group in groupby(clauses_of(context), key=lambda one: (id(one.where.part), one.where.block)):
        clauses = [one for one in group if one.where.part.nature is not Nature.PIECE]
        spans = [s for one in clauses for s in one.spans if s.lasts is Lasts.WITHIN]
        moments = [m for one in clauses for m in one.moments if m.own and not m.past]
        text = folded(clauses[0].where.context) if len(spans) == 1 else ""
        found = _FROM_WHAT.search(text, spans[0].where.end) if text else None
        done = [
            m
            for m in moments
            if m.event is Event.DONE and found and found["what"] in text[max(0, m.where.start - 40) : m.where.start]
        ]
        due = [m for m in moments if m.event in _DUE and m not in done]
        if len(done) == len(due) == 1 and done[0].where.start < due[0].where.start:
            yield Delay(spans[0], due[0], add(done[0].last, spans[0].value))
    yield from _after_act(context)
    yield from _after_event(context)


_WORD = pattern(r"[a-z]{5,}")


def _after_event(context: Context) -> Iterator[Delay]:
    """« six mois à compter de sa signature, soit jusqu'au … », and « la promesse signée le … » elsewhere."""
    for one in clauses_of(context):
        if len(one.spans) != 1 or len(one.moments) != 1 or say.SO not in one.shape or not one.spans[0].own:
            continue
        span, day, low = one.spans[0], one.moments[0], folded(one.where.context)
        found = _FROM_WHAT.search(low, span.where.end, day.where.start)
        of = {*_WORD.findall(low[one.where.start : span.where.start])}
        since = [
            (where, value)
            for where, mention in context.passages(MentionKind.DATE) if found
            if isinstance(value := mention.value, date) and where.block != day.where.block
            and found["what"][:4] in (before_it := folded(where.context)[max(0, where.start - 60) : where.start])
            and of & {*_WORD.findall(before_it)}
        ]  # fmt: skip
        every = [Delay(span, day, add(value, span.value), where) for where, value in since]
        if every and not any(delay.holds for delay in every):
            yield every[0]


_THIS_ACT = pattern(r"\b(?:de|suivant|a compter de) la presente (?:deliberation|decision)|de(?:puis)? ce jour")


def _after_act(context: Context) -> Iterator[Delay]:
    """« dans les six mois de la présente délibération, soit avant le 19 septembre 2026 »."""
    taken = day_of(context, Role.ACTE) or day_of(context, Role.SEANCE)
    for one in clauses_of(context) if taken else ():
        spans = [s for s in one.spans if s.lasts is Lasts.WITHIN]
        if (
            taken
            and len(spans) == len(one.moments) == 1
            and say.SO in one.shape
            and _THIS_ACT.search(folded(one.where.text))
        ):
            yield Delay(spans[0], one.moments[0], add(taken.value, spans[0].value))


def terms(context: Context) -> Iterator[Term]:
    """What is done so long before the end, or after it, and the day that this makes; said in either order."""
    for one in clauses_of(context):
        for rank, token in enumerate(one.tokens):
            match = (
                _TOWARDS.search(one.shape, 0, rank) or _FROM.match(one.shape, rank + 1) if token.sort in "JB" else None
            )
            day = next((m for m in one.moments if m.where.start == token.start), None)
            place = one.tokens[one.shape.index(DURATION, match.start())].start if match else -1
            span = next((s for s in one.spans if s.where.start == place), None)
            if match and day is not None and span is not None and span.value.mois is not None:
                yield Term(span, day, bool(match["before"]))


_SEASON = pattern(rf"B[^DJB]*{say.SO}{DURATION}")


def seasons(context: Context) -> Iterator[tuple[Span, Period]]:
    """« du 1er avril au 30 septembre de chaque année, soit six mois »: whole months, of any year."""
    for one in clauses_of(context):
        for match in _SEASON.finditer(one.shape):
            said, place = one.tokens[match.start()].value, one.tokens[match.end() - 1].start
            bounds = said.value if isinstance(said, Mention) else None
            span = next((s for s in one.spans if s.where.start == place), None)
            days = (bounds.debut, bounds.fin) if isinstance(bounds, Bounds) else ()
            found = [_in_any_year(d) for d in days if isinstance(d, PartialDate) and d.mois and d.jour]
            if span is not None and span.value.mois and len(found) == 2:
                start, end = found
                period = Period(start, end if start <= end else end.replace(year=ANY + 1))
                if period.duree.mois is not None:
                    yield span, period


ANY = 2025  # a year without a 29th of February, before another


def _in_any_year(day: PartialDate) -> date:
    return date(ANY, day.mois or 1, min(day.jour or 1, 28) if day.mois == 2 else day.jour or 1)
