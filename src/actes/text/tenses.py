"""The words by which a sentence tells of what was, of what is to be done, or of another text.

A new wording is a word of `tenses.txt`.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from functools import cache

from ..packaged import packaged
from ..pattern import alternatives

_SAID = alternatives(packaged(__spec__, "tenses.txt"))


class Tells(StrEnum):
    """Of what words tell."""

    PAST = auto()
    FORMERLY = auto()
    OLDER = auto()
    RECALLED = auto()
    CURRENT = auto()
    ENDED = auto()
    HISTORY = auto()
    DECIDED = auto()
    NAMED = auto()
    TO_DO = auto()
    PLANNED = auto()
    HERE = auto()
    OWN = auto()
    COUNTED = auto()


@cache
def _pattern(tells: Tells) -> re.Pattern[str]:
    phrases = [phrase.split() for phrase in _SAID[tells].split("|")]
    words = [[r"\w+" if w == "*" else re.escape(w).replace(r"\*", r"\w*") for w in phrase] for phrase in phrases]
    said = "|".join(r"\s".join(phrase) for phrase in words)
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)")


def tells(low: str, what: Tells) -> bool:
    """Whether folded words say it.

    >>> tells("le bilan annuel de", Tells.OLDER), tells("les statuts approuves le", Tells.DECIDED)
    (True, True)
    """
    return _pattern(what).search(low) is not None


def just_before(low: str, end: int, what: Tells, reach: int = 30) -> bool:
    """Whether the last words of the clause that ends there say it, so many characters before at most."""
    start = max(low.rfind(mark, 0, end) for mark in ".;") + 1
    found = [match.end() for match in _pattern(what).finditer(low, max(start, end - reach - 30), end)]
    return bool(found) and end - found[-1] <= reach
