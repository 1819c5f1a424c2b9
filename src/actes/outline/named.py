"""The bodies, firms, communes, places and ways that a document names, each by the noun before it and by its words.

`around`: the words that come before, by which two namings are seen to stand in one place of a phrase.

>>> from ..document import Literal, Span
>>> from ..place import Place
>>> said = "posée par l'entreprise TP Anjou, rue des Mariniers et RD 132, près de la piscine municipale"
>>> block = Block(Kind.PARAGRAPHE, (Span(said, Literal(Place("a.txt"))),))
>>> [(one.sort.value, one.words) for _, one in named_in([block])]
[('entreprise', ('tp', 'anjou')), ('voie', ('mariniers',)), ('équipement', ('municipale',)), ('route', ('132',))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ..document import Block, Kind
from ..facts.flat import folded
from ..frozen import frozen
from ..pattern import pattern
from ..text.heads import FORMS, LINKS, NOBODY, SMALL, SORTS, UNNAMED, Sort
from ..values.kept import kept_by_text

_APART = (Kind.SIGNATURE, Kind.ENTETE, Kind.TITRE, Kind.SOUS_TITRE, Kind.AUTORITE, Kind.LIEU_DATE, Kind.TABLEAU)
_CAPITAL = ("association", "communaute")  # whose name has a capital
BARE = (Sort.FIRM, Sort.ASSOCIATION, Sort.COMMUNE)  # whose name stands without the noun
_CAP = r"[A-ZÀ-ÖØ-ÞŒ][\w&'’-]*"
_LINK = r"(?i:(?:de\sla|de|du|des|la|le|les|&)\s|(?:de\s)?[dl]['’]\s?)"
_RUN = rf"{_CAP}(?:\s{_LINK}{{0,2}}{_CAP})*"
_ADJECTIVE = r"(?:[a-zà-ÿ]+(?:ale?s?|aires?|iques?|i[fv]es?|valente?s?|aux|elle?s?|els?|i[eè]re?s?)|mixte|urbaine?)\b"
_TRADE = rf"{_CAP}(?:(?:\s(?:publics?|{_ADJECTIVE}))?\s{_LINK}{{0,2}}{_CAP})*"  # « Travaux publics du Val »
_PROPER = pattern(rf"(?:«\s?(?P<quoted>[^«»\n]{{2,60}}?)\s?»|(?P<run>{_TRADE}(?:\set\s{_LINK}{{0,2}}{_RUN})?))")
_OPENED = pattern(
    r"\s(?:(?:sportive|culturelle|dite|denommee|titulaire|attributaire|familiale|sas|sarl|sa|eurl|du|des|de\sla)\s)*"
)
_FORM = pattern(rf"\s?(?P<form>{'|'.join(sorted(FORMS, key=len, reverse=True))})\b")
_LINKED = r"(?i:(?:de\sla|de\sl['’]|du|des|de|d['’])\s?)"
_COMPLEMENT = pattern(
    rf"(?:(?:\sdite?)?\s(?:«\s?[^«»\n]{{2,60}}?\s?»|{_RUN}|{_ADJECTIVE}|{_LINKED}(?:{_RUN}|«\s?[^«»\n]{{2,60}}\s?»|[a-zà-ÿ-]{{3,}}(?:\s{_ADJECTIVE})?))){{1,3}}"
)
_TOWN = pattern(rf"\s{_LINKED}(?P<run>{_CAP}(?:\s(?!ET\s){_CAP})*)")  # « COMMUNES DE MURAT ET DE NEUSSARGUES »
_TOWNS, _MORE = pattern(r"\b(?<!communaute de )communes(?=\s)"), pattern(r",|\set(?=\s)")
_NUMBERED = pattern(
    r"\b(?:(?P<head>permis|dossier|police|licence|agrement|engagement|devis|facture|compteur)s?\b[^.;:\n|°]{0,40}?"
    r"|(?!articles?\s|annexes?\s|lots?\s|avenants?\s|lignes?\s|pages?\s)[a-z]{4,})\sn\s?°\s?"
    r"(?P<number>(?:[a-z]{1,4}\s?)?[0-9][0-9a-z]*(?:[ /-][0-9a-z]*[0-9][0-9a-z]*)*)"
)
_CODE = pattern(  # « GH-472-QN », « F-25-0918 »: letters and figures, with a mark between them
    r"(?<![\w./@-])(?=[A-Z0-9/-]*[0-9]{2})(?!(?:19|20)[0-9]{2}-|[LRDA]-?[0-9]{3,4}-[0-9])(?=[0-9/-]*[A-Z])[A-Z0-9]+(?:[/-][A-Z0-9]+)+(?![\w/-])"
    r"|(?<![\w./@-])[0-9]{2,4}[A-Z]{1,3}[0-9]{3,6}(?![\w/-])"  # « 24S0012 »
)
_LAND = pattern(r"\bparcelles?\b|\bcadastr|\bsection\b")
_PARCEL = pattern(
    r"\b(?P<section>[A-Z]{1,2})[\s|]?(?:n°\s?|numéro\s)?(?P<number>[0-9]{2,4})\b(?!\s?(?:€|%|m²|m2|ha\b|/|-))"
)
_OTHER = pattern(rf"(?<![\w-])(?P<head>[a-zà-ÿ]{{4,}})\s{_LINKED}(?P<run>{_RUN})")
_HEAD = pattern(rf"(?<![\w'-])(?:[ld]')?(?P<head>{'|'.join(sorted(SORTS, key=len, reverse=True))})\b(?!-)")
_AND_OF = pattern(r"(?:\set|,)\s(?:d[eu]\s|d['’])")
_CIVIL = pattern(r"\s(?:M\.|MM\.|Mmes?\b|Monsieur\b|Madame\b)")  # « à la disposition du syndicat Mme Pons »
_ROAD = pattern(
    r"(?<!\w)(?:r\.?d|r\.?n|(?:route\s)?departementale|(?:route\s)?nationale)\.?\s?(?:n\s?°\s?)?(?P<number>[0-9]{1,4})\b"
)
_ROADS = ("rd", "rn", "r.d", "r.n", "departementale", "nationale")
_TITLE = pattern(r"[«\"]\s?(?P<said>[^«»\"\n.;:]{10,70}?)\s?[»\"]")
_FOR = pattern(r"\s(?=(?:pour|dans|par|concernant|relati\w+)\s|presidente?\b|n°)")
_ROLE = pattern(r"(?:l[ae]s?\s|l')[a-z]+\Z")  # « le Bailleur »; « Les Hirondelles » is a name
_DEFINED = pattern(r"(?:ci-apres|denomm\w+|design\w+|appele\w*|dite?s?|qualite de|nomme\w*)[\s,:(]*\Z")
_NO_TITLE = pattern(r"article|alinea")
_WORDS = pattern(r"\w+")
_WAY = pattern(r"(?P<number>[0-9]{1,4})\s?(?:bis|ter)?,?\s(?:l[ae]\s)?\Z")
REACH = 60  # characters before a name


@frozen
class Named:
    """A name as one place says it: `words` are those that tell it from others, `head` the noun before it."""

    sort: Sort
    head: str
    words: tuple[str, ...]
    start: int
    end: int
    around: frozenset[str]
    form: str = ""
    number: str = ""  # « 18 » of « 18 rue des Tilleuls »

    @property
    def text(self) -> str:
        """Its words, to be looked for."""
        return " ".join(self.words)


def named_in(blocks: Sequence[Block]) -> Iterator[tuple[int, Named]]:
    """Every name that follows a noun which says what it names, in reading order, with its block."""
    for index, block in enumerate(blocks):
        text = block.text.replace("\t", "|")  # no name goes on in the next cell
        text = text.replace("\n", "|") if block.kind in _APART else text  # nor on the next line, but in a paragraph
        yield from ((index, one) for one in _said(text))


@kept_by_text
def _said(text: str) -> tuple[Named, ...]:
    return tuple(_named(text, folded(text)))


def _named(text: str, low: str) -> Iterator[Named]:
    for read in (_headed, _towns, _numbers, _parcels, _others, _titles, _roads):
        yield from read(text, low)


def _headed(text: str, low: str) -> Iterator[Named]:
    """After a noun that says what it names: « la société Autocars Rivoire », « 18 rue des Tilleuls »."""
    inside = 0
    for match in _HEAD.finditer(low):
        sort, head = SORTS[match["head"]], match.start("head")
        if match.start() < inside:
            continue  # « l'association « Théâtre des Lisières » »
        found = _proper(text, low, match) if sort in (Sort.FIRM, Sort.ASSOCIATION) else None
        found = found or (None if sort is Sort.FIRM else _common(text, match, sort))
        if found is None:
            continue
        start, end, form = found
        end = _cut(low, start, end)
        inside = end if sort in (Sort.FIRM, Sort.ASSOCIATION) and low[end : end + 2].strip() == "»" else inside
        words = _telling(low[start:end]) if sort is not Sort.COMMUNE else tuple(_WORDS.findall(low[start:end]))
        if _names(match["head"], words, text[start:end]):
            way = _WAY.search(low, max(0, head - 12), head) if sort is Sort.STREET else None
            around, number = _around(low, match.start()), way["number"] if way else ""
            yield Named(sort, match["head"], words, start if sort in BARE else head, end, around, form, number)


def _names(head: str, words: tuple[str, ...], text: str) -> bool:
    """Whether what follows a noun is a name; of « Saint-Martin-le-Pin », every word tells it from others."""
    proper = head not in _CAPITAL or not text.islower()
    kind = len(words) > 1 and words[0] == "communes"  # « communauté de communes du Pays de Rance »
    return bool(words) and proper and (kind or words[0] not in NOBODY)


def _numbers(text: str, low: str) -> Iterator[Named]:
    """« permis n° 24 S 0012 », and behind the last of them « F-25-0918 » alone."""
    numbered = 0
    for match in _NUMBERED.finditer(low) if "°" in low else ():
        number = re.sub(r"\W", "", match["number"])
        if len(number) > 4:
            yield Named(Sort.NUMBER, "", (number,), *match.span("number"), frozenset())
            numbered = match.end()
    for match in _CODE.finditer(text):
        if match.start() >= numbered:
            yield Named(Sort.NUMBER, "", (re.sub(r"\W", "", match[0]).lower(),), *match.span(), frozenset())


def _parcels(text: str, low: str) -> Iterator[Named]:
    for match in _PARCEL.finditer(text) if any(map(low.__contains__, ("parcelle", "cadastr", "section"))) else ():
        before = 0 if "|" in text else max(0, match.start() - REACH)  # a column may be headed « Section »
        if _LAND.search(low, before, match.start()):
            number = f"{match['section']}{match['number']}".lower()
            yield Named(Sort.NUMBER, "parcelle", (number,), *match.span(), frozenset())


def _others(text: str, low: str) -> Iterator[Named]:
    """After another noun: « le site de Mas-Dieu »."""
    for match in _OTHER.finditer(text):
        head, words = folded(match["head"]), _telling(folded(match["run"]))
        several = head.endswith("s") and _AND_OF.match(text, match.end())  # « les sites de Mas-Dieu et de Valgrande »
        if head not in SORTS and head[:5] not in UNNAMED and words and not several:
            yield Named(Sort.OTHER, head, words, *match.span(), _around(low, match.start()))


def _titles(text: str, low: str) -> Iterator[Named]:
    """« le centre « La Passerelle » »."""
    for match in _TITLE.finditer(low) if "«" in low or '"' in low else ():
        words = _telling(match["said"])
        centre = text[match.start("said")].isupper() and not _DEFINED.search(low, 0, match.start())
        if words and not _NO_TITLE.match(match["said"]) and (centre or not _ROLE.match(match["said"])):
            yield Named(Sort.TITLE, "", words, *match.span("said"), _around(low, match.start()))


def _roads(_text: str, low: str) -> Iterator[Named]:
    for match in _ROAD.finditer(low) if any(map(low.__contains__, _ROADS)) else ():
        yield Named(Sort.ROAD, "rd", (match["number"],), *match.span(), _around(low, match.start()))


def _telling(low: str) -> tuple[str, ...]:
    """The words that tell a name from others."""
    return tuple(word for word in _WORDS.findall(low) if word not in SMALL)


def _towns(text: str, low: str) -> Iterator[Named]:
    """« Les communes de Harbonville, de Sommeval et d'Ourdes »: each of them."""
    for head in _TOWNS.finditer(low) if "communes" in low else ():
        at, around = head.end(), _around(low, head.start())
        while (town := _TOWN.match(text, at)) is not None:
            yield Named(Sort.COMMUNE, "commune", tuple(_WORDS.findall(folded(town["run"]))), *town.span("run"), around)
            more = _MORE.match(low, town.end())
            at = more.end() if more else len(text)


