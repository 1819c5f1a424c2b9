"""Two days and the time that words put between them: « dix jours avant le 15 juin, soit le 5 juin ».

Read on the days and the durations of a paragraph, three that follow each other, in whatever order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, PartialDate
from ..facts.flat import folded
from ..frozen import frozen
from ..law.holidays import is_holiday
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.moments import moments
from ..text import timewords as say
from ..text.tokens import DAY, DURATION, PERIOD, Token, shape, time_tokens
from ..values.dates import show_date_numeric
from ..values.dateshift import add, before
from ..values.durations import Duration, Unit

_SINCE = pattern(r"\b(?:a (?:compter|partir)|depuis|date de)\b")
_YEAR_END = pattern(r"\b(?:fin|cloture|terme) (?:de )?(?:l'|chaque |son |d'un )?(?:exercice|annee civile)\b")
_CLOSED = pattern(r"\bclo(?:s|ture) (?:le|au)\b|scolaire|\bpremiere? (?:annee|exercice)")
_NO_DAYS = pattern(r"\s?(?:de\s|d['’])?(?:présence|effecti|ouvr|travaill|intervention|animation|atelier|minimum)")
_LOOSE = pattern(r"\b(?:environ|plus de|moins de|entre|jusqu'a) \Z")
# What ends is something else, or ends before its time.
_OTHERWISE = pattern(r"\bet (?:une?|l[ae]s?|son|sa|celui|celle) |\bet l'|\banticip|\bavec celui|\bavec celle|\bresili")
_LEAST = pattern(r"\b(?:au moins|minimum(?: de)?) \Z|\A au moins")
_SAME = pattern(r"\W*(?:il|elle|ils|elles|celui-ci|celle-ci|ce delai|cette duree|l'interesse)\b")
_BEFORE = pattern(r"\s?avant l")
_BEGUN = frozenset({",", "n", "o", say.DONE, say.START, say.LASTS, say.SIGNED, say.CONTRACT})
_FRANCS = pattern(r"\s?(?:clairs|francs)")
ENDS = frozenset((say.END, say.VALID, say.BACK, say.RESUMED))
FAR = 130  # characters between two of the three
ANY = 2025  # a year for days without theirs: no 29th of February
WEEK = 7
WEEK_END = 4  # the weekday after which there is none


@frozen
class Day:
    """A day as it stands: with its year or without; the one that opens a time, closes it, or a day alone."""

    where: Passage
    value: date
    whole: bool = True  # its year is said
    side: str = ""  # « depuis », « jusque », « avant »


@frozen
class Time:
    """A duration as it stands."""

    where: Passage
    value: Duration


@frozen(eq=False)
class Apart:
    """`day` is said to be `span` after (or before) `since`; `right` is the day that makes."""

    span: Time
    since: Day
    day: Day
    right: date
    stated: bool

    @property
    def holds(self) -> bool:
        """To the day, the first counted or not; on a day off, the working day beside; a last day of the month."""
        said, right = self.day.value, self.right
        francs = _FRANCS.match(folded(self.span.where.context), self.span.where.end) is not None
        week = self.span.value.unite is Unit.SEMAINE and said.weekday() >= WEEK_END
        if (
            not self.stated
            and not self.since.side
            and (said.month, said.day) == (12, 31)
            and said.year == right.year - 1
        ):
            return True  # « pour six ans », up to the end of a civil year
        low, at = folded(self.span.where.context), self.span.where
        least = _LEAST.search(low[: at.start]) or _LEAST.match(low[at.end :])
        if least and right < self.since.value and said < right:
            return (right - said).days < WEEK  # sooner than it must be
        near = 2 if francs else 3 if week or (_off(right) and not _off(said)) else 1
        last = right - timedelta(days=1)
        months = (said.year, said.month) == (last.year, last.month) and self.span.value.mois is not None
        ends = _last_of_month(said) and (not self.stated or _last_of_month(self.since.value))
        return abs((said - right).days) <= near or (months and ends)

    @property
    def said(self) -> tuple[str, str]:
        """Both days, the one that is written and the one that is made."""
        one, other = show_date_numeric(self.day.value), show_date_numeric(self.right)
        return (one, other) if self.day.whole else (one[:5], other[:5])


def _off(day: date) -> bool:
    return day.weekday() > WEEK_END or is_holiday(day)


def _last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def apart(context: Context) -> Iterator[Apart]:
    """Every two days that are said to be so far from each other; what words do not state may be counted otherwise."""
    known = {day for one in moments(context) for day in (one.first, one.last)}
    for part in (part for part in context.parts if part.nature is not Nature.PIECE):
        for index, block in enumerate(part.blocks):
            found = time_tokens(block.text) if block.kind is not Kind.TABLEAU else ()
            if any(token.sort == DURATION for token in found):
                times = [time for token in found if isinstance(time := _one(part, index, token), Time)]
                for one in _of_block(part, index, found):
                    others = any(replace(one, right=_made(one, time.value)).holds for time in times)
                    if not others and (one.stated or not any(_makes(one, day) for day in known)):
                        yield one


def _made(one: Apart, value: Duration) -> date:
    """The day that another duration of the paragraph makes: « dix mois, dont un mois de préparation, à compter du »."""
    return (add if one.right >= one.since.value else before)(one.since.value, value)


def _makes(one: Apart, since: date) -> bool:
    """Whether the day is counted from one that another paragraph says."""
    made = (add if one.right >= one.since.value else before)(since, one.span.value)
    return abs((made - one.day.value).days) <= 1


def _of_block(part: Part, index: int, found: Sequence[Token]) -> Iterator[Apart]:
    said = [(rank, one) for rank, token in enumerate(found) if (one := _one(part, index, token)) is not None]
    low = folded(part.blocks[index].text)
    for place, (rank, one) in enumerate(said):
        following = [*islice(said, place + 1, place + 3)]
        if isinstance(one, Time):
            yield from _from_year_end(one, rank, said[place + 1 : place + 2], found)
            yield from _in_all(one, rank, said, place, found)
        if len(following) < 2 or following[-1][1].where.start - one.where.end > 2 * FAR:
            continue
        (second_rank, second), (third_rank, third) = following
        first_words, last_words = found[rank + 1 : second_rank], found[second_rank + 1 : third_rank]
        before_it = found[said[place - 1][0] + 1 if place else 0 : rank]
        if say.AGAIN in shape((*before_it, *first_words)):
            continue  # « reconductible deux fois par période d'un an, son terme étant alors fixé au … »
        if isinstance(one, Time) and isinstance(second, Day) and isinstance(third, Day):
            yield from _forth(one, second, third, (before_it, first_words, last_words), low)
        elif isinstance(one, Day) and isinstance(second, Time) and isinstance(third, Day):
            yield from _between(one, second, third, first_words, last_words, low)


def _one(part: Part, index: int, token: Token) -> Day | Time | None:
    mention = token.value
    if not isinstance(mention, Mention) or mention.problem or token.sort not in (DURATION, DAY, PERIOD):
        return None
    where = Passage(part, index, token.start, token.end)
    if isinstance(mention.value, Duration):
        return Time(where, mention.value)
    value, side = mention.value, ""
    if isinstance(value, Bounds) and (value.debut is None or value.fin is None):
        low = mention.text.lower()
        side = "depuis" if value.fin is None else "avant" if low.startswith("avant") else "jusque"
        value = value.debut or value.fin
    if isinstance(value, PartialDate) and value.mois and value.jour:
        return Day(where, date(ANY, value.mois, min(value.jour, 28) if value.mois == 2 else value.jour), False, side)
    return Day(where, value, True, side) if isinstance(value, date) else Day(where, date.min, False, "")


def _forth(span: Time, since: Day, day: Day, words: tuple[Sequence[Token], ...], low: str) -> Iterator[Apart]:
    """« dix jours avant le 15 juin, soit le 5 juin », « un mois à compter du 5 juin ; il expire le 5 juillet »."""
    before_it, first, last = (shape(one) for one in words)
    between = low[span.where.end : since.where.start]
    early = since.side == "avant" or say.BEFORE in first or _BEFORE.match(between) is not None
    late = since.side == "depuis" or say.AFTER in first or _SINCE.search(between) is not None
    notice = say.NOTICE in before_it + first and say.LIMIT in last + day.side.replace("jusque", say.LIMIT)
    stated, ended = say.SO in last, bool(ENDS & {*last}) or day.side == "jusque"
    begun = ended and not stated and not {*first} - _BEGUN  # « de neuf ans consenti le 1er mars 2026, expire le … »
    if since.side == "jusque" or not (early or late or notice or begun) or ";" in first or "." in first:
        return
    early = (early or notice) and not late
    if (stated or ended) and _goes_on(since, day, low):
        yield from _told(span, since, day, early=early, stated=stated)


def _between(
    one: Day, span: Time, other: Day, first: Sequence[Token], last: Sequence[Token], low: str
) -> Iterator[Apart]:
    """« reçu le 15 septembre ; la garantie, d'un an, expire le … », « le 15 mai, soit un mois avant le 15 juin »."""
    words, after = shape(first), shape(last)
    if words.endswith(say.SO) or words[-2:].startswith(say.SO):
        between = low[span.where.end : other.where.start]
        late = other.side == "depuis" or say.AFTER in after or _SINCE.search(between) is not None
        if late or other.side == "avant" or say.BEFORE in after or _BEFORE.match(between):
            yield from _told(span, other, one, early=not late, stated=True)
    elif not {say.BEFORE, say.AFTER, say.NOTICE, say.EACH, say.CHANGED} & {*words, *after} and one.side != "jusque":
        ended = bool(ENDS & {*after}) or (other.side == "jusque" and len(after) < 3)
        if other.side != "avant" and ended and _goes_on(one, span, low, r"\.\s") and _goes_on(span, other, low):
            yield from _told(span, one, other, early=False, stated=False)


