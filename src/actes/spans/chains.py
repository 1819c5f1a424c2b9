"""What follows what, by what each date is called: a request and what is decided of it, offers and their opening.

The orders that everybody knows are in `chains.txt`, step after step; a date takes the step whose word stands nearest
before it (just after it, where it opens its sentence). Two steps of one document, of one day each, that are turned
round are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts import Bounds, MentionKind, walk
from ..facts.flat import folded
from ..frozen import frozen
from ..packaged import packaged
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentence_at
from .relation import Point, Reversed

_LIMIT = pattern(r"(?:au plus tard|avant) (?:le )?")
_BY = pattern(rf"\b{_LIMIT.pattern}\Z")
_BEGINS = pattern(r"(?:commenc|demarr|debut)\w* (?:le|au) ")
NEAR = 70  # characters from the word of a step to its date
_EARLIER = pattern(  # what comes back to something else, what a court is asked about
    r"\b(?:avai(?:t|ent)|une? autre|l'an (?:dernier|passe))\b|\b(?:annulation|suspension) d|\bcontre l(?:'|es? |a )"
)
_NEXT = pattern(  # « le prochain comité », « en cours (jury le », « règlement d'attribution adopté le »: of another
    r"\bprochaine?\b|\ben cours \(|\breglement (?:[a-z]+ )?d['e]"
)
_NUMBERED = pattern(r"\bavenant n ?° ?[0-9]{1,2},? (?:[a-z]+ )?(?:le|du) (?:\w+di )?\Z")
OPENS = 6  # characters at most before a date that opens its sentence
FAR = timedelta(days=3 * 365)  # a year left over is one or two off
LINES, SHORT = 3, 160  # between two lines of one table of steps; characters of such a line
_FOOT = (Kind.MENTION, Kind.SIGNATURE, Kind.LIEU_DATE)


@frozen
class Step:
    """A day, and its rank in a chain."""

    rank: int
    day: date
    where: Passage
    named: str
    past: bool  # told of what had been, or of another
    limit: bool = False  # the last day on which it may be: it may have been before


Around = tuple[Passage, date, tuple[int, int], tuple[int, int]]
"""A day, and where the words before it and after it stand."""


@frozen
class Chain:
    """What finds a step, each in a group of its own; the names of the steps."""

    finds: re.Pattern[str]
    names: tuple[str, ...]


def _chain(said: str) -> Chain:
    steps = [[" ".join(one.split()) for one in step.split("|")] for step in said.split(">")]
    longest = [sorted(map(folded, step), key=len, reverse=True) for step in steps]  # « ouverture de chantier déposée »
    words = "|".join(f"({'|'.join(step)})" for step in longest)
    finds = pattern(r"\b(?:" + words.replace("*", r"\w*").replace("…", "[^,;:]{0,50}") + r")\b")
    return Chain(finds, tuple(step[0].rstrip("*") for step in steps))


_CHAINS = tuple(_chain(one) for one in packaged(__spec__, "chains.txt").split("\n\n")[1:])


def turned(context: Context) -> Iterator[Reversed]:
    """Two steps of one chain, each of one day, of which the later is dated before the earlier."""
    for part in context.own:
        plain, cited = [*_around([*_days(part, MentionKind.DATE)])], list[Around]()
        if any(m.kind is MentionKind.ACT_NUMBER for block in part.mentions for m in block):
            cited = [*_around([*_days(part, MentionKind.DATE, MentionKind.ACT_NUMBER)])]
        for chain in _CHAINS:
            steps = ([one for each in dated if (one := _step(chain, *each))] for dated in (plain, cited))
            found = (pair for some in steps if (pair := [*_turned(some)]))
            yield from next(found, ())


def _around(found: Sequence[tuple[Passage, date]]) -> Iterator[Around]:
    """Each day, with the words of its sentence since the day before, and up to the next one where it opens it."""
    for one, (where, day), other in zip([None, *found], found, [*found[1:], None], strict=False):
        start, end = sentence_at(where.context, where.start)
        opens = len(where.context[start : where.start].strip()) < OPENS
        start = max(start, one[0].end if one and one[0].block == where.block else 0, where.start - NEAR)
        end = min(end, other[0].start if other and other[0].block == where.block else end, where.end + NEAR)
        yield where, day, (start, where.start), (where.end, end if opens else where.end)


def _days(part: Part, *kinds: MentionKind) -> Iterator[tuple[Passage, date]]:
    """Every day, that of a cited act too where its kind is asked for; but where a period begins or ends.

    « commencent le 1er avril 2025 », which nothing ends, is a day.
    """
    for where, mention in part.passages(*kinds, MentionKind.PERIOD):
        if isinstance(mention.value, Bounds):
            limit = _LIMIT.match(folded(mention.text))
            if limit and isinstance(mention.value.fin, date):
                yield Passage(part, where.block, where.start + limit.end(), where.end), mention.value.fin
            begun = mention.value.fin is None and _BEGINS.match(folded(mention.text))
            if begun and isinstance(mention.value.debut, date):
                start = where.start + begun.end()
                yield Passage(part, where.block, start, where.end), mention.value.debut
            continue
        for one in walk((mention,)):
            if one.kind is MentionKind.DATE and isinstance(one.value, date):
                yield Passage(part, where.block, one.start, one.end), one.value


def _step(chain: Chain, where: Passage, day: date, before: tuple[int, int], after: tuple[int, int]) -> Step | None:
    low = where.low
    found = [*chain.finds.finditer(low, *before)][-1:] or [*chain.finds.finditer(low, *after)][:1]
    if not found or _NEXT.search(low, *before):
        return None
    if found[0][0].startswith("date de") and where.kind in _FOOT:
        return None  # of this act itself, under its signatures
    limit = _BY.search(low, *before) is not None
    rank, past = found[0].lastindex or 0, _EARLIER.search(low, *before) is not None
    return Step(rank, day, where, chain.names[rank - 1], past, limit)


def _turned(steps: Sequence[Step]) -> Iterator[Reversed]:
    told = set[tuple[int, int]]()
    for one, other in combinations(steps, 2):
        first, then = sorted((one, other), key=lambda step: step.rank)
        if first.rank == then.rank or first.day <= then.day or then.past or (first.rank, then.rank) in told:
            continue
        if first.day - then.day > FAR or (first.limit and not then.limit):
            continue  # of another procedure
        numbered = bool(then.where.led(_NUMBERED))  # an avenant among others
        alone = [{step.day for step in steps if step.rank == one.rank} for one in (first, then)]
        if all(len(days) == 1 for days in (alone[:1] if numbered else alone)):
            told.add((first.rank, then.rank))
            before, after = (Point(step.named, step.day, step.day, step.where) for step in (first, then))
            yield Reversed(before, after, sure=numbered)
