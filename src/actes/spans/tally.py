"""How many days, weeks, months, sessions a sentence counts, and the period or the days that it gives: all of them.

No word needs to be known: a sentence gives one period, or a list of days, and one number; the number is what the period
or the list makes in its unit (a week begun counts or not, a month too, the days worked as well), or it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from ..claims import table_of
from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind, PartialDate
from ..facts.flat import folded
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentences
from ..text.tokens import COUNT, Counted
from ..values.accident import miscounted
from ..values.calendar_fr import weekdays
from ..values.dates import YearMonth
from ..values.durations import Duration, Unit
from ..values.holidays import holidays

ANY, LEAST = 2025, 3  # a year for days without theirs; days of a list
_DAY = "|".join(weekdays())
JOINED = pattern(rf"(?:,|,? et|,? puis)? ?(?:les? |du |de |d'|aux? )?(?:(?:{_DAY}) )?")
_OF_ALL = pattern(r"\b(?:les|ces|nos|leurs|des|aux) \Z")  # « les trois communes »: they are known already
SO = pattern(
    r",? ?(?:inclus,? ?)?(?:\((?:soit )?|(?:soit|c'est-a-dire|ce qui (?:fait|represente)|donc|pour)?"
    r"(?: un total de| une duree(?: totale)? de)? )"
)
AND = pattern(r" et ")
_WORKED = pattern(r" (?:d'|de |ouvr|travaill|effecti|complet)")
_WORKING = pattern(r" ouvr(?:es?|ables?)\b")
_EACH = pattern(rf"\b(?:chaque|tous les|le|les) (?P<day>{_DAY})s?\b(?! [0-9])")
_MONTHLY = pattern(r"[^,.;]{0,12}\bmensuel")
UNITS = {
    Unit.JOUR: "jours", Unit.SEMAINE: "semaines", Unit.MOIS: "mois", "jours": "jours", "journees": "jours",
    "semaines": "semaines", "mensualites": "mois", "trimestres": "trimestres", "trimestrialites": "trimestres",
    "nuits": "nuits", "nuitees": "nuits", Unit.AN: "ans",
}  # fmt: skip
_YEARLY = frozenset(("ans", "exercices", "saisons", "annees", "millesimes", "editions"))
NEAR = 30  # characters from « cinq saisons d'estive » to « (2025 à 2029) »
LASTS = frozenset(("semaines", "mois", "trimestres"))


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


def miscounts(context: Context) -> Iterator[Tally]:
    """The numbers that neither the period nor the list of their sentence makes, and nearly does."""
    for part in context.own:
        for index, block in enumerate(part.blocks):
            timed = [m for m in part.mentions[index] if m.kind in (MentionKind.DATE, MentionKind.PERIOD)]
            for start, end in sentences(block.text) if timed and block.kind is not Kind.TABLEAU else ():
                here = [m for m in timed if start <= m.start < end]
                counts = counts_of(part, index, start, end) if here else []
                for count in counts if len(counts) == 1 else ():
                    yield from _of_period(part, index, here, count, folded(block.text)[start:end])
                    yield from _of_list(part, index, here, count)
            yield from _of_years(part, index) if block.kind is not Kind.TABLEAU else ()


Count = tuple[int, str, int, int]
"""A number, its unit, where it stands."""


def counts_of(part: Part, index: int, start: int, end: int) -> list[Count]:
    """The numbers of a sentence that count, and of what; a duration between two days with their year is told apart."""
    text, mentions, found = part.blocks[index].text, part.mentions[index], list[Count]()
    for one in mentions:
        if start <= one.start < end and isinstance(one.value, Duration):
            found.append((one.value.nombre, UNITS.get(Unit(one.value.unite), ""), one.start, one.end))
    for token in table_of(part)[index]:
        said, inside = token.value, any(m.start <= token.start < m.end for m in mentions)
        counts = start <= token.start < end and token.sort == COUNT and not inside
        if counts and isinstance(said, Counted) and said.number > 1 and said.noun and not said.places:
            unit = "mois" if _MONTHLY.match(folded(text), token.end) else UNITS.get(said.noun, said.noun)
            found.append((said.number, unit, token.start, token.end))
    return found


def _of_period(part: Part, index: int, here: Sequence[Mention], count: Count, low: str) -> Iterator[Tally]:
    number, unit, start, end = count
    bounds = here[0].value
    if len(here) != 1 or not isinstance(bounds, Bounds) or _OF_ALL.search(folded(part.blocks[index].text)[:start]):
        return
    first, last = day_of(bounds.debut, first=True), day_of(bounds.fin, first=False)
    if first is None or last is None or (bounds.period and _lasts(part, index, start)):
        return
    if last < first:
        first = first.replace(year=first.year - 1)
    named = unit.rstrip("s") if unit.rstrip("s") in weekdays() else ""
    each = {match["day"] for match in _EACH.finditer(low)} if unit not in UNITS.values() else set()
    low_text = folded(part.blocks[index].text)
    ways = made(first, last, unit, low_text[end:]) or [
        _falls(first, last, day) for day in sorted(each | ({named} - {""}))
    ]
    near = any(_slipped(number, way) for way in ways)
    if len({*each, named} - {""}) < 2 and ways and number not in ways and near:
        where, what = (Passage(part, index, *span) for span in ((start, end), (here[0].start, here[0].end)))
        yield Tally(where, number, ways[0], what)


def _of_years(part: Part, index: int) -> Iterator[Tally]:
    """« quatre ans, de 2025 à 2028 », « trois exercices : 2025, 2026 et 2027 »: as many as there are years."""
    text, mentions = part.blocks[index].text, part.mentions[index]
    every = [m for m in mentions if m.kind is MentionKind.YEARS]
    for start, end in sentences(text) if every else ():
        years = [m for m in every if start <= m.start < end]
        counts = [one for one in counts_of(part, index, start, end) if one[1] in _YEARLY] if len(years) == 1 else []
        near = [one for one in counts if 0 < years[0].start - one[3] < NEAR and "(" in text[one[3] : years[0].start]]
        dated = any(m.kind is MentionKind.PERIOD and start <= m.start < end for m in mentions)
        counts = near or ([] if dated else counts)
        if len(counts) != 1:
            continue
        (number, unit, first, last), said = counts[0], years[0].value
        if not isinstance(said, tuple) or len(said) == 1:
            continue
        made = len(said) - ("scol" in unit or (number < len(said) and not {",", " "} & {*years[0].text}))
        if number != made and abs(number - made) <= 2 and not _OF_ALL.search(folded(text)[:first]):
            where, what = (Passage(part, index, *span) for span in ((first, last), (years[0].start, years[0].end)))
            yield Tally(where, number, made, what)


def _slipped(one: int, other: int) -> bool:
    """One more or less, or one figure for another: 127 for 137.

    >>> _slipped(127, 137), _slipped(9, 8), _slipped(4, 9)
    (True, True, False)
    """
    digits = [*zip(str(one), str(other), strict=False)]
    figure = 1 < len(digits) == len(str(max(one, other))) and sum(a != b for a, b in digits) == 1
    return figure or miscounted(one, other)


def _lasts(part: Part, index: int, start: int) -> bool:
    return any(m.start == start and isinstance(m.value, Duration) for m in part.mentions[index])


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
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    match unit:
        case "jours":
            calendar, worked = [days, days - 1, days + 1], first.year != ANY or _WORKED.match(after)
            working = [_worked(first, last, each) - off for each in (5, 6) for off in {0, _off(first, last, each)}]
            return working if _WORKING.match(after) else [*calendar, *(working if worked else ())]
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


def _worked(first: date, last: date, each_week: int) -> int:
    weeks, days = divmod((last - first).days + 1, 7)
    return each_week * weeks + sum((first.weekday() + n) % 7 < each_week for n in range(days))


def _off(first: date, last: date, each_week: int) -> int:
    """The public holidays on days that would be worked."""
    years = range(first.year, min(last.year, first.year + FEW_YEARS) + 1)
    return sum(first <= day <= last and day.weekday() < each_week for year in years for day in holidays(year))


FEW_YEARS = 5


def _falls(first: date, last: date, day: str) -> int:
    """How many times a day of the week comes in a period."""
    late = ([*weekdays()].index(day) - first.weekday()) % 7
    return max(0, ((last - first).days - late) // 7 + 1)


def _of_list(part: Part, index: int, here: Sequence[Mention], count: Count) -> Iterator[Tally]:
    """« les 4, 5, 11 et 12 mai, soit trois séances »: as many as there are days that follow each other."""
    number, unit, start, end = count
    low, days = folded(part.blocks[index].text), [m for m in here if m.kind is MentionKind.DATE]
    joined = all(JOINED.fullmatch(low, one.end, other.start) for one, other in pairwise(days))
    known = start < days[0].start and _OF_ALL.search(low[:start]) if days else None
    if len(days) != len(here) or len(days) < LEAST or not joined or known or unit in LASTS or number == len(days):
        return
    if miscounted(number, len(days)):
        where, what = (Passage(part, index, *span) for span in ((start, end), (days[0].start, days[-1].end)))
        yield Tally(where, number, len(days), what)
