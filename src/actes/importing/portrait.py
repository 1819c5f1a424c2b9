"""Whose acts these are: what most of them say of the collectivity, of its head, of who signs, of its numbers.

Each answer says which acts say it: a person confirms it. What no act says is left to ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import Flat
from ..facts.mention import Reference
from ..frozen import frozen
from ..law.councils import RENEWALS
from ..law.tribunals import COURTS
from ..model.natures import TypeActe
from ..model.series import SERIES, FormeNumero
from ..outline.offices import OFFICE, office_feminine
from ..outline.people import Party, Person
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.addresses import street_in
from ..statements.days import Role
from ..statements.subjects import own_act
from ..values.actnumber import ActNumber
from ..values.dates import show_date_numeric
from ..values.departements import DEPARTEMENTS, departement
from ..values.identifiers import Siren, Siret
from ..values.text import comparable, unaccented
from .draft import slug
from .read import Read, place_in
from .tiers import address_of, bare, person_keys

_LINK = r"(?P<link>de\sla\s|de\sl['’]|de\s|du\s|des\s|d['’])"
_COUNCIL = r"conseil\s(?:municipal|communautaire|syndical|d['’]administration)|bureau|comit[ée]\ssyndical"
_OF = pattern(rf"\b(?:maire|pr[ée]sidente?|{_COUNCIL})\s{_LINK}(?P<name>[^,;:.()\n]{{3,80}})", re.IGNORECASE)
_COMMUNE = r"\b(?P<noun>commune|ville)\s(?P<link>de\s(?:la\s|l['’])?|du\s|des\s|d['’])"
_LINKS = {"du": "le ", "des": "les ", "de la": "la ", "de l'": "l'"}
_COURT = pattern(r"tribunal\sadministratif\s(?:de\s|du\s|d['’])(?P<town>[A-ZÉÈ][\w’'-]+(?:\s[A-ZÉÈ][\w’'-]+)*)")
_DEPARTMENT = pattern(rf"\bd[ée]partement\s{_LINK}(?P<name>(?:(?!\s[-–—|])[^,;:.()\n]){{3,40}})", re.IGNORECASE)
_AFTER_TOWN = pattern(r"\s[–—|·•-]\s|[,\n]|\s[Tt][ée]l")  # what a letterhead writes behind it
_HEAD = pattern(r"\b(?:maire|president)")
_NOT_HEAD = pattern(r"\b(?:adjoint|vice|delegue|conseill|directeur|directrice|secretaire)|par\sdelegation")
_MINUTES = pattern(r"\bsecretaires?\sde\s(?:la\s)?seance")  # who keeps them signs beside the head, and for nobody
_FOR = pattern(r"\Apour\s(?:.*?d[ée]l[ée]gation\W*|[^,\n]*[,\n]\s*)", re.IGNORECASE | re.DOTALL)
_LE = pattern(r"\ble\smaire\b", re.IGNORECASE)
_SURE = pattern(r"(?:(?P<letters>[A-Z]{2,5})[\s_-]?|(?P<letter>(?<![A-Z])[A-Z]))?(?P<year>\d{4})(?P<sign>[-/_])\d")
# What a collectivity is, by the noun of its name, else by what its acts call its council.
NOUNS: Mapping[str, str] = {
    **dict.fromkeys(("commune", "ville"), "commune"),
    **dict.fromkeys(("communaute", "metropole"), "epci"),
    **dict.fromkeys(("syndicat", "pole"), "syndicat"),
}
KINDS: Mapping[str, str] = {
    "commune": "conseil municipal",
    "epci": "conseil communautaire",
    "syndicat": "comite syndical",
}
FEW = 4  # acts that are named


@frozen
class Said:
    """An answer as somebody would type it, and which acts of how many say it; none: what the law or the rest gives."""

    value: str
    acts: tuple[str, ...]
    of: int

    @property
    def who(self) -> str:
        """Who says it, in words."""
        return said_by(self.acts, self.of) if self.acts else "à vérifier"


def said_by(acts: Sequence[str], of: int) -> str:
    """Acts, in words: those that say something, of how many.

    >>> said_by(["2025-1", "2025-2"], 2), said_by(["2025-1"], 2)
    ('2 actes sur 2', '1 acte sur 2 : 2025-1')
    """
    count = f"{len(acts)} acte{'s' if len(acts) > 1 else ''} sur {of}"
    names = ", ".join(acts[:FEW]) + ("…" if len(acts) > FEW else "")
    return count if len(acts) == of else f"{count} : {names}"


@frozen
class Officer:
    """Somebody who signs: the keys of the entry, from the first to the last act signed."""

    keys: Mapping[str, str]
    first: date
    last: date
    acts: tuple[str, ...]

    @property
    def full(self) -> str:
        return " ".join(self.keys[name] for name in ("civilite", "prenom", "nom"))


@frozen
class Numbers:
    """How a type of act is numbered: its letters, the form of its numbers."""

    kind: TypeActe
    prefixe: str
    forme: FormeNumero
    acts: tuple[str, ...]
    of: int

    @property
    def usual(self) -> bool:
        """Whether it is as nobody has to say."""
        own = next(serie for serie in SERIES if self.kind in serie.actes)
        return self.prefixe == own.prefixe and self.forme is FormeNumero.TIRET


@frozen
class Portrait:
    """The answers to the questions of `init`, by their option; the heads, the last one last; who signs for them."""

    answers: Mapping[str, Said]
    lieu: str
    heads: tuple[Officer, ...]
    deputies: Mapping[str, Officer]
    numbers: tuple[Numbers, ...]
    half: str = ""  # a head of whom no act says whether it is Madame or Monsieur


def portrait(reads: Sequence[Read]) -> Portrait:
    """What most acts say."""
    name = _whole(reads, _vote(reads, _names))
    address = _vote(reads, lambda read: _addresses(read, name.value))
    place = _vote(reads, lambda read: map(_place, read.act.lieu_date[:1])).value
    if place and comparable(address.value).endswith(f" {comparable(place)}"):
        address = replace(address, value=address.value[: -len(place)] + place)  # « 43190 TENCE »
    code = _vote(reads, _departments)
    postcode = re.search(r",\s(97\d|\d\d)\d{2,3}\s[^,]*\Z", address.value)  # some are those of the next department
    if not code.value and postcode and postcode[1] in DEPARTEMENTS:
        code = replace(code, value=postcode[1])
    court = _vote(reads, lambda read: [found["town"] for found in _COURT.finditer(_text(read))])
    if not court.value:
        court = replace(court, value=COURTS.get(code.value.lstrip("0"), ""))
    heads, deputies, halves = _officers(reads)
    latest = max(filter(None, map(day_of, reads)), default=date.max)
    begun = [fact.value for fact in RENEWALS if fact.value <= latest] or [RENEWALS[0].value]
    said = {
        "name": name,
        "kind": _vote(reads, lambda read: [_kind(read, name.value)]),
        "department": replace(code, value=bare(DEPARTEMENTS.get(code.value, ""))),
        "siren": _vote(reads, lambda read: _sirens(read, name.value)),
        "address": address,
        "court": court,
        "head": Said(heads[-1].full if heads else "", heads[-1].acts if heads else (), len(reads)),
        # when the council of the last acts sat first: the general renewal, for a person to put right
        "installed": Said(show_date_numeric(begun[-1]), (), len(reads)),
    }
    return Portrait(
        {option: one for option, one in said.items() if one.value},
        place,
        heads,
        {slug(one.keys["nom"]): one for one in deputies},
        tuple(_numbers(reads)),
        max(halves, key=halves.count, default=""),
    )


def _place(where: Passage) -> str:
    place = place_in(where)
    return " ".join(place.text.split()) if place else ""


def name_of(read: Read) -> str:
    """How a person calls an act: its number, else its file."""
    return read.gathered.numero or PurePosixPath(read.gathered.sources[0].name).stem


def _vote(reads: Sequence[Read], told: Callable[[Read], Iterable[str]]) -> Said:
    """What most acts say, in its most common writing, and which ones."""
    written: dict[str, Counter[str]] = {}
    acts: dict[str, list[str]] = {}  # an arrêté and a délibération may have one number
    for read in reads:
        for key, value in {comparable(value): value for value in told(read) if value}.items():
            written.setdefault(key, Counter())[value] += 1
            acts.setdefault(key, []).append(name_of(read))
    if not acts:
        return Said("", (), len(reads))
    best = max(acts, key=lambda key: len(acts[key]))
    count = written[best]
    return Said(max(count, key=lambda text: (not text.isupper(), count[text])), tuple(acts[best]), len(reads))


def day_of(read: Read) -> date | None:
    days = read.days(Role.ACTE)
    return days[-1][0] if days else None


def _text(read: Read) -> str:
    parts = (one for part in read.context.parts for one in (part, part.margin) if one)
    return "\n".join(block.text for part in parts for block in part.blocks)


def _names(read: Read) -> Iterator[str]:
    """The name that an act gives its authority; in capitals only where no act writes it otherwise."""
    act = read.act
    found = next((m for one in (*act.autorite, *act.titre, *act.sous_titres) if (m := _OF.search(one.text))), None)
    if found:
        link = " ".join(unaccented(found["link"]).replace("’", "'").split())
        name = " ".join(found["name"].split())
        yield _with_article(_LINKS.get(link, "") + name)


def _whole(reads: Sequence[Read], name: Said) -> Said:
    """« Montbriac » is « la commune de Montbriac » where an act says so."""
    if not name.value or unaccented(bare(name.value).split()[0]) in NOUNS:
        return name
    own = re.compile(_COMMUNE + re.escape(unaccented(bare(name.value))) + r"(?!\w)", re.IGNORECASE)
    found = next((m for read in reads if (m := own.search(unaccented(_text(read))))), None)
    return replace(name, value=f"la {found['noun']} {found['link']}{bare(name.value)}") if found else name


def _with_article(name: str) -> str:
    """A name as sentences take it.

    >>> _with_article("Commune de Murat"), _with_article("Saint-Flour Communauté")
    ('la commune de Murat', 'Saint-Flour Communauté')
    """
    kind = NOUNS.get(unaccented(name.split()[0]))
    return f"{'le' if kind == 'syndicat' else 'la'} {name[0].lower()}{name[1:]}" if kind else name


def _ours(read: Read, name: str) -> Iterator[tuple[Part, Party]]:
    """Where the collectivity is presented among the parties."""
    part, own = read.convention_part, comparable(bare(name))
    for party in part.roster.parties if part and own else ():
        if part and own in comparable(party.name):
            yield part, party


def _sirens(read: Read, name: str) -> Iterator[str]:
    """From the receipt, else from the SIREN or the SIRET of the collectivity among the parties."""
    if read.receipt:
        yield str(read.receipt[0].siren.numero)
        return
    for value in (mention.value for _, party in _ours(read, name) for mention, _ in party.facts):
        if isinstance(value, Siren | Siret):
            yield value.numero[:9]


def _addresses(read: Read, name: str) -> Iterator[str]:
    """The seat: where the collectivity is presented among the parties, at the head or at the foot of the pages."""
    for part, party in _ours(read, name):
        if address := address_of(part, party):
            street = ", ".join(filter(None, (address["voie"], address.get("complement", ""))))
            yield f"{street}, {address['code_postal']} {address['ville']}"
    for one in filter(None, (read.act_part.margin, read.act_part)):
        for passage, mention in one.passages(MentionKind.POSTCODE):
            if one.marginal or passage.kind is Kind.ENTETE:
                before = passage.context[: passage.start].rpartition("\n")[2]
                above = "" if before.strip() or not passage.block else one.blocks[passage.block - 1].text
                if street := street_in(before or above):
                    yield f"{street}, {mention.value} {_AFTER_TOWN.split(mention.label)[0].strip()}"


def _departments(read: Read) -> Iterator[str]:
    """The code of the department, from the receipt, else from the letterhead."""
    if read.receipt is not None:
        yield read.receipt[0].departement.removeprefix("0").upper()
    for found in _DEPARTMENT.finditer("\n".join(one.text for one in read.act.entete)):
        try:
            yield departement(found["name"].strip())[0].removeprefix("0").upper()
        except ValueError:
            continue


def _kind(read: Read, name: str) -> str:
    noun = unaccented(bare(name).split()[0]) if name else ""
    text = comparable(_text(read))
    return NOUNS.get(noun) or max(
        KINDS, key=lambda kind: text.count(KINDS[kind]) + (kind == "commune") * text.count(" maire")
    )


def _officers(reads: Sequence[Read]) -> tuple[tuple[Officer, ...], list[Officer], list[str]]:
    """Who heads it, one after the other; who signs for them; the heads of whom nothing says how to address them."""
    civil = _civilities(reads)
    heads: dict[str, Officer] = {}
    others: dict[str, Officer] = {}
    halves: list[str] = []
    for name, person, text, day in ((name_of(read), *who, day_of(read)) for read in reads for who in _signers(read)):
        keys = person_keys(_addressed(person, text, civil))
        if _MINUTES.search(unaccented(person.office)):
            continue
        office = unaccented(f"{person.office} {text}")
        apart = _NOT_HEAD.search(office) or not _HEAD.search(office)
        if keys is None or day is None:
            halves += [] if apart else [person.full]
            continue
        if keys["civilite"] == "Madame" and keys["fonction"] == "maire" and _LE.search(text):
            keys["accord"] = "masculin"
        known = others if apart else heads
        before = known.get(person.last, Officer(keys, day, day, ()))
        known[person.last] = replace(
            before, first=min(before.first, day), last=max(before.last, day), acts=(*before.acts, name)
        )
    deputies = [one for last, one in others.items() if last not in heads or one.last < heads[last].first]
    return tuple(sorted(heads.values(), key=lambda one: one.last)), deputies, halves


def _signers(read: Read) -> Iterator[tuple[Person, str]]:
    """Who signs the act, with the words of that signature, and not of the one beside."""
    for one in read.act_part.roster.signatories:
        if one.person is not None:
            whole, at = read.act_part.blocks[one.person.at.block].text, one.person.at.start
            text = "\n".join(whole[start:end] for start, end in one.column.lines)
            above = [" ".join(whole[start : min(end, at)].split()) for start, end in one.column.lines if start < at]
            offices = (line for line in reversed(above) if OFFICE.match(Flat(line).low))  # « L'adjointe au maire, »
            said = (one.person.office, one.office, next(offices, ""))
            office = next(filter(None, (bare(_FOR.sub("", each)).strip(" ,") for each in said)), "")
            yield replace(one.person, office=office), text


def _civilities(reads: Sequence[Read]) -> Mapping[str, str]:
    """How people are addressed, wherever they are named."""
    found: dict[str, Counter[str]] = {}
    for person in (person for read in reads for part in read.context.parts for person in part.roster.people):
        found.setdefault(person.last, Counter()).update(filter(None, [person.name.civilite]))
    return {last: count.most_common(1)[0][0] for last, count in found.items() if count}


def _addressed(person: Person, text: str, civil: Mapping[str, str]) -> Person:
    """A person with a civility: said there, elsewhere, or by the office; « le Maire » says none."""
    if person.name.civilite:
        return person
    woman = office_feminine(person.office) or (True if re.search(r"\bLa\s(?:Maire|Pr)", text) else None)
    man = office_feminine(person.office) is False
    said = civil.get(person.last) or ("Mme" if woman else "M." if man else "")
    return replace(person, name=replace(person.name, civilite=said))


def _numbers(reads: Sequence[Read]) -> Iterator[Numbers]:
    """How each type of act is numbered by most of its acts."""
    found: dict[TypeActe, dict[tuple[str, FormeNumero], list[str]]] = {}
    for read in reads:
        own = own_act(read.context)
        kind = kind_of(own)
        if own is not None and kind is not None:
            found.setdefault(kind, {}).setdefault(_number(read, own, kind), []).append(name_of(read))
    for kind, count in found.items():
        (prefix, form), acts = max(count.items(), key=lambda item: len(item[1]))
        yield Numbers(kind, prefix, form, tuple(acts), sum(map(len, count.values())))


def kind_of(own: Reference | None) -> TypeActe | None:
    """The type of an act as the register has it: « arrêté municipal » is an arrêté."""
    return next((one for one in TypeActe if own and own.nature.split(" ")[0] == one), None)


def _number(read: Read, own: Reference, kind: TypeActe) -> tuple[str, FormeNumero]:
    usual = next(serie.prefixe for serie in SERIES if kind in serie.actes)
    number = own.numero
    if not (number.annee if isinstance(number, ActNumber) else _SURE.search(str(number))):  # « C-2024-028 »
        return usual, FormeNumero.CONTINU
    title = " ".join(one.text for one in (*read.act.titre, *read.act.sous_titres))
    if isinstance(number, ActNumber) and number.rang_avant:
        return usual, FormeNumero.RANG_BARRE if re.search(r"\d/(?:19|20)\d\d", title) else FormeNumero.RANG_TIRET
    receipt = read.gathered.receipt.numero if read.gathered.receipt else ""
    stem = PurePosixPath(read.gathered.sources[0].name).stem
    signs = [found for text in (title, receipt, stem) if (found := _SURE.search(text))]
    letters = next((said for found in signs if (said := found["letters"] or found["letter"])), usual)
    form = FormeNumero.BARRE if signs and signs[0]["sign"] == "/" else FormeNumero.TIRET
    return letters, form
