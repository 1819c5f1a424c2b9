"""Who the parties are, who represents them, who signs; originals promised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import PersonName
from ..model.people import Representant
from ..part import Nature, Part, Passage
from ..values.text import comparable

_NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_COUNT = rf"(?P<figures>\d{{1,2}})|(?P<words>{'|'.join(_NUMBERS)})"
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
        return comparable(self.name.nom)

    @property
    def first(self) -> str:
        return comparable(self.name.prenom)

    @property
    def full(self) -> str:
        return f"{self.name.prenom} {self.name.nom}".strip()


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
    """Whether a signature says that it is another's: « par délégation », « p/o », « empêché », « par intérim »."""
    return any(block.kind is Kind.SIGNATURE and _DELEGATED.search(block.text) for block in part.blocks)


def known_people(context: Context) -> tuple[Representant, ...]:
    """Those whom the register knows for this act: the head, who signs by delegation, who represents the parties."""
    if context.register is None or context.entry is None:
        return ()
    own, tiers = context.register.collectivite, context.register.tiers
    others = (person for name in context.entry.parties if name in tiers for person in tiers[name].representants)
    return (*own.executif, *own.delegataires.values(), *others)


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
