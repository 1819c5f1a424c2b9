"""The marks that number things one after the other: « lot 3 », « 1° », « c) », « 2.1 », « articles 4 à 9 »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Kind
from ..facts.flat import folded
from ..outline.sections import ROMAN
from ..part import Part, Passage
from ..pattern import pattern

_MARK = pattern(
    r"(?:\A|[\s;,:(])(?P<n>[a-z]|[0-9]{1,2}|[ivx]{2,4})"
    r"(?: ?[)°]|(?:(?<=^[0-9])|(?<=^ [0-9])|(?<=[;:–-] [0-9])|(?<=[;:–-] [0-9]{2}))\.)(?=\s)"
)
_NAMED = pattern(
    r"(?:\A|[\t\n]|[;:,] )(?P<said>(?P<noun>[a-z]{4,} |lot |n ?° ?20[0-9]{2}-)(?:n ?° ?)?(?P<n>[0-9]{1,3}))"
    r"(?= ?[:–—-]|,| \(| de\b|[\t\n]|\Z)"
)
_HEADED = pattern(
    r"(?P<noun>(?:[0-9]{1,2}\.)?)(?P<said>(?P<n>[0-9]{1,2}|[ivx]{1,5}))"
    r"(?:(?<=\.[0-9])|(?<=\.[0-9]{2})|[.)]|\.? ?[–—-]) "
)
_RANGE = pattern(r"\b(?P<noun>[a-z]{4,}s) (?P<first>[0-9]{1,4}) a (?P<last>[0-9]{1,4})\b")
_LINES = (Kind.ITEM, Kind.TABLEAU, Kind.PARAGRAPHE)
Mark = tuple[str, Passage]
"""A mark as written, and where."""


def marked(part: Part) -> Iterator[list[Mark]]:
    """The lines of a table or of a list that begin each with the same noun and a number; the marks of any series."""
    runs: dict[tuple[int, str], list[Mark]] = {}
    first = 0
    for index, block in enumerate(part.blocks):
        first = first if index and part.blocks[index - 1].kind is block.kind else index
        low = folded(block.text)
        if block.marker and block.kind is Kind.ITEM:
            key = f"{block.level}{block.marker[-1]}"
            runs.setdefault((first, key), []).append((block.marker.strip("(.°)- ").lower(), part.whole(index)))
        named = _NAMED.finditer(low) if block.kind in _LINES else ()
        headed = filter(None, [_HEADED.match(low)] if block.kind is Kind.PARAGRAPHE else ())
        for match in (*named, *headed):
            where = Passage(part, index, *match.span("said"))
            runs.setdefault((first if match.re is _NAMED else -1, match["noun"]), []).append((match["n"], where))
        for colon in re.finditer(":", low) if block.kind is not Kind.TABLEAU else ():
            marks = [(m["n"], m.start("n") + colon.end(), m.end() + colon.end()) for _, m in inline(low[colon.end() :])]
            yield [(mark, Passage(part, index, start, end)) for mark, start, end in marks]
    yield from runs.values()


def ranges(part: Part) -> dict[str, list[tuple[int, int, Passage]]]:
    """« articles 1 à 7 », « articles 8 à 10 », by their noun."""
    found: dict[str, list[tuple[int, int, Passage]]] = {}
    for where, match in part.found(_RANGE, " a "):
        found.setdefault(match["noun"], []).append((int(match["first"]), int(match["last"]), where))
    return found


def inline(low: str) -> list[tuple[int, re.Match[str]]]:
    """The marks of a series in a sentence, from the first on, with their rank: « a) », « 1° », « ii) »."""
    found = [*_MARK.finditer(low)]
    first = found[0]["n"] if found else ""
    if first not in ("1", "a", "i") or low[: found[0].start()].strip(" :"):
        return []
    ranks = [rank_of(match["n"], first) for match in found]
    return [*zip(ranks, found, strict=True)] if all(ranks) else []


def rank_of(mark: str, first: str) -> int:
    """The rank that a mark says in the series of that first one: « c » is 3; « i » opens a roman one; 0 for none.

    >>> rank_of("c", "a"), rank_of("iv", "i"), rank_of("02", "1"), rank_of("b", "1")
    (3, 4, 2, 0)
    """
    if first.isdigit() or mark.isdigit():
        return int(mark) if first.isdigit() and mark.isdigit() else 0
    return ROMAN.get(mark, 0) if first == "i" else ord(mark) - 96 if len(mark) == 1 else 0


def written_like(mark: str, rank: int) -> str:
    """A rank, written as a mark of the same series is.

    >>> written_like("02", 3), written_like("ii", 3), written_like("b", 3)
    ('03', 'iii', 'c')
    """
    if mark.isdigit():
        return f"{rank:0{len(mark)}}"
    roman = next((said for said, n in ROMAN.items() if n == rank), str(rank))
    return roman if ROMAN.get(mark) and mark not in "cd" else chr(96 + rank)
