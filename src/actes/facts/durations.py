"""Durations, in figures, in words, or both: « 24 mois », « 30 (trente) jours », « trois ans et six mois »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pattern import pattern
from ..values.durations import Duration, Unit
from .flat import Flat
from .mention import Mention, MentionKind
from .numerals import NUMBER, numeral

_DELAY = r"(?:\sau\s(?:moins|plus))?\s(?:avant|apres|a\sl'avance|suiv|qui\s(?:suiv|prece)|precedant)"
_DURATION = pattern(
    rf"(?<![\w/.,°-])(?<![0-9]\s(?=[0-9]{{3}}\s))(?P<first>[0-9] [0-9]{{3}}|[0-9]{{1,4}}|{NUMBER})"
    rf"(?:\s?\(\s?(?P<second>[0-9]{{1,4}}|{NUMBER})\s?\))?\s"
    r"(?:premiers\s|premieres\s|derniers\s|dernieres\s)?"
    rf"(?P<unit>jours?|journees?|semaines?|mois|ans?|annee(?:s|\b(?!\s(?:scol|univ)))|heures?(?={_DELAY}))\b"
    rf"(?:\s\(\s?(?P<third>[0-9]{{1,4}}|{NUMBER})\s(?P<own>jours?|semaines?|mois|ans?|annees?)\s?\))?"
)
_UNIT = pattern(r"\s(?:jour|semaine|mois|an|heure)")
_AND_MONTHS = pattern(  # of « trois ans et six mois », « un an et demi »; « et deux mois de préavis » is another one
    rf"\set\s(?:(?P<half>demie?)\b|(?P<months>[0-9]{{1,2}}|{NUMBER})(?:\s\([^()]{{1,20}}\))?\smois\b(?!\s(?:de\spreavis|avant|apres)))"
)
_AND_A_HALF = pattern(r"\set\sdemie?\b")
_UNITS = {"h": Unit.JOUR, "j": Unit.JOUR, "s": Unit.SEMAINE, "m": Unit.MOIS, "a": Unit.AN}
_NOUN = pattern(
    r"\b(?P<noun>duree|preavis|delai|periode|renouvellement|prorogation|prolongation|prolonger|engagement)\b[^.;¶]{0,40}\Z"
)
_LABELS = {"duree": "durée", "preavis": "préavis", "delai": "délai", "periode": "période", "prolonger": "prolongation"}
YEAR, HOURS = 12, 24  # months, of a day
MOST_YEARS = 200  # a longer one is no duration of an act
MOST = 366  # days
_IDLE = pattern(r"(?:un\s(?:jour|an)|une\s(?:journee|annee|semaine))\Z")
_LASTS = pattern(r"\b(?:d'|pendant\s|dans\s|soit\s|pour\s|valable\s|sous\s|fois\s)\Z")
_COUNTED = pattern(r"\s(?:a\s(?:compter|partir)\sd|avant\s(?:l|s)|apres\s(?:l|s)|suivant\sl)")
_YEAR_IN_WORDS = pattern(r"(?<=\bl')")


def find(flat: Flat) -> Iterator[Mention]:
    """Every duration; label is the noun that introduces it."""
    end = 0
    for match in _DURATION.finditer(flat.low) if _UNIT.search(flat.low) else ():
        if match.start() >= end and (mention := _duration(flat, match)) is not None:
            yield (mention := _with_months(flat, mention))
            end = mention.end


def _with_months(flat: Flat, mention: Mention) -> Mention:
    """« trois ans et six mois » is one duration, of 42 months."""
    years = mention.value
    if not isinstance(years, Duration) or years.unite is not Unit.AN or mention.words not in (None, years):
        return mention
    more = _AND_MONTHS.match(flat.low, mention.end)
    months = (6 if more["half"] else numeral(more["months"])) if more else None
    if more is None or months is None or not 1 <= months < YEAR or years.nombre > MOST_YEARS:
        return mention
    whole = Duration(YEAR * years.nombre + months, Unit.MOIS)
    return mention._replace(end=more.end(), value=whole, words=whole if mention.words else None)


def _duration(flat: Flat, match: re.Match[str]) -> Mention | None:
    written = [text for text in (match["first"], match["second"] or match["third"]) if text]
    numbers = [number for number in map(numeral, written) if number is not None]
    most = MOST if match["unit"].startswith("journee") else 9999  # « les 4 410 journées facturées »
    each = HOURS if match["unit"].startswith("h") else 1  # « quarante-huit heures avant »: two days
    if len(numbers) < len(written) or any(not 1 <= number <= most or number % each for number in numbers):
        return None
    if _YEAR_IN_WORDS.match(flat.low, match.start()):
        return None
    if match["unit"][0] != "a" and _AND_A_HALF.match(flat.low, match.end()):
        return None  # « trois mois et demi »: no whole number of months
    label = _label(flat, match.start())
    if (
        _IDLE.fullmatch(match[0])
        and not label
        and not _LASTS.search(flat.low, max(0, match.start() - 9), match.start())
        and not _COUNTED.match(flat.low, match.end())
    ):
        return None
    units = [_UNITS[match[name][0]] for name in ("unit", "own" if match["third"] and not match["second"] else "unit")]
    durations = [Duration(number // each, unit) for number, unit in zip(numbers, units, strict=False)]
    figures = next((d for d, text in zip(durations, written, strict=True) if text[0].isdigit()), None)
    words = next((d for d, text in zip(durations, written, strict=True) if not text[0].isdigit()), None)
    return Mention(MentionKind.DURATION, *match.span(), figures or words, label=label, words=words)


def _label(flat: Flat, start: int) -> str:
    match = _NOUN.search(flat.low, max(0, start - 60), start)
    return _LABELS.get(match["noun"], match["noun"]) if match else ""
