"""Proper names of one word that differ by one letter from another one of the act: a slip of the keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from ..context import Context
from ..facts.flat import folded
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..text.heads import ITSELF, PAIRED
from ..values.kept import kept_by_text, kept_on_it
from ..values.text import near
from .names import COMMON

LONG = 5  # letters below which a slip is another word
LONGEST = 40  # letters: more is no name
LONGER, TWICE = 7, 2  # letters, times: a long name looks like another one less often
ALWAYS = 5  # times: so often, a short one is known too
REAL = COMMON | ITSELF
ALONE = 8  # letters of a name that is written once beside another one
OFTEN = 3  # times: a name written so often is known
NOUNS = COMMON | PAIRED
NEXT = 4  # words after a name: « Polminhac et de Vézac »
_FORMULA = pattern(r"\brepublique francaise\b")  # not a misprint of « Françoise »
_INSIDE = pattern(r"[\w,)’'»-][ \u00a0’'-]?\Z")
_WORD = pattern(r"(?<![\w@/.])[^\W\d_]+(?![\w@/]|\.[a-z])")


class Word(NamedTuple):
    """A word that begins with a capital; `key` is without accents, `before` and `after` are the words beside it.

    `first` is the name just before it (« Hortense » before « Abadie »); `inside`: it opens no sentence and no line. An
    act has hundreds: a tuple is made in a fifth of the time.
    """

    part: Part
    block: int
    start: int
    end: int
    key: str
    before: str
    after: str
    first: str
    inside: bool

    @property
    def where(self) -> Passage:
        return Passage(self.part, self.block, self.start, self.end)


@kept_on_it
def slips(context: Context) -> tuple[tuple[Word, Word], ...]:
    """A name written once, and the one that it should be: known to the act, or with the same words beside it."""
    words, common = _words(context)
    holes: dict[str, list[str]] = {}
    for key in words:
        for hole in _holes(key):
            holes.setdefault(hole, []).append(key)
    found = []
    for key, places in words.items():
        if len(places) > 1 or key in common:
            continue
        others = {
            other for hole in _holes(key) for other in holes[hole] if other != key and max(len(other), len(key)) >= LONG
        }
        usual = [o for o in others if near(key, o) and not _inflected(key, o) and not {key, o} <= NOUNS]
        likely = [o for o in usual if _is_slip(places[0], words[o], common)]
        if likely:
            best = max(likely, key=lambda other: (len(words[other]), other))
            found.append((places[0], words[best][0]))
    return tuple(found)


def _is_slip(rare: Word, usual: Sequence[Word], common: Set[str]) -> bool:
    """Whether the other name is well known, or stands among the same words."""
    if rare.key in COMMON and usual[0].key in REAL:  # « place de la Mairie », in an act that Marie signs
        return False
    if min(len(rare.key), len(usual[0].key)) <= LONG and rare.key[0] != usual[0].key[0]:  # « Lille », « VILLE »
        return False
    last = _last(rare)
    if not last and len(rare.key) < LONGER and all(map(_last, usual)):
        return False  # « Les Aînés », where « Agnès COUDERC » is somebody
    if any(
        name and all(_another(other, name) for other in others)
        for name, others in ((rare.first, [one.first for one in usual]), (last, [_last(one) for one in usual]))
    ):
        return False  # two people
    if not rare.inside and len(rare.key) < LONGER:  # « Après », where « Saint-Martin-des-Prés » is named
        return False
    if len(usual) == 1 and not _earlier(usual[0], rare):
        return False
    if usual[0].key in COMMON or usual[0].key in common:
        if _far_from_all(rare, usual, common):
            return True
        if len(usual) >= ALWAYS and len(rare.key) >= LONGER - 1 < len(usual[0].key) and rare.key not in REAL | common:
            return True
        again = len(usual) >= TWICE
        return any((again or rare.before == other.before) and rare.after == other.after != "" for other in usual)
    if len(usual) >= ALWAYS:
        return True
    known = len(usual) >= TWICE and max(len(rare.key), len(usual[0].key)) >= LONGER
    return (
        known
        or _proper(rare, usual, common)
        or (len(usual) >= OFTEN and len(rare.key) >= LONG)
        or any(_beside(rare, other) for other in usual)
    )


_NAME = pattern(r"[\u00a0 ](?P<last>[A-ZÀ-Ý'-]{3,})(?!\w)")


def _last(word: Word) -> str:
    """The last name in capitals after a first name: « Frédérick BOUSQUET »."""
    text = word.part.blocks[word.block].text
    found = None if text[word.start : word.end].isupper() else _NAME.match(text, word.end)
    return folded(found["last"]) if found else ""


def _another(first: str, other: str) -> bool:
    """Whether two words before a name are two first names, not one written twice."""
    return first not in ("", other) and not near(first, other)


def _far_from_all(rare: Word, usual: Sequence[Word], common: Set[str]) -> bool:
    """« Coltectivité », where « Collectivité » stands twice: too long to be another word of the language."""
    long = min(len(rare.key), len(usual[0].key)) > ALONE and rare.key[0] == usual[0].key[0]
    return long and len(usual) >= TWICE and rare.inside and rare.key not in REAL | common


def _proper(rare: Word, usual: Sequence[Word], common: Set[str]) -> bool:
    """Whether both are names by their place, too long to look alike by chance: « Coltines » and « Coltinas »."""
    letters = min(len(rare.key), len(usual[0].key))
    enough = letters >= (ALONE if len(usual) == 1 else ALONE - TWICE)
    both = rare.inside and all(one.inside for one in usual) and rare.key[0] == usual[0].key[0]
    return enough and both and not {rare.key, usual[0].key} & (REAL | common | PAIRED)


def _earlier(one: Word, other: Word) -> bool:
    """Of two names written once, the later one is said to be the slip: one finding for both."""
    if one.where.part is not other.where.part:
        return one.where.part.name < other.where.part.name
    return (one.where.block, one.where.start) < (other.where.block, other.where.start)


def _beside(one: Word, other: Word) -> bool:
    """Whether the same words stand beside both: « commune de Gorron », « Hortense Abadie »."""
    same = one.before and one.before == other.before, one.after and one.after == other.after
    return any(same) or bool(one.first and one.first == other.first)


@lru_cache(maxsize=4096)
def _holes(key: str) -> tuple[str, ...]:
    """What is left of a word without one of its letters: two words one slip apart have one in common."""
    return key, *(key[:place] + key[place + 1 :] for place in range(len(key)))


def _inflected(one: str, other: str) -> bool:
    """« Départemental », « départementale »: grammar, not a slip."""
    short, long = sorted((one, other), key=len)
    ended = one[:-1] == other[:-1] and {one[-1], other[-1]} <= set("esxao")
    return ended or any(short + ending == long for ending in ("s", "x", "e"))


def _words(context: Context) -> tuple[Mapping[str, list[Word]], frozenset[str]]:
    """The words with a capital by their key, and the words that the act also writes in small letters."""
    found: dict[str, list[Word]] = {}
    common: set[str] = set()
    for part in context.parts:
        if part.nature is not Nature.PIECE:
            for index, block in enumerate(part.blocks):
                _read(part, index, block.text, found, common)
    return found, frozenset(common)


def _read(part: Part, index: int, text: str, found: dict[str, list[Word]], common: set[str]) -> None:
    capitals, small = _said(text)
    common |= small
    for fields in capitals:
        word = Word(part, index, *fields)
        found.setdefault(word.key, []).append(word)


@kept_by_text
def _said(text: str) -> tuple[tuple[tuple[int, int, str, str, str, str, bool], ...], frozenset[str]]:
    """The words of a text that begin with a capital, each as the fields of a `Word` after its block, and the others."""
    low, spans = folded(text), [match.span() for match in _WORD.finditer(text)]
    formulas = [match.span() for match in _FORMULA.finditer(low)]
    keys = [low[start:end] for start, end in spans]
    capitals = []
    for rank, (start, end) in enumerate(spans):
        formal = any(first <= start < last for first, last in formulas)
        if text[start].isupper() and LONG - 1 <= len(keys[rank]) <= LONGEST and not formal:
            before = " ".join(keys[max(0, rank - 2) : rank]) if rank > 1 else ""
            after = next((key for key in keys[rank + 1 : rank + NEXT] if len(key) > 3), "")
            first, last = spans[rank - 1] if rank else (0, 0)
            named = rank > 0 and text[first].isupper() and text[last:start] == " "
            name = keys[rank - 1] if named and len(keys[rank - 1]) > 3 and keys[rank - 1] not in COMMON else ""
            inside = _INSIDE.search(text, max(0, start - 2), start) is not None
            capitals.append((start, end, keys[rank], before, after, name, inside))
    return tuple(capitals), frozenset(
        key for key, (start, _) in zip(keys, spans, strict=True) if not text[start].isupper()
    )
