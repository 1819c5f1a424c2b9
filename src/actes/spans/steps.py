"""The steps of a calendar, line by line: each comes after the one above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from ..context import Context
from ..document import Kind, rows_of
from ..facts import Bounds, MentionKind
from ..facts.flat import folded
from ..part import Part, Passage
from ..pattern import pattern
from .relation import Point, Reversed

FEWEST = 3  # steps
_CALENDAR = pattern(r"\bcalendrier|\bplanning|\betapes?\b|\bderoulement|\bphasage|\bphases\b|dates cles|\becheancier")
_AFTERWARDS = pattern(r"\bbilan|rapport final|compte[ -]rendu|\bsolde\b|\brestitution|\bdecompte")
_STARTS = pattern(r"[^\n]*\tdebut[^\n\t]*\tfin\b")
_DAYS = (MentionKind.DATE, MentionKind.PERIOD)


def turned_round(context: Context) -> Iterator[Reversed]:
    """The step that comes before the one above it, where all the others follow each other; what reports on an end."""
    for part in context.own:
        for steps in _calendars(part):
            pair = _odd(steps) if len(steps) >= FEWEST else None
            early = ((a, b) for a, b in pairwise(steps) if a.first < a.last and _AFTERWARDS.search(folded(b.what)))
            for above, below in [pair] if pair else [(a, b) for a, b in early if b.last < a.last]:
                yield Reversed(_named(above, "celle qui la précède"), _named(below, "cette étape"), story=True)


def _named(step: Point, otherwise: str) -> Point:
    """« remise du rapport » le …, as its line calls it."""
    named = " ".join(_LE.sub("", step.what).split())  # the cells of a row are parted by tabs
    return replace(step, what=f"« {named} »" if 0 < len(named) < LONG else otherwise)


LONG = 60  # characters: more are no name
_LE = pattern(r"(?:[\s,:–-]+(?:le|du|au))?[\s,:–-]*\Z")


def _odd(steps: Sequence[Point]) -> tuple[Point, Point] | None:
    for rank in range(len(steps) - 1, 0, -1):  # of two that are turned round, the later one
        kept = [*steps[:rank], *steps[rank + 1 :]]
        if steps[rank].last < steps[rank - 1].first and all(a.first <= b.last for a, b in pairwise(kept)):
            return steps[rank - 1], steps[rank]
    return None


def _calendars(part: Part) -> Iterator[list[Point]]:
    """The lines below a heading or a sentence that announces a calendar, and the tables that are one."""
    for is_item, group in groupby(range(len(part.blocks)), key=lambda n: part.blocks[n].kind is Kind.ITEM):
        blocks = list(group)
        if is_item:
            yield [step for n in blocks for step in _steps(part, n, 0, len(part.blocks[n].text))]
    for index, block in enumerate(part.blocks):
        low = folded(block.text[:200]) if block.kind is Kind.TABLEAU else ""
        if low and (_STARTS.match(low) or _CALENDAR.search(low[:60]) or _announced(part, index)):
            yield [step for row in rows_of(block) for step in _steps(part, index, *row)]


def _announced(part: Part, first: int) -> bool:
    above = part.blocks[max(0, first - 2) : first]
    return any(_CALENDAR.search(folded(block.text)) for block in above)


def _steps(part: Part, index: int, start: int, end: int) -> Iterator[Point]:
    """The day of a line, its period, its first day and its last one in two cells."""
    found = [m for m in part.mentions[index] if m.kind in _DAYS and start <= m.start < end]
    values = [m.value for m in found]
    if len(values) == 1:
        values = [values[0].debut, values[0].fin] if isinstance(values[0], Bounds) else values * 2
    days = [day for day in values if isinstance(day, date)]
    told = part.lows()[index][start:end]  # « prochaine séance »: of another time
    if days and "prochain" not in told and len(values) == 2 and (len(found) == 1 or len(days) == 2):
        where = Passage(part, index, found[0].start, found[0].end)
        yield Point(part.blocks[index].text[start : where.start].strip(" :-–\t"), days[0], days[-1], where)
