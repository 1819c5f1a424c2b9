"""The filters of prose: `{{ montant | en_lettres }}`. Each takes the value itself and gives words.

What each of them does, its theme and an example are its line of `filters.md`, which is also the manual's page: to add
a filter, a function and such a line. `FILTERS` has them by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import Any, NoReturn

from ..frozen import frozen
from ..packaged import packaged
from ..pattern import pattern
from . import dates, grammar, ordinals
from .actnumber import ActNumber
from .dates import YearMonth
from .durations import Duration
from .money import Amount
from .percent import Percent, percent_in_words
from .periods import Period
from .show import show
from .text import quoted
from .titles import Title
from .words import Spelling, cardinal, euros_in_words

_NAMES = (
    (str, "un texte"),
    (bool, "oui ou non"),
    (int, "un nombre"),
    (date, "une date"),
    (Amount, "un montant"),
    (Percent, "un pourcentage"),
    (Duration, "une durée"),
    (Period, "une période"),
    (tuple, "une liste"),
)
_KEPT_SMALL = pattern(r"(?<!\w)([0-9]+(?:ers?|res?|es?)|n[°º])(?!\w)")
_TRADITIONAL = Spelling.TRADITIONNELLE


@frozen
class Filter:
    """A filter of prose: `{{ montant | en_lettres }}`.

    `theme` groups filters in the manual; `doc` says in French what it does; `example` is a tag that uses it, `result`
    what that gives. `spelled`: it writes numbers in words.
    """

    name: str
    function: Callable[..., Any]
    theme: str
    doc: str
    example: str
    result: str
    spelled: bool = False

    def __call__(self, *args: object, **named: object) -> Any:
        return self.function(*args, **named)

    def with_spelling(self, spelling: str) -> Filter:
        """The same filter, writing numbers with that spelling."""
        return replace(self, function=partial(self.function, spelling=spelling)) if self.spelled else self


def _lines(page: str) -> Iterator[tuple[str, tuple[str, str, str, str]]]:
    theme = ""
    for line in page.splitlines():
        if line.startswith("## "):
            theme = line.removeprefix("## ")
        elif line.startswith("| `"):
            name, doc, example, result = line[2:-2].split(" | ")
            yield name.strip("`"), (theme, doc, example.strip("`").replace("\\|", "|"), result)


PAGE = packaged(__spec__, "filters.md")
_LINES = dict(_lines(PAGE))


def described(function: Callable[..., Any]) -> Filter:
    """A filter, from its line on the page. A `spelling` keyword means that it writes numbers."""
    spelled = "spelling" in (function.__kwdefaults__ or {})
    return Filter(function.__name__, function, *_LINES[function.__name__], spelled)


def unsuited(value: object, expected: str) -> NoReturn:
    """Refuse a value: ValueError, in French, that says what is expected and what came."""
    if value is None:
        raise ValueError("cette donnée n'est pas renseignée")
    kind = next((name for cls, name in _NAMES if isinstance(value, cls)), "cette donnée")
    came = f"{kind} ({quoted(value)})" if isinstance(value, str) else kind
    raise ValueError(f"il faut {expected}, pas {came}")


def en_lettres(value: object, genre: str = "m", *, spelling: str = _TRADITIONAL) -> str:
    if isinstance(value, Amount):
        return euros_in_words(value.valeur, spelling)
    if isinstance(value, Percent):
        return percent_in_words(value, spelling)
    if isinstance(value, Duration):
        return value.letters(spelling)
    if type(value) is date:
        return dates.date_in_words(value, spelling)
    number = _integer(value, "un montant, un nombre, un pourcentage, une durée ou une date")
    return cardinal(number, spelling, _feminine(genre))


def en_chiffres_et_lettres(value: object, genre: str = "m", *, spelling: str = _TRADITIONAL) -> str:
    if isinstance(value, Duration):
        return value.in_words(spelling)
    if isinstance(value, (Amount, Percent)):
        return f"{value} ({en_lettres(value, spelling=spelling)})"
    number = _integer(value, "un montant, une durée, un pourcentage ou un nombre")
    return f"{number} ({cardinal(number, spelling, _feminine(genre))})"


def sans_centimes(value: object) -> str:
    if not isinstance(value, Amount):
        unsuited(value, "un montant")
    return str(value).replace(",00\u00a0€", "\u00a0€")


def chiffres(value: object) -> str:
    if not isinstance(value, (Amount, Percent, ActNumber)):
        unsuited(value, "un montant, un pourcentage ou un numéro d'acte")
    return value.chiffres


def ordinal(value: object, genre: str = "m") -> str:
    return ordinals.ordinal(_integer(value, "un nombre"), _feminine(genre))


def ordinal_en_lettres(value: object, genre: str = "m", *, spelling: str = _TRADITIONAL) -> str:
    return ordinals.ordinal_in_words(_integer(value, "un nombre"), _feminine(genre), spelling)


def date_numerique(value: object) -> str:
    return dates.show_date_numeric(_date(value))


def date_en_lettres(value: object, *, spelling: str = _TRADITIONAL) -> str:
    return dates.date_in_words(_date(value), spelling)


def date_solennelle(value: object, *, spelling: str = _TRADITIONAL) -> str:
    return dates.solemn_date(_date(value), spelling)


def jour_semaine(value: object) -> str:
    return dates.weekday(_date(value))


def mois(value: object) -> str:
    if isinstance(value, YearMonth):
        return str(value)
    day = _date(value)
    return str(YearMonth(day.year, day.month))


def annee(value: object) -> str:
    return str(value.annee if isinstance(value, (YearMonth, ActNumber)) else _date(value).year)


def annees(value: object) -> str:
    if not isinstance(value, Period):
        unsuited(value, "une période")
    return grammar.list_and(value.annees)


def duree(value: object) -> str:
    return str(_duration(value))


def duree_en_lettres(value: object, *, spelling: str = _TRADITIONAL) -> str:
    return _duration(value).letters(spelling)


def en_annees(value: object) -> str:
    return str(_duration(value).en_annees)


def de(value: object) -> str:
    return value.du if isinstance(value, Title) else grammar.de(show(value))


def a(value: object) -> str:
    return value.au if isinstance(value, Title) else grammar.a(show(value))


def le(value: object) -> str:
    return value.le if isinstance(value, Title) else grammar.le(show(value))


def sans_article(value: object) -> str:
    return grammar.without_article(show(value))


def liste(value: object, mot: str = "et") -> str:
    return grammar.list_and(_items(value), mot)


def tiret(value: object) -> str:
    return "-".join(_items(value))


def capitales(value: object) -> str:
    parts = _KEPT_SMALL.split(show(value))
    return "".join(part if n % 2 else part.upper() for n, part in enumerate(parts))


def majuscule(value: object) -> str:
    text = show(value)
    start = _first_letter(text)
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def minuscule(value: object) -> str:
    text = show(value)
    start = _first_letter(text)
    acronym = text[start + 1 : start + 2].isupper()
    return text if acronym else text[:start] + text[start : start + 1].lower() + text[start + 1 :]


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


def _integer(value: object, expected: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        unsuited(value, expected)
    return value


def _feminine(genre: str) -> bool:
    if genre not in ("m", "f"):
        raise ValueError(f'le genre est "m" ou "f", pas « {genre} »')
    return genre == "f"


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


_OF_NUMBERS = (en_lettres, en_chiffres_et_lettres, sans_centimes, chiffres, ordinal, ordinal_en_lettres)
_OF_DAYS = (date_numerique, date_en_lettres, date_solennelle, jour_semaine, mois, annee)
_OF_TIMES = (annees, duree, duree_en_lettres, en_annees)
_OF_NAMES = (de, a, le, sans_article, liste, tiret, capitales, majuscule, minuscule)
FILTERS: Mapping[str, Filter] = {
    one.__name__: described(one) for one in (*_OF_NUMBERS, *_OF_DAYS, *_OF_TIMES, *_OF_NAMES)
}


@cache
def filters_for(spelling: str = _TRADITIONAL) -> Mapping[str, Filter]:
    """The filters by name; those that write numbers in words use that spelling.

    Raises ValueError on a spelling that is neither « traditionnelle » nor « 1990 ».

    >>> filters_for("1990")["en_lettres"](21), FILTERS["en_lettres"](21)
    ('vingt-et-un', 'vingt et un')
    >>> FILTERS["date_numerique"]("demain")
    Traceback (most recent call last):
    ValueError: il faut une date, pas un texte (« demain »)
    """
    chosen = Spelling(spelling)
    return MappingProxyType({name: one.with_spelling(chosen) for name, one in FILTERS.items()})
