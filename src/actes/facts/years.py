"""Years: « années 2025 et 2026 », « année scolaire 2025-2026 », « exercice 2025 », and years that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pattern import pattern
from .dates import MONTH
from .flat import Flat
from .mention import Mention, MentionKind
from .numerals import NUMBER, number

_YEAR = r"(?:19[4-9]|20[0-9])[0-9](?![0-9])"
_NOUN = (
    r"(?:annees?(?:\s(?P<sort>scolaires?|universitaires?|civiles?|budgetaires?))?"
    r"|exercices?(?:\s(?:budgetaires?|comptables?))?|saisons?)"
)
_LINK = r"(?:,\s|,?\set\s|,?\sou\s|\sa\s|\s?[-/]\s?)"
_NAMED = pattern(rf"\b(?P<noun>{_NOUN})\s(?::\s)?(?P<years>{_YEAR}(?:{_LINK}{_YEAR}){{0,20}})")
_WORDED = pattern(rf"\b(?P<noun>{_NOUN}|l'an)\s(?P<year>deux[\s-](?:mille|mil)\b(?:[\s-]{NUMBER})?)")
_RANGE = pattern(rf"(?<![\w/.,°-])(?P<years>{_YEAR}\s?[-/]\s?{_YEAR})(?![\w/-])")
_SPAN = pattern(
    rf"\b(?:de\s(?P<years>{_YEAR}\sa\s{_YEAR})|entre\s(?P<between>{_YEAR}\set\s{_YEAR}))|\((?P<brackets>{_YEAR}\sa\s{_YEAR})\)"
)
_PAIR = pattern(rf"\b(?:en|pour|sur|depuis)\s(?P<years>{_YEAR}(?:,\s{_YEAR}){{0,20}}\set\s{_YEAR})")
_ALONE = pattern(
    rf"(?<![\w/,°&-])(?<!\.)(?P<year>{_YEAR})"
    r"(?!\s?[/-]\s?[0-9]|[.,][0-9]|\s?(?:€|%|euros?\b|eur\b|m2\b|m²|m\b|km\b|ha\b|h\b|heures?\b|jours\b"
    r"|habitants|exemplaires|porteurs))"
)
_NUMBER_BEFORE = pattern(rf"(?:{MONTH}\s|n\s?°\s?|numero\s|(?:articles?|comptes?|imputations?)\s(?::\s)?|[0-9] )\Z")


def find(flat: Flat) -> Iterator[Mention]:
    """Years with their noun, ranges of years, then years alone."""
    for match in _WORDED.finditer(flat.low) if "deux" in flat.low and "mil" in flat.low else ():
        if (year := number(match["year"])) is not None and year < 2100:
            label = "" if match["noun"] == "l'an" else _label(match["noun"], match["sort"])
            yield Mention(MentionKind.YEARS, *match.span(), (year,), "", label)
    if not flat.figures or not ("20" in flat.low or "19" in flat.low):
        return
    for match in _NAMED.finditer(flat.low):
        yield _years(flat, match.span(), match["years"], _label(match["noun"], match["sort"]))
    for form in (_RANGE, _SPAN, _PAIR):
        for match in form.finditer(flat.low):
            if not _NUMBER_BEFORE.search(flat.low, max(0, match.start() - 16), match.start()):
                group = match.lastgroup or "years"
                yield _years(flat, match.span(group), match[group], "", group == "between")
    for match in _ALONE.finditer(flat.low):
        if not _NUMBER_BEFORE.search(flat.low, max(0, match.start() - 16), match.start()):
            yield Mention(MentionKind.YEAR, *match.span(), int(match["year"]))


def _label(noun: str, sort: str | None) -> str:
    first = {"a": "année", "e": "exercice", "s": "saison"}[noun[0]]
    return f"{first} {sort.removesuffix('s')}" if sort and sort.startswith(("sco", "uni")) else first


def _years(flat: Flat, span: tuple[int, int], said: str, label: str, between: bool = False) -> Mention:
    """« 2025-2027 » and « de 2025 à 2027 » are three years, « 2025 et 2027 » are two."""
    years = tuple(int(year) for year in re.findall("[0-9]{4}", said))
    problem = ""
    if len(years) == 2 and (between or re.search(r"[-/]|\sa\s", said)):
        if years[1] <= years[0]:
            problem = f"« {flat.words(*span)} » : les années ne se suivent pas"
        elif years[1] - years[0] < 100:
            years = tuple(range(years[0], years[1] + 1))
    return Mention(MentionKind.YEARS, *span, years, problem, label)
