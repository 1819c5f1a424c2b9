"""Whose acts these are: what most of them say of the collectivity, of its head, of who signs, of its numbers.

Each answer says how many acts say it: a person confirms it. What no act says is left to ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from ..document import Block
from ..facts import MentionKind
from ..facts.flat import Flat
from ..facts.mention import Reference
from ..law.councils import RENEWALS
from ..law.tribunals import COURTS
from ..model.natures import TypeActe
from ..model.series import SERIES, FormeNumero
from ..outline.offices import OFFICE, office_feminine
from ..outline.people import Party, Person
from ..part import Part
from ..statements.days import Role
from ..statements.subjects import own_act
from ..values.actnumber import ActNumber
from ..values.dates import show_date_numeric
from ..values.departements import DEPARTEMENTS, departement
from ..values.receipt import Receipt
from ..values.text import comparable, unaccented
from .labels import slug
from .places import place_in
from .read import Read
from .tiers import address_of, bare, person_keys

_LINK = r"(?P<link>de\sla\s|de\sl['’]|de\s|du\s|des\s|d['’])"
_COUNCIL = r"conseil\s(?:municipal|communautaire|syndical|d['’]administration)|bureau|comit[ée]\ssyndical"
_OF = re.compile(rf"\b(?:maire|pr[ée]sidente?|{_COUNCIL})\s{_LINK}(?P<name>[^,;:.()\n]{{3,80}})", re.IGNORECASE)
_LINKS = {"du": "le ", "des": "les ", "de la": "la ", "de l'": "l'"}
_COURT = re.compile(r"tribunal\sadministratif\s(?:de\s|du\s|d['’])(?P<town>[A-ZÉÈ][\w’'-]+(?:\s[A-ZÉÈ][\w’'-]+)*)")
_DEPARTMENT = re.compile(rf"\bd[ée]partement\s{_LINK}(?P<name>[^,;:.()\n]{{3,40}})", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:maire|president)")
_NOT_HEAD = re.compile(r"\b(?:adjoint|vice|delegue|conseill|directeur|directrice|secretaire)|par\sdelegation")
_FOR = re.compile(r"\Apour\s.*?d[ée]l[ée]gation\W*", re.IGNORECASE | re.DOTALL)
_SURE = re.compile(r"(?P<letters>[A-Z]{2,5})?[\s_-]?(?P<year>\d{4})(?P<sign>[-/_])\d")
KINDS: Mapping[str, str] = {"commune": "conseil municipal", "epci": "conseil communautaire"}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as somebody would type it, and how many acts of how many say it; 0: what the law or the rest gives."""

    value: str
    times: int
    of: int


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who signs: the keys of the entry, from the first to the last act signed."""

    keys: Mapping[str, str]
    first: date
    last: date
    times: int

    @property
    def full(self) -> str:
        return " ".join(self.keys[name] for name in ("civilite", "prenom", "nom"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a type of act is numbered: its letters, the form of its numbers."""

    kind: TypeActe
    prefixe: str
    forme: FormeNumero
    times: int

    @property
    def usual(self) -> bool:
        """Whether it is as nobody has to say."""
        own = next(serie for serie in SERIES if self.kind in serie.actes)
        return self.prefixe == own.prefixe and self.forme is FormeNumero.TIRET


@dataclass(frozen=True, slots=True)
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
    name = _most(_names(reads))
    ours = [found for read in reads for found in _ours(read, name)]
    receipts = [found for read in reads for found in _receipts(read)]
    heads, deputies, halves = _officers(reads)
    code, department = _department(reads, receipts)
    address, towns = _most(map(_address, ours)), _towns(reads)
    count = Counter(_kind(read) for read in reads)
    kind, times = count.most_common(1)[0] if count else ("", 0)
    court = _most(found["town"] for read in reads for found in _COURT.finditer(_text(read)))
    latest = max(filter(None, map(day_of, reads)), default=None)
    of = len(reads)
    said = {
        "name": Said(*name, of),
        "kind": Said(kind, times, of),
        "department": Said(*department, of),
        "siren": Said(*_most(str(one.siren.numero) for one in receipts), of),
        "address": Said(*address, of),
        "court": Said(*(court if court[0] else (COURTS.get(code.lstrip("0"), ""), 0)), of),
        "head": Said(heads[-1].full, heads[-1].times, of) if heads else Said("", 0, of),
        "installed": Said(_installed(latest), 0, of),
    }
    return Portrait(
        {option: replace(one, times=min(one.times, of)) for option, one in said.items() if one.value},
        _most(towns)[0],
        heads,
        {slug(one.keys["nom"]): one for one in deputies},
        tuple(_numbers(reads)),
        _most(halves)[0],
    )


