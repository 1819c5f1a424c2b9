"""How many days, weeks, months, sessions a sentence counts, and the two ends or the days that make them.

A number that words, a bracket or the next cell tie to two ends is what these make, whatever else the sentence says and
however far it is: « du 8 au 19 septembre (deux semaines) », « d'octobre à avril, soit sept mois ».
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import TypeVar

from ..claims import table_of
from ..context import Context
from ..document import Kind, rows_of
from ..facts import Bounds, Mention, MentionKind, PartialDate
from ..facts.flat import folded
from ..frozen import frozen
from ..part import Passage
from ..pattern import pattern
from ..text.sentences import sentences
from ..text.tokens import COUNT, Counted, Token
from ..values.calendar_fr import months, weekdays
from ..values.dates import YearMonth
from ..values.dateshift import add, ends_month
from ..values.durations import Duration, Unit
from ..values.holidays import holidays
from .relation import worked

ANY = 2025  # a year for days without theirs
_DAY = "|".join(weekdays())
_JOINED = pattern(rf"(?:,|,? et|,? puis)? ?(?:les? |du |de |d'|aux? )?(?:(?:{_DAY}) )?")
_SO = pattern(
    r"(?: a [0-9]{1,2} ?h(?:eures)?(?: ?[0-9]{2})?)?"  # « le 14 mars à 12 h, soit 32 jours »
    r",? ?(?:inclus,? ?)?(?:\((?:soit )?|(?:soit|c'est-a-dire|ce qui (?:fait|represente)|donc|pour)?"
    r"(?: un total de| une duree(?: totale)? de)? )"
)
_AND = pattern(r" et ")
_APART = pattern(  # « deux semaines, du lundi 12 au vendredi 16, puis du lundi 19 au »
    r"\bpuis (?:[a-z]+ ){0,4}du |\bnee? le "
)
_BEFORE = pattern(r",? \(|, |[^.;()0-9]{0,60}, soit ")  # « 22 mois (du … au …) »
_WORKING = pattern(r" ouvr(?:es?|ables?)\b")
_MORE = r" (?:par\b|chacun|chaque|effecti|travaill|avant|apres|plus|moins|et (?:demie?|un quart|un tiers|deux tiers)\b)"
_SOME = pattern(_MORE)
_SOME_DAYS = pattern(  # days of presence, weeks of lessons
    rf"{_MORE}| (?:d'|de (?!location|travaux)|des |scolair|hors\b|ouvert|sur\b(?! [0-9]))"
)
_MONTH = "|".join(map(folded, months()[1:]))
_MONTHS = pattern(rf"\bd(?:e |')(?P<first>{_MONTH}) a (?P<last>{_MONTH})\b(?! [0-9])")
UNITS = {
    Unit.JOUR: "jours", Unit.SEMAINE: "semaines", Unit.MOIS: "mois", "jours": "jours", "journees": "jours",
    "semaines": "semaines", "mensualites": "mois", "trimestres": "trimestres", "trimestrialites": "trimestres",
    "nuits": "nuits", "nuitees": "nuits", Unit.AN: "ans",
}  # fmt: skip
_TIMED = (MentionKind.DATE, MentionKind.MONTH, MentionKind.PERIOD)
GREAT = 10  # times: « 7 078 journées » are of many people
LATEST = 9000  # year
Count = tuple[int, str, Passage]
"""A number, its unit, where it stands."""
Ends = tuple[date, date, Passage, bool]
"""The first day and the last one, where they are said, and whether both are counted."""
T = TypeVar("T", Mention, Token)


@frozen
class Tally:
    """The number that is said, of what, and that of the period or the list beside it."""

    where: Passage
    said: int
    made: int
    what: Passage

    @property
    def holds(self) -> bool:
        return self.said == self.made

    def __str__(self) -> str:
        return f"« {self.what.text} » en fait {self.made}, et non {self.said}"


def tallies(context: Context) -> Iterator[Tally]:
    """Each number tied to two ends, and what they make."""
    for part in context.own:
        for index, block in enumerate(part.blocks):
            row = block.kind is Kind.TABLEAU
            for span in rows_of(block) if row else sentences(block.text):
                at = Passage(part, index, *span)
                if _APART.search(at.low, at.start, at.end):
                    continue
                said = _within(at.mentions, at)
                ends = [*_ends(at, [m for m in said if m.kind in _TIMED])]
                counts = counts_of(at) if said or ends else []
                tied = [one for each in ends for one in _made_of(each, [*_tied(at, each, counts)])]
                yield from tied


def _within(found: Sequence[T], at: Passage) -> Sequence[T]:
    """Those of a paragraph that begin in a sentence of it: a long paragraph is not read again for each."""
    first, last = (bisect_left(found, offset, key=lambda one: one.start) for offset in (at.start, at.end))
    return found[first:last]


def counts_of(at: Passage) -> list[Count]:
    """The numbers of a sentence that count, and of what; a duration between two days with their year is told apart."""
    found, mentions = list[Count](), _within(at.mentions, at)
    for one in mentions:
        if isinstance(one.value, Duration):
            found.append((one.value.nombre, UNITS.get(Unit(one.value.unite), ""), at.at(one.start, one.end)))
    for token in (token for token in _within(table_of(at.part)[at.block], at) if token.sort == COUNT):
        said, inside = token.value, any(m.start <= token.start < m.end for m in mentions)
        if not inside and isinstance(said, Counted) and said.number > 1 and said.noun and not said.places:
            found.append((said.number, UNITS.get(said.noun, said.noun), at.at(token.start, token.end)))
    return found


def _ends(at: Passage, timed: Sequence[Mention]) -> Iterator[Ends]:
    """The closed periods of a sentence; those of months without their year; its only two days, if they are no list."""
    for one in timed:
        bounds = one.value if isinstance(one.value, Bounds) else None
        first, last = (day_of(bounds.debut, first=True), day_of(bounds.fin, first=False)) if bounds else (None, None)
        if first and last and last.year < LATEST:
            yield _year_before(first, last), last, at.at(one.start, one.end), True
    for said in _MONTHS.finditer(at.low, at.start, at.end):
        first, last = (date(ANY, _MONTH.split("|").index(said[name]) + 1, 1) for name in ("first", "last"))
        last = _after(last, 1) - timedelta(days=1)
        yield _year_before(first, last), last, at.at(*said.span()), True
    if timed and all(m.kind is not MentionKind.PERIOD for m in timed):
        yield from _of_singles(at, timed)


def _of_singles(at: Passage, timed: Sequence[Mention]) -> Iterator[Ends]:
    """« juin 2026 ; réception en janvier 2027 », and « avril, mai et juin 2025 », which follow each other."""
    first, last = day_of(timed[0].value, first=True), day_of(timed[-1].value, first=False)
    joined = [bool(_JOINED.fullmatch(at.low, one.end, other.start)) for one, other in pairwise(timed)]
    if not joined or first is None or last is None:
        return
    if isinstance(timed[0].value, PartialDate):
        first = _year_before(first.replace(year=last.year, day=min(first.day, 28)), last)
    run = all(joined) and all(m.kind is MentionKind.MONTH for m in timed)
    run = run and made(first, last, "mois", "") == [len(timed)]
    if first < last and (run or joined == [False]):
        yield first, last, at.at(timed[0].start, timed[-1].end), run


def _year_before(first: date, last: date) -> date:
    """« du 1er novembre au 31 mars »: of the year before."""
    return first.replace(year=first.year - 1) if last < first else first


def _tied(at: Passage, ends: Ends, counts: Sequence[Count]) -> Iterator[Count]:
    """The numbers that follow the two ends, « soit cinq jours et quatre nuits »; the one that they explain."""
    low, what = at.low, ends[2]
    stop, counts = what.end, [one for one in counts if one[1] in UNITS.values()]
    for one in counts:
        _, unit, where = one
        if where.then(_SOME if unit in ("mois", "ans", "trimestres") else _SOME_DAYS):
            continue
        more = low[: where.start].endswith((" mois et ", " an et ", " ans et "))
        if where.start < stop and where.end <= what.start and not more:
            yield from [one] if _BEFORE.fullmatch(low, where.end, what.start) else []
        cell = at.kind is Kind.TABLEAU and len(counts) == 1 and low[stop : where.start].strip(" ") == "\t"
        if where.start >= stop and (cell or (_SO if stop == what.end else _AND).fullmatch(low, stop, where.start)):
            stop = where.end
            yield one


def _made_of(ends: Ends, run: Sequence[Count]) -> Iterator[Tally]:
    first, last, what, both = ends
    for (number, unit, where), then in zip(run, [*run[1:], None], strict=False):
        ways = made(first, last, unit, where.low[where.end :]) or [number]
        days = unit == "mois" and then is not None and then[1] == "jours"  # « dix mois et trois jours »
        if days:
            ways = [n for n in range(ways[-1], 0, -1) if _after(first, n) <= last + timedelta(days=1)][:1] or ways
        lessons = unit == "semaines" and number < min(ways)
        rooms = unit == "nuits" and number % max(1, ways[0]) == 0  # « quatre chambres, soit douze nuitées »
        odd = number not in ways and number <= GREAT * max(ways) and not (lessons or rooms)
        apart = (last - first).days  # « publié le 3 mars, offres le 14 avril, soit 42 jours »
        right = apart if unit == "jours" and apart in ways and not both else ways[0]
        yield Tally(where, number, right if odd else number, what)
        if odd:
            return
        first = _after(first, number) if days else first


def _after(first: date, months: int) -> date:
    return add(first, Duration(months, Unit.MOIS))


def day_of(when: object, *, first: bool) -> date | None:
    match when:
        case YearMonth():
            return when.debut if first else when.fin
        case PartialDate() if when.mois and when.jour and when.jour <= 28 + 2 * (when.mois != 2):
            return date(when.annee or ANY, when.mois, when.jour)
        case PartialDate() if when.mois:
            month = YearMonth(when.annee or ANY, when.mois)
            return month.debut if first else month.fin
        case date():
            return when
    return None


def made(first: date, last: date, unit: str, after: str) -> list[int]:
    """What a period makes in a unit, the most usual way first; `after`: the words that follow the number."""
    days = (last - first).days + 1
    months = 12 * (last.year - first.year) + last.month - first.month
    whole = first.day == 1 and ends_month(last)
    match unit:
        case "jours":
            calendar, dated = [days, days - 1, days + 1], first.year != ANY
            working = [worked(first, last, each) - off for each in (5, 6) for off in {0, _off(first, last, each)}]
            return working if _WORKING.match(after) else [*calendar, *(working if dated else ())]
        case "nuits":
            return [days - 1]
        case "semaines":
            return [ceil(days / 7), days // 7, round(days / 7), ceil((days + first.weekday()) / 7)]
        case "mois":
            return [months + 1] if whole else [months, months + 1]
        case "trimestres":
            return [ceil((months + whole) / 3), ceil((months + 1) / 3)]
        case "ans":
            return [round((months + whole) / 12)] if months + whole > 6 else []
    return []


def _off(first: date, last: date, each_week: int) -> int:
    """The public holidays on days that would be worked."""
    years = range(first.year, min(last.year, first.year + FEW_YEARS) + 1)
    return sum(first <= day <= last and day.weekday() < each_week for year in years for day in holidays(year))


FEW_YEARS = 5
