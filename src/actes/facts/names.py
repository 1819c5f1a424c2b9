"""Names of persons, with a civility or alone on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind, PersonName

_CIVILITIES = {
    "m.": "M.", "mm.": "M.", "monsieur": "M.",
    "mme": "Mme", "mme.": "Mme", "mmes": "Mme", "madame": "Mme", "mlle": "Mlle",
    "maitre": "Maître", "me": "Maître",
    "docteur": "Docteur", "dr": "Docteur",
}  # fmt: skip
_FIRST = r"[A-Z][a-z]+(?:-\s?[A-Z][a-z]+)*"
_CAPITALS = r"[A-Z]{3,}(?:[\s'-](?:[A-Z]{2,}|d[eu]\s[A-Z]{2,}))*"
# « Anne-Marie DE LA TOUR », « Mme LE GALL », « Nolwenn Le Bihan »; « Madame LA MAIRE » is an office (see `_office`).
_PARTICLE = r"(?:(?:(?:de\s[lL]a|DE\sLA|d[eu]|des|D[EU]|DES|L[EAea]|EL|AL)\s|[dDO]'){0,2})"
_UPPER = r"(?:(?:(?:DE\sLA|D[EU]|DES|L[EA]|EL|AL)\s|[DO]'){0,2})"
_CIVILITY = r"(?<![\w.])(?P<civility>[Mm]onsieur|[Mm]adame|MM?\.|Mme[s.]?|Mlle|[Mm]aitre|Me|Docteur|Dr)\s"
_NAME = (
    rf"(?:(?P<first>{_FIRST}(?:\s{_FIRST}(?=\s{_CAPITALS}\b))?(?:\s{_FIRST})??)\s)?"
    rf"(?P<last>(?(first){_PARTICLE}(?:{_CAPITALS}|{_FIRST})|(?:{_UPPER}{_CAPITALS}|(?:L[ea]\s)?{_FIRST}))(?:'h)?)(?![\w'-])"
)
_PERSON = pattern(_CIVILITY + _NAME)
_MORE = pattern(rf"(?:,|\set)\s(?P<name>(?!M(?:me|lle|adame|onsieur|M|aitre)s?\b){_NAME})")  # « MM. Prat et Roux »
_CIVIL = ("onsieur", "adame", "M.", "Mme", "Mlle", "aitre", "Me ", "Docteur", "Dr")
_ALONE = pattern(
    rf"(?P<first>[A-Z](?:(?<=[\n¶¦].)|(?<=:\s.)|(?<=,\s.)|(?<=\A.))(?!(?<=M)(?:onsieur|adame))[a-z]+(?:-\s?[A-Z][a-z]+)*)\s"
    rf"(?P<last>{_PARTICLE}{_CAPITALS})(?=[\n¶¦,.]|\sa\s|\Z)"
)
_TITLES = pattern(
    r"(?:Le|La|Les|Part|Pour|Maire|President|Presidente|Prefete?|Tresorier|Tresoriere|Directeur|Directrice|Article|Annexe|Commune|Mairie|Total"
    r"|Adjointe?|Conseiller|Conseillere|Ministre|Titre|Chapitre|Section|Objet|Vu|Direction|Service|Departement|Region|Ville|Ce|Cette"
    r"|Montant|Subvention|Budget|Convention"
    r"|Programme|Projet|Plan|Union|Groupe|Groupement|Contrat|Marche|Avenant|Decision|Deliberation|Arrete|Code|Loi)\b"
)
# « Mmes et MM. A, B »: who is who is not said.
_BOTH = ("Mmes et ", "MM. et ", "M. et ", "M. ou ", "Mme et ", "Mme ou ")
_AND_HIS = pattern(rf"\set\sM(?:me|\.)\s{_FIRST}\s{_CAPITALS}")


def find(flat: Flat) -> Iterator[Mention]:
    for match in _PERSON.finditer(flat.text) if any(map(flat.text.__contains__, _CIVIL)) else ():
        if _initial(flat.text, match) or (not match["first"] and _AND_HIS.match(flat.text, match.end())):
            continue  # « M. Julien et Mme Amandine LESCARRET », who have one name
        civility, one = match["civility"], cast("re.Match[str] | None", match)
        told = "" if flat.text.endswith(_BOTH, 0, match.start()) else _CIVILITIES[civility.lower()]
        while one is not None and not _TITLES.match(one["first"] or one["last"]) and not _office(one["last"]):
            yield _person(flat, one, told)
            one = _MORE.match(flat.text, one.end()) if civility in ("MM.", "Mmes") else None
    for match in _ALONE.finditer(flat.text):
        if not _TITLES.match(match["first"]):
            yield _person(flat, match, "")


_NEXT = pattern(r"[)\s]*(?:,|;|\bet)\s(?!M\.)[A-Z]\.(?:-[A-Z]\.)?\s[A-Z]")
_BEFORE = pattern(r"(?<![\w.])(?!M\.)[A-Z]\.(?:-[A-Z]\.)?\s[A-Z][\w'-]+\)?(?:,|;|\set)\s\Z")
_REACH = 40  # characters


def _initial(text: str, match: re.Match[str]) -> bool:
    """Whether « M. » is a first name: « O. Cartier, M. Fabre, S. Nowak »."""
    start = match.start()
    if match["civility"] != "M." or match["first"]:
        return False
    return (
        _NEXT.match(text, match.end()) is not None or _BEFORE.search(text[max(0, start - _REACH) : start]) is not None
    )


def _office(last: str) -> bool:
    """Whether the last words name an office: « Maire », « LA MAIRE »."""
    bare = re.sub(rf"\A{_PARTICLE}", "", last)
    return _TITLES.match(last if bare == last else bare.capitalize()) is not None


def _person(flat: Flat, match: re.Match[str], civility: str) -> Mention:
    first = flat.words(*match.span("first")) if match["first"] else ""
    span = match.span("name") if "name" in match.groupdict() else match.span()
    return Mention(MentionKind.NAME, *span, PersonName(civility, first, flat.words(*match.span("last"))))
