"""Hours and days of one agenda: from one hour to another, a calendar of days month by month, what comes each week."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import pairwise

from ..context import Context
from ..facts import MentionKind, PartialDate, walk
from ..facts.flat import folded
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.moments import Event, moments
from ..values.calendar_fr import weekdays
from ..values.dates import YearMonth, show_date_numeric, weekday
from ..values.holidays import holidays
from .hours import hour_after

_FROM = pattern(
    r"(?<!avance )(?<!avancee )(?<!ramene )(?<!ramenee )(?:de|entre)\s\Z"
)  # « l'horaire est avancé de 8 h à 7 h 30 »
_TO = pattern(r"\s(?:[àa]|et)\s|\s?[-–]\s?")
MORNING, NIGHT = 7, 18  # hours: from 22 h to 6 h is a night
CLOSED = (17, 9)  # hours: so is from 17 h to 8 h
DATED = 8  # characters between a date and its hour
BEFORE = 60  # characters
_DAYS = pattern(
    r"\s{0,5}[:\t–-]?\s{0,5}(?P<days>[0-9]{1,2}(?:\s?,\s?[0-9]{1,2}|\s(?:et|,)\s[0-9]{1,2})*)(?![0-9/h]|\s[a-z])"
)
_EXCEPT = pattern(
    r"(?:hors|sauf|except|exclu|aucun|pas de|ni)\w*\b[^.;]{0,80}\bjours feries|jours feries ex(?:clus|ceptes)|\(ferie\)"
)
_EACH = pattern(rf"\b(?:chaque|tous les|le|les) (?P<day>{'|'.join(weekdays())})s?\b(?! [0-9])")
FEWEST = 6  # days: fewer are no calendar
MOST = 0.8  # of them on one weekday: it is that of the calendar


def _listed(part: Part) -> Iterator[tuple[date, Passage]]:
    """The days that a document lists month by month: « novembre 2025 : 4, 18, 25 »."""
    for where, mention in part.passages(MentionKind.MONTH):
        month, found = mention.value, _DAYS.match(where.context, where.end)
        for match in re.finditer(r"[0-9]+", found["days"]) if found else ():
            start, end = (found.start("days") + place for place in match.span())  # type: ignore[union-attr]
            if isinstance(month, YearMonth) and 0 < int(match[0]) <= month.fin.day:
                yield date(month.annee, month.mois, int(match[0])), Passage(part, where.block, start, end)


def _usual_weekday(days: Sequence[date]) -> str:
    """The day of the week of a calendar, where nearly all its days have it."""
    [(name, count)] = Counter(map(weekday, days)).most_common(1) or [("", 0)]
    return name if len(days) >= FEWEST and count >= MOST * len(days) else ""


def odd_days(context: Context) -> Iterator[tuple[Passage, str]]:
    """The days of a calendar that are on another weekday, or a holiday that it leaves out."""
    listed = [one for part in context.own for one in _listed(part)]
    usual = _usual_weekday([day for day, _ in listed])
    if not usual:
        return
    except_holidays = any(_EXCEPT.search(folded(block.text)) for part in context.parts for block in part.blocks)
    for day, where in listed:
        if weekday(day) != usual:
            yield where, f"le {show_date_numeric(day)} est un {weekday(day)}, les autres jours un {usual}"
        elif except_holidays and day in holidays(day.year):
            yield where, f"le {show_date_numeric(day)} est férié, et les jours fériés sont exclus"
    for part in context.parts:
        for where, match in part.found(_EACH, *weekdays()):
            if match["day"] != usual and _hourly(where):
                yield where, f"« {where.text} », et le calendrier est celui des {usual}s"


PAIR = 2  # days
Yearless = tuple[Passage, int, int, str]
"""« vendredi 25 juillet »: its month, its day, its weekday."""


def odd_weekdays(context: Context) -> Iterator[tuple[Passage, str]]:
    """Days without a year, all of one year (or of it and the next) but one."""
    found, years = list(_yearless(context)), _years(context)
    if len(found) < PAIR or not years:
        return
    fits = {year: [_falls(one, year) for one in found] for year in years}
    later = {year: fits.get(year + 1, [False] * len(found)) for year in years}
    if any(all(map(any, zip(fits[year], later[year], strict=True))) for year in years):
        return
    year = max(years, key=lambda one: (sum(fits[one]), -abs(one - years[0])))
    if sum(fits[year]) == len(found) - 1:
        where, month, day, _ = found[fits[year].index(False)]
        right = weekday(date(year, month, day))
        yield where, f"« {where.text} » : en {year}, année des autres jours, c’est un {right}"


def _yearless(context: Context) -> Iterator[Yearless]:
    for part in context.own:
        for index, mentions in enumerate(part.mentions):
            for one in walk(mentions):
                day = one.value
                if one.weekday and isinstance(day, PartialDate) and day.jour and day.mois:
                    yield Passage(part, index, one.start, one.end), day.mois, day.jour, one.weekday


def _years(context: Context) -> Sequence[int]:
    """Those that the act says, the most said first, and the one after each."""
    said = Counter[int]()
    for _, mention in context.passages(MentionKind.DATE, MentionKind.YEAR, MentionKind.PERIOD):
        values = [one.value for one in walk((mention,))]
        said.update(
            value.year if isinstance(value, date) else value for value in values if isinstance(value, date | int)
        )
    first = [year for year, _ in said.most_common()]
    return list(dict.fromkeys([*first, *(year + 1 for year in first)]))


def _falls(one: Yearless, year: int) -> bool:
    _, month, day, said = one
    return day <= monthrange(year, month)[1] and weekday(date(year, month, day)) == said


def _hourly(day: Passage) -> bool:
    """Whether an hour follows at once: it is what takes place, and not the day of something else."""
    return any(m.kind is MentionKind.TIME and 0 <= m.start - day.end < BEFORE // 3 for m in day.mentions)


def ranges(context: Context) -> Iterator[tuple[Passage, time, time]]:
    """« de 18 h 30 à 21 h 30 », « 18h30-21h30 »: from one hour to another."""
    for part in context.own:
        for (one, first), (other, last) in pairwise(part.passages(MentionKind.TIME)):
            start, end = first.value, last.value
            near = one.block == other.block and _TO.fullmatch(one.context, one.end, other.start)
            if near and isinstance(start, time) and isinstance(end, time):
                yield Passage(part, one.block, one.start, other.end), start, end


def wrong_hours(context: Context) -> Iterator[tuple[Passage, str]]:
    """« de 14 h à 12 h »; « jusqu'à 20 h 30 », and everywhere else to 21 h 30."""
    every = list(ranges(context))
    for where, start, end in every:
        night = start.hour >= CLOSED[0] and end.hour <= CLOSED[1]
        turned = start >= end and end.hour >= MORNING and start.hour <= NIGHT and not night
        if turned and _FROM.search(where.low_before):
            yield where, f"de {start:%H h %M} à {end:%H h %M} : la fin est avant le début"
    every = [one for one in every if one[1] < one[2] and len(one[0].text) < len(one[0].context.strip())]
    for where, start, end in every:  # a range alone in its line is a cell of a timetable
        others = [(there, last) for there, first, last in every if first == start and there != where]
        apart = {there[:2] for there, _ in others}
        same = {last for _, last in others}
        alike = all(_weekdays(where) >= _weekdays(there) and "\n" not in there.context for there, _ in others)
        if len(apart) > 1 and len(same) == 1 and end not in same and alike and "\n" not in where.context:
            yield where, f"jusqu’à {end:%H h %M} ici, jusqu’à {others[0][1]:%H h %M} ailleurs"
    yield from wrong_limits(context)
    for part in context.parts:
        yield from _closed_too_early(part)


