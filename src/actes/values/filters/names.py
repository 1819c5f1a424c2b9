"""Filters of names, lists and letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...pattern import pattern
from .. import grammar
from ..show import show
from ..titles import Title
from .base import prose_filter, unsuited

_NAMES = "Noms et listes"
_LETTERS = "Capitales et minuscules"
_KEPT_SMALL = pattern(r"(?<!\w)(?:[0-9]+(?:ers?|res?|es?)|n[°º])(?!\w)")


@prose_filter(
    _NAMES, "Le nom après « de », contracté ou élidé : du, des, de la, d’.", "organe", "du Conseil communautaire"
)
def de(value: object) -> str:
    return value.du if isinstance(value, Title) else grammar.de(show(value))


@prose_filter(_NAMES, "Le nom après « à », contracté : au, aux, à la.", "organe", "au Conseil communautaire")
def a(value: object) -> str:
    return value.au if isinstance(value, Title) else grammar.a(show(value))


@prose_filter(
    _NAMES,
    "Le nom avec l'article qu'on lui a donné, en minuscules ; une fonction avec le sien.",
    "fonction",
    "la Présidente",
)
def le(value: object) -> str:
    return value.le if isinstance(value, Title) else grammar.le(show(value))


@prose_filter(_NAMES, "Le nom sans son article.", "organe", "Conseil communautaire")
def sans_article(value: object) -> str:
    return grammar.without_article(show(value))


@prose_filter(
    _NAMES,
    'Les éléments d\'une liste : A, B et C. Avec un autre mot : `liste("ou")`.',
    "periode.annees",
    "2025 et 2026",
)
def liste(value: object, mot: str = "et") -> str:
    return grammar.list_and(_items(value), mot)


@prose_filter(_NAMES, "Les éléments d'une liste, reliés par un trait d'union.", "periode.annees", "2025-2026")
def tiret(value: object) -> str:
    return "-".join(_items(value))


@prose_filter(
    _LETTERS, "Tout en capitales, accents gardés ; « 1er » et « n° » restent.", "organe", "LE CONSEIL COMMUNAUTAIRE"
)
def capitales(value: object) -> str:
    text = show(value)
    parts: list[str] = []
    done = 0
    for match in _KEPT_SMALL.finditer(text):
        parts += (text[done : match.start()].upper(), match[0])
        done = match.end()
    return "".join([*parts, text[done:].upper()])


@prose_filter(_LETTERS, "La première lettre en majuscule.", "organe", "Le Conseil communautaire")
def majuscule(value: object) -> str:
    text = show(value)
    start = _first_letter(text)
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


@prose_filter(_LETTERS, "La première lettre en minuscule, sauf celle d'un sigle.", "fonction", "présidente")
def minuscule(value: object) -> str:
    text = show(value)
    start = _first_letter(text)
    if text[start + 1 : start + 2].isupper():
        return text
    return text[:start] + text[start : start + 1].lower() + text[start + 1 :]


def _first_letter(text: str) -> int:
    """Where the first letter stands, past an opening mark; the end when the text begins with a figure."""
    match = re.match(r"[\W_]*(?=[^\W\d_])", text)
    return match.end() if match else len(text)


def _items(value: object) -> list[str]:
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        unsuited(value, "une liste")
    items = [show(item) for item in (value.values() if isinstance(value, Mapping) else value)]
    if not items:
        raise ValueError("la liste est vide")
    return items
