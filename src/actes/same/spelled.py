"""One name spelled two ways: by a hyphen, an accent, a capital; or by a letter, a slip of the keyboard.

A name of several words stands between small ones: « Pays de Saint-Flour » holds « Saint-Flour », not « Saint-Flour
Communauté ». A word alone is another one mistyped as its length, its times, the words beside it make it likely.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..context import Context
from ..facts.flat import folded
from ..part import Part, Passage
from ..pattern import pattern
from ..text.heads import INSTITUTIONS, ITSELF, OPENING, PAIRED
from ..values.kept import kept_by_text, kept_on_it
from ..values.text import near

_JOINS = " \u00a0\u202f\u2010\u2011'’-"
_HYPHENS = "-\u2010\u2011"
_WORD = pattern(r"[^\W\d_]+")
_BODIES = INSTITUTIONS | {"ville"}


class Token(NamedTuple):
    """A word of a text; `key` is folded; `joined`: one mark stands between it and the one before."""

    start: int
    end: int
    key: str
    capital: bool
    joined: bool


Key = tuple[str, ...]


@kept_by_text
def _words(text: str) -> tuple[Token, ...]:
    low, found, last = folded(text), [], -2
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not low[start:end].strip("x"):
            continue  # « Monsieur XXXXX »: a blank, or a name that is hidden
        joined = start == last + 1 and text[last] in _JOINS
        found.append(Token(start, end, low[start:end], text[start].isupper(), joined))
        last = end
    return tuple(found)


def _blocks(context: Context) -> Iterator[tuple[Part, int, str]]:
    """The paragraphs of the act's own documents."""
    for part in context.own:
        yield from ((part, index, block.text) for index, block in enumerate(part.blocks))


class Written(NamedTuple):
    """A name of two words and more as one place writes it."""

    key: Key
    passage: Passage

    @property
    def form(self) -> str:
        return " ".join(self.passage.text.split()).replace("’", "'")

    @property
    def hyphens(self) -> tuple[bool, ...]:
        """Between which words there is a hyphen."""
        return tuple(gap in _HYPHENS for gap in _WORD.split(self.passage.text)[1:-1])


@kept_on_it
def names(context: Context) -> Mapping[Key, Sequence[Written]]:
    """The places of each name; only the first letter of a place need be a capital."""
    known = {key for _, _, text in _blocks(context) for key in _named(text)}
    first: dict[str, list[Key]] = {}
    for key in sorted(known, key=len, reverse=True):
        first.setdefault(key[0], []).append(key)
    found: dict[Key, list[Written]] = {}
    for part, index, text in _blocks(context):
        words, done = _words(text), 0
        for rank, word in enumerate(words):
            said = _name_at(words, rank, first.get(word.key, ())) if word.capital and rank >= done else None
            if said is not None:
                done = rank + len(said)
                where = Passage(part, index, word.start, words[done - 1].end)
                found.setdefault(said, []).append(Written(said, where))
    return found


def _name_at(words: Sequence[Token], rank: int, known: Sequence[Key]) -> Key | None:
    """The longest of the names known that stands there."""
    return next((key for key in known if _stands(words[rank : rank + len(key)], key)), None)


def _stands(words: Sequence[Token], key: Key) -> bool:
    return tuple(word.key for word in words) == key and all(word.joined for word in words[1:])


@kept_by_text
def _named(text: str) -> tuple[Key, ...]:
    """The names that a text writes with all their capitals: runs of two words at least, without what opens them."""
    words = _words(text)
    starts = [n for n, word in enumerate(words) if not (word.capital and word.joined and n and words[n - 1].capital)]
    runs = (words[a:b] for a, b in pairwise([*starts, len(words)]))
    return tuple(key for run in runs if len(key := _trimmed([word.key for word in run if word.capital])) > 1)


def _trimmed(run: Sequence[str]) -> Key:
    """« COMMUNE DE LANDEMER-PLAGE »: without what opens a sentence, or says what it is, before the name."""
    start = 0
    while start < len(run) and (
        run[start] in OPENING or (run[start] in _BODIES and len(run) > start + 2 and run[start + 1] in OPENING)
    ):
        start += 1
    return tuple(run[start:])


def differ(one: Written, other: Written) -> bool:
    """Whether two spellings of a name are two: a hyphen, an accent, a capital. A word all in capitals has no accents.

    Institutions may be written with or without capitals: « Conseil communautaire », « Conseil Communautaire ».
    """
    if one.hyphens != other.hyphens:
        return True
    cases = not INSTITUTIONS.intersection(one.key)
    words = zip(_WORD.findall(one.passage.text), _WORD.findall(other.passage.text), strict=True)
    said = ((a, b) if cases else (a.casefold(), b.casefold()) for a, b in words if not (a.isupper() or b.isupper()))
    return any(a != b for a, b in said)


SHORTEST, LONGEST = 5, 40  # letters of a name of one word: below, a slip is another word
LONGER = 7  # letters of a name that is one at the head of a sentence too
LIKELY = 8  # points: see `_likelihood`
NEXT = 4  # words after a name: « Polminhac et de Vézac »
REAL = INSTITUTIONS | ITSELF
NOUNS = INSTITUTIONS | PAIRED
_ENDING = pattern(r"(?:[ao]|e{0,2}[sx]?)\Z")
_FORMULA = pattern(r"\brepublique francaise\b")  # not a misprint of « Françoise »
_ADDRESS = pattern(r"(?<!\S)(?:[^\s@/]*[@/]\S*|\S+\.[a-z]{2,}\b)")
_LAST = pattern(r"[\u00a0 ](?P<last>[A-ZÀ-Ý'-]{3,})(?!\w)")


