"""The office of somebody who is named, as the words beside the name say it, and the gender in which they say it."""

from __future__ import annotations

from ..facts import Mention
from ..facts.flat import Flat
from ..pattern import pattern

_HEADS = (  # how the words of an office begin, without accents
    r"(?:vice-)?(?:president|maire|direct(?:eur|rice)|prefet|gerant|secretaire|tresori|adjoint|conseill|delegue|rect(?:eur|rice)"
    r"|administrat|proviseur|principal|responsable|chef|commissaire|representante?\b)"
)
_RANKED = (
    r"(?:(?:[0-9]{1,2}(?:er|ere|re|e|eme|nd|nde)|premi\w+|deuxieme|seconde?|troisieme|quatrieme|cinquieme|sixieme)\s)?"
)
OFFICE = pattern(rf"(?:l[ae]\s|l'|monsieur\s|madame\s|m\.\s){{0,3}}{_RANKED}{_HEADS}")
_AFTER = pattern(
    rf"(?:,[^,;:.()]{{0,60}},?\sest\s(?:designe|nomme)e?)?,?\s(?:agissant\s)?(?:en\s(?:sa\s)?qualite\sde\s|(?:son|sa|leur|l[ae]|l'|notre)\s?)?(?P<office>{_RANKED}{_HEADS}[^,;:.()¶\n]{{0,60}}?)"
    r"(?=[,;:.()¶\n]|\s(?:dument|habilit|agissant|en\svertu|d'une|autorise)|\Z)"
)
_BEFORE = pattern(
    rf"\b(?:(?:son|sa|leur)\s(?P<own>{_RANKED}{_HEADS}[^,;:.()¶\n]{{0,50}}?)(?<!\sde)(?<!\sdu)(?<!\set)(?<!\spar)(?<!\spour)"
    rf"|(?P<office>{_RANKED}{_HEADS}[^,;:.()¶\n]{{0,50}}),)\s\Z"
)
# « Mme Pons, présidente, M. … »
_OF_WHO_STANDS_BEFORE = pattern(r"\b(?:m\.|mme|mlle|monsieur|madame)\s[^,;:.()]{3,40},\s\Z")
_PRESIDED = pattern(r"\b(?:preside(?P<e>e?)s?\spar|(?P<under>sous\sla\spresidence\sde))\s\Z")
_AROUND = 90  # characters
_FEMININE = pattern(
    r"\b(?:\w+(?:ente|trice|iere|euse|guee|jointe|fete)|gerante|la\s(?:maire|secretaire|responsable|chef))\b"
)
_MASCULINE = pattern(
    r"\b(?:\w*(?:ident|teur|orier|seiller|gue|joint|fet|gerant)|le\s(?:maire|secretaire|responsable|chef))\b"
)


def office_beside(text: str, mention: Mention) -> str:
    """The office that stands beside a name: « Mme Eva Pons, présidente », « son maire, M. Luc Vaur »."""
    return office_around(text, mention.start, mention.end)


def office_around(text: str, start: int, end: int) -> str:
    """The office said after some words, else before them; empty where none is.

    >>> office_around("représenté par son maire, Luc Vaur, dûment habilité", 26, 34)
    'maire'
    >>> office_around("représentée par son gérant M. Luc Vaur, l'occupant", 27, 38)
    'gérant'
    """
    after, low = Flat(text[end : end + _AROUND]), text[start:end].lower()
    if found := _AFTER.match(after.low):
        return after.words(*found.span("office")).strip()
    before = Flat(text[max(0, start - _AROUND) : start])
    said = _BEFORE.search(before.low)
    if said and _OF_WHO_STANDS_BEFORE.search(before.low, 0, said.start(said.lastgroup or 0)):
        return ""
    if said is None and (presided := _PRESIDED.search(before.low)):
        if presided["under"]:
            return {"mme": "présidente", "mad": "présidente", "m. ": "président", "mon": "président"}.get(low[:3], "")
        return "" if presided["e"] else "président"  # « la société, présidée par M. Vaur »
    return before.words(*said.span(said.lastgroup or 0)).strip() if said else ""


def office_feminine(office: str) -> bool | None:
    """The gender of an office as it is written; None where the word does not tell.

    >>> [office_feminine(office) for office in ("présidente", "le directeur adjoint", "maire", "La Maire")]
    [True, False, None, True]
    """
    low = Flat(office).low
    woman, man = _FEMININE.search(low), _MASCULINE.search(low)
    if woman and man:  # « le président de la Chartreuse »
        return woman.start() < man.start()
    return True if woman else False if man else None
