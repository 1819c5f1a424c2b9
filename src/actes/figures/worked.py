"""Hours of work: what one part of a week leaves of 35 hours, how many full times so many people make.

« 14 heures par semaine. Les 21 heures restantes », « 14 salariés à 26 heures, soit 10,4 équivalents temps plein ».
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import combinations, pairwise

from ..context import Context
from ..law.limits import FULL_TIME
from ..pattern import pattern
from ..text.lexicon import SO
from .relation import HOURS, Kind, Relation, Values, related, rounding, said
from .stretch import Stretch, paragraphs

WEEK = FULL_TIME.value
UNITS = ("heures", HOURS)
_REST = pattern(r" (?:hebdomadaires )?restantes?\b")
_FULL = pattern(r"equivalent|etp")
_APART = pattern(r"equivalent|etp|%|€|heure|mois|an\b|annee|semaine|jour")


def worked(context: Context) -> Iterator[Relation]:
    """Every such number, right or wrong."""
    for paragraph in paragraphs(context):
        yield from _left(paragraph)
        for one in paragraph.sentences:
            yield from _full_times(one)
            yield from _share_of_week(context, one)


def _left(paragraph: Stretch) -> Iterator[Relation]:
    """Of the one other number of hours before it, where no two numbers make it."""
    hours = [c for c in paragraph.claims if c.unit in UNITS and 0 < c.value < WEEK]
    every = {Fraction(WEEK), *(c.value for c in paragraph.claims if c.unit in ("", *UNITS))}
    for rest in (c for c in hours if c.said.then(_REST)):
        others = {c.value: c for c in hours if c.spot < rest.spot}
        if len(others) == 1 and not any(
            rest.value in (abs(a - b), a) for a, b in combinations(every - {rest.value}, 2)
        ):
            (some,) = others.values()
            yield related(Kind.SUM, rest, (some,), lambda v: WEEK - v[0], f"{WEEK} − {said(some)}", sure=False)


def _full_times(one: Stretch) -> Iterator[Relation]:
    """« 14 salariés, à raison de 26 heures par semaine », « cinq agents à 80 % »: so many full times."""
    full = [c for c in one.claims if _FULL.match(c.unit) and SO in c.lead]
    before = [c for c in one.claims if full and c.spot < full[0].spot]
    people = [c for c in before if c.unit and not _APART.match(c.unit) and not c.places]
    hours = [c for c in before if c.unit in UNITS and c.value < WEEK]
    rates = [c for c in before if c.unit == "%" and c.value < 100]
    if len(full) == len(people) == 1 and len(hours) + len(rates) == 1 and len(before) == 2:
        each, of = (hours or rates)[0], Fraction(WEEK if hours else 100)
        words = f"{said(people[0])} × {said(each)}" + f" / {WEEK}" * bool(hours)
        slack = partial(rounding, full[0])
        yield related(Kind.PRODUCT, full[0], (people[0], each), lambda v: v[0] * v[1] / of, words, slack, sure=False)


_OF_WEEK = pattern(r"[^.;0-9]{0,40}\b(?:temps (?:complet|plein|de travail)|duree hebdomadaire|service)\b[^.;0-9]{0,40}")
_LESS = pattern(r"\b(?:[0-9]{1,2}(?:,[0-9]+)?/35|temps non complet|3[6-9] ?h)")


def _share_of_week(context: Context, one: Stretch) -> Iterator[Relation]:
    """« 40 % d'un temps complet, soit 14 heures par semaine », where nobody works other weeks."""
    for rate, hours in pairwise(one.claims):
        led = rate.unit == "%" and hours.unit in (*UNITS, "minutes") and SO in hours.lead and hours.basis is None
        if not led or not _OF_WEEK.fullmatch(rate.said.low, rate.said.end, hours.said.start):
            continue
        most = WEEK * (60 if hours.unit == "minutes" else 1)
        if hours.value < most and not any(_LESS.search(low) for part in context.parts for low in part.lows()):
            reckon = partial(_times, Fraction(most, 100))
            yield related(Kind.PRODUCT, hours, (rate,), reckon, f"{said(rate)} de {WEEK} heures", sure=False)


def _times(week: Fraction, values: Values) -> Fraction:
    return week * values[0]
