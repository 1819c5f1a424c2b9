"""Hours of work: « 40 % d'un temps complet, soit 14 heures par semaine »."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise

from ..context import Context
from ..law.limits import FULL_TIME
from ..pattern import pattern
from ..text.lexicon import SO
from .relation import HOURS, Kind, Relation, Values, related, said
from .stretch import Stretch, paragraphs

WEEK = FULL_TIME.value
UNITS = ("heures", HOURS)


def worked(context: Context) -> Iterator[Relation]:
    """Every such number, right or wrong."""
    for paragraph in paragraphs(context):
        for one in paragraph.sentences:
            yield from _share_of_week(context, one)


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
