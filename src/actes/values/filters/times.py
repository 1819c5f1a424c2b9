"""Filters of dates, periods and durations."""

from __future__ import annotations

from datetime import date

from ..actnumber import ActNumber
from ..dates import YearMonth, date_in_words, show_date_numeric, solemn_date, weekday
from ..durations import Duration
from ..grammar import list_and
from ..periods import Period
from ..words import Spelling
from .base import prose_filter, unsuited

_THEME = "Dates et durées"


@prose_filter(_THEME, "Une date en chiffres.", "periode.debut", "01/01/2025")
def date_numerique(value: object) -> str:
    return show_date_numeric(_date(value))


@prose_filter(
    _THEME, "Une date tout en lettres, avec son article.", "periode.debut", "le premier janvier deux mille vingt-cinq"
)
def date_en_lettres(value: object, *, spelling: str = Spelling.TRADITIONNELLE) -> str:
    return date_in_words(_date(value), spelling)


@prose_filter(
    _THEME,
    "La date qui ouvre un procès-verbal.",
    "periode.debut",
    "l\u2019an deux mille vingt-cinq, le premier janvier",
)
def date_solennelle(value: object, *, spelling: str = Spelling.TRADITIONNELLE) -> str:
    return solemn_date(_date(value), spelling)


@prose_filter(_THEME, "Le jour de la semaine d'une date.", "periode.debut", "mercredi")
def jour_semaine(value: object) -> str:
    return weekday(_date(value))


@prose_filter(_THEME, "Le mois d'une date, avec son année.", "periode.debut", "janvier\u00a02025")
def mois(value: object) -> str:
    if isinstance(value, YearMonth):
        return str(value)
    day = _date(value)
    return str(YearMonth(day.year, day.month))


@prose_filter(_THEME, "L'année d'une date, d'un mois ou d'un numéro d'acte.", "periode.debut", "2025")
def annee(value: object) -> str:
    return str(value.annee if isinstance(value, (YearMonth, ActNumber)) else _date(value).year)


@prose_filter(_THEME, "Les années civiles que touche une période.", "periode", "2025 et 2026")
def annees(value: object) -> str:
    if not isinstance(value, Period):
        unsuited(value, "une période")
    return list_and(value.annees)


@prose_filter(
    _THEME,
    "La durée d'une période : en mois si elle en compte un nombre entier, sinon en jours.",
    "periode",
    "24\u00a0mois",
)
def duree(value: object) -> str:
    return str(_duration(value))


@prose_filter(_THEME, "Une durée, ou celle d'une période, en lettres seules.", "periode", "vingt-quatre mois")
def duree_en_lettres(value: object, *, spelling: str = Spelling.TRADITIONNELLE) -> str:
    return _duration(value).letters(spelling)


@prose_filter(_THEME, "Une durée, ou celle d'une période, en années quand le compte est rond.", "periode", "2\u00a0ans")
def en_annees(value: object) -> str:
    return str(_duration(value).en_annees)


def _date(value: object) -> date:
    if type(value) is not date:
        unsuited(value, "une date")
    return value


def _duration(value: object) -> Duration:
    if isinstance(value, Period):
        return value.duree
    if not isinstance(value, Duration):
        unsuited(value, "une durée ou une période")
    return value
