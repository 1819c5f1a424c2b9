"""Numbers in words: cardinals by num2words, the euro sentence by us (num2words gets that one wrong).

Two spellings are right: « traditionnelle », the default, and « 1990 » (rectifications, JO of 6 December 1990:
hyphens between all numerals). *Million* and *milliard* are nouns: « un million d'euros ».
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from .exact import to_cents
from .text import APOSTROPHE, unaccented

MAX_CARDINAL = 10**12 - 1


class Spelling(StrEnum):
    """The two spellings of numbers, as a collectivity sets it."""

    TRADITIONNELLE = "traditionnelle"
    RECTIFIEE = "1990"


def cardinal(n: int, spelling: str = Spelling.TRADITIONNELLE, feminine: bool = False) -> str:
    """A whole number in words.

    Raises TypeError on a bool or anything but an int, ValueError beyond 999 999 999 999.

    >>> cardinal(1173), cardinal(80), cardinal(80_000), cardinal(200_000_000)
    ('mille cent soixante-treize', 'quatre-vingts', 'quatre-vingt mille', 'deux cents millions')
    >>> cardinal(121, "1990"), cardinal(121, feminine=True), cardinal(-1)
    ('cent-vingt-et-un', 'cent vingt et une', 'moins un')
    >>> cardinal(1.0)
    Traceback (most recent call last):
    TypeError: un nombre entier est attendu, pas float
    """
    if isinstance(n, bool) or not isinstance(n, int):
        raise TypeError(f"un nombre entier est attendu, pas {type(n).__name__}")
    if abs(n) > MAX_CARDINAL:
        raise ValueError(f"nombre trop grand pour être écrit en lettres : {n}")
    from num2words import num2words

    words: str = num2words(abs(n), lang="fr")
    if feminine and re.search(r"\bun\Z", words):
        words += "e"
    if Spelling(spelling) is Spelling.RECTIFIEE:
        words = words.replace(" ", "-")
    return f"moins {words}" if n < 0 else words


def euros_in_words(value: Decimal, spelling: str = Spelling.TRADITIONNELLE) -> str:
    """An amount in words; cents are left out when there are none, and euros when there are only cents.

    Raises TypeError and ValueError as `exact.to_cents`.

    >>> euros_in_words(Decimal("977.50"))
    'neuf cent soixante-dix-sept euros et cinquante centimes'
    >>> euros_in_words(Decimal("2000000")), euros_in_words(Decimal("0.01")), euros_in_words(Decimal("-1"))
    ('deux millions d’euros', 'un centime', 'moins un euro')
    >>> euros_in_words(Decimal("0.005"))
    Traceback (most recent call last):
    ValueError: un montant a deux décimales au plus : 0.005
    """
    cents = to_cents(value)
    euros, rest = divmod(abs(cents), 100)
    parts = []
    if euros or not rest:
        parts.append(_counted(euros, "euro", spelling))
    if rest:
        parts.append(_counted(rest, "centime", spelling))
    return ("moins " if cents < 0 else "") + " et ".join(parts)


def _counted(n: int, noun: str, spelling: str) -> str:
    """« un euro », « deux euros », « un million d'euros »: the plural starts at two."""
    link = f" d{APOSTROPHE}" if n and n % 1_000_000 == 0 else " "
    return cardinal(n, spelling) + link + (noun if n < 2 else f"{noun}s")


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same number, whatever their spelling: hyphens, « et », final -s, capitals.

    >>> same_words("Mille cinq-cent euros", "mille cinq cents euros")
    True
    >>> same_words("soixante euros", "soixante-dix euros")
    False
    """
    return _bare(one) == _bare(other)


def _bare(text: str) -> list[str]:
    words = re.findall(r"[a-z]+", unaccented(text))
    return [word.removesuffix("s") for word in words if word not in ("et", "d", "de")]
