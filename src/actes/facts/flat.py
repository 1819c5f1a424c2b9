"""The text that patterns read: without accents, one space for many, and the way back to the text itself.

A line break stays `\\n` (a wrapped line of a PDF); a blank line or a page break becomes `¶`, a cell's tab `¦`: so `\\s`
never leaves a paragraph or a cell.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache

from ..pattern import pattern
from ..values.kept import kept_by_text
from .mention import Mention, Owner

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_ODD = pattern(rf"[\s{_MARKS}](?:(?<! )|(?=[{_MARKS}\s]))[{_MARKS}\s]*")
_SPACES = dict.fromkeys(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
)
_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
          "º": "°", "˚": "°", "ᵉ": "e", "ʳ": "r", "“": '"', "”": '"'}  # fmt: skip


@cache
def _table() -> str:
    """At the index of each character, the plain one that stands for it: a text is the fastest table."""
    plain = [chr(code) for code in range(0x3001)]
    for code in range(0xC0, 0x180):
        base = unicodedata.normalize("NFD", chr(code))[0]
        plain[code] = base if base.isascii() else chr(code)
    for char, other in (_SPACES | _SIGNS).items():
        plain[ord(char)] = other
    return "".join(plain)


_FIGURE = pattern("[0-9]")


def plain(source: str) -> str:
    """The text without accents, one plain space for one odd: capitals stay, each character in its place.

    >>> plain("À la Mairie\u00a0: « Été »")
    'A la Mairie : « Ete »'
    """
    return source.translate(_table())


@kept_by_text
def folded(source: str) -> str:
    """The same in small letters.

    >>> folded("À la Mairie\u00a0: « Été »")
    'a la mairie : « ete »'
    """
    low = plain(source).lower()
    return low if len(low) == len(source) else "".join(map(_lower, plain(source)))


class Flat:
    """`text` is the flat text, `low` the same in small letters, `source` the text itself.

    `figures`: whether there is any. Finders that need some, or a word, look first whether it is there at all.
    """

    __slots__ = ("_flat", "_source", "figures", "low", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        said = plain(source)
        pieces: list[str] = []
        self._flat, self._source = [0], [0]
        done = length = 0
        for run in _ODD.finditer(said):
            mark = "¦" if _is_gap(said, *run.span()) else _mark(run[0])
            pieces += (said[done : run.start()], mark)
            length += run.start() - done + len(mark)
            done = run.end()
            self._flat.append(length)
            self._source.append(done)
        pieces.append(said[done:])
        self.text = "".join(pieces)
        self.figures = _FIGURE.search(self.text) is not None
        low = self.text.lower()
        self.low = low if len(low) == len(self.text) else "".join(map(_lower, self.text))

    def at(self, offset: int) -> int:
        """The place in the source of a character of the flat text."""
        index = bisect_right(self._flat, offset) - 1
        return self._source[index] + offset - self._flat[index]

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of a span of the flat text; marks put above its last letter are inside."""
        first, last = self.at(start), self.at(end - 1) + 1
        while last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        return first, last

    def locate(self, mention: Mention) -> Mention:
        """The mention of the flat text as a mention of the source."""
        start, end = self.slice(mention.start, mention.end)
        parts = tuple(self.locate(part) for part in mention.parts)
        return Mention(
            mention.kind, start, end, mention.value, mention.problem, mention.label, self.source[start:end],
            self._owner(mention.of), parts, mention.weekday, mention.words, mention.tax, mention.basis,
        )  # fmt: skip

    def _owner(self, owner: Owner | None) -> Owner | None:
        if owner is None:
            return None
        start, end = self.slice(owner.start, owner.end)
        return owner._replace(start=start, end=end, text=self.source[start:end])

    def words(self, start: int, end: int) -> str:
        """The words of the source under a span of the flat text, single spaces between them."""
        first, last = self.slice(start, end)
        return " ".join(self.source[first:last].split())


def _lower(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char


_GAP = 3  # spaces between two cells of a table laid out by hand: « 1   645,00 € » is no number


def _is_gap(plain: str, start: int, end: int) -> bool:
    """Whether a run of spaces parts two figures."""
    return (
        end - start >= _GAP
        and plain[end : end + 1].isdigit()
        and plain[start:end].isspace()
        and (plain[start - 1 : start].isdigit() and "\n" not in plain[start:end])
    )


def _mark(run: str) -> str:
    if not any(char.isspace() for char in run):
        return ""
    if "\t" in run:
        return "¦"
    lines = len(re.findall(r"\r\n|[\n\r\v\x85\u2028]", run))
    return "¶" if lines > 1 or "\f" in run or "\u2029" in run else "\n" if lines else " "
