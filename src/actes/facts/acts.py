"""Acts and laws by their number or their date: « décision n° 2021-331 », « loi n° 2015-991 du 7 août 2015 »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from ..values.actnumber import ActNumber
from .flat import Flat
from .mention import Mention, MentionKind, PartialDate, Reference

_LAW = (
    r"(?P<nature>loi(?:\s(?:organique|constitutionnelle|de\sfinances(?:\srectificative)?))?|ordonnance|decret"
    r"|arrete\s(?:inter)?ministeriel)"
)
_LAW_NUMBER = r"(?P<number>[0-9]{2,4}\s?-\s?[0-9]{1,5}(?:/[a-z])?)"
_LAW_ALONE = re.compile(rf"\b{_LAW}\s(?:n\s?°?\s?|numero\s)?{_LAW_NUMBER}(?![\w/]|-[0-9])")
_LAW_DATED = re.compile(rf"\b{_LAW}s?\s(?=(?:en\sdate\s)?du\s[0-9])")
_NATURE = (
    r"(?P<nature>decision|deliberation|arrete(?:\s(?:prefectoral|municipal|inter-?prefectoral|communautaire|du\smaire))?|avenant"
    r"|convention|marche|contrat|accord[\s-]cadre|circulaire|avis|instruction)s?"
)
_TOKEN = r"(?P<number>[a-z]{0,10}[0-9][a-z0-9]*(?:(?:-|_|/|\.(?=[a-z0-9]))[a-z0-9]+)*(?:\s(?:bis|ter|quater)\b)?)"
_NAMED = re.compile(rf"(?:\b{_NATURE}(?P<gap>[^.;:¶¦€()0-9°]{{0,60}}?)\s?)?(?<![a-z])(?:n\s?°\s?|numero\s|n[o°]s?\s){_TOKEN}")
_SHORT = re.compile(rf"\b{_NATURE}\s(?P<number>(?:19|20)[0-9]{{2}}[-_][0-9]{{2,4}})(?![\w/-])")
_PREFIXED = re.compile(
    r"(?<![\w/-])(?P<prefix>dec|del|dcm|dcc|dm|dp|arr|ar|ap|av|d)(?P<mark>[\s_-]?)(?P<number>(?:19|20)[0-9]{2}[-_/][0-9]{1,5})(?![\w/]|-[0-9])"
)
_PREFIXES: Mapping[str, str] = MappingProxyType(
    {"dec": "décision", "dm": "décision", "dp": "décision", "del": "délibération", "dcm": "délibération", "dcc": "délibération",
     "arr": "arrêté", "ar": "arrêté", "ap": "arrêté préfectoral", "av": "avenant", "d": ""}
)  # fmt: skip
_MORE = re.compile(rf"\s?(?:,|et)\s(?:n\s?°\s?){_TOKEN}")
_DATE_LINK = re.compile(r"\s(?:(?:en\sdate\s)?(?:du|de|des)|date[e]?s?\sdu|signee?s?\sle)\s")
_SERVICE = re.compile(r"(?:\s[A-Z]{2,}(?:/[A-Z]{2,})+)?")
ACCENTS: Mapping[str, str] = MappingProxyType(
    {"decision": "décision", "deliberation": "délibération", "marche": "marché", "decret": "décret", "ministeriel": "ministériel",
     "prefectoral": "préfectoral", "interprefectoral": "interpréfectoral", "arrete": "arrêté", "interministeriel": "interministériel"}
)  # fmt: skip
_NOT_ACTS = re.compile(r"\b(?:lots?|lignes?|comptes?|telephone|parcelles?|section|point|commande|siret|siren|tva|page|postes?)\s(?:[^.;]{0,12})\Z")


def find(flat: Flat, dates: Sequence[Mention]) -> Iterator[Mention]:
    """Every act and every law named by its number, and laws named by their date; the date is a part."""
    by_start = {mention.start: mention for mention in dates if mention.kind is MentionKind.DATE}
    for pattern in (_LAW_ALONE, _LAW_DATED):
        for match in pattern.finditer(flat.low):
            number = re.sub(r"\s", "", match["number"]).upper() if pattern is _LAW_ALONE else None
            if number or match.end() + _offset(flat, match.end()) in by_start:
                yield _cited(flat, MentionKind.LAW, match.start(), match.end(), french(match["nature"]), number, by_start)
    for match in _NAMED.finditer(flat.low):
        if match["nature"] or not _NOT_ACTS.search(flat.low, max(0, match.start() - 30), match.start()):
            yield from _acts(flat, match, by_start)
    for match in _SHORT.finditer(flat.low):
        yield _cited(flat, MentionKind.ACT_NUMBER, *match.span(), french(match["nature"]), _number(match["number"]), by_start)
    for match in _PREFIXED.finditer(flat.low):
        if flat.text[match.start()].isupper():
            nature = _PREFIXES[match["prefix"]]
            yield _cited(flat, MentionKind.ACT_NUMBER, *match.span(), nature, _number(match["number"]), by_start)


def _offset(flat: Flat, start: int) -> int:
    link = re.compile(r"(?:en\sdate\s)?du\s").match(flat.low, start)
    return link.end() - start if link else 0


def _acts(flat: Flat, match: re.Match[str], dates: Mapping[int, Mention]) -> Iterator[Mention]:
    """The act, then those of the same list: « n° 2017-26 en date du 26 janvier 2017 et n° 2020-273 … »."""
    nature = french(match["nature"] or "")
    start = match.start() if not match["gap"] else match.start("number") - len(re.search(r"n\S*\s?\Z|n\s?°\s?\Z", flat.low[: match.start("number")][-9:])[0])  # type: ignore[index]
    found = _cited(flat, MentionKind.ACT_NUMBER, start, match.end(), nature, _number(flat.text[slice(*match.span("number"))]), dates)
    yield found
    while more := _MORE.match(flat.low, found.end):
        first = flat.low.index("n", more.start() + (3 if " et " in more[0] or "\net" in more[0] else 1))
        code = _number(flat.text[slice(*more.span("number"))])
        found = _cited(flat, MentionKind.ACT_NUMBER, first, more.end(), nature, code, dates)
        yield found


def _cited(
    flat: Flat, kind: MentionKind, start: int, end: int, nature: str, number: ActNumber | str | None, dates: Mapping[int, Mention]
) -> Mention:
    if service := _SERVICE.match(flat.text, end):
        end = service.end()
    link = _DATE_LINK.match(flat.low, end) or _DATE_LINK.match(flat.low, end - 1)
    day = dates.get(link.end()) if link else None
    value = day.value if day and isinstance(day.value, date | PartialDate) else None
    parts = (day,) if day else ()
    problem = day.problem if day else ""
    return Mention(kind, start, day.end if day else end, Reference(nature, number, value), problem, nature, parts=parts)


def _number(text: str) -> ActNumber | str:
    try:
        return ActNumber.parse(text)
    except ValueError:
        return text


def french(nature: str) -> str:
    """The nature with its accents, single spaces."""
    return " ".join(ACCENTS.get(word, word) for word in nature.replace("accord cadre", "accord-cadre").split())