def _cut(low: str, start: int, end: int) -> int:
    """Where a name ends: in « école Saint-Joseph rue du Pont » another one begins, in capitals what it is for."""
    ways = (match.start() for match in _HEAD.finditer(low, start + 3, end) if SORTS[match["head"]] is Sort.STREET)
    ends = (*(at for at in ways if low[at - 1] == " "), *(match.end() for match in _FOR.finditer(low, start, end)))
    return min(ends, default=end + 1) - 1


def _proper(text: str, low: str, head: re.Match[str]) -> tuple[int, int, str] | None:
    """« la société par actions simplifiée Autocars Rivoire », « l'association « Les Semeurs » »."""
    form, at = FORMS.get(head["head"], ""), head.end()
    said = _FORM.match(low, at)
    if said:
        form, at = FORMS[said["form"]], said.end()
    opened = _OPENED.match(low, at)
    found = _PROPER.match(text, opened.end()) if opened else None
    if found is None:
        return None
    return (*found.span("quoted" if found["quoted"] else "run"), form)


def _common(text: str, head: re.Match[str], sort: Sort) -> tuple[int, int, str] | None:
    """« piscine municipale », « comité des fêtes de Castelvieux », « commune d'Arcenay »."""
    if sort is Sort.COMMUNE:  # only a proper name
        proper = _TOWN.match(text, head.end())
        return (*proper.span("run"), "") if proper else None
    found = _COMPLEMENT.match(text, head.end())
    return (head.end() + 1, found.end(), "") if found and not _CIVIL.match(text, head.end()) else None


def _around(low: str, start: int) -> frozenset[str]:
    """The stems of the last words of the clause before a name."""
    before = re.split(r"[.;:\n]", low[max(0, start - REACH) : start])[-1]
    words = (word[:5] for word in reversed(_WORDS.findall(before)) if len(word) > 3 and word not in LINKS)
    return frozenset(islice(words, 3))
