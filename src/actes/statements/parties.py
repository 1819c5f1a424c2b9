"""Who the parties are, who represents them, who signs; those of the acts cited; originals promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import PersonName
from ..model.people import Representant
from ..part import Nature, Part, Passage
from ..values.text import unaccented

_JOINED = re.compile(r"\b(?:ci-)?(?:annex[ée]|joint)e?s?\b|\ben\sannexe\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\bentre\s(?P<list>[^.;:()]{5,250}?)(?=\s(?:pour|en\svue|relati|portant|afin|concernant|du\s\d|sign[ée]|en\sdate|et\sci-)|\s?[;.(]|,\sci-|\Z)"
)
_AND = re.compile(r",\s(?:et\s)?|\set\s")
_ARTICLE = re.compile(r"(?:le|la|les|du|de\sla)\s|l['’]", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:du|de|des|d['’])\b.*", re.DOTALL)
_BODY = (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
_NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_COUNT = rf"(?P<figures>\d{{1,2}})|(?P<words>{'|'.join(_NUMBERS)})"
ROLES = frozenset(  # who signs a contract that is cited, under the name of his role: nobody in particular
    ["emprunteur", "preteur", "bailleur", "preneur", "locataire", "titulaire", "prestataire", "delegataire"]
)
_ORIGINALS = re.compile(
    rf"\b(?:en|établie?\sen|fait\sen)\s(?:{_COUNT})\s(?:\([^)]{{1,12}}\)\s)?(?:exemplaires?|originaux)", re.IGNORECASE
)
_FOR = re.compile(
    r"^\s*pour\s(?!le\s+(?:pr[ée]sident|maire|pr[ée]fet)|la\spr[ée]sidente)", re.IGNORECASE | re.MULTILINE
)
_DELEGATED = re.compile(r"d[ée]l[ée]gation|p\.?/?\s?o\.|empêch|int[ée]rim|suppl[ée]an", re.IGNORECASE)


_NAMED_AGAIN = re.compile(r"(?:ci-|d[ée]nomm|d[ée]sign|repr[ée]sent|d['’]une\spart|d['’]autre)", re.IGNORECASE)
_REPRESENTED = re.compile(r"\brepr[ée]sent[ée]e?s?\spar\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A person named as representing or signing."""

    name: PersonName
    passage: Passage

    @property
    def last(self) -> str:
        return spelled(self.name.nom)

    @property
    def first(self) -> str:
        return spelled(self.name.prenom)

    @property
    def full(self) -> str:
        return f"{self.name.prenom} {self.name.nom}".strip()


def spelled(name: str) -> str:
    """A name to compare: no accent, no hyphen, small letters."""
    return " ".join(unaccented(name).replace("-", " ").replace("’", "'").split())


def convention_of(context: Context) -> Part | None:
    return context.part(Nature.CONVENTION)


def party_blocks(part: Part) -> list[Passage]:
    """The paragraphs that present the parties, an address or a representative in each."""
    return [part.whole(index) for index, block in enumerate(part.blocks) if block.kind is Kind.PARTIE and block.text]


def people(part: Part, kind: Kind) -> list[Person]:
    """Those named where the parties are presented (`PARTIE`) or where they sign (`SIGNATURE`)."""
    return [
        Person(mention.value, passage)
        for passage, mention in part.passages(MentionKind.NAME)
        if passage.kind is kind and isinstance(mention.value, PersonName)
    ]


def signed_by_delegation(part: Part) -> bool:
    return any(block.kind is Kind.SIGNATURE and _DELEGATED.search(block.text) for block in part.blocks)


def known_people(context: Context) -> tuple[Representant, ...]:
    """Those whom the register knows for this act: the head, who signs by delegation, who represents the parties."""
    if context.register is None or context.entry is None:
        return ()
    own, tiers = context.register.collectivite, context.register.tiers
    others = (person for name in context.entry.parties if name in tiers for person in tiers[name].representants)
    return (*own.executif, *own.delegataires.values(), *others)


@dataclass(frozen=True, slots=True)
class Former:
    """A party of an act cited that is none of this one: its name, what to look for, the visa that names it."""

    name: str
    core: str
    passage: Passage


