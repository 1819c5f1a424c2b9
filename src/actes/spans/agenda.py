"""Hours of one agenda: from one hour to another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from itertools import pairwise

from ..context import Context
from ..facts import MentionKind
from ..part import Part, Passage
from ..pattern import pattern

_FROM = pattern(
    r"(?<!avance )(?<!avancee )(?<!ramene )(?<!ramenee )(?:de|entre)\s\Z"
)  # « l'horaire est avancé de 8 h à 7 h 30 »
_TO = pattern(r"\s(?:[àa]|et)\s|\s?[-–]\s?")
MORNING, NIGHT = 7, 18  # hours: from 22 h to 6 h is a night
CLOSED = (17, 9)  # hours: so is from 17 h to 8 h
DATED = 8  # characters between a date and its hour
BEFORE = 60  # characters


def ranges(context: Context) -> Iterator[tuple[Passage, time, time]]:
    """« de 18 h 30 à 21 h 30 », « 18h30-21h30 »: from one hour to another."""
    for part in context.own:
        for (one, first), (other, last) in pairwise(part.passages(MentionKind.TIME)):
            start, end = first.value, last.value
            near = one.block == other.block and _TO.fullmatch(one.context, one.end, other.start)
            if near and isinstance(start, time) and isinstance(end, time):
                yield Passage(part, one.block, one.start, other.end), start, end


def wrong_hours(context: Context) -> Iterator[tuple[Passage, str]]:
    """« de 14 h à 12 h »; a sitting that ends before something that takes place in it."""
    for where, start, end in ranges(context):
        night = start.hour >= CLOSED[0] and end.hour <= CLOSED[1]
        turned = start >= end and end.hour >= MORNING and start.hour <= NIGHT and not night
        if turned and _FROM.search(where.low_before):
            yield where, f"de {start:%H h %M} à {end:%H h %M} : la fin est avant le début"
    for part in context.parts:
        yield from _closed_too_early(part)


_CLOSED = pattern(r"seance (?:est |a ete )?(?:levee|close)|(?:leve|clot) la seance")
_SITS = pattern(
    r"[^.;]{0,150}\b(?:s'est (?:legalement )?|se sont )(?:reuni|assembl)"
)  # « le 17 juin à 10 h 30, le conseil … »
_DURING = pattern(r"arriv|rejoint|quitt|ouv(?:re|ert)|entre en seance|sort|depart|suspen|repris")


def _closed_too_early(part: Part) -> Iterator[tuple[Passage, str]]:
    """« la séance est levée à 19 h 10 », and somebody came at 19 h 50, or it began at 20 h."""
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
        opened = not during and _SITS.match(where.low, where.end)
        if opened or (_DURING.search(said) and not dated):  # « déposé le 12 mars à 16 h 40 »
            during.append(at)
