"""Numbers as Word writes them before a paragraph: figures, letters, Roman figures, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType


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


def letters(number: int) -> str:
    """A number in letters, as Word counts: after z come aa, bb.

    >>> letters(1), letters(26), letters(27)
    ('a', 'z', 'aa')
    """
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _cardinal(number: int) -> str:
    from ..values.words import cardinal

    return cardinal(number)


def _ordinal(number: int) -> str:
    from ..values.ordinals import ordinal

    return ordinal(number)


def _ordinal_in_words(number: int) -> str:
    from ..values.ordinals import ordinal_in_words

    return ordinal_in_words(number)


FORMS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "lowerLetter": letters,
        "upperLetter": lambda n: letters(n).upper(),
        "lowerRoman": lambda n: roman(n).lower(),
        "upperRoman": roman,
        "decimalZero": lambda n: f"{n:02d}",
        "ordinal": _ordinal,
        "cardinalText": _cardinal,
        "ordinalText": _ordinal_in_words,
        "none": lambda n: "",
    }
)


WORDED = frozenset({"ordinal", "cardinalText", "ordinalText"})


def shown(number: int, form: str) -> str:
    """A number in a form of Word; a form that is not known here is shown in figures.

    >>> shown(3, "upperRoman"), shown(3, "decimal"), shown(1, "ordinal")
    ('III', '3', '1er')
    """
    return FORMS.get(form, str)(min(number, 5000)) if number or form not in WORDED else ""