class Word(NamedTuple):
    """A word with a capital that may be a name. `beside`: the two words before it, the next long one, the name before.

    `inside`: it opens no sentence and no line.
    """

    key: str
    where: Passage
    beside: tuple[str, str, str]
    inside: bool

    @property
    def last(self) -> str:
        """The last name in capitals after a first name: « Frédérick BOUSQUET »."""
        found = None if self.where.text.isupper() else _LAST.match(self.where.context, self.where.end)
        return folded(found["last"]) if found else ""


@kept_on_it
def slips(context: Context) -> tuple[tuple[Word, Word], ...]:
    """A name written once, and the one that it should be."""
    words: dict[str, list[Word]] = {}
    common: set[str] = set()
    for part, index, text in _blocks(context):
        capitals, small = _said(text)
        common |= small
        for key, start, end, beside, inside in capitals:
            words.setdefault(key, []).append(Word(key, Passage(part, index, start, end), beside, inside))
    holes: dict[str, list[str]] = {}
    for key in words:
        for hole in _holes(key):
            holes.setdefault(hole, []).append(key)
    found = []
    for key, (rare, *more) in words.items():
        others = {other for hole in _holes(key) for other in holes[hole]} if not more and key not in common else ()
        likely = [o for o in others if _alike(key, o) and _likelihood(rare, words[o], common) >= LIKELY]
        if likely:
            found.append((rare, words[max(likely, key=lambda other: (len(words[other]), other))][0]))
    return tuple(found)


def _alike(one: str, other: str) -> bool:
    """Whether a slip may have made one of the other: « Départemental », « départementale » are grammar."""
    bare = {_ENDING.sub("", word) for word in (one, other)}
    return near(one, other) and len(bare) > 1 and not {one, other} <= NOUNS


def _likelihood(rare: Word, usual: Sequence[Word], common: Set[str]) -> int:
    """How likely a word is another one mistyped: its letters, two for each time that the other stands again, three for
    the same words beside; less for a word of the language, at the head of a sentence, of another first letter.
    """
    one, other = rare.key, usual[0].key
    if _two_people(rare, usual) or (one in INSTITUTIONS and other in REAL):  # « place de la Mairie », Marie signs
        return 0
    if len(usual) == 1 and not _place(usual[0]) < _place(rare):
        return 0  # of two names written once, the later one is the slip
    letters, language = min(len(one), len(other)), other in common or other in INSTITUTIONS
    if language and len(usual) == 1:
        return 0
    points = letters + 2 * min(len(usual) - 1, 3) - 4 * language
    points += 3 * any(a and a == b for word in usual for a, b in zip(rare.beside, word.beside, strict=True))
    return points - 3 * (not rare.inside and letters < LONGER) - 3 * (one[0] != other[0])


def _two_people(rare: Word, usual: Sequence[Word]) -> bool:
    """Whether another first name stands before it, or another last name after it, than beside all the others."""
    first, last = rare.beside[2], rare.last
    firsts = all(_another(first, word.beside[2]) for word in usual)
    lasts = all(_another(word.last, last) for word in usual)  # « Les Aînés », « Agnès COUDERC »
    return firsts or lasts


def _another(one: str, other: str) -> bool:
    return one not in ("", other) and not near(one, other)


def _place(word: Word) -> tuple[str, int, int]:
    return word.where.part.name, word.where.block, word.where.start


@lru_cache(maxsize=4096)
def _holes(key: str) -> tuple[str, ...]:
    """What is left of a word without one of its letters: two words one slip apart have one in common."""
    return key, *(key[:place] + key[place + 1 :] for place in range(len(key)))


_Fields = tuple[str, int, int, tuple[str, str, str], bool]
_OPENS = pattern(r"(?:\A|[\n\t.:;!?•|-])\W*\Z")


@kept_by_text
def _said(text: str) -> tuple[tuple[_Fields, ...], frozenset[str]]:
    """The words of a text that begin with a capital, each as the fields of a `Word`, and the others."""
    words = _words(text)
    apart = [match.span() for found in (_FORMULA.finditer(folded(text)), _ADDRESS.finditer(text)) for match in found]
    capitals = []
    for rank, word in enumerate(words):
        name = word.capital and SHORTEST <= len(word.key) <= LONGEST
        if name and not any(first <= word.start < last for first, last in apart):
            before = " ".join(one.key for one in words[max(0, rank - 2) : rank]) if rank > 1 else ""
            after = next((one.key for one in words[rank + 1 : rank + NEXT] if len(one.key) > 3), "")
            last = words[rank - 1] if rank else word
            named = rank and last.capital and word.joined and text[last.end] == " " and len(last.key) > 3
            first = last.key if named and last.key not in INSTITUTIONS else ""
            inside = _OPENS.search(text, max(0, word.start - 4), word.start) is None
            capitals.append((word.key, word.start, word.end, (before, after, first), inside))
    return tuple(capitals), frozenset(word.key for word in words if not word.capital)
