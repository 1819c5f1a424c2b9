"""What no act says, for the law says the contrary (`contraries.txt`)."""

from __future__ import annotations

import re
from datetime import date

from ..frozen import frozen
from ..packaged import packaged
from ..pattern import pattern
from . import LegalFact, in_force
from .values import Words, says, words_of


@frozen
class Contrary:
    """Words of an act, where they count, and what the law says."""

    said: re.Pattern[str]
    starts: tuple[str, ...]
    beside: Words
    right: str

    def may_stand(self, low: str) -> bool:
        """Whether any of the words may stand in a text without capitals."""
        return any(start in low for start in self.starts)

    def holds(self, sentences: str, paragraph: str, whole: str) -> bool:
        """Whether the place of an act in which the words stand is of that matter."""
        return any(
            all(says(word, sentences if word[0] == "-" else paragraph, whole) for word in one) for one in self.beside
        )


_PARTS = {"…": r"(?:(?<=\b[a-z])\.|[^.;\t]){0,80}?", "¶": r"[^\t]{0,200}?"}
_NAME = r"[^.,;()\t]{3,60}?"


def _said(text: str) -> re.Pattern[str]:
    """
    >>> bool(_said("a {qui}. saisi par {qui}.").search("a la ville. saisi par la ville."))
    True
    >>> bool(_said("a {qui}. saisi par {qui}.").search("a la ville. saisi par le centre."))
    False
    """
    return pattern("|".join(_one(one, rank) for rank, one in enumerate(text.split(" / "))))


def _one(text: str, rank: int) -> str:
    escaped = re.escape(text).replace(r"\{qui\}", f"(?P<qui{rank}>{_NAME})", 1)
    escaped = escaped.replace(r"\{qui\}", f"(?P=qui{rank})")
    for mark, what in _PARTS.items():
        escaped = escaped.replace(mark, what)
    return rf"(?<!\w){escaped}"


def _starts(text: str) -> tuple[str, ...]:
    """The plain words that each of them opens with: where none stands, no expression need look.

    >>> _starts("le bailleur paie… loyer / a {qui}. saisi par {qui}.")
    ('le bailleur paie', 'a ')
    """
    return tuple(re.split(r"[…¶{]", one)[0] for one in text.split(" / "))


def _fact(days: str, said: str, beside: str, right: str, source: str) -> LegalFact[Contrary]:
    contrary = Contrary(_said(said), _starts(said), words_of(beside), right.replace("'", "’"))
    return LegalFact(contrary, date.fromisoformat(days.removesuffix("..")), None, f"{source} (à vérifier)")


_ALL = tuple(_fact(*line.split(" | ")) for line in packaged(__spec__, "contraries.txt").splitlines() if line[0] != "#")


def contraries(on: date) -> tuple[LegalFact[Contrary], ...]:
    """Those in force that day."""
    return tuple(in_force(_ALL, on))
