"""Ordinals: « 1er », « 1re », « 2e », and in words.

Abbreviations: Lexique des règles typographiques en usage à l'Imprimerie nationale (1er, 1re, 2e; never 2ème).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..pattern import pattern
from .text import unaccented
from .words import Spelling, cardinal

# « 1er », « 1re », « 1ers », « 2e », « 12es », and the « 1e » of a person; never inside a word, a number, an address.
ORDINAL = pattern(r"([0-9](?<![\w.,/@:#-].)[0-9]{0,2})(ers?|res?|es?)(?![\w@/-])")


def ordinal(n: int, feminine: bool = False) -> str:
    """The ordinal in figures. Raises ValueError below one.

    >>> ordinal(1), ordinal(1, feminine=True), ordinal(2), ordinal(21)
    ('1er', '1re', '2e', '21e')
    >>> ordinal(0)
    Traceback (most recent call last):
    ValueError: un ordinal commence à 1, pas 0
    """
    _require_rank(n)
    return f"{n}e" if n > 1 else "1re" if feminine else "1er"


def article_number(n: int) -> str:
    """The number of an article, of a day: only the first is an ordinal.

    >>> article_number(1), article_number(9)
    ('1er', '9')
    """
    _require_rank(n)
    return "1er" if n == 1 else str(n)


def roman(number: int) -> str:
    """A number in Roman figures.

    >>> roman(4), roman(1990)
    ('IV', 'MCMXC')
    """
    text = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += letters * (number // value)
        number %= value
    return text


def ordinal_in_words(n: int, feminine: bool = False, spelling: str = Spelling.TRADITIONNELLE) -> str:
    """The ordinal in words.

    >>> [ordinal_in_words(n) for n in (1, 2, 5, 9, 21, 80, 1000)]
    ['premier', 'deuxième', 'cinquième', 'neuvième', 'vingt et unième', 'quatre-vingtième', 'millième']
    >>> ordinal_in_words(1, feminine=True), ordinal_in_words(71, spelling="1990"), ordinal_in_words(1_000_000)
    ('première', 'soixante-et-onzième', 'millionième')
    """
    _require_rank(n)
    if n == 1:
        return "première" if feminine else "premier"
    words = cardinal(n, spelling)
    if n in (10**6, 10**9):
        words = words.removeprefix("un").lstrip(" -")
    for ending, stem in (("cinq", "cinqu"), ("neuf", "neuv"), ("trois", "trois"), ("s", ""), ("e", "")):
        if words.endswith(ending):
            return f"{words.removesuffix(ending)}{stem}ième"
    return f"{words}ième"


@cache
def rank_words() -> Mapping[str, int]:
    """Ordinals in words, unaccented, to their number; both forms of the first and of the second.

    >>> rank_words()["premiere"], rank_words()["seconde"], rank_words()["vingt et unieme"]
    (1, 2, 21)
    """
    words = {unaccented(ordinal_in_words(n)): n for n in range(1, 61)}
    return MappingProxyType(words | {"premiere": 1, "second": 2, "seconde": 2})


def _require_rank(n: int) -> None:
    if isinstance(n, bool) or not isinstance(n, int):
        raise TypeError(f"un nombre entier est attendu, pas {type(n).__name__}")
    if n < 1:
        raise ValueError(f"un ordinal commence à 1, pas {n}")
