"""The hour that a length makes of another hour of the act: « 1 h 10 sans entracte, soit une fin à 21 h 40 ».

As `elsewhere` does of days: some hour of the act must make it; where none does, and one nearly does, it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from ..context import Context
from ..facts.times import DAY, HOUR, HOURS, SIGN, minutes
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from .hours import AT, NEAREST

_SO = pattern(r"[^.]{0,120}?(?:\b(?:soit|c'est-a-dire|donc)\b|\()[^.;:0-9]{0,50}")
_ENDS = pattern(r"[^.]{0,60}?\b(?:achev|termin|finir|finit|fin\b|clos|ferm|ouv|debut|commenc)[^.;:0-9]{0,30}")
_LENGTH = pattern(r"\bdure\w*\b[^.;0-9]{0,40}\Z")
_ALSO = pattern(r"[^.;:0-9]{0,60},? (?:et|puis|ou) a ")
Read = tuple[re.Match[str], int]
Tied = tuple[tuple[int, Passage], Passage, list[int]]


@frozen
class Ended:
    """An hour that is said, and the one that `length` makes."""

    where: Passage
    length: Passage
    made: int

    def __str__(self) -> str:
        return (
            f"« {self.length.text} » mènent à {self.made // HOUR} h {self.made % HOUR:02}, et non à {self.where.text}"
        )


def wrong_ends(context: Context) -> Iterator[Ended]:
    """The hours that a length tied to them does not make of any hour of the act, nor another length beside it."""
    hours, tied = list[tuple[int, Passage]](), list[Tied]()
    for part in context.own:
        for index, low in part.saying("h"):
            if SIGN.search(low):
                found = [(m, n) for m in HOURS.finditer(low) if (n := minutes(m)) is not None and n <= DAY]
                hours += [(n, Passage(part, index, *m.span())) for m, n in found if not (m["minutes"] or m["some"])]
                tied += _tied(part, index, low, found)
    for (said, there), length, lasts in tied:
        since = [n for n, other in hours if other != there]
        every = {*lasts, *(one + other for one, other in combinations(lasts[1:], 2))}
        made = {(n + way * one) % DAY for n in since for one in every for way in (1, -1)}
        near = sorted((abs(one - said), one) for n in since for one in ((n + lasts[0]) % DAY, (n - lasts[0]) % DAY))
        if said not in made and near and near[0][0] <= HOUR:
            yield Ended(there, length, near[0][1])


def _tied(part: Part, index: int, low: str, found: Sequence[Read]) -> Iterator[Tied]:
    """Each hour that words tie to a length before it; that length, then the others of the paragraph."""
    others = [n for m, n in found if not _at(low, m)]
    for rank, ((one, lasts), (other, _)) in enumerate(pairwise(found)):
        words = low[one.end() : other.start()]
        long = _ENDS.fullmatch(words) and _LENGTH.search(low, max(0, one.start() - 2 * NEAREST), one.start())
        if _at(low, one) or not 0 < lasts < DAY or not _at(low, other) or not (long or _SO.fullmatch(words)):
            continue
        for last, (more, n) in pairwise(found[rank:]):
            if more is not other and not _ALSO.fullmatch(low, last[0].end(), more.start()):
                break
            yield (n % DAY, Passage(part, index, *more.span())), Passage(part, index, *one.span()), [lasts, *others]


def _at(low: str, one: re.Match[str]) -> bool:
    """Whether it is an hour of the day: « à 21 h 40 »."""
    return (
        not (one["minutes"] or one["some"]) and AT.search(low, max(0, one.start() - NEAREST), one.start()) is not None
    )