def _goes_on(one: Day | Time, other: Day | Time, low: str, stop: str = r"[.;]\s") -> bool:
    """Whether both stand in a clause, or in two of which the second goes on about the same."""
    between = re.split(stop, low[one.where.end : other.where.start])
    return len(between) == 1 or (len(between) == 2 and _SAME.match(between[1]) is not None)


def _told(span: Time, since: Day, day: Day, *, early: bool, stated: bool) -> Iterator[Apart]:
    low = folded(span.where.context)
    last, *_, first = sorted((span.where, since.where, day.where), key=lambda one: -one.start)
    if _LOOSE.search(low, 0, span.where.start) or (not stated and _OTHERWISE.search(low, first.end, last.start)):
        return
    if date.min in (since.value, day.value) or _NO_DAYS.match(span.where.context, span.where.end):
        return
    if (span.value.mois or 0) > 1200 or (span.value.jours or 0) > 36500 or since.value.year < 200:
        return
    right = before(since.value, span.value) if early else add(since.value, span.value)
    if not (since.whole and day.whole):  # both in the year that puts them nearest
        years = (right.year + n for n in (-1, 0, 1))
        near = min((_in_year(day.value, year) for year in years), key=lambda one: abs((one - right).days))
        day = replace(day, value=near, whole=False)
    yield Apart(span, since, day, right, stated)


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _in_all(
    span: Time, rank: int, said: Sequence[tuple[int, Day | Time]], place: int, found: Sequence[Token]
) -> Iterator[Apart]:
    """« un an à compter du 1er juillet, reconductible trois fois, soit quatre ans au total, expirant le 30 juin »."""
    since = next((day for _, day in said[:place] if isinstance(day, Day) and day.side == "depuis"), None)
    following = said[place + 1 : place + 2]
    before_it = shape(found[said[place - 1][0] + 1 if place else 0 : rank])
    for last, day in following if since and say.TOTAL in before_it and say.SO in before_it else ():
        if isinstance(day, Day) and since and (day.side == "jusque" or ENDS & {*shape(found[rank + 1 : last])}):
            yield from _told(span, since, day, early=False, stated=True)


def _from_year_end(
    span: Time, rank: int, following: Sequence[tuple[int, Day | Time]], found: Sequence[Token]
) -> Iterator[Apart]:
    """« dans les six mois suivant la clôture de l'exercice, soit le 30 juin »: of the civil year."""
    for last, day in following:
        words, low = found[rank + 1 : last], folded(span.where.context)
        said = _YEAR_END.search(low, span.where.end, day.where.start)
        if said and isinstance(day, Day) and say.SO in shape(words) and not _CLOSED.search(low):
            early = say.BEFORE in shape(words)
            end = date(day.value.year - (not early), 12, 31)
            since = Day(Passage(day.where.part, day.where.block, *said.span()), end, day.whole)
            yield from _told(span, since, day, early=early, stated=True)
