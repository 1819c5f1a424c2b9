"""What stands around words of an act, and whether two places speak of the same thing: the judge's own reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .material import File, Material

_EMPTY = frozenset(
    [
        "dans",
        "pour",
        "avec",
        "sous",
        "entre",
        "cette",
        "celui",
        "celle",
        "leur",
        "leurs",
        "dont",
        "elle",
        "elles",
        "etre",
        "sont",
        "ainsi",
        "apres",
        "avant",
        "notamment",
        "article",
        "articles",
        "presente",
        "present",
        "numero",
        "date",
        "portant",
        "relatif",
        "relative",
        "annee",
        "annees",
        "mois",
        "jour",
        "jours",
        "euro",
        "euros",
    ]
)
MONTH_WORDS = frozenset(
    [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ]
)


def plain(text: str) -> str:
    """The text without accents, in lower case, apostrophes straight.

    >>> plain("L’ÉTÉ")
    "l'ete"
    """
    flat = unicodedata.normalize("NFD", text.replace("’", "'"))
    return "".join(char for char in flat if not unicodedata.combining(char)).lower()


def stems(text: str) -> list[str]:
    """The words that mean something, as stems: no month, no word of less than four letters, no final s."""
    words = re.findall(r"[a-z]{4,}", plain(text))
    return [word.rstrip("sx")[:9] for word in words if word not in _EMPTY and word not in MONTH_WORDS]


def before(text: str, start: int, width: int = 90) -> str:
    """What stands before, in the same sentence or paragraph."""
    left = text[max(0, start - width) : start]
    return re.split(r"[.;:]\s|\n\s*\n", left)[-1]


def after(text: str, end: int, width: int = 60) -> str:
    right = text[end : end + width]
    return re.split(r"[.;:](?:\s|$)|\n\s*\n", right)[0]


@lru_cache(maxsize=4096)
def near(text: str, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """The four stems before, and all those around."""
    left = stems(before(text, start))
    return frozenset(left[-3:]), frozenset(left[-8:]) | frozenset(stems(after(text, end))[:5])


def same_thing(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether two places speak of one thing: two words in common around them, one of them just before each."""
    (close_one, all_one), (close_other, all_other) = near(*one), near(*other)
    return bool(close_one & close_other) and len(all_one & all_other) >= 2


def elsewhere(
    act: Material, index: int, start: int, end: int, find: object, value: object
) -> Iterator[tuple[File, int, int]]:
    """The other places of the act where marks of this kind have this value."""
    for rank, file in enumerate(act.files):
        for mark in find(file.text):  # type: ignore[operator]
            if mark.value == value and not (rank == index and mark.start < end and start < mark.end):
                yield file, mark.start, mark.end


def line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def paragraph(text: str, position: int) -> str:
    """The paragraph that holds a place: back to a blank line or to a line that opens a visa, an item or an article."""
    opening = r"\n(?=\s*\n|[#*\s]*(?:vu\b|consid|article\b|sur\b|apr[èe]s\b|[-•◦]\s)|[A-Z]{2,}\b)"
    cuts = [m.end() for m in re.finditer(opening, text[:position], re.IGNORECASE)]
    stop = re.search(opening, text[position:], re.IGNORECASE)
    return text[cuts[-1] if cuts else 0 : position + stop.start() if stop else len(text)]