_IN_TIME = pattern(r"\bdans les? delais?|\bavant l'heure limite")
_LATE = pattern(r"\bhors(?: du)? delai|\btardi(?:f|ve)|\bapres l'heure limite")


def wrong_limits(context: Context) -> Iterator[tuple[Passage, str]]:
    """One day until which something is handed in, and two hours; what is late, before the hour, and not after it."""
    every = [(one, at) for one in moments(context) if (at := hour_after(one.day)) is not None and one.thing]
    limits = [(one, at) for one, at in every if one.event in (Event.LIMIT, Event.GIVEN)]
    for (one, first), (other, then) in pairwise(limits):
        same = (one.thing, one.last) == (other.thing, other.last) and one.where.block != other.where.block
        late = _LATE.search(other.where.low, max(0, other.day.start - BEFORE), other.day.start)
        if same and first != then and not late:
            yield other.day, f"à {then:%H h %M} ici, à {first:%H h %M} ailleurs, le même jour"
    for one, at in ((one, at) for one, at in every if one.event is Event.DONE):
        said = one.where.low[one.day.end : one.day.end + BEFORE].partition(". ")[0]
        until = {limit for due, limit in limits if due.last == one.last and due.thing == one.thing and due is not one}
        late, early = _LATE.search(said), _IN_TIME.search(said)
        if len(until) == 1 and ((late and at <= max(until)) or (early and at > max(until))):
            yield one.day, f"à {at:%H h %M} : la limite est à {max(until):%H h %M}"


def _weekdays(where: Passage) -> frozenset[str]:
    around = where.low[max(0, where.start - BEFORE) : where.end + BEFORE]
    return frozenset(day for day in weekdays() if day in around)


_CLOSED = pattern(r"seance (?:est |a ete )?(?:levee|close)|(?:leve|clot) la seance")
_DURING = pattern(r"arriv|rejoint|quitt|ouv(?:re|ert)|entre en seance|sort|depart|suspen|repris")


def _closed_too_early(part: Part) -> Iterator[tuple[Passage, str]]:
    """« la séance est levée à 19 h 10 », and somebody came at 19 h 50."""
    during = list[time]()
    for where, mention in part.passages(MentionKind.TIME):
        said, at = where.low[max(0, where.start - BEFORE) : where.start], mention.value
        if not isinstance(at, time):
            continue
        if _CLOSED.search(said[-BEFORE // 2 :]):
            if during and at.hour >= MORNING and at < max(during):
                yield where, f"la séance est levée à {at:%H h %M}, et quelque chose s’y passe à {max(during):%H h %M}"
            return
        dated = any(m.kind is MentionKind.DATE and 0 <= where.start - m.end < DATED for m in part.mentions[where.block])
        if _DURING.search(said) and not dated:  # « déposé le 12 mars à 16 h 40 »
            during.append(at)
