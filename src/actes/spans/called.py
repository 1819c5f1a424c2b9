"""The quarter of an index by which a rent is revised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern

_RANKS = {str(n): n for n in range(1, 5)}
_RANKS |= {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4}


def miscalled(context: Context) -> Iterator[tuple[Passage, str]]:
    """The quarter of an index that is another one than those of its document."""
    for part in context.own:
        yield from _of_index(part)


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
