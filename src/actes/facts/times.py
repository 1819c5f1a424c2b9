"""Times of day: « 17 h 30 », « 8h00 », « 14:30 », « minuit »; not hours of work (« 35 h »)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind

_TIME = pattern(
    r"(?<![\w/.,:°])(?:(?P<hour>[01]?[0-9]|2[0-3])\s?(?:h(?:eures?)?\b\s?|h(?=[0-9]))(?P<minute>[0-5][0-9])?(?!\s?[0-9/:])"
    r"|(?P<hour2>[01]?[0-9]|2[0-3]):(?P<minute2>[0-5][0-9])(?![0-9:])|(?:a|jusqu'a|avant)\s(?P<word>minuit|midi)\b)"
)
_HINT = pattern(r"[0-9](?:\s?h|:[0-9])")
_WORK = pattern(r"\s?(?:/|par\s|hebdomadaires|de\stravail|semaine|supplementaires)")


def find(flat: Flat) -> Iterator[Mention]:
    """Every time of day."""
    low = flat.low
    for match in _TIME.finditer(low) if _HINT.search(low) or "midi" in low or "minuit" in low else ():
        if match["word"]:
            yield Mention(MentionKind.TIME, *match.span("word"), time(0 if match["word"] == "minuit" else 12))
        elif not _WORK.match(flat.low, match.end()):
            end = match.end() - (len(match[0]) - len(match[0].rstrip()))
            hour, minute = match["hour"] or match["hour2"], match["minute"] or match["minute2"] or 0
            yield Mention(MentionKind.TIME, match.start(), end, time(int(hour), int(minute)))
