"""Titles of those who head or sign: they agree with the person, in gender and number.

Feminine forms: « Femme, j'écris ton nom… », guide of the CNRS and the INaLF, 1999, in use since the circular of
21 November 2017. A woman may keep the masculine (« Madame le Maire »): then `genre` is « m ».
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from ..frozen import frozen
from ..packaged import packaged
from .grammar import a, de
from .text import APOSTROPHE, quoted, unaccented


class Genre(StrEnum):
    """The grammatical gender."""

    M = "m"
    F = "f"


# A word of a function a line: in the masculine, then in the feminine.
_WORDS = packaged(__spec__, "titles.txt").split()
FEMININE: Mapping[str, str] = MappingProxyType(dict(zip(_WORDS[::2], _WORDS[1::2], strict=True)))
_PREPOSITIONS = frozenset({"à", "a", "au", "aux", "chez", "dans", "de", "des", "du", "en", "et", "par", "pour", "sur"})


def agree(function: str, genre: str = Genre.M, plural: bool = False, feminine: str = "") -> str:
    """The function in that gender and number; what follows a preposition stays as it is.

    `feminine` is the feminine form where this table does not know it. Raises ValueError when it is needed.

    >>> agree("premier vice-président délégué au tourisme", "f")
    'première vice-présidente déléguée au tourisme'
    >>> agree("conseiller départemental", plural=True), agree("2e adjoint", "f")
    ('conseillers départementaux', '2e adjointe')
    >>> agree("sapeur", "f")
    Traceback (most recent call last):
    ValueError: le féminin de « sapeur » n'est pas connu : donnez-le
    """
    if Genre(genre) is Genre.F and feminine:
        head, tail = _split(feminine)
    else:
        head, tail = _split(function)
        if Genre(genre) is Genre.F:
            head = [_feminine(word) for word in head]
    return " ".join([*(map(_plural, head) if plural else head), *tail])


def _split(function: str) -> tuple[list[str], list[str]]:
    words = function.split()
    if not words:
        raise ValueError("une fonction est attendue, le texte est vide")
    stops = (i for i, word in enumerate(words) if word in _PREPOSITIONS or re.match("[dl]['\u2019]", word))
    stop = next(stops, len(words))
    return words[:stop], words[stop:]


def _feminine(word: str) -> str:
    if word.lower() in FEMININE.values() or re.fullmatch("[0-9]+e", word):
        return word
    found = FEMININE.get(word.lower())
    if found is None:
        raise ValueError(f"le féminin de {quoted(word)} n'est pas connu : donnez-le")
    return found[0].upper() + found[1:] if word[0].isupper() else found


def _plural(word: str) -> str:
    if word[-1] in "sxz" or word[0].isdigit():
        return word
    return f"{word[:-2]}aux" if word.endswith("al") else f"{word}s"


@frozen
class Title:
    """A title with its articles.

    >>> title = Title.of("président", "f")
    >>> str(title), title.le, title.du, title.au, title.possessif
    ('Présidente', 'la Présidente', 'de la Présidente', 'à la Présidente', 'sa Présidente')
    >>> deputy = Title.of("adjoint", "f")
    >>> deputy.le, deputy.du, deputy.possessif, Title.of("maire").du, Title.of("vice-président", pluriel=True).du
    ('l’Adjointe', 'de l’Adjointe', 'son Adjointe', 'du Maire', 'des Vice-présidents')
    """

    nom: str
    genre: Genre = Genre.M
    pluriel: bool = False

    @classmethod
    def of(cls, fonction: str, genre: str = Genre.M, pluriel: bool = False, feminin: str = "") -> Title:
        """The title of a function given in the masculine singular; see `agree`.

        >>> str(Title.of("chef de service", "f", feminin="cheffe de service"))
        'Cheffe de service'
        """
        name = agree(fonction, genre, pluriel, feminin)
        return cls(name[0].upper() + name[1:], Genre(genre), pluriel)

    @property
    def le(self) -> str:
        """« le Président », « la Présidente », « l'Adjoint », « les Présidents »."""
        if self.pluriel:
            return f"les {self.nom}"
        if self._vowel:
            return f"l{APOSTROPHE}{self.nom}"
        return f"{'la' if self.genre is Genre.F else 'le'} {self.nom}"

    @property
    def du(self) -> str:
        """« du Président », « de la Présidente », « de l'Adjoint », « des Présidents »."""
        return de(self.le)

    @property
    def au(self) -> str:
        """« au Président », « à la Présidente », « à l'Adjoint », « aux Présidents »."""
        return a(self.le)

    @property
    def un(self) -> str:
        """« un Président », « une Présidente », « des Présidents »."""
        return f"{'des' if self.pluriel else 'une' if self.genre is Genre.F else 'un'} {self.nom}"

    @property
    def possessif(self) -> str:
        """« son Président », « sa Présidente », « son Adjointe », « ses Présidents »."""
        if self.pluriel:
            return f"ses {self.nom}"
        return f"{'sa' if self.genre is Genre.F and not self._vowel else 'son'} {self.nom}"

    @property
    def minuscule(self) -> Title:
        """The same in small letters: « sa présidente » is `titre.minuscule.possessif`."""
        return replace(self, nom=self.nom[0].lower() + self.nom[1:])

    @property
    def _vowel(self) -> bool:
        return unaccented(self.nom)[0] in "aeiou"

    def __str__(self) -> str:
        return self.nom
