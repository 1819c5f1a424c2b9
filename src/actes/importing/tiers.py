"""The parties: each one that is presented or named is the collectivity, a tiers that the register has, or a new one.

A convention presents them; of an act without one, the object and the articles name them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..against.words import Word, words_of
from ..compose.parties import gender
from ..document import Kind
from ..facts import Mention, MentionKind
from ..frozen import frozen
from ..model.links import OWN
from ..model.people import Adresse, Civilite
from ..outline.offices import office_feminine
from ..outline.people import Party, Person
from ..part import Part, Passage
from ..pattern import pattern
from ..text.heads import ROLES, SORTS, Sort
from ..values.identifiers import Siren, Siret
from ..values.text import comparable, plain_spaces, unaccented
from ..values.titles import FEMININE, agree
from .draft import Draft, apart
from .slots import DECIDED

_ARTICLE = pattern(r"\A(?P<article>(?:la|le|les)\s|l['’]\s?)", re.IGNORECASE)
# « la Commune », « le Bailleur »: what a convention calls anybody, and no name.
_GENERIC = frozenset(word for role in ROLES for word in role).union(
    ("commune", "communaute", "association", "etat", "departement", "region", "societe", "beneficiaire", "partenaire"),
    ("collectivite", "maitre d'ouvrage", "porteur", "etablissement", "syndicat", "epci", "intervenant", "intervenante"),
    ("organisme", "employeur", "club", "fondation", "office"),
)
_ADDRESS = pattern(
    r"(?:\b(?:sise?s?|situ[ée]e?|domicili[ée]e?s?|si[èe]ge(?:\s\w+)?(?:\s(?:est|situ[ée]|fix[ée]|se\strouve))*)\b|demeurant)\s*"
    r"(?:à\s|au\s|:\s)?(?P<street>[^;()\n«»]{3,120}?)[,\s–-]*\Z",
    re.IGNORECASE,
)
_BOX = pattern(
    r"(?<![,\s–-])[,\s–-]+(?P<box>(?:CS|BP|SC|TSA|B\.P\.|C\.S\.)\s?\d[\d\s]{0,6}\d|lieu[- ]dit\s[^,]{1,80})\Z",
    re.IGNORECASE,
)
_AT_ONCE = pattern(r",\s*(?:sise?\s)?(?P<street>\d{1,4}\s?(?:bis\s|ter\s)?,?\s?[^,;()]{3,60}?)[\s,–-]+", re.IGNORECASE)
FORM = pattern(
    r",\s*(?P<form>(?:association|soci[ée]t[ée]|[ée]tablissement|entreprise|syndicat|SAS|SARL|EURL|SA|SCI|SCIC|EPIC)\b[^,;]{0,90}?)"
    r"(?=,|;|\sdont\b|\srepr[ée]sent|\ssise?\b|\sayant\b)"
)
_AGREED = pattern(
    r"\b(?:(?:repr[ée]sent|d[ée]nomm|domicili|d[ée]sign|situ)[ée](?P<e>e?)|sis(?P<sis>e?))s?\b", re.IGNORECASE
)
_SORT = pattern(
    r"\A(?:communaute (?:de communes|d'agglomeration|urbaine)|commune|ville|metropole|departement|syndicat(?: \w+)?)"
    r"(?: de la| de| du| des| d')?\s*"
)
_MINOR = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "sur", "sous", "aux", "au", "à"])


@frozen
class Body:
    """A party: its name in the register (« collectivite » for us), what introduces it, and what presents it."""

    name: str
    party: Party
    intro: Sequence[Passage]
    passages: Sequence[Passage]


def bodies(draft: Draft) -> list[Body]:
    """The parties to the convention in order; new ones are put in the draft."""
    part, agreed = draft.read.convention_part, draft.read.convention
    found = []
    # « D'une part – le Preneur » introduces a party, and is none
    by_block = {party.at.block: party for party in part.roster.parties} if part else {}
    for intro, passages in agreed.parties if agreed and part else ():
        party = next(by_block[one.block] for one in passages if one.block in by_block)
        found.append(Body(_named(draft, passages[0].part, party), party, intro, passages))
    others = list(dict.fromkeys(one.name for one in found if one.name != OWN))
    if others:
        draft.tree["parties"] = others
    return found


def _named(draft: Draft, part: Part, party: Party) -> str:
    if _ours(draft, party):
        return OWN
    read = _read(draft, part, party)
    label = settled(draft, read)
    _compare(draft, label, read, part.at(party.at))
    return label


def settled(draft: Draft, read: dict[str, Any]) -> str:
    """The name of the file of a body, « cantal_destination »; a new one is put in the draft."""
    if known := known_as(draft, read):
        return known
    words = [w for w in re.findall(r"[a-z0-9]+", unaccented(bare(read["nom"])).replace("'", " ")) if w not in _MINOR]
    label = "_".join(words[:5]) or "tiers"
    label = apart(label if label.isidentifier() else f"t_{label}", {*draft.known.tiers, *draft.tiers, OWN})
    draft.tiers[label] = {key: one.replace("’", "'") if isinstance(one, str) else one for key, one in read.items()}
    return label


def _ours(draft: Draft, party: Party) -> bool:
    """Whether a party is the collectivity: by its name, its short names, its SIREN, who heads it."""
    body = draft.known.collectivite
    names = [party.name, *(term for term, _ in party.terms)]
    own = comparable(bare(body.nom))
    if any(comparable(bare(name)) == own for name in names) or comparable(party.name).startswith(own):
        return True
    if _SORT.sub("", comparable(bare(party.name)).replace("« ", "").replace(" »", "")) == own:
        return True  # « la communauté de communes Saint-Flour Communauté »
    siren = body.siren.replace(" ", "")
    if siren and any(siren in m.text.replace(" ", "") for m, _ in party.facts):
        return True
    heads = {(comparable(one.prenom), comparable(one.nom)) for one in (*body.executif, *body.delegataires.values())}
    return any((person.first, person.last) in heads for person in party.people)


def bare(name: str) -> str:
    """A name without its article.

    >>> bare("la commune de Murat"), bare("L'office"), bare("Cantal Destination")
    ('commune de Murat', 'office', 'Cantal Destination')
    """
    return _ARTICLE.sub("", name, count=1)


def _read(draft: Draft, part: Part, party: Party) -> dict[str, Any]:
    """What a presentation says of a party, as the keys of its file."""
    full = lowered(" ".join(party.name.split()))
    short, acronym = _terms(party, full)
    read: dict[str, Any] = {"nom": full}
    if short:
        read = {"nom": _cased(draft, short), "nom_complet": bare(full) if gender(full) else full}
    if acronym:
        read["sigle"] = acronym
    agreed = _AGREED.search(" ".join(part.at(spot).text for spot in party.spots))
    if gender(read["nom"]) is None and agreed:  # « représentée », « dénommé » tell it of a name without article
        read["genre"] = "f" if agreed["e"] or agreed["sis"] else "m"
    for spot in party.spots:
        start = max(spot.start, party.at.end if spot.block == party.at.block else 0)
        if form := FORM.match(part.blocks[spot.block].text[start : spot.end]):
            read.setdefault("forme", " ".join(form["form"].split()))
    if address := address_of(part, party):
        read["adresse"] = address
    for mention, _ in party.facts:
        if isinstance(mention.value, Siret):
            read["siret"] = mention.value.numero
        elif isinstance(mention.value, Siren) and mention.kind is MentionKind.SIREN:
            read["siren"] = mention.value.numero
    people = [person for one in party.people[:1] if (person := person_keys(one))]
    if people:
        read["representants"] = people
    return read


def lowered(name: str) -> str:
    """A name as it stands inside a sentence: its article in small letters."""
    found = _ARTICLE.match(name)
    return name[: found.end()].lower() + name[found.end() :] if found else name


def _terms(party: Party, full: str) -> tuple[str, str]:
    """The short name that is a name, and the acronym; « la Commune » is neither."""
    short = acronym = ""
    for term, _ in party.terms:
        said = " ".join(term.split()).strip(" «»\"'.,")
        key = comparable(bare(said))
        if key.removesuffix("s") in _GENERIC or key in comparable(full):
            continue
        if said.isupper() and " " not in said and len(said) <= 8:
            acronym = acronym or said
        else:
            short = short or said
    return short, acronym


def _cased(draft: Draft, name: str) -> str:
    """A name in capitals as the documents write it in sentences, else with capitals at the start of words."""
    if not name.isupper():
        return name
    pattern = re.compile(re.escape(name).replace(r"\ ", r"\s"), re.IGNORECASE)
    texts = (block.text for part in draft.read.context.parts for block in part.blocks)
    said = Counter(" ".join(m[0].split()) for text in texts for m in pattern.finditer(text) if not m[0].isupper())
    if said:
        return said.most_common(1)[0][0]
    words = name.lower().split(" ")
    return " ".join(w if n and w in _MINOR else w[:1].upper() + w[1:] for n, w in enumerate(words))


def address_of(part: Part, party: Party) -> dict[str, str] | None:
    """The seat: the street before the first postal code, and the town after it."""
    codes = ((mention, spot) for mention, spot in party.facts if mention.kind is MentionKind.POSTCODE)
    for mention, spot in codes:
        start = next((s.start for s in party.spots if s.block == spot.block and s.start <= spot.start < s.end), 0)
        if address := seat(part.blocks[spot.block].text[start : spot.start], mention):
            return address
    return None


def seat(before: str, mention: Mention) -> dict[str, str] | None:
    """An address, from the words before its postal code; its town is said after it, or before a bracket."""
    behind = re.compile(rf"\s+à\s+{re.escape(mention.label)}\s?\(\Z")  # « 8 rue Basse à Murat (15300) »
    found = _ADDRESS.search(behind.sub("", before)) or _AT_ONCE.fullmatch(before)
    street = " ".join((found["street"] if found else "").split()).strip(" ,–-")
    if not street or not mention.label:
        return None
    box = _BOX.search(f" {street}")
    said = {"voie": street[: box.start() - 1].strip(" ,–-") if box else street}
    said |= {"complement": " ".join(box["box"].split())} if box else {}
    return {**said, "code_postal": str(mention.value), "ville": " ".join(mention.label.split()).strip(" ,")}


def person_keys(person: Person) -> dict[str, Any] | None:
    """Who represents a party; nobody where the civility or the office is not said."""
    civility = {"M.": Civilite.MONSIEUR, "Mme": Civilite.MADAME, "Mlle": Civilite.MADAME}.get(person.name.civilite)
    office = masculine(person.office)
    if civility is None or not person.name.prenom or not office:
        return None
    found: dict[str, Any] = {
        "civilite": civility.value,
        "prenom": person.name.prenom,
        "nom": _surname(person.name.nom),
        "fonction": office,
    }
    try:
        woman = agree(office, "f") if civility is Civilite.MADAME else ""
    except ValueError:
        found["fonction_feminine"] = person.office.lower()
        return found
    if woman and comparable(woman) != comparable(person.office) and office_feminine(person.office) is not True:
        found["accord"] = "masculin"
    return found


def masculine(office: str) -> str:
    """An office as a file holds it: masculine, in small letters, without article.

    >>> masculine("La Présidente"), masculine("sa vice-présidente déléguée aux finances"), masculine("Maire")
    ('président', 'vice-président délégué aux finances', 'maire')
    """
    words = re.sub(r"\A(?:la|le|l['’]|son|sa)\s*", "", plain_spaces(office).lower()).strip(" ,.").split()
    return " ".join(_MASCULINE.get(word, word) for word in words)


_MASCULINE = {feminine: masculine for masculine, feminine in FEMININE.items()}


def _surname(name: str) -> str:
    """A name in capitals in small letters with its capitals.

    >>> _surname("AUBUSSON-ROY"), _surname("LE GOFF"), _surname("Achalme")
    ('Aubusson-Roy', 'Le Goff', 'Achalme')
    """
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name.lower()) if name.isupper() else name


def known_as(draft: Draft, read: Mapping[str, Any]) -> str:
    """The tiers that it is: by SIRET, by SIREN, then by name."""
    keys = ("nom", "nom_complet", "sigle", "siren", "siret")
    known = {name: {key: getattr(body, key) for key in keys} for name, body in draft.known.tiers.items()}
    every = {**known, **draft.tiers}
    for length in (14, 9):
        own = str(read.get("siret") or read.get("siren") or "")[:length]
        for name, body in every.items():
            theirs = re.sub(r"\D", "", str(body.get("siret") or body.get("siren") or ""))[:length]
            if len(own) == length and own == theirs:
                return name

    def names(body: Mapping[str, Any]) -> set[str]:
        return {comparable(bare(str(body[key]))) for key in keys[:3] if body.get(key)}

    return next((name for name, body in every.items() if names(read) & names(body)), "")


def _compare(draft: Draft, name: str, read: Mapping[str, Any], where: Passage) -> None:
    """What a file says otherwise than the presentation is asked, never replaced."""
    body = draft.known.tiers.get(name)
    if body is None:
        return
    address = read.get("adresse")
    if address and body.adresse and comparable(str(Adresse(**address))) != comparable(str(body.adresse)):
        why = f"l'acte donne une autre adresse : {Adresse(**address)}"
        draft.confirm(f"tiers/{name}.adresse", str(body.adresse), why, where)
    for person in (read.get("representants") or ())[:1]:
        if not any(comparable(one.nom) == comparable(person["nom"]) for one in body.representants):
            who = f"{person['prenom']} {person['nom']}, {person['fonction']}"
            why = f"{who}, le représente dans cet acte : ajoutez ses dates"
            field = "representants" if body.representants else "nom"  # one that its file has
            draft.confirm(f"tiers/{name}.{field}", "", why, where)


_TO = pattern(
    r"\b(?:(?P<sure>avec|entre|aupr[èe]s\s(?:de|du|d['’])|[àa]\sla\scharge\sde|confi[ée]e?s?\s[àa]|attribu[ée]e?s?\s[àa]"
    r"|accord[ée]e?s?\s[àa]|au\s(?:profit|b[ée]n[ée]fice)\s(?:de|du|d['’])|conclue?s?\savec|vers[ée]e?s?\s[àa])"
    r"|[àa](?=\s(?:la\s|l['’])))\s?"
    r"|[–-]\s(?=soci[ée]t[ée]|association|entreprise|SAS\b|SARL\b|EURL\b|SA\b)",
    re.IGNORECASE,
)
# What a body is called by: without such a word, words may be a place or a thing; some may be a place all the same.
_NOUNS = [noun for noun, sort in SORTS.items() if sort in (Sort.FIRM, Sort.ASSOCIATION, Sort.BODY)]
_BODY = pattern(
    r"(?:la |le |les |l')?(?!communaute|metropole|mission)"
    rf"(?:atelier|cooperative|groupement|chambre|compagnie|mutuelle|{'|'.join(_NOUNS)})\b"
)
_PLACE = pattern(
    r"(?:la |le |les |l')?(?:etablissement|commune|communaute|departement|region|centre|ecole|college|lycee|mission"
    r"|regie|maison)\b"
)
_REPRESENTED = pattern(r",?\s*repr[ée]sent[ée](?P<e>e?)s?\s(?:par\b|,)", re.IGNORECASE)
_BEFORE = pattern(r"(?:\A|\s|['’(])(?P<article>la\s|le\s|l['’])\Z", re.IGNORECASE)
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
    words = [w for w in words_of(objet.part, objet.block, by_column=False) if objet.start <= w.start < objet.end]
    starts = [(n, m) for m in _TO.finditer(objet.context, objet.start, objet.end)
              for n, word in enumerate(words) if word.start == m.end()]  # fmt: skip
    for start, lead in starts:
        best: tuple[int, bool, Passage] | None = None
        for index, block in enumerate(part.blocks):
            if block.kind in (*DECIDED, Kind.CONSIDERANT):
                for size, at in _shared(words[start:], words_of(part, index, by_column=False)):
                    said = block.text[at[1] :].startswith(",")  # where more is said of it
                    if best is None or (size, said) > best[:2]:
                        best = size, said, Passage(part, index, at[0], at[1])
        if best is None or best[0] < FEWEST:
            continue
        where, key = best[2], comparable(best[2].text)
        named = _BODY.match(key) or (lead["sure"] and _PLACE.match(key))  # else of a place, and of no party
        if named and any(map(str.isupper, bare(where.text))):
            article = _BEFORE.search(where.context, 0, where.start)  # « la société X », in a sentence
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