def day_of(read: Read) -> date | None:
    """The day of an act."""
    days = [row.value for row in read.own(Role.ACTE.value, part=read.act_part) if isinstance(row.value, date)]
    return days[-1] if days else None


def _most(values: Iterable[str]) -> tuple[str, int]:
    """What is said most, in its most common writing, and how many times."""
    said: dict[str, Counter[str]] = {}
    for value in values:
        if value:
            said.setdefault(comparable(value), Counter())[value] += 1
    if not said:
        return "", 0
    best = max(said.values(), key=lambda count: count.total())
    written = max(best, key=lambda text: (not text.isupper(), best[text]))
    return written, best.total()


def _text(read: Read) -> str:
    return "\n".join(block.text for part in read.context.parts for block in _blocks(part))


def _blocks(part: Part) -> Iterator[Block]:
    yield from part.blocks
    yield from part.margin.blocks if part.margin else ()


def _names(reads: Sequence[Read]) -> Iterator[str]:
    """The name that each act gives its authority; in capitals only where no act writes it otherwise."""
    for read in reads:
        act = read.act
        found = next((m for one in (*act.autorite, *act.titre, *act.sous_titres) if (m := _OF.search(one.text))), None)
        if found:
            link = " ".join(unaccented(found["link"]).replace("’", "'").split())
            name = " ".join(found["name"].split())
            yield _with_article(_LINKS.get(link, "") + name)


def _with_article(name: str) -> str:
    """A name as sentences take it.

    >>> _with_article("Commune de Murat"), _with_article("Saint-Flour Communauté")
    ('la commune de Murat', 'Saint-Flour Communauté')
    """
    first = unaccented(name.split()[0])
    article = {"commune": "la", "communaute": "la", "ville": "la", "metropole": "la", "syndicat": "le", "pole": "le"}
    return f"{article[first]} {name[0].lower()}{name[1:]}" if first in article else name


def _ours(read: Read, name: tuple[str, int]) -> list[tuple[Part, Party]]:
    """Where the collectivity is presented among the parties."""
    part, own = read.convention_part, comparable(bare(name[0]))
    if part is None or not own:
        return []
    return [(part, one) for one in part.roster.parties if own in comparable(one.name)]


def _address(found: tuple[Part, Party]) -> str:
    address = address_of(*found)
    if address is None:
        return ""
    street = ", ".join(filter(None, (address["voie"], address.get("complement", ""))))
    return f"{street}, {address['code_postal']} {address['ville']}"


def _towns(reads: Sequence[Read]) -> Iterator[str]:
    for read in reads:
        for where in read.act.lieu_date[:1]:
            place = place_in(where)
            yield " ".join(place.text.split()) if place else ""


def _receipts(read: Read) -> Iterator[Receipt]:
    if read.gathered.receipt is not None:
        yield read.gathered.receipt
        return
    part = read.act_part
    for one in filter(None, (part.margin, part)):
        for _, mention in one.passages(MentionKind.RECEIPT):
            if isinstance(mention.value, Receipt):
                yield mention.value
                return


def _department(reads: Sequence[Read], receipts: Sequence[Receipt]) -> tuple[str, tuple[str, int]]:
    """The code of the department, its name and how many acts say it."""
    codes = [one.departement.removeprefix("0") for one in receipts]
    for read in reads:
        for found in _DEPARTMENT.finditer("\n".join(one.text for one in read.act.entete)):
            try:
                codes.append(departement(found["name"].strip())[0].removeprefix("0"))
            except ValueError:
                continue
    code, times = _most(codes)
    return code.upper(), (bare(DEPARTEMENTS.get(code.upper(), "")), times)


def _kind(read: Read) -> str:
    text = comparable(_text(read))
    return max(KINDS, key=lambda kind: text.count(KINDS[kind]) + (kind == "commune") * text.count(" maire"))


