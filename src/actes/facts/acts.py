"""Acts and laws by their number or their date: « décision n° 2021-331 », « loi n° 2015-991 du 7 août 2015 »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..pattern import pattern
from ..values.actnumber import ActNumber
from .flat import Flat
from .mention import Mention, MentionKind, PartialDate, Reference
from .natures import NATURE, french

_LAW = (
    r"\b(?P<nature>loi(?:\s(?:organique|constitutionnelle|de\sfinances(?:\srectificative)?))?|ordonnance|decret"
    r"|arrete\s(?:inter)?ministeriel)s?"
)
_LAW_NUMBERED = pattern(
    rf"{_LAW}\s(?:n\s?°?\s?|numero\s)?(?P<number>[0-9]{{2,4}}\s?-\s?[0-9]{{1,5}}(?:/[a-z])?)(?![\w/]|-[0-9])"
)
_EUROPEAN = pattern(r"\breglement \(?(?:ue|ce)\)? (?:n ?° ?)?(?P<number>[0-9]{2,4}/[0-9]{2,4})(?![\w/])")
_LAW_DATED = pattern(rf"{_LAW}(?=\s(?:en\sdate\s)?du\s[0-9])")
_PREFIXES: Mapping[str, str] = {
    "dec": "décision", "dm": "décision", "dp": "décision", "del": "délibération", "dcm": "délibération",
    "dcc": "délibération", "arr": "arrêté", "ar": "arrêté", "ap": "arrêté préfectoral", "av": "avenant", "d": "",
}  # fmt: skip
_PREFIX = "|".join(_PREFIXES)
_TOKEN = (
    rf"(?P<number>(?:[a-z]{{1,5}}-[a-z]{{1,3}}\s)?(?:[a-z]{{0,10}}|(?!(?:{_PREFIX})[-_])[a-z]{{1,10}}[-_])[0-9][a-z0-9]*"
    r"(?:(?:-|_|/|\.(?=[a-z0-9]))[a-z0-9]+)*(?:\s(?:bis|ter|quater)\b|\s[a-z](?=\s(?:du|en\sdate)\s|[,;)]|\.?\s?(?:\Z|[\n¶¦]))|\s/\s[a-z]{1,6}\b)?)"
)
_NUMBERED = pattern(rf"(?<![a-z0-9])(?:n\s?°\s?|numero\s|n[o]s?\s){_TOKEN}(?:-(?=\sdu\s))?(?!\s?[€%])")
_SIGNS = ("°", "numero", "no ", "nos ")
_MORE = pattern(rf"(?:,|,?\set)\s(?P<whole>n\s?°\s?{_TOKEN})")
_BEFORE = pattern(rf"\b{NATURE}(?P<gap>[^.;:¶¦€()0-9°]{{0,60}}?\s?)\Z")
_SHORT = pattern(rf"\b{NATURE}\s(?P<number>(?P<year>(?:19|20)[0-9]{{2}})[-_](?P<rank>[0-9]{{2,4}}))(?![\w/-])")
_PREFIXED = pattern(
    rf"(?<![\w/-])(?:(?P<prefix>{_PREFIX})[\s_-]?(?P<number>(?:19|20)[0-9]{{2}}[-_/][0-9]{{1,5}})"
    rf"|(?P<dated>(?:19|20)[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}-(?P<prefix2>{_PREFIX})-[0-9]{{1,4}}))(?![\w/]|-[0-9])"
)
_DATE_LINK = pattern(
    r"(?:\s(?:du|de\sla|de\sl')\s?(?:comite|conseil|bureau|commission|assemblee)"
    r"(?:\s(?:syndical|municipal|communautaire|departementale?|regional|permanente|metropolitain|d'administration|deliberante))?,?)?"
    r"\s(?:(?:en\sdate\s)?(?:du|de|des)|datee?s?\sdu|(?:signe|enregistre|adopte|rendu|pris|notifie|conclu|passe)e?s?\sle)\s"
)
_OWN = frozenset({"décision", "délibération", "arrêté", "arrêté municipal"})
_LETTERS = pattern(r"\A[A-Za-z]{1,4}(?=(?:19|20)\d\d[-_/]\d)")
_SERVICE = pattern(r"\s[A-Z]{2,}(?:/[A-Z]{2,})+")
_THINGS = r"lots?|lignes?|comptes?|parcelles?|postes?|rue|local"
_NOT_ACTS = pattern(
    rf"\b(?:{_THINGS}|telephone|tel|section|points?|commande|siret|siren|tva|pages?|licence|agrement"
    r"|annexes?|articles?|tableau|titre|chapitre|rcs|engagement)\s(?:[^.;]{0,12}\s)?\Z"
)
# « la convention d'occupation du bureau n° 4 »: the room's; « décision du bureau n° 4 » is one of that body.
_ROOM = pattern(
    rf"\b(?:{_THINGS}|(?:bureau|salle|chambre|garage|appartement|logement|emplacement|batiment|box|place|quai|atelier"
    r"|cellule|hangar|terrain|stand|casier|table|vehicule)s?)\s\Z"
)
_BODY = pattern(r"\s(?:du|de)\sbureau\s")
_RANK = pattern(r"[0-9]{1,3}")


def find(flat: Flat, dates: Sequence[Mention]) -> Iterator[Mention]:
    """Every act and every law named by its number, and laws named by their date; the date is a part."""
    if not flat.figures:
        return
    days = {mention.start: mention for mention in dates if mention.kind is MentionKind.DATE}
    laws = any(map(flat.low.__contains__, ("loi", "ordonnance", "decret", "arrete")))
    for match in _LAW_NUMBERED.finditer(flat.low) if laws else ():
        code = re.sub(r"\s", "", match["number"]).upper()
        yield _cited(flat, MentionKind.LAW, match.span(), french(match["nature"]), code, days)
    for match in _LAW_DATED.finditer(flat.low) if laws else ():
        if (found := _cited(flat, MentionKind.LAW, match.span(), french(match["nature"]), None, days)).parts:
            yield found
    for match in _EUROPEAN.finditer(flat.low) if "reglement" in flat.low else ():
        yield _cited(flat, MentionKind.LAW, match.span(), "règlement (UE)", match["number"], days)
    for match in _NUMBERED.finditer(flat.low) if any(map(flat.low.__contains__, _SIGNS)) else ():
        yield from _numbered(flat, match, days)
    for match in _SHORT.finditer(flat.low) if "20" in flat.low or "19" in flat.low else ():
        nature, number = french(match["nature"]), _number(match["number"])
        if not int(match["year"]) <= int(match["rank"]) < 2100:
            yield _cited(flat, MentionKind.ACT_NUMBER, match.span(), nature, number, days)
    for match in _PREFIXED.finditer(flat.low) if "20" in flat.low or "19" in flat.low else ():
        said = flat.text[slice(*match.span())]
        if not said.islower():
            nature = _PREFIXES[match["prefix"] or match["prefix2"]]
            number = _number(match["number"]) if match["number"] else said
            yield _cited(flat, MentionKind.ACT_NUMBER, match.span(), nature, number, days)


def _numbered(flat: Flat, match: re.Match[str], days: Mapping[int, Mention]) -> Iterator[Mention]:
    """The act, then those of the same list: « n° 2017-26 en date du 26 janvier 2017 et n° 2020-273 … »."""
    nature, start, gap = _nature(flat, match.start())
    if gap and _ROOM.search(gap) and _RANK.fullmatch(match["number"]) and not _BODY.fullmatch(gap):
        return
    if not nature and _NOT_ACTS.search(flat.low, max(0, match.start() - 30), match.start()):
        return
    code = _number(flat.text[slice(*match.span("number"))], nature)
    found = _cited(flat, MentionKind.ACT_NUMBER, (start, match.end()), nature, code, days)
    yield found
    while more := _MORE.match(flat.low, found.end):
        code = _number(flat.text[slice(*more.span("number"))], nature)
        found = _cited(flat, MentionKind.ACT_NUMBER, more.span("whole"), nature, code, days)
        yield found


def _nature(flat: Flat, start: int) -> tuple[str, int, str]:
    """The kind of act said last before its number, where the mention begins (at it when it stands just before), and the
    words between.
    """
    nature = gap = ""
    position = max(0, start - 90)
    while match := _BEFORE.search(flat.low, position, start):
        nature, position, gap = french(match["nature"]), match.start() + 1, match["gap"]
        if not gap.strip():
            return nature, match.start(), ""
    return nature, start, gap


def _cited(
    flat: Flat,
    kind: MentionKind,
    span: tuple[int, int],
    nature: str,
    number: ActNumber | str | None,
    days: Mapping[int, Mention],
) -> Mention:
    start, end = span
    if service := _SERVICE.match(flat.text, end):
        end = service.end()
    link = _DATE_LINK.match(flat.low, end)
    day = days.get(link.end()) if link else None
    if day is None:
        return Mention(kind, start, end, Reference(nature, number), label=nature)
    value = day.value if isinstance(day.value, date | PartialDate) else None
    return Mention(kind, start, day.end, Reference(nature, number, value), day.problem, nature, parts=(day,))


def _number(text: str, nature: str = "") -> ActNumber | str:
    """A number with its year is read; « n° 12 » alone may be anybody's.

    Letters before the year, or a year that comes last, are how a collectivity numbers its own acts.
    """
    try:
        number = ActNumber.parse(_LETTERS.sub("", text) if nature in _OWN else text)
    except ValueError:
        return text
    return number if number.annee and (nature in _OWN or not number.rang_avant) else text
