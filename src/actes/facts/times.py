"""Hours: « 17 h 30 », « 8h00 », « 14:30 », « neuf heures et demie », « minuit »; which of them are times of day.

One expression for all that speak of hours, those that last as well (« 35 h », « 45 minutes »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind
from .numerals import NUMBER, numeral

DAY, HOUR = 24 * 60, 60  # minutes
_N = rf"(?<![0-9]\s(?=[0-9]{{3}}))(?:[0-9] [0-9]{{3}}|[0-9]{{1,4}})|{NUMBER}"  # « 1 607 h 00 »
HOURS = pattern(
    rf"(?<![\w/.,:°×])(?:(?P<h>{_N})\s?(?:h\b|heures?\b(?!-[a-z])|h(?=[0-9]))(?:\s?(?P<m>[0-5][0-9])\b(?!\s?(?:[€%/:]|h\b|heures?))"
    r"|\s(?:et\s)?(?P<part>demie?|quart|trois[\s-]quarts|quarante-cinq|trente|quinze|vingt)\b)?(?:\s(?:minutes|min)\b)?"
    rf"|(?P<colon>[01]?[0-9]|2[0-3]):(?P<past>[0-5][0-9])(?![0-9:])|(?P<minutes>{_N})\s(?:minutes|mn|min)\b"
    r"|(?P<some>une\sdemi|trois[\s-]quarts\sd|un\squart\sd)[\s'-]?\s?'?heure|(?<=[at]\s)(?P<word>minuit|midi)\b)"
)
SIGN = pattern(r"[0-9] ?h|heure|[0-9]:[0-9]|minuit|midi")
_PARTS = {"quart": 15, "quinze": 15, "vingt": 20, "trente": 30}
_SOME = {"une demi": 30, "un quart d": 15}
_WORK = pattern(r"\s?(?:[0-9/:]|par\s|hebdomadaires|de\stravail|semaine|supplementaires)")
_AT = pattern(r"\b(?:a|des|vers|jusqu'a)\s\Z")  # hours in words, but after these, may last


def minutes(match: re.Match[str]) -> int | None:
    """How many an hour is, from midnight, or how long it lasts; None where words make no number.

    >>> [minutes(one) for one in HOURS.finditer("de 8h15 a douze heures et demie, 45 minutes, a midi")]
    [495, 750, 45, 720]
    """
    if match["some"]:
        return _SOME.get(match["some"], 45)
    if match["word"]:
        return 0 if match["word"] == "minuit" else DAY // 2
    if match["colon"]:
        return int(match["colon"]) * HOUR + int(match["past"])
    if match["minutes"]:
        return numeral(match["minutes"])
    hours, part = numeral(match["h"]), match["part"] or ""
    more = int(match["m"] or 0) or (30 if part.startswith("demi") else _PARTS.get(part, 45) if part else 0)
    return None if hours is None else hours * HOUR + more


def find(flat: Flat) -> Iterator[Mention]:
    """Every time of day; not what lasts: « 35 h », « 7 h par jour »."""
    for match in HOURS.finditer(flat.low) if SIGN.search(flat.low) else ():
        at = None if match["minutes"] or match["some"] else minutes(match)
        worded = match["h"] and not match["h"].isdigit()
        if at is None or at >= DAY or (len(match["h"] or "") > 2 and not worded):
            continue
        start = match.start()
        if match["word"] or (
            _AT.search(flat.low, max(0, start - 8), start) if worded else not _WORK.match(flat.low, match.end())
        ):
            yield Mention(MentionKind.TIME, *match.span(), time(*divmod(at, HOUR)))
