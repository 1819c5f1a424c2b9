"""The quarters of an index: a rent is revised by the same quarter of another year, and by one that is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind, walk
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..values.dates import show_date_numeric

_RANKS = {"1": 1, "premier": 1, "2": 2, "deuxieme": 2, "second": 2, "3": 3, "troisieme": 3, "4": 4, "quatrieme": 4}
_QUARTER = pattern(
    r"\b(?:indices?|irl|icc|ilc|ilat|celui)\b[^;:]{0,120}?\b(?P<said>(?P<rank>premier|deuxieme|second|troisieme|quatrieme|[1-4])"
    r"(?:er|e|eme|nd)? trimestre)\b(?: (?:de l'annee )?(?P<year>20[0-9]{2})\b)?"
)
_BASE = pattern(
    r"\bindices? (?:de (?:base|reference|depart|comparaison)|initial|d'origine|retenu)|\bpar rapport a celui\b"
)
_OTHERWISE = pattern(r"\b(?:remplac|au lieu d|substitu|dernier indice|au plus tard|chaque trimestre)")
_REVISED = pattern(r"\brevis|\bindex(?:e|ation)|\bvari")
FEW = 6  # quarters of one document: more are a list


@frozen
class Quarter:
    """A quarter of an index, with its year or 0."""

    rank: int
    year: int
    where: Passage


def wrong_quarters(context: Context) -> Iterator[tuple[Passage, str]]:
    """The quarter of an index that is another one than those of the document, or that is not over when it is used."""
    for part in context.own:
        found = [*_quarters(part)]
        ranks = Counter(one.rank for one in found)
        based = any(_BASE.search(low) and not _OTHERWISE.search(low) for _, low in part.saying("indice"))
        if len(ranks) == 2 and len(found) <= FEW and based:
            rank = min(ranks, key=lambda one: (ranks[one], -[each.rank for each in found].index(one)))
            odd = next(one for one in found if one.rank == rank)
            other = next(one for one in found if one.rank != rank)
            yield odd.where, f"« {odd.where.text} » ici, « {other.where.text} » ailleurs, pour le même indice"
        for one in found:
            yield from _too_late(part, one)


def _quarters(part: Part) -> Iterator[Quarter]:
    for index, low in part.saying("trimestre"):
        if part.blocks[index].kind is not Kind.TABLEAU:
            for found in _QUARTER.finditer(low):
                yield Quarter(_RANKS[found["rank"]], int(found["year"] or 0), Passage(part, index, *found.span("said")))


def _too_late(part: Part, one: Quarter) -> Iterator[tuple[Passage, str]]:
    """« révisé le 1er octobre 2026 d'après l'indice du 1er trimestre 2027 »."""
    days = [
        m.value
        for m in walk(part.mentions[one.where.block])
        if m.kind is MentionKind.DATE and isinstance(m.value, date)
    ]
    if (
        one.year
        and days
        and max(days) < date(one.year, 3 * one.rank - 2, 1)
        and _REVISED.search(part.lows()[one.where.block])
    ):
        yield one.where, f"« {one.where.text} {one.year} » : après le {show_date_numeric(max(days))}, où l’indice sert"
