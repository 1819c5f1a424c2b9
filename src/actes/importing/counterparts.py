"""The parties of an act without convention: whom its object and its articles name, with what they say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..against.words import Word, words_of
from ..compose.parties import gender
from ..document import Kind
from ..facts import MentionKind
from ..part import Part, Passage
from ..pattern import pattern
from ..values.text import comparable
from .draft import Draft
from .tiers import FORM, bare, lowered, person_keys, seat, settled

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
_REPRESENTED = pattern(r",?\s*repr[ée]sent[ée](?P<e>e?)s?\s(?:par\b|,)", re.IGNORECASE)
_ARTICLE = pattern(r"(?:\A|\s|['’(])(?P<article>la\s|le\s|l['’])\Z", re.IGNORECASE)
REACH = 90  # characters from a name to its postal code
NEAR = 160  # characters from a name to who represents it
FEWEST = 2  # words


def counterparts(draft: Draft) -> None:
    """Put the parties that an act names: those that the register has, else the one that its object deals with."""
    if draft.tree.get("parties"):
        return
    act, part = draft.read.act, draft.read.act_part
    objects = act.objet or act.titre
    said = f" {comparable(re.sub(r'[,.;:()«»]', ' ', ' '.join(one.text for one in objects)))} "
    found = [name for name, body in draft.known.tiers.items() if f" {comparable(bare(body.nom))} " in said]
    for where in objects if not found else ():
        if (name := _new(draft, part, where)) and name not in found:
            found.append(name)
    if found:
        draft.tree["parties"] = found


def _new(draft: Draft, part: Part, objet: Passage) -> str:
    """The body of « auprès de la société X » in an object, whose name an article repeats."""
    words = [w for w in words_of(part, objet.block, by_column=False) if objet.start <= w.start < objet.end]
    starts = [(n, m) for m in _TO.finditer(objet.context, objet.start, objet.end)
              for n, word in enumerate(words) if word.start == m.end()]  # fmt: skip
    for start, lead in starts:
        best: tuple[int, bool, Passage] | None = None
        for index, block in enumerate(part.blocks):
            if block.kind in (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM, Kind.CONSIDERANT):
                for size, at in _shared(words[start:], words_of(part, index, by_column=False)):
                    said = block.text[at[1] :].startswith(",")  # where more is said of it
                    if best is None or (size, said) > best[:2]:
                        best = size, said, Passage(part, index, at[0], at[1])
        if best is None or best[0] < FEWEST:
            continue
        where, key = best[2], comparable(best[2].text)
        named = _BODY.match(key) or (lead["sure"] and _PLACE.match(key))  # else of a place, and of no party
        if named and any(map(str.isupper, bare(where.text))):
            article = _ARTICLE.search(where.context, 0, where.start)  # « la société X », in a sentence
            return _put(draft, part, where._replace(start=article.start("article")) if article else where)
    return ""


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


def _put(draft: Draft, part: Part, where: Passage) -> str:
    """A new tiers, with the form and the representative that follow its name."""
    if comparable(bare(where.text)) == comparable(bare(draft.known.collectivite.nom)):
        return ""
    name = lowered(" ".join(where.text.split())).replace("’", "'")
    read: dict[str, Any] = {"nom": name}
    after = where.context[where.end :]
    codes = (m for m in part.mentions[where.block] if m.kind is MentionKind.POSTCODE)
    for code in (one for one in codes if 0 < one.start - where.end < REACH):
        if "adresse" not in read and (address := seat(where.context[where.end : code.start], code)):
            read["adresse"] = address
    if form := FORM.match(after):
        read["forme"] = " ".join(form["form"].split())
    if said := _REPRESENTED.match(after[form.end() if form else 0 :]):
        if gender(name) is None:
            read["genre"] = "f" if said["e"] else "m"
        near = (one for one in part.roster.people if one.at.block == where.block)
        first = next((one for one in near if where.end <= one.at.start < where.end + NEAR), None)
        if first is not None and (person := person_keys(first)):
            read["representants"] = [person]
    return settled(draft, read)
