"""How long it is from one end to the other, where words, a bracket or the next cell tie the number to the two ends.

« du 8 au 19 septembre (deux semaines) », « d'octobre à avril, soit sept mois »: whatever else the sentence says, and
however far the number is from what the two ends make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind, PartialDate
from ..facts.flat import folded
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentences
from ..values.calendar_fr import months
from ..values.dateshift import add
from ..values.durations import Duration, Unit
from .tally import AND, ANY, JOINED, SO, UNITS, Count, Tally, counts_of, day_of, made

_BEFORE = pattern(r",? \(|, |[^.;()0-9]{0,60}, soit ")  # « 22 mois (du … au …) »
_EACH = r" (?:par\b|chacun|chaque|effecti|travaill|avant|apres|plus|moins)"
_SOME = pattern(_EACH)
_SOME_DAYS = pattern(  # days of presence, weeks of lessons
    rf"{_EACH}| (?:d'|de (?!location|travaux)|des |scolair|hors\b|ouvert|sur\b(?! [0-9]))"
)
_MONTH = "|".join(map(folded, months()[1:]))
_MONTHS = pattern(rf"\bd(?:e |')(?P<first>{_MONTH}) a (?P<last>{_MONTH})\b(?! [0-9])")
_OTHERWISE = pattern(r"\b(?:sauf|hors|hormis|except)")
_ALL = frozenset(UNITS.values())
GREAT = 10  # times: « 7 078 journées » are of many people
LATEST = 9000  # year
TERM = 70  # days: in more of them, weeks may be those of lessons alone


@frozen
class Ends:
    """From `first` to `last`, both counted, and where that is said; `whole`: of a year that is said."""

    first: date
    last: date
    start: int
    end: int


def ties(context: Context) -> Iterator[Tally]:
    """Each number tied to two ends, and what they make."""
    for part in context.own:
        for index, block in enumerate(part.blocks):
            low = part.lows()[index]
            row = block.kind is Kind.TABLEAU
            for start, end in [m.span() for m in re.finditer(r"[^\n]+", low)] if row else sentences(block.text):
                found = [*_ends(part, index, start, end)]
                counts = [one for one in counts_of(part, index, start, end) if one[1] in _ALL] if found else []
                for ends in found if counts else ():
                    yield from _made_of(part, index, ends, [*_tied(low, ends, counts, row=row)])


def _ends(part: Part, index: int, start: int, end: int) -> Iterator[Ends]:
    """The closed periods of a sentence; those of months without their year; its only two days, if they are no list."""
    low, timed = part.lows()[index], [m for m in part.mentions[index] if start <= m.start < end]
    timed = [m for m in timed if m.kind in (MentionKind.DATE, MentionKind.MONTH, MentionKind.PERIOD)]
    for one in timed:
        bounds = one.value if isinstance(one.value, Bounds) else None
        first, last = (day_of(bounds.debut, first=True), day_of(bounds.fin, first=False)) if bounds else (None, None)
        if first and last and last.year < LATEST:
            yield Ends(_before(first, last), last, one.start, one.end)
    for said in _MONTHS.finditer(low, start, end):
        if not any(m.kind is MentionKind.PERIOD and m.start <= said.start() < m.end for m in timed):
            first, last = (date(ANY, _MONTH.split("|").index(said[name]) + 1, 1) for name in ("first", "last"))
            last = add(last, Duration(1, Unit.MOIS)) - timedelta(days=1)
            yield Ends(_before(first, last), last, *said.span())
    if timed and all(m.kind is not MentionKind.PERIOD for m in timed):
        yield from _of_singles(low, timed)


def _of_singles(low: str, timed: Sequence[Mention]) -> Iterator[Ends]:
    """« juin 2026 ; réception en janvier 2027 », and « avril, mai et juin 2025 », which follow each other."""
    first, last = day_of(timed[0].value, first=True), day_of(timed[-1].value, first=False)
    joined = [bool(JOINED.fullmatch(low, one.end, other.start)) for one, other in pairwise(timed)]
    if not joined or first is None or last is None:
        return
    if isinstance(timed[0].value, PartialDate) and timed[0].value.annee is None:
        first = _before(first.replace(year=last.year, day=min(first.day, 28)), last)
    run = all(joined) and all(m.kind is MentionKind.MONTH for m in timed)
    run = run and made(first, last, "mois", "") == [len(timed)]
    if first < last and (run or joined == [False]):
        yield Ends(first, last, timed[0].start, timed[-1].end)


def _before(first: date, last: date) -> date:
    """« du 1er novembre au 31 mars »: of the year before."""
    return first.replace(year=first.year - 1) if last < first else first


def _tied(low: str, ends: Ends, counts: Sequence[Count], *, row: bool) -> Iterator[Count]:
    """The numbers that follow the two ends, « soit cinq jours et quatre nuits »; the one that they explain."""
    stop = ends.end
    for one in counts:
        _, unit, start, last = one
        if (_SOME if unit in ("mois", "ans", "trimestres") else _SOME_DAYS).match(low, last):
            continue
        before = start < stop and last <= ends.start and not low[:start].endswith((" mois et ", " an et ", " ans et "))
        if before and _BEFORE.fullmatch(low, last, ends.start):
            yield one
        cell = row and len(counts) == 1 and low[stop:start].strip(" ") == "\t"
        if start >= stop and (cell or (SO if stop == ends.end else AND).fullmatch(low, stop, start)):
            stop = last
            yield one


def _made_of(part: Part, index: int, ends: Ends, run: Sequence[Count]) -> Iterator[Tally]:
    low = part.lows()[index]
    if _OTHERWISE.search(low, ends.end, run[-1][3] if run else ends.end):
        return
    first = ends.first
    for (number, unit, start, end), then in zip(run, [*run[1:], None], strict=False):
        ways = made(first, ends.last, unit, low[end:]) or [number]
        days = unit == "mois" and then is not None and then[1] == "jours"  # « dix mois et trois jours »
        if days:
            ways = [n for n in range(ways[-1], 0, -1) if _after(first, n) <= ends.last + timedelta(days=1)][:1] or ways
        lessons = unit == "semaines" and number < min(ways) and (ends.last - ends.first).days > TERM
        odd = number not in ways and number <= GREAT * max(ways) and not lessons
        where, what = (Passage(part, index, *span) for span in ((start, end), (ends.start, ends.end)))
        yield Tally(where, number, ways[0] if odd else number, what)
        if odd:
            return
        first = _after(first, number) if days else first


def _after(first: date, months: int) -> date:
    return add(first, Duration(months, Unit.MOIS))
