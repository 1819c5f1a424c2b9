"""Numbers in words, to numbers: both spellings, with or without their hyphens and their -s, as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from ..pattern import pattern

_NAMES = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_UNITS: Mapping[str, int] = {name: n for n, name in enumerate(_NAMES.split())} | {"une": 1, "cing": 5}
_TENS: Mapping[str, int] = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_SCALES: Mapping[str, int] = {"mille": 10**3, "mil": 10**3, "million": 10**6, "milliard": 10**9}
_WORD = (
    r"(?:zero|une?|deux|trois|quatre|cin[qg]|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?"
    r"|trente|quarante|cinquante|soixante|cents?|mille|mil|millions?|milliards?)"
)
WORDS = frozenset((*_UNITS, *_TENS, *_SCALES, "vingts", "cent", "cents", "millions", "milliards"))
NUMBER = rf"\b{_WORD}(?:[\s-]{{1,2}}(?:et[\s-]{{1,2}})?{_WORD}){{0,30}}\b"
"""A run of number words in the flat text, to be put inside a regular expression."""


def number(words: str) -> int | None:
    """The number that words of the flat text say, None where they do not make one.

    « cing » is what optical recognition reads for « cinq ».

    >>> number("trente-huit-mille-quatre-cent-quarante"), number("mille cinq cent"), number("deux mil vingt-cinq")
    (38440, 1500, 2025)
    >>> number("trois mille cents"), number("soixante et onze"), number("un million six cent mille")
    (3100, 71, 1600000)
    >>> number("quatre-vingt-dix-neuf"), number("cent deux"), number("soixante-dix un")
    (99, 102, None)
    >>> number("deux trois") is number("vingt quatorze") is number("mille mille") is None
    True
    """
    total = chunk = 0
    scale = 10**12
    for word in re.findall(r"[a-z]+", words):
        single = word if word in _UNITS else word.removesuffix("s")
        if single in _SCALES:
            if _SCALES[single] >= scale:
                return None
            scale = _SCALES[single]
            total, chunk = total + (chunk or 1) * scale, 0
        elif word != "et":
            added = _added(chunk, single)
            if added is None:
                return None
            chunk = added
    return total + chunk


_OF_LAND = rf"(?:[0-9]{{1,4}}|{NUMBER})"
AREA = pattern(  # in a cell, that it fills
    rf"(?:(?P<ha>{_OF_LAND}) ?(?:ha|hectares?)\b ?(?:et )?)?(?:(?P<a>{_OF_LAND}) ?(?:a|ares?)\b ?(?:et )?)?"
    rf"(?:(?P<ca>{_OF_LAND}) ?(?:ca|centiares?)\b)?(?<! )"
)
LAND = pattern(
    rf"(?<![\w,./])(?={_OF_LAND} ?(?:(?:ha|hectares?) (?:et )?{_OF_LAND} ?(?:a|ares?)|(?:a|ares?) (?:et )?{_OF_LAND} "
    rf"?(?:ca|centiares?)|ca|centiares?|ares)\b){AREA.pattern}"
)


def land(match: re.Match[str]) -> int:
    """« 1 ha 24 a 40 ca », « quarante-cinq ares » in square metres.

    >>> [land(one) for one in LAND.finditer("2 ha 14 a 60 ca, 45 a 30 ca, deux hectares quatorze ares, 78 ca, 12 ha")]
    [21460, 4530, 21400, 78]
    """
    ha, ares, centiares = (numeral(match[name] or "0") or 0 for name in ("ha", "a", "ca"))
    return 10_000 * ha + 100 * ares + centiares


def numeral(said: str) -> int | None:
    """« 12 », « 1 607 », « douze »; None where words make no number.

    >>> numeral("12"), numeral("1 607"), numeral("douze"), numeral("deux trois")
    (12, 1607, 12, None)
    """
    figures = said.replace(" ", "")
    return int(figures) if figures.isdigit() else number(said)


def _added(chunk: int, word: str) -> int | None:
    """A number below a thousand and the word that follows it."""
    rest = chunk % 100
    if word == "cent":
        return 100 if chunk == 0 else chunk * 100 if 2 <= chunk <= 19 else None
    if word == "vingt" and rest == 4:
        return chunk + 76
    if word in _TENS:
        return chunk + _TENS[word] if rest == 0 else None
    unit = _UNITS.get(word)
    if unit is None or (unit == 0 and chunk):
        return None
    after_tens = rest in (60, 80) or (rest in (20, 30, 40, 50) and unit < 10)
    after_ten = rest in (10, 70, 90) and unit in (7, 8, 9)  # dix-sept, soixante-dix-huit, quatre-vingt-dix-neuf
    return chunk + unit if rest == 0 or after_tens or after_ten else None


FRACTIONS: Mapping[str, Fraction] = {
    "moitie": Fraction(1, 2), "tiers": Fraction(1, 3), "quart": Fraction(1, 4), "cinquieme": Fraction(1, 5),
    "sixieme": Fraction(1, 6), "dixieme": Fraction(1, 10), "vingtieme": Fraction(1, 20),
}  # fmt: skip
FRACTION = rf"(?:(?P<of>un|une|la|deux|trois|quatre)\s)?(?P<part>{'|'.join(FRACTIONS)})s?"


def fraction(of: str | None, part: str) -> Fraction:
    """« un cinquième », « trois quarts », « la moitié » of one; the words without accents.

    >>> fraction("trois", "quart"), fraction(None, "moitie")
    (Fraction(3, 4), Fraction(1, 2))
    """
    return FRACTIONS[part] * {"deux": 2, "trois": 3, "quatre": 4}.get(of or "", 1)
