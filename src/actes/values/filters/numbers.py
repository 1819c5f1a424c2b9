"""Filters of numbers, amounts and percentages."""

from __future__ import annotations

from datetime import date

from .. import ordinals
from ..actnumber import ActNumber
from ..dates import date_in_words
from ..durations import Duration
from ..money import Amount
from ..percent import Percent, percent_in_words
from ..words import Spelling, cardinal, euros_in_words
from .base import prose_filter, unsuited

_THEME = "Nombres et montants"


@prose_filter(
    _THEME,
    'Un montant, un nombre, un pourcentage, une durée ou une date en lettres. Nombre féminin : `en_lettres("f")`.',
    "montant",
    "mille cent soixante-treize euros",
)
def en_lettres(value: object, genre: str = "m", *, spelling: str = Spelling.TRADITIONNELLE) -> str:
    if isinstance(value, Amount):
        return euros_in_words(value.valeur, spelling)
    if isinstance(value, Percent):
        return percent_in_words(value, spelling)
    if isinstance(value, Duration):
        return value.letters(spelling)
    if type(value) is date:
        return date_in_words(value, spelling)
    number = _integer(value, "un montant, un nombre, un pourcentage, une durée ou une date")
    return cardinal(number, spelling, _feminine(genre))


@prose_filter(
    _THEME,
    "Les chiffres, puis les lettres entre parenthèses : montant, durée, pourcentage ou nombre.",
    "montant",
    "1\u00a0173,00\u00a0€ (mille cent soixante-treize euros)",
)
def en_chiffres_et_lettres(value: object, genre: str = "m", *, spelling: str = Spelling.TRADITIONNELLE) -> str:
    if isinstance(value, Duration):
        return value.in_words(spelling)
    if isinstance(value, (Amount, Percent)):
        return f"{value} ({en_lettres(value, spelling=spelling)})"
    number = _integer(value, "un montant, une durée, un pourcentage ou un nombre")
    return f"{number} ({cardinal(number, spelling, _feminine(genre))})"


@prose_filter(_THEME, "Un montant sans « ,00 » ; les centimes restent quand il y en a.", "montant", "1\u00a0173\u00a0€")
def sans_centimes(value: object) -> str:
    if not isinstance(value, Amount):
        unsuited(value, "un montant")
    return str(value).replace(",00\u00a0€", "\u00a0€")


@prose_filter(
    _THEME,
    "Un montant ou un pourcentage sans son signe, pour une colonne dont le titre le porte ; un numéro sans « n° ».",
    "montant",
    "1\u00a0173,00",
)
def chiffres(value: object) -> str:
    if not isinstance(value, (Amount, Percent, ActNumber)):
        unsuited(value, "un montant, un pourcentage ou un numéro d'acte")
    return value.chiffres


@prose_filter(_THEME, '1er, 2e, 3e… Au féminin, `ordinal("f")` donne 1re.', "rang", "2e")
def ordinal(value: object, genre: str = "m") -> str:
    return ordinals.ordinal(_integer(value, "un nombre"), _feminine(genre))


@prose_filter(_THEME, 'Premier, deuxième… Au féminin, `ordinal_en_lettres("f")` donne première.', "rang", "deuxième")
def ordinal_en_lettres(value: object, genre: str = "m", *, spelling: str = Spelling.TRADITIONNELLE) -> str:
    return ordinals.ordinal_in_words(_integer(value, "un nombre"), _feminine(genre), spelling)


def _integer(value: object, expected: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        unsuited(value, expected)
    return value


def _feminine(genre: str) -> bool:
    if genre not in ("m", "f"):
        raise ValueError(f'le genre est "m" ou "f", pas « {genre} »')
    return genre == "f"