def former_parties(context: Context) -> list[Former]:
    """The parties of the acts cited, as « entre A, B et C » says, that this act does not have."""
    act = context.part(Nature.ACTE)
    listed = [one for one in _listed(act) if one.passage.kind is Kind.VISA] if act else []
    if not listed:
        return []
    present = _present(context)
    listed = [one for one in listed if spelled(one.core).rpartition("'")[2] not in ROLES]
    return [one for one in listed if spelled(one.core) not in present and spelled(one.name) not in present]


def _listed(act: Part) -> Iterator[Former]:
    cited = {p.block for p, _ in act.passages(MentionKind.ACT_NUMBER)}
    for index in sorted(cited):
        if _JOINED.search(act.blocks[index].text):
            continue  # what the act approves or guarantees, and not what it renews
        for start, end, said in listed_between(act.blocks[index].text):
            name = _ARTICLE.sub("", said, count=1)
            core = _TAIL.sub("", name)
            core = core if len(core.split()) > 1 else name
            yield Former(said, core, Passage(act, index, start, end))


def listed_between(text: str) -> Iterator[tuple[int, int, str]]:
    """The parties that a text lists, each with where it stands.

    >>> [name for _, _, name in listed_between("entre Cantal Destination, l'État et la commune de Neuvéglise")]
    ['Cantal Destination', "l'État", 'la commune de Neuvéglise']
    """
    for match in _BETWEEN.finditer(text) if "entre" in text else ():
        for start, end, said in _pieces(match):
            if any(char.isupper() for char in _ARTICLE.sub("", said, count=1)):
                yield start, end, said


def _pieces(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    start = match.start("list")
    for separator in [*_AND.finditer(match["list"]), None]:
        end = match.start("list") + separator.start() if separator else match.end("list")
        yield start, end, " ".join(match.string[start:end].split())
        start = match.start("list") + separator.end() if separator else end


def _present(context: Context) -> str:
    """The words that name this act's parties: its titles, its parties, the draft it approves."""
    own = (Kind.PARTIE, Kind.OBJET, Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE, Kind.AUTORITE, Kind.SIGNATURE)
    parts = [part for part in context.parts if part.nature in (Nature.ACTE, Nature.CONVENTION)]
    return spelled(
        "\n".join(
            block.text
            for part in parts
            for block in part.blocks
            if block.kind in own or (block.kind is Kind.VISA and "projet" in block.text)
        )
    )


def said_in_articles(context: Context, former: Former) -> Iterator[Passage]:
    """Where an article of the act or of its convention speaks of a former party."""
    pattern = re.compile(rf"(?:\b(?:le|la|les|l['’])\s?)?\b{re.escape(former.core)}\b", re.IGNORECASE)
    for part in context.parts:
        if part.nature not in (Nature.ACTE, Nature.CONVENTION):
            continue
        for index, block in enumerate(part.blocks):
            match = pattern.search(block.text) if block.kind in _BODY else None
            if match is not None:
                yield Passage(part, index, match.start(), match.end())


def originals(part: Part) -> tuple[int, Passage] | None:
    """How many originals the act says there are."""
    for index, block in enumerate(part.blocks):
        match = _ORIGINALS.search(block.text) if "xemplaire" in block.text or "rigina" in block.text else None
        if match is not None:
            count = int(match["figures"]) if match["figures"] else _NUMBERS.index(match["words"].lower()) + 1
            return count, Passage(part, index, match.start(), match.end())
    return None


def party_count(part: Part) -> int:
    """How many parties are presented, in paragraphs or in items, or sign (« Pour … »), whichever is more."""
    signing = sum(
        len(_FOR.findall(block.text.replace("\t", "\n"))) for block in part.blocks if block.kind is Kind.SIGNATURE
    )
    presented = [passage for passage in party_blocks(part) if not _NAMED_AGAIN.match(passage.text)]
    return max(len(presented), len(_listed_parties(part)), signing)


def _listed_parties(part: Part) -> list[int]:
    """« Entre les membres suivants : » and an item for each, with who represents it."""
    found: list[int] = []
    for index, block in enumerate(part.blocks):
        if block.kind is Kind.ARTICLE:
            break
        if block.kind is Kind.ITEM and _REPRESENTED.search(block.text):
            found.append(index)
    return found
