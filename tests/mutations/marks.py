"""What a mutant changes and what the judge compares: dates, amounts, rates, durations, numbers, in plain text.

Regular expressions alone, written apart from those of `actes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from .spelled import SMALL, spelt_number

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
S = "[ \u00a0\u202f]"
UNITS = "jours?|semaines?|mois|ans?|années?|heures?|nuits?"

DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(DAYS)})\s+)?\b(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>\d{{4}})\b"
    r"|(?<![\d/])(?P<day2>\d{1,2})/(?P<month2>\d{1,2})/(?P<year2>\d{4})(?![\d/])",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    rf"(?<![\d,./-])(?P<figure>\d{{1,4}}(?:{S}\d{{3}})+(?:,\d{{1,2}})?|\d+(?:[,.]\d{{1,2}})?)(?=\s*(?:€|euros?\b))"
)
CELL = re.compile(rf"\s*(?P<figure>-?\d{{1,3}}(?:{S}\d{{3}})+(?:,\d{{1,2}})?|-?\d+(?:,\d{{1,2}})?)\s*€?\s*\Z")
PERCENT = re.compile(rf"(?<![\d,.])(?P<figure>\d{{1,3}}(?:,\d{{1,2}})?){S}?%")
DURATION = re.compile(
    rf"\b(?P<figure>\d{{1,3}}|{'|'.join(SMALL[1:])}|vingt|trente)(?:\s\((?P<spelt>[\w\s-]+)\))?\s+(?P<unit>{UNITS})\b"
    rf"(?:\s\((?P<other>[\w\s-]+?)(?:\s(?:{UNITS}))?\))?",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"\b(?:années?|exercices?|budget(?:\s\w+)?|au titre de)\s+(?:\w+\s)?(?P<figure>20\d\d)\b", re.IGNORECASE
)
NUMBER = re.compile(r"\b(?:n°|numéro|N°)\s*(?P<figure>(?:[A-Z]{1,4})?\d[\d/-]*[-/]\s?(?:[A-Z]-)?\d+)", re.IGNORECASE)
IDENTIFIERS = {
    "SIRET": re.compile(r"(?<![\d.])\d{3}[ .\u00a0]?\d{3}[ .\u00a0]?\d{3}[ .\u00a0]?(?:\d{5}|\d{3} \d{2})(?![\d.])"),
    "TVA": re.compile(rf"\bFR{S}?\d{{2}}{S}?\d{{3}}{S}?\d{{3}}{S}?\d{{3}}(?!{S}?\d)"),
    "IBAN": re.compile(rf"\bFR\d{{2}}(?:{S}?[\dA-Z]){{23}}\b"),
    "SIREN": re.compile(rf"(?i:\b(?:siren|rcs)\b[^\d\n]{{0,20}})(?P<figure>\d{{3}}{S}?\d{{3}}{S}?\d{{3}})(?!{S}?\d)"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text: what they are, what they are worth, and where their parts stand."""

    kind: str
    start: int
    end: int
    value: object
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False, hash=False)


def decimal(figure: str) -> Decimal:
    return Decimal(re.sub(S, "", figure).replace(",", "."))


@lru_cache(maxsize=64)
def dates(text: str) -> tuple[Mark, ...]:
    """Every full date; one that is not in the calendar has no value."""
    return tuple(_date(found) for found in DATE.finditer(text))


def _date(found: re.Match[str]) -> Mark:
    two = "" if found["day"] else "2"
    parts = {name: found.span(name + two) for name in ("day", "month", "year")}
    if found["weekday"]:
        parts["weekday"] = found.span("weekday")
    month = found["month" + two].lower()
    rank = int(month) if two else MONTHS.index(month) + 1
    try:
        value = date(int(found["year" + two]), rank, int(found["day" + two]))
    except ValueError:
        value = None
    return Mark("date", found.start(), found.end(), value, parts)


@lru_cache(maxsize=64)
def amounts(text: str) -> tuple[Mark, ...]:
    """Every figure in euros."""
    found = ((m.span("figure"), decimal(m["figure"])) for m in AMOUNT.finditer(text))
    return tuple(Mark("amount", start, end, value) for (start, end), value in found)


@lru_cache(maxsize=64)
def percents(text: str) -> tuple[Mark, ...]:
    return tuple(Mark("percent", *m.span("figure"), decimal(m["figure"])) for m in PERCENT.finditer(text))


@lru_cache(maxsize=64)
def durations(text: str) -> tuple[Mark, ...]:
    """Every duration: its value is the number and the unit's first letters; `spelt` where it is said again in words."""
    return tuple(_duration(found) for found in DURATION.finditer(text))


def _duration(found: re.Match[str]) -> Mark:
    parts = {name: found.span(name) for name in ("figure", "spelt", "other") if found[name]}
    figure = found["figure"].lower()
    number = int(figure) if figure.isdigit() else spelt_number(figure)
    unit = found["unit"].lower()[:2].replace("an", "ans")
    return Mark("duration", *found.span("figure"), (number, unit), parts)


@lru_cache(maxsize=64)
def years(text: str) -> tuple[Mark, ...]:
    return tuple(Mark("year", *m.span("figure"), int(m["figure"])) for m in YEAR.finditer(text))


@lru_cache(maxsize=64)
def numbers(text: str) -> tuple[Mark, ...]:
    """Every number of an act (« n° 2020-273 »), without spaces."""
    return tuple(Mark("number", *m.span("figure"), m["figure"].replace(" ", "")) for m in NUMBER.finditer(text))


@lru_cache(maxsize=64)
def identifiers(text: str) -> tuple[Mark, ...]:
    return tuple(_identifiers(text))


def _identifiers(text: str) -> Iterator[Mark]:
    for kind, pattern in IDENTIFIERS.items():
        for found in pattern.finditer(text):
            group = "figure" if "figure" in pattern.groupindex else 0
            value = re.sub(r"[^\dA-Z]", "", found[group])
            if kind != "SIRET" or len(value) == 14:
                yield Mark(kind, *found.span(group), value)
