"""The parties of an act without convention: whom its object and its articles name, with what they say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..against.words import Word, words_of
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import PersonName
from ..outline.offices import office_beside
from ..outline.people import As, Person, Spot
from ..part import Part, Passage
from ..pattern import pattern
from ..values.text import comparable
from .draft import Draft
from .tiers import bare, lowered, person_keys, settled

_TO = pattern(
    r"\b(?:(?P<sure>avec|entre|aupr[èe]s\s(?:de|du|d['’])|[àa]\sla\scharge\sde|confi[ée]e?s?\s[àa]|attribu[ée]e?s?\s[àa]"
    r"|accord[ée]e?s?\s[àa]|au\s(?:profit|b[ée]n[ée]fice)\s(?:de|du|d['’])|conclue?s?\savec|vers[ée]e?s?\s[àa])"
    r"|[àa](?=\s(?:la\s|l['’])))\s?"
    r"|[–-]\s(?=soci[ée]t[ée]|association|entreprise|SAS\b|SARL\b|EURL\b|SA\b)",
    re.IGNORECASE,
)
# What a body is called by: without such a word, words may be a place or a thing; some may be a place all the same.
_BODY = pattern(
    r"(?:la |le |les |l')?(?:societe|association|entreprise|office|atelier|club|comite|syndicat|agence|cabinet"
    r"|federation|fondation|cooperative|amicale|union|groupement|chambre|compagnie|mutuelle|banque|caisse"
    r"|sas|sarl|eurl|sa|scop|sci|gaec)\b"
)
_PLACE = pattern(
    r"(?:la |le |les |l')?(?:etablissement|commune|communaute|departement|region|centre|ecole|college|lycee|mission"
    r"|regie|maison)\b"
)
_FORM = pattern(
    r",\s*(?P<form>(?:association|soci[ée]t[ée]|[ée]tablissement|syndicat|SAS|SARL|EURL|SA|SCI|SCIC|EPIC)\b[^,;]{0,90}?)(?=,|;)"
)
_REPRESENTED = pattern(r",?\s*repr[ée]sent[ée]e?s?\s(?:par\b|,)", re.IGNORECASE)
_STREET = pattern(r",\s*(?:sise?\s)?(?P<street>\d{1,4}\s?(?:bis\s|ter\s)?,?\s?[^,;()]{3,60}?)[\s,–-]+", re.IGNORECASE)
_ARTICLE = pattern(r"(?:\A|\s|['’(])(?P<article>la\s|le\s|l['’])\Z", re.IGNORECASE)
REACH = 90  # characters from a name to its postal code
FEWEST = 2  # words


def counterparts(draft: Draft) -> None:
    """Put the parties that an act names: those that the register has, else the one that its object deals with."""
    if draft.tree.get("parties"):
        return
    found = [name for name, body in draft.known.tiers.items() if _names(draft, body.nom)]
    part = draft.read.act_part
    for where in _objects(draft) if not found else ():
        if (name := _new(draft, part, where)) and name not in found:
            found.append(name)
    if found:
        draft.tree["parties"] = found


def _objects(draft: Draft) -> list[Passage]:
    act = draft.read.act
    return list(act.objet or act.titre)


def _names(draft: Draft, name: str) -> bool:
    """Whether the object and an article have a name."""
    key = f" {comparable(bare(name))} "
    said = f" {comparable(re.sub(r'[,.;:()«»]', ' ', ' '.join(one.text for one in _objects(draft))))} "
    return key in said


def _new(draft: Draft, part: Part, objet: Passage) -> str:
    """The body of « auprès de la société X » in an object, whose name an article repeats."""
    words = [w for w in words_of(part, objet.block, by_column=False) if objet.start <= w.start < objet.end]
    for start, sure in _starts(objet, words):
        best: tuple[int, bool, Passage] | None = None
        for index, block in enumerate(part.blocks):
            if block.kind in (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM, Kind.CONSIDERANT):
                for size, at in _shared(words[start:], words_of(part, index, by_column=False)):
                    said = block.text[at[1] :].startswith(",")  # where more is said of it
                    if best is None or (size, said) > best[:2]:
                        best = size, said, Passage(part, index, at[0], at[1])
        if best is not None and best[0] >= FEWEST and _is_body(best[2].text, sure):
            return _put(draft, part, _with_article(best[2]))
    return ""


def _starts(objet: Passage, words: list[Word]) -> Iterator[tuple[int, bool]]:
    """Where a name may begin, and whether the words before it are those of a party, and not of a place."""
    for match in _TO.finditer(objet.context, objet.start, objet.end):
        yield from ((n, bool(match["sure"])) for n, word in enumerate(words) if word.start == match.end())


def _with_article(where: Passage) -> Passage:
    """A name with the article that stands before it in a sentence: « la société X »."""
    found = _ARTICLE.search(where.context, 0, where.start)
    return Passage(where.part, where.block, found.start("article"), where.end) if found else where


def _shared(name: list[Word], words: tuple[Word, ...]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The longest start of a name that stands elsewhere, each time that it does."""
    for at in range(len(words)):
        size = 0
        while size < len(name) and at + size < len(words) and name[size].key == words[at + size].key:
            size += 1
        while size and not (name[size - 1].key[-1:].isalnum() and name[size - 1].key[:1].isupper()):
            size -= 1  # a name ends in a word with a capital
        if size:
            yield size, (words[at].start, words[at + size - 1].end)


def _is_body(text: str, sure: bool) -> bool:
    key = comparable(text)
    named = _BODY.match(key) is not None or (sure and _PLACE.match(key) is not None)
    return named and any(map(str.isupper, bare(text)))


def _put(draft: Draft, part: Part, where: Passage) -> str:
    """A new tiers, with the form and the representative that follow its name."""
    if comparable(bare(where.text)) == comparable(bare(draft.known.collectivite.nom)):
        return ""
    name = lowered(" ".join(where.text.split())).replace("’", "'")
    read: dict[str, Any] = {"nom": name}
    after = where.context[where.end :]
    if (address := _address(part, where)) is not None:
        read["adresse"] = address
    if form := _FORM.match(after):
        read["forme"] = " ".join(form["form"].split())
    if said := _REPRESENTED.match(after[form.end() if form else 0 :]):
        if gender := re.search(r"sent[ée](?P<e>e?)", said[0]):
            read.update(_gender(name, bool(gender["e"])))
        if person := _person(part, where):
            read["representants"] = [person]
    return settled(draft, read, where)[0]


def _address(part: Part, where: Passage) -> dict[str, str] | None:
    """« la société X, 5 rue du Collège, 15100 Saint-Flour »."""
    for mention in part.mentions[where.block]:
        if mention.kind is MentionKind.POSTCODE and 0 < mention.start - where.end < REACH and mention.label:
            street = _STREET.fullmatch(where.context[where.end : mention.start])
            town = " ".join(mention.label.split()).strip(" ,")
            return {"voie": street["street"], "code_postal": str(mention.value), "ville": town} if street else None
    return None


def _gender(name: str, feminine: bool) -> Mapping[str, str]:
    from ..compose.parties import gender

    return {} if gender(name) is not None else {"genre": "f" if feminine else "m"}


def _person(part: Part, where: Passage) -> Mapping[str, Any] | None:
    for mention in part.mentions[where.block]:
        if isinstance(mention.value, PersonName) and where.end <= mention.start < where.end + 160:
            office = office_beside(where.context, mention)
            at = Spot(where.block, mention.start, mention.end)
            return person_keys(Person(mention.value, at, As.REPRESENTS, office))
    return None
