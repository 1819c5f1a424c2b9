"""One text of a file to one value: each function reads a scalar, or says in French why it cannot."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from ..model.prose import Prose
from ..pattern import pattern
from ..suggest import closest, did_you_mean
from ..values.dates import parse_date
from ..values.text import plain_spaces, quoted, unaccented
from .bites import PROTECT
from .nodes import Scalar

LONGEST = 2000  # characters of a name: it comes back in every sentence of every act
_WHOLE = pattern(r"[+-]?[0-9]{1,15}")
_COMMENT = pattern(r"[ \t]+(#.*)")
_OWN_LINE = " ; une note pour vous-même va sur sa propre ligne, qui commence par « # »"


class Refused(ValueError):
    """A text is not the value expected: which error of the table, what is wrong, what to write instead."""

    def __init__(self, name: str, message: str, hint: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.name, self.message, self.hint, self.offset = name, message, hint, offset


def lost_words(node: Scalar) -> str:
    """What follows « # » on the last line of a plain text: a comment for YAML."""
    if node.style:
        return ""
    match = _COMMENT.match(node.source.text, node.end)
    return match[1].rstrip("\r") if match else ""


def line(node: Scalar) -> str:
    text = node.text.strip()
    if "\n" in text:
        message = "ce texte doit tenir en un seul alinéa"
        hint = "écrivez « >- » à la place de « | » (les lignes se suivent alors), et retirez les lignes vides"
        raise Refused("texte-sur-plusieurs-lignes", message, hint, node.text.index("\n", node.text.index(text)) + 1)
    if len(text) > LONGEST:
        message = f"ce texte a {len(text)} caractères : un nom, une adresse n'en ont jamais plus de {LONGEST}"
        raise Refused("valeur-incorrecte", message, "abrégez-le")
    return text


def prose(node: Scalar) -> Prose:
    """A text of any length, with the places of its characters."""
    if lost := lost_words(node):
        message = f"ce qui suit « # » est un commentaire : {quoted(lost)} manquera dans l'acte"
        raise Refused("texte-perdu", message, PROTECT + _OWN_LINE, len(node.text))
    return Prose(node.text, node)


def parsed(parse: Callable[[str], object]) -> Callable[[Scalar], object]:
    """A reader for a type whose `parse` raises ValueError, in French, on what it refuses."""
    return lambda node: parse(node.text.strip())


def refused(error: ValueError) -> Refused:
    """The refusal that a ValueError of a value states: what is wrong, then what to write after « ; »."""
    if isinstance(error, Refused):
        return error
    message, _, hint = str(error).partition(" ; ")
    return Refused("valeur-incorrecte", message, hint)


parsed_date = parsed(parse_date)
"""A day, in any form that people type."""


def from_text(cls: Any) -> Callable[[Scalar], object]:
    """A reader for a record that may be stated by a text alone; it is given prose when it asks for it."""
    (parameter,) = inspect.signature(cls.from_text, eval_str=True).parameters.values()
    if parameter.annotation is Prose:
        return lambda node: cls.from_text(prose(node))
    return parsed(cls.from_text)


def whole(node: Scalar) -> int:
    """A whole number, its thousands apart or not."""
    text = plain_spaces(node.text).replace(" ", "")
    if _WHOLE.fullmatch(text) is None:
        message = f"{quoted(node.text)} n'est pas un nombre entier"
        raise Refused("valeur-incorrecte", message, "écrivez des chiffres seulement, par exemple 12")
    return int(text)


def yes_or_no(node: Scalar) -> bool:
    answer = {"oui": True, "non": False}.get(node.text.strip().lower())
    if answer is None:
        raise Refused("choix-inconnu", f"{quoted(node.text)} n'est ni « oui » ni « non »", "écrivez « oui » ou « non »")
    return answer


def choice(cls: type[StrEnum]) -> Callable[[Scalar], StrEnum]:
    """A reader for one of the words of an enumeration, whatever the capitals and accents."""
    known = {_bare(member.value): member for member in cls}

    def convert(node: Scalar) -> StrEnum:
        typed = _bare(node.text)
        if typed in known:
            return known[typed]
        near = closest(typed, known, n=1)
        suggestion = did_you_mean(quoted(known[name]) for name in near)
        choices = f"choix : {', '.join(f'« {member} »' for member in cls)}"
        hint = f"{suggestion} {choices}" if suggestion else choices
        raise Refused("choix-inconnu", f"{quoted(node.text)} ne fait pas partie des choix", hint)

    return convert


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", unaccented(plain_spaces(text)))
