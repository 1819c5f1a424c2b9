"""Proper names as an act writes them: runs of capitalised words, their spellings, names that look alike.

A name stands between small words: « Pays de Saint-Flour » holds « Saint-Flour », not « Saint-Flour Communauté ».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..context import Context
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..values.kept import kept_by_text, kept_on_it
from ..values.text import unaccented

_JOINS = " \u00a0\u202f\u2010\u2011'’-"
_WORD = pattern(r"[^\W\d_]+")
_CAPITAL = pattern(r"[A-ZÀ-ÖØ-ÞŒŸ](?<![^\W\d_].)[^\W\d_]*")
_NEXT = pattern(rf"[{_JOINS}](?P<word>[^\W\d_]+)")
# Words that open a sentence or a title: they are no part of the name that follows.
_SMALL = """
le la les l un une des de du d au aux a et ou en dans par pour sur sous entre avec vu considerant article annexe si ce
madame monsieur mme m mm mlle cette ces que qui il elle ils elles son sa ses fait dit selon apres avant objet
"""
# Institutions and offices: an act may write them with or without capitals.
_USUAL = """
conseil comite communaute commune code budget tribunal direction directeur directrice president presidente maire
prefet prefete prefecture departement region chambre ministere ministre office centre service groupe union bon
convention decision deliberation arrete tresorier tresoriere tresorerie republique etat agence syndicat mairie
adjoint adjointe secretaire vice plan projet programme loi decret hotel salle ecole college lycee maison societe
association etablissement finances livre titre avenant marche contrat accord collectivite collectivites schema
fonds dotation section assemblee commission cour receveur comptable gestion cedex risques
"""
_OPENING, COMMON = frozenset(_SMALL.split()), frozenset(_USUAL.split())
_BODIES = COMMON | {"ville"}


@frozen
class Written:
    """A name as one place writes it; `words` are those of `text`, `key` the same without accents in small letters."""

    text: str
    words: tuple[str, ...]
    key: tuple[str, ...]
    passage: Passage

    @property
    def form(self) -> str:
        return " ".join(self.text.split()).replace("’", "'")

    @property
    def joined(self) -> tuple[bool, ...]:
        """Between which words there is a hyphen."""
        gaps = _WORD.split(self.text)[1:-1]
        return tuple("-" in gap or "\u2010" in gap or "\u2011" in gap for gap in gaps)


_Token = tuple[int, int, str, str]  # start, end, words, key


@kept_on_it
def names(context: Context) -> tuple[Written, ...]:
    """Every name of two words and more in the act's own documents; only its first letter need be a capital."""
    keys: dict[str, str] = {}
    blocks = [
        (part, index, text := block.text, _capitals(text))
        for part in context.parts
        if part.nature is not Nature.PIECE
        for index, block in enumerate(part.blocks)
    ]
    known = {name for _, _, text, _ in blocks for name in _named(text)}
    first: dict[str, list[tuple[str, ...]]] = {}
    for key in sorted(known, key=len, reverse=True):
        first.setdefault(key[0], []).append(key)
    return tuple(
        Written(text[start:end], words, key, Passage(part, index, start, end))
        for part, index, text, capitals in blocks
        for start, end, words, key in _places(text, capitals, first, keys)
    )


def _key(word: str, keys: dict[str, str]) -> str:
    if word not in keys:
        keys[word] = unaccented(word)
    return keys[word]


@kept_by_text
def _capitals(text: str) -> Sequence[_Token]:
    """The words that begin with a capital."""
    low = folded(text)
    return tuple((*match.span(), match[0], low[match.start() : match.end()]) for match in _CAPITAL.finditer(text))


@kept_by_text
def _named(text: str) -> tuple[tuple[str, ...], ...]:
    """The keys of the words of each name that a text writes with all its capitals."""
    return tuple(tuple(token[3] for token in run) for run in _runs(text, _capitals(text)))


def _runs(text: str, capitals: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Capitalised words that stand together, two at least, without those that only open the sentence."""
    run: list[_Token] = []
    for token in capitals:
        if run and not _joins(text, run[-1][1], token[0]):
            if len(run) > 1:
                yield from _trimmed(run)
            run = []
        run.append(token)
    if len(run) > 1:
        yield from _trimmed(run)


def _trimmed(run: list[_Token]) -> Iterator[list[_Token]]:
    start = 0
    while start < len(run) and (run[start][3] in _OPENING or _opens(run, start)):
        start += 1
    if len(run) - start > 1:
        yield run[start:]


def _opens(run: list[_Token], start: int) -> bool:
    """« COMMUNE DE LANDEMER-PLAGE »: what it is, before its name."""
    return run[start][3] in _BODIES and len(run) > start + 2 and run[start + 1][3] in _OPENING


def _joins(text: str, end: int, start: int) -> bool:
    """Whether only one space, hyphen or apostrophe stands between two words."""
    return start == end + 1 and text[end] in _JOINS


def _places(
    text: str, capitals: Sequence[_Token], first: dict[str, list[tuple[str, ...]]], keys: dict[str, str]
) -> Iterator[tuple[int, int, tuple[str, ...], tuple[str, ...]]]:
    """Where the names known stand in a block: at each place the longest that fits, its words and its key."""
    done = 0
    for start, end, word, key in capitals:
        if start < done or key not in first:
            continue
        words = [word, *_following(text, end, len(first[key][0]) - 1)]
        found = tuple(_key(each, keys) for each in words)
        name = next((name for name in first[key] if found[: len(name)] == name), None)
        if name is not None:
            done = start + sum(map(len, words[: len(name)])) + len(name) - 1
            yield start, done, tuple(words[: len(name)]), name


def _following(text: str, end: int, count: int) -> Iterator[str]:
    """The words that follow at once, so many at most."""
    for _ in range(count):
        match = _NEXT.match(text, end)
        if match is None:
            return
        yield match["word"]
        end = match.end()


def differ(one: Written, other: Written) -> bool:
    """Whether two spellings of a name are two: a hyphen, an accent, a capital. A word all in capitals has no accents.

    Institutions may be written with or without capitals: « Conseil communautaire », « Conseil Communautaire ».
    """
    if one.joined != other.joined:
        return True
    cases = not COMMON.intersection(one.key)
    for mine, theirs in zip(one.words, other.words, strict=True):
        if mine.isupper() or theirs.isupper():
            continue
        same = mine == theirs if cases else mine.casefold() == theirs.casefold()
        if not same:
            return True
    return False


def by_key(found: Iterable[Written]) -> dict[tuple[str, ...], list[Written]]:
    """The places of each name."""
    groups: dict[tuple[str, ...], list[Written]] = {}
    for written in found:
        groups.setdefault(written.key, []).append(written)
    return groups
