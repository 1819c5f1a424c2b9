"""The numbers that a sentence reckons with: amounts, percentages, hours, counts in figures or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..facts import Mention, MentionKind, walk
from ..facts.numerals import NUMBER, number
from ..part import Part
from ..values.durations import Duration
from ..values.kept import kept_by_text
from ..values.money import Amount
from ..values.percent import Percent
from ..values.text import unaccented


class Sort(StrEnum):
    """What a number counts."""

    EUROS = "euros"
    PERCENT = "pourcentage"
    COUNT = "nombre"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a block, from `start` to `end`; `places` decimals are written; `implied`: « par mois » is twelve."""

    value: Fraction
    sort: Sort
    start: int
    end: int
    places: int = 0
    implied: bool = False


_READ = frozenset({MentionKind.AMOUNT, MentionKind.PERCENT, MentionKind.DURATION, MentionKind.TIME})
_HOURS = re.compile(r"(?<![\w/.,:°])(?P<h>[0-9]{1,4})\s?(?:h(?:eures?)?\b)\s?(?P<m>[0-5][0-9])?\b")
_FIGURES = re.compile(
    r"(?<![\w/.,:°×-])(?P<n>[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)(?:,(?P<d>[0-9]{1,4}))?"
    r"(?![\w°/:.,-]*[0-9])(?!\s?[eè]r?[me]*\b)"
)
_WORDS = re.compile(rf"(?P<n>{NUMBER})(?=\s[a-z]{{3}})")
_NOT_COUNTED = re.compile(
    r"(?:\bn[°o]s?\s?|\barticles?\s|\bart\.\s|\bannexe\s|\bchapitre\s|\bcompte\s|\balinea\s|\bpage\s|\b[lrd]\.\s?|\blots?\s|\bpoint\s"
    r"|\bsection\s|\btranche\s|\bphase\s|\bannee\s|\bexercices?\s|\bbudget\s|\bech[ea][a-z]*\s)\Z"
)
_ONE = frozenset({0, 1})
_IMPLIED = (
    (re.compile(r"\b(?:par\smois|mensuel\w*|mensualite\w*)\b"), 12),
    (re.compile(r"\b(?:par\strimestre|trimestriel\w*)\b"), 4),
    (re.compile(r"\b(?:par\ssemestre|semestriel\w*|moitie|par\smoitie|hebdomadaire\w*\set)\b"), 2),
    (re.compile(r"\bpar\ssemaine\b.*\bpar\san\b|\bpar\san\b.*\bpar\ssemaine\b"), 52),
)


def quantities(part: Part, index: int) -> tuple[Quantity, ...]:
    """The numbers of a block, in reading order; those of dates, references and identifiers are none."""
    text = part.blocks[index].text
    mentions = part.mentions[index]
    found = [*_stated(text, mentions)]
    taken = [(q.start, q.end) for q in found]
    taken += [(m.start, m.end) for m in walk(mentions) if m.kind not in _READ]
    for one in _counted(text):
        if not any(start < one.end and one.start < end for start, end in taken):
            taken.append((one.start, one.end))
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


@kept_by_text
def _counted(text: str) -> tuple[Quantity, ...]:
    """What a text counts, dates and references too: the same texts come again, from rule to rule and act to act."""
    low = unaccented(text.replace("’", "'"))
    if len(low) != len(text):
        low = text.lower()
    return (*_hours(low), *_figures(low), *_words(low))


def implied(words: str) -> Iterator[Quantity]:
    """« 640 € par mois, soit 7 680 € par an »: twelve, that nobody writes."""
    low = unaccented(words.replace("’", "'"))
    for pattern, value in _IMPLIED:
        if pattern.search(low):
            yield Quantity(Fraction(value), Sort.COUNT, 0, 0, implied=True)


def _stated(text: str, mentions: Sequence[Mention]) -> Iterator[Quantity]:
    for mention in mentions:
        span = (mention.start, mention.end)
        if isinstance(mention.value, Amount):
            yield Quantity(Fraction(mention.value.valeur), Sort.EUROS, *span, 2)
        elif isinstance(mention.value, Percent) and mention.kind is MentionKind.PERCENT:
            exponent = mention.value.valeur.as_tuple().exponent
            places = -exponent if isinstance(exponent, int) else 0
            yield Quantity(Fraction(mention.value.valeur), Sort.PERCENT, *span, max(0, places))
        elif isinstance(mention.value, Duration) and mention.kind is MentionKind.DURATION:
            yield Quantity(Fraction(mention.value.nombre), Sort.COUNT, *span)


def _hours(low: str) -> Iterator[Quantity]:
    for match in _HOURS.finditer(low):
        minutes = int(match["m"] or 0)
        yield Quantity(
            Fraction(int(match["h"])) + Fraction(minutes, 60), Sort.COUNT, *match.span(), 1 if minutes else 0
        )


def _figures(low: str) -> Iterator[Quantity]:
    for match in _FIGURES.finditer(low):
        whole = re.sub(r"\D", "", match["n"])
        year = match["d"] is None and len(match["n"]) == 4 and 1900 <= int(whole) <= 2100
        if year or len(whole) > 9 or _NOT_COUNTED.search(low, max(0, match.start() - 12), match.start()):
            continue
        value = Fraction(f"{whole}.{match['d'] or 0}")
        if value:
            yield Quantity(value, Sort.COUNT, *match.span(), len(match["d"] or ""))


def _words(low: str) -> Iterator[Quantity]:
    for match in _WORDS.finditer(low):
        value = number(match["n"])
        if value is not None and value not in _ONE and value <= 100:
            yield Quantity(Fraction(value), Sort.COUNT, *match.span())
