"""Numbers of acts: the year in them and their date, two that look alike for one act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..pattern import pattern
from ..statements.citations import Citation, citations, date_of, own_numbers, titles
from ..statements.days import Role, day_of
from ..statements.subjects import TITLES
from ..statements.wording import stems
from ..values.dates import show_date
from ..values.text import near
from .rule import Report, rule

LETTERED = pattern(r"[A-Z]{1,5}(?P<year>[12][0-9]{3})[-/_][0-9]{1,4}\Z", re.IGNORECASE)
SHORT = pattern(
    r"(?:(?P<first>[0-3][0-9])[-/_][A-Z]{1,4}|[A-Z]{1,3}(?P<lettered>[0-3][0-9]))[-/_][0-9]{1,4}\Z", re.IGNORECASE
)
LISTED = 3  # numbers that follow one another
RANK = pattern(r"[0-9]+\Z")
NO_YEAR = pattern(r"[A-Z]{0,4}(?P<year>[0-9]{4})[-/][0-9]", re.IGNORECASE)
OBJECT = 90  # characters after a citation that say what the act is about
SHARED = 3  # words in common by which two citations are of one act


@rule("CIT107", "numero-et-annee-de-la-date", Severity.ALERTE)
def number_and_year(context: Context) -> Iterator[Report]:
    """Le numéro d'un acte commence par l'année où il est pris : « n° 2020-118 » est de 2020. Un numéro et une date de
    deux années viennent d'un chiffre mal recopié, ou d'un acte pris pour un autre.

    Mauvais : « la délibération n° 2020-118 du 10 décembre 2021 »
    Bon : « la délibération n° 2020-118 du 10 décembre 2020 »
    Source : usage
    """
    dated = date_of(context)
    own = [(cited, dated[0]) for cited in own_numbers(context) if dated is not None]
    cited_acts = [(c, c.day) for c in citations(context) if not c.law and " notifi" not in c.passage.text]
    for cited, day in (*own, *cited_acts):
        year = _year_in(cited)
        if day is not None and year is not None and year != day.year:
            message = f"le numéro {cited.number} est de {year}, la date de {day.year}"
            hint = "vérifiez le numéro et la date sur l’acte"
            yield Report(cited.passage, message, hint, found=cited.number, expected=str(day.year))


def _year_in(cited: Citation) -> int | None:
    """The year that a number begins with, whole or its last two figures: « CS2024-018 », « 24-CP-117 », « D24-67 »."""
    if (long := LETTERED.match(cited.number)) is not None:
        return int(long["year"])
    if (wrong := _no_year(cited)) is not None:
        return wrong
    if (short := SHORT.match(cited.number)) is not None:
        return 2000 + int(short["first"] or short["lettered"])
    return cited.year if cited.year is not None and str(cited.year) in cited.number else None


def _no_year(cited: Citation) -> int | None:
    """« D3026-044 », of 2026: no year, but for one digit."""
    found = NO_YEAR.match(cited.number)
    if found is None or found["year"][:2] in ("19", "20") or cited.day is None:
        return None
    slipped = sum(a != b for a, b in zip(found["year"], str(cited.day.year), strict=True)) == 1
    return int(found["year"]) if slipped else None


@rule("CIT108", "numero-presque-semblable", Severity.ALERTE)
def nearly_the_same(context: Context) -> Iterator[Report]:
    """Le même acte, cité deux fois, a le même numéro. Deux numéros à un chiffre près, pour la même date ou là où le
    texte ne peut parler que d'un acte déjà cité, sont souvent le même, mal recopié. Un acte cité sans sa date l'a été
    avec elle : ce qu'il fixe est ce que dit le visa.

    Mauvais : « Vu la convention n° 2022-045 du 16 juin 2022 », puis « les stipulations de la convention n° 2022-054 »
    Bon : « n° 2022-045 » aux deux endroits
    Source : usage
    """
    dated = date_of(context)
    cited, own = [
        [one for one in every if not (one.passage.part.minutes and one.passage.kind in TITLES)]
        for every in (citations(context), titles(context))  # the number of minutes is not that of those they adopt
    ]
    days = {one.number: one.day for one in cited if one.day} | {one.number: dated[0] for one in own if dated}
    told: set[frozenset[str]] = set()
    listed = _series([*own, *cited])
    headed = {one.number for one in (*own, *cited) if not _in_prose(one) and one.passage.kind is not Kind.VISA}
    for one, other in combinations([*own, *cited], 2):
        pair = frozenset({one.number, other.number})
        if pair <= listed or (pair & listed and (one.day or other.day)) or (pair <= headed and _next(one, other)):
            continue  # the acts of one sitting, one after the other; and one of another day
        if len(pair) == 2 and pair not in told and _looks_like(one, other) and _one_act(one, other, own, days):
            told.add(pair)
            yield _doubt(one, other, [*own, *cited], own)
    for one, other, what in _of_that_object(cited):
        if frozenset({one.number, other.number}) not in told:
            told.add(frozenset({one.number, other.number}))
            message = f"{one.number} n’est cité qu’ici, sans date ; le visa de {other.number} parle de « {what} »"
            hint = "gardez le numéro de l’acte que le visa cite"
            related = ((other.passage, other.number),)
            yield Report(one.passage, message, hint, one.number, other.number, related)
    for one, other in _of_the_sitting(context, cited):
        if frozenset({one.number, other.number}) not in told:
            yield _doubt(one, other, [other, other, one])


_SETS = pattern(
    r"\b(?P<what>[a-z]{4,})(?:\s[a-z]+)?\s(?:fix|vot|adopt|approuv|arret|instaur|defini|cree|institu|etabli|prevu)\w*"
    r"\spar\sl(?:a\s|e\s|')\Z"
)


def _of_that_object(cited: Sequence[Citation]) -> Iterator[tuple[Citation, Citation, str]]:
    """« les tarifs fixés par la délibération n° 2024-118 », undated; and a visa cites the one of the tarifs."""
    for one in cited:
        said = _SETS.search(folded(one.passage.before)) if one.day is None and _in_prose(one) else None
        known = said and any(other is not one and other.number == one.number for other in cited)
        if said is None or known or one.law:
            continue
        stem = said["what"].rstrip("s")
        visas = [c for c in cited if c.passage.kind is Kind.VISA and c.day and c.nature == one.nature and not c.law]
        alike = [c for c in visas if stem in folded(c.passage.context[c.passage.end : c.passage.end + OBJECT])]
        if len({c.number for c in alike}) == 1:
            yield one, alike[0], said["what"]


def _of_the_sitting(context: Context, cited: Sequence[Citation]) -> Iterator[tuple[Citation, Citation]]:
    """An act of the sitting, cited under a number that no act of these minutes bears, and the one of that object."""
    sat = day_of(context, Role.SEANCE)
    borne = [one for one in cited if one.day is None and not _in_prose(one) and one.passage.kind is not Kind.VISA]
    for one in cited:
        if sat is None or one.day != sat.value or len(borne) < 2 or one.number in {other.number for other in borne}:
            continue
        alike = [other for other in borne if _looks_like(one, other) and _common(one, other) >= SHARED - 1]
        if len(alike) == 1:
            yield one, alike[0]


def _series(cited: Sequence[Citation]) -> frozenset[str]:
    """Numbers that the body of an act gives one after the other, three at least: the minutes of a sitting."""
    ranks: dict[str, dict[int, str]] = {}
    for one in cited:
        found = RANK.search(one.number)
        if found and one.passage.kind is not Kind.VISA:
            ranks.setdefault(one.number[: found.start()], {})[int(found[0])] = one.number
    found_in = set[str]()
    for each in ranks.values():
        beside = {rank for rank in each if sum(abs(rank - other) < LISTED for other in each) >= LISTED}
        found_in.update(each[rank] for rank in beside)
    return frozenset(found_in)


def _looks_like(one: Citation, other: Citation) -> bool:
    """Of one kind, and one slip apart."""
    natures, lengths = {one.nature, other.nature}, {len(one.number), len(other.number)}
    short = len(re.sub(r"\D|(?:19|20)\d\d", "", one.number)) < 3  # « 09/2025 »: no nature, no likeness
    alike = len(natures - {""}) < 2 and not (short and "" in natures)
    return alike and len(lengths) == 1 and len(one.number) > 4 and near(one.number, other.number)


def _one_act(one: Citation, other: Citation, own: Sequence[Citation], known: Mapping[str, date]) -> bool:
    """Whether two citations can only be of one act: the same day, or said again without a date outside of the visas."""
    days = [cited.day or known.get(cited.number) for cited in (one, other)]
    if None not in days and days[0] != days[1]:
        return False
    if None not in days and _next(one, other) and not _same_object(one, other):
        return False
    if any(map(_this_day, (one, other))) and (_next(one, other) or one.day or other.day):
        return False
    again = any(_in_prose(cited) and cited not in own for cited in (one, other))
    return again or (None not in days and _same_object(one, other))


_THIS_DAY = pattern(r"\s?(?:(?:de|en date de) ce|du même) jour")  # another act of this sitting


def _this_day(cited: Citation) -> bool:
    return _THIS_DAY.match(cited.passage.context, cited.passage.end) is not None


def _next(one: Citation, other: Citation) -> bool:
    """« n° 2026-08 » and « n° 2026-09 » of one day: two acts of one sitting."""
    ranks = [int(found[0]) for cited in (one, other) if (found := RANK.search(cited.number))]
    return len(ranks) == 2 and abs(ranks[0] - ranks[1]) == 1


def _in_prose(cited: Citation) -> bool:
    """Whether a sentence of the body cites it; a visa introduces an act, the first words of a line number one."""
    before = cited.passage.before
    return cited.passage.kind is not Kind.VISA and any(map(str.isalpha, before))


def _same_object(one: Citation, other: Citation) -> bool:
    return _common(one, other) >= SHARED


def _common(one: Citation, other: Citation) -> int:
    """How many words of what each is about are the same."""
    said = [stems(c.passage.context[c.passage.end : c.passage.end + OBJECT]) for c in (one, other)]
    return len(said[0] & said[1])


def _doubt(one: Citation, other: Citation, cited: Sequence[Citation], own: Sequence[Citation] = ()) -> Report:
    """The number that stands the fewest times is at fault, the later one where both stand as often."""
    times = {number: sum(c.number == number for c in cited) for number in (one.number, other.number)}
    wrong, right = (one, other) if times[one.number] < times[other.number] else (other, one)
    day = f" du {show_date(right.day)}" if right.day else ""
    message = f"{wrong.number} ressemble à {right.number}{day}, cité ailleurs : un chiffre les sépare"
    related = ((right.passage, right.number),)
    hint = "gardez le numéro exact aux deux endroits"
    ours = {wrong.number, right.number} & {c.number for c in own} and not (one.day or other.day)
    severity = Severity.CONSEIL if ours and _next(one, other) else None  # the act before this one, perhaps
    return Report(wrong.passage, message, hint, wrong.number, right.number, related, severity)
