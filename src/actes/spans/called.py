"""The quarter of an index by which a rent is revised; the weekday of a day without its year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import PartialDate, walk
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..values.dates import show_date, weekday

_RANKS = {str(n): n for n in range(1, 5)}
_RANKS |= {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4}


def miscalled(context: Context) -> Iterator[tuple[Passage, str]]:
    """The quarter of an index, the year of a weekday, that is another one than those of its document."""
    for part in context.own:
        yield from _of_index(part)
        yield from _of_week(part)


SURE = 3  # days of one year


def _of_week(part: Part) -> Iterator[tuple[Passage, str]]:
    """« mardi 20 août », where all other days without a year, or that very day, are those of a year that is said."""
    every = [(where, one) for where, mention in part.passages() for one in walk((mention,))]
    years = {one.value.year for _, one in every if isinstance(one.value, date)}
    bare = [(where.at(one.start, one.end), one) for where, one in every if one.weekday]
    for year in sorted(years) if len(bare) > 1 else ():
        said = [(where, one.weekday, day) for where, one in bare if (day := _in_year(one.value, year))]
        right = {day for _, name, day in said if weekday(day) == name}
        off = [one for one in said if weekday(one[2]) != one[1]]
        if len(off) == 1 and (off[0][2] in right or (len(right) >= SURE and not _of_a_season(off[0], right))):
            where, name, day = off[0]
            yield where, f"le {show_date(day)} est un {weekday(day)}, pas un {name}"


def _in_year(day: object, year: int) -> date | None:
    """A day of which no year is said."""
    if not isinstance(day, PartialDate) or not day.mois or not day.jour or (day.mois, day.jour) == (2, 29):
        return None
    return date(year, day.mois, day.jour)


def _of_a_season(off: tuple[Passage, str, date], right: set[date]) -> bool:
    """« lundi 5 octobre, lundi 7 décembre, lundi 4 janvier »: of the year after, or before."""
    _, name, day = off
    others = [day.replace(year=day.year + step) for step in (1, -1)]
    return not min(right) < day < max(right) and name in map(weekday, others)


_INDEXED = pattern(
    r"\b(?:indices?|irl|icc|ilc|ilat|celui)\b[^;:]{0,120}?\b(?P<said>(?P<rank>premier|deuxieme|second|troisieme|quatrieme|[1-4])"
    r"(?:er|e|eme|nd)? trimestre)\b"
)
_BASE = pattern(
    r"\bindices? (?:de (?:base|reference|depart|comparaison)|initial|d'origine|retenu)|\bpar rapport a celui\b"
)
FEW = 6  # quarters of one document: more are a list


@frozen
class Quarter:
    """A quarter of an index."""

    rank: int
    where: Passage


def _of_index(part: Part) -> Iterator[tuple[Passage, str]]:
    found = [*_revising(part)]
    ranks = Counter(one.rank for one in found)
    based = any(_BASE.search(low) for _, low in part.saying("indice"))
    if len(ranks) == 2 and len(found) <= FEW and based:
        rank = min(ranks, key=lambda one: (ranks[one], -[each.rank for each in found].index(one)))
        odd = next(one for one in found if one.rank == rank)
        other = next(one for one in found if one.rank != rank)
        yield odd.where, f"« {odd.where.text} » ici, « {other.where.text} » ailleurs, pour le même indice"


def _revising(part: Part) -> Iterator[Quarter]:
    for where, found in part.found(_INDEXED, "trimestre"):
        if where.kind is not Kind.TABLEAU:
            yield Quarter(_RANKS[found["rank"]], where.at(*found.span("said")))
