"""Percentages: « 20 % », « 5,5% », « cinquante pour cent »; « TVA » where the sentence says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..pattern import pattern
from ..values.percent import Percent
from .flat import Flat
from .mention import Mention, MentionKind
from .numerals import NUMBER, number

_FIGURES = pattern(r"(?<![\w/,.°])(?P<number>[0-9]{1,4}(?:[.,][0-9]{1,4})?)\s?(?:%|pour\scent\b)")
_WORDS = pattern(rf"(?P<number>{NUMBER})\spour\scent\b")
_VAT_BEFORE = pattern(  # but « fonds de compensation pour la TVA », whose rate is no rate of tax
    r"(?<!compensation\spour\sla\s)(?<!compensation\sde\sla\s)(?<!recupere\sla\s)\b(?:tva|t\.v\.a\.?)\b[^.;¶0-9]{0,30}\Z"
)
_VAT_AFTER = pattern(r" (?:de )?(?:tva|t\.v\.a)\b")


def find(flat: Flat) -> Iterator[Mention]:
    if "%" not in flat.low and "cent" not in flat.low:
        return
    for match in _FIGURES.finditer(flat.low):
        yield _percent(flat, match, Decimal(match["number"].replace(",", ".")))
    for match in _WORDS.finditer(flat.low):
        value = number(match["number"])
        if value is not None and value <= 1000:
            yield _percent(flat, match, Decimal(value))


def _percent(flat: Flat, match: re.Match[str], value: Decimal) -> Mention:
    vat = _VAT_BEFORE.search(flat.low, max(0, match.start() - 45), match.start()) or _VAT_AFTER.match(
        flat.low, match.end()
    )
    return Mention(MentionKind.PERCENT, *match.span(), Percent(value), label="TVA" if vat else "")