def _officers(reads: Sequence[Read]) -> tuple[tuple[Officer, ...], list[Officer], list[str]]:
    """Who heads it, one after the other; who signs for them; the heads of whom nothing says how to address them."""
    civil = _civilities(reads)
    heads: dict[str, Officer] = {}
    others: dict[str, Officer] = {}
    halves: list[str] = []
    for person, text, day in ((*signer, day_of(read)) for read in reads for signer in _signers(read)):
        keys = person_keys(_addressed(person, text, civil))
        office = unaccented(f"{person.office} {text}")
        apart = _NOT_HEAD.search(office) or not _HEAD.search(office)
        if keys is None or day is None:
            halves += [] if apart else [person.full]
            continue
        known = others if apart else heads
        before = known.get(person.last, Officer(keys, day, day, 0))
        known[person.last] = replace(
            before, first=min(before.first, day), last=max(before.last, day), times=before.times + 1
        )
    deputies = [one for last, one in others.items() if last not in heads]
    return tuple(sorted(heads.values(), key=lambda one: one.last)), deputies, halves


def _signers(read: Read) -> Iterator[tuple[Person, str]]:
    """Who signs the act, with the words of the signature."""
    for one in read.act_part.roster.signatories:
        if one.person is not None:
            text = read.act_part.blocks[one.person.at.block].text
            said = (one.person.office, one.office, _line_above(text[: one.person.at.start]))
            office = next(filter(None, (bare(_FOR.sub("", each)).strip(" ,") for each in said)), "")
            yield replace(one.person, office=office), text


def _line_above(text: str) -> str:
    """The last line before a name that says an office: « L'adjointe au maire, »."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return next((line for line in reversed(lines) if OFFICE.match(Flat(line).low)), "")


def _civilities(reads: Sequence[Read]) -> Mapping[str, str]:
    """How people are addressed, wherever they are named."""
    found: dict[str, Counter[str]] = {}
    for read in reads:
        for part in read.context.parts:
            for person in part.roster.people:
                if person.name.civilite:
                    found.setdefault(person.last, Counter())[person.name.civilite] += 1
    return {last: count.most_common(1)[0][0] for last, count in found.items()}


def _addressed(person: Person, text: str, civil: Mapping[str, str]) -> Person:
    """A person with a civility: said there, elsewhere, or by the office; « le Maire » says none."""
    if person.name.civilite:
        return person
    woman = office_feminine(person.office) or (True if re.search(r"\bLa\s(?:Maire|Pr)", text) else None)
    man = office_feminine(person.office) is False
    said = civil.get(person.last) or ("Mme" if woman else "M." if man else "")
    return replace(person, name=replace(person.name, civilite=said))


def _installed(latest: date | None) -> str:
    """When the council of the last acts sat first: the general renewal, for a person to put right."""
    begun = [fact.value for fact in RENEWALS if latest is None or fact.value <= latest]
    return show_date_numeric(begun[-1] if begun else RENEWALS[0].value)


def _numbers(reads: Sequence[Read]) -> Iterator[Numbers]:
    """How each type of act is numbered by most of its acts."""
    found: dict[TypeActe, Counter[tuple[str, FormeNumero]]] = {}
    for read in reads:
        own = own_act(read.context)
        kind = next((one for one in TypeActe if own and one == own.nature), None)
        if own is not None and kind is not None:
            found.setdefault(kind, Counter())[_number(read, own, kind)] += 1
    for kind, count in found.items():
        (prefix, form), times = count.most_common(1)[0]
        yield Numbers(kind, prefix, form, times)


def _number(read: Read, own: Reference, kind: TypeActe) -> tuple[str, FormeNumero]:
    usual = next(serie.prefixe for serie in SERIES if kind in serie.actes)
    number = own.numero
    if not (number.annee if isinstance(number, ActNumber) else _SURE.search(str(number))):  # « C-2024-028 »
        return usual, FormeNumero.CONTINU
    title = " ".join(one.text for one in (*read.act.titre, *read.act.sous_titres))
    receipt = read.gathered.receipt.numero if read.gathered.receipt else ""
    stem = PurePosixPath(read.gathered.sources[0].name).stem
    signs = [found for text in (title, receipt, stem) if (found := _SURE.search(text))]
    letters = next((found["letters"] for found in signs if found["letters"]), usual)
    form = FormeNumero.BARRE if signs and signs[0]["sign"] == "/" else FormeNumero.TIRET
    return letters, form
