"""Whose fact it is: that of the act examined, of an act it cites, or of another text; a statement of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Reference
from ..frozen import frozen
from ..model.acte import Acte
from ..model.natures import UNSAID, may_be_one
from ..outline.nature import Nature
from ..part import Field, Passage
from ..values.actnumber import ActNumber
from ..values.kept import kept_on_it
from ..values.text import unaccented

REASONS = (Kind.VISA, Kind.CONSIDERANT)
TITLES = (Kind.TITRE, Kind.SOUS_TITRE, Kind.OBJET)
BY_DESIGN = frozenset(
    {"convention", "contrat", "avenant", "marché", "bail", "protocole", "accord", "décision", "délibération", "arrêté"}
    | {"acte", "document", "règlement"}
)  # fmt: skip
AMENDED = frozenset({"convention", "contrat", "marché", "bail", "accord-cadre", "protocole", "accord"})
NOUNS = (("avenant", "avenant"), ("accord-cadre", "accord-cadre"), ("accord cadre", "accord-cadre"))
T = TypeVar("T")


class About(StrEnum):
    """Which act a statement is about."""

    THIS = "this"  # the act examined, its convention and annexes
    CITED = "cited"  # an act of the register or another act, named by its number
    PIECE = "piece"  # a piece attached to it
    OTHER = "other"  # a law, a framework contract, another body's act


@frozen
class Subject:
    """What a statement is about: this act, or another one by its name (« DEC2021-331 », « n° 2021-331 », « bail »).

    Of an act that is cited: its number, and its identifier where it has an entry.
    """

    about: About = About.THIS
    name: str = ""
    numero: ActNumber | None = None
    identifier: str = ""


THIS = Subject()
OTHER = Subject(About.OTHER)


@frozen
class Statement(Generic[T]):
    """Somebody says `value` about `subject`; `where` is the passage or the field that says it."""

    subject: Subject
    value: T
    where: Passage | Field


@frozen
class Subjects:
    """How an act names itself (its number, whether it is an avenant, the nouns of its titles) and those it cites.

    `known`: the acts of the register under each number; `natures`: what the documents call a number.
    """

    own: Reference | None
    avenant: bool
    nouns: frozenset[str]
    cited: tuple[str, ...]
    known: Mapping[ActNumber, Mapping[str, Acte]]
    natures: Mapping[ActNumber, frozenset[str]]

    @classmethod
    def of_context(cls, context: Context) -> Subjects:
        return _subjects(context)

    def of(self, passage: Passage, mention: Mention) -> Subject:
        """The subject of a mention, by its owner and by where it stands.

        In visas and considérants a fact without an owner is nobody's: it may be of any text.
        """
        if passage.part.nature is Nature.PIECE:
            return Subject(About.PIECE, passage.part.name)
        owner, reasons = mention.of, passage.kind in REASONS
        if owner is None:
            return OTHER if reasons else THIS
        if owner.present or owner.nature.startswith("projet"):
            return THIS
        if (cited := owner.through or owner.reference) is not None:
            return self._cited(cited)
        if owner.annee is not None or owner.former or reasons or owner.nature not in self.nouns:
            return Subject(About.OTHER, owner.nature)
        return Subject(About.OTHER, owner.nature) if self.avenant and owner.nature in AMENDED else THIS

    def _cited(self, reference: Reference) -> Subject:
        number = reference.numero
        if not isinstance(number, ActNumber):
            return Subject(About.OTHER, f"{reference.nature} {number or ''}".strip())
        if self.own is not None and same_act(self.own, reference):
            return THIS
        identifier, several = self._registered(number, reference.nature), len(self.natures.get(number, ())) > 1
        kind = f" ({reference.nature})" if several and reference.nature else ""
        return Subject(About.CITED, identifier or f"n°\u00a0{number.code}{kind}", number, identifier)

    def _registered(self, number: ActNumber, nature: str) -> str:
        """The act of the register that a text means; none where several bear the number and nothing tells which."""
        found = [name for name, act in self.known.get(number, {}).items() if act.may_be_called(nature)]
        named = [name for name in found if name in self.cited] if len(found) > 1 else found
        return named[0] if len(named) == 1 else ""


def is_offer(where: object) -> bool:
    """Whether it stands in an « acte d'engagement »: the offer of who signs it, before anybody decides."""
    part = where.part if isinstance(where, Passage) else None
    return part is not None and any(part.blocks[n].kind in TITLES for n, _ in part.saying("acte d'engagement"))


def same_act(one: Reference, other: Reference) -> bool:
    """Whether two citations may be of one act: one number, and no two kinds of acts."""
    return one.numero == other.numero and may_be_one(one.nature, other.nature)


@kept_on_it
def _subjects(context: Context) -> Subjects:
    titles = [b.text for part in context.parts for b in part.blocks if b.kind in TITLES]
    said = unaccented(" ".join(titles))
    nouns = BY_DESIGN | {noun for words, noun in NOUNS if words in said}
    avenant = _amends(context) or bool(context.entry and context.entry.modifie)
    cited = context.entry.cited() if context.entry else ()
    return Subjects(own_act(context), avenant, nouns, cited, _known(context), _natures(context))


def _amends(context: Context) -> bool:
    """Whether a title says « avenant »: not that of one joined to an act and to the convention that it approves."""
    titles = [(p.nature, unaccented(" ".join(b.text for b in p.blocks if b.kind in TITLES))) for p in context.parts]
    joined = {"avenant" in said for nature, said in titles if nature is Nature.CONVENTION} == {True, False}
    of_an_act = joined and any(nature is Nature.ACTE for nature, _ in titles)
    return any("avenant" in said for nature, said in titles if not of_an_act or nature is Nature.ACTE)


def _known(context: Context) -> Mapping[ActNumber, Mapping[str, Acte]]:
    found: dict[ActNumber, dict[str, Acte]] = {}
    for name, act in context.register.actes.items() if context.register else ():
        found.setdefault(act.numero, {})[name] = act
    return found


def _natures(context: Context) -> Mapping[ActNumber, frozenset[str]]:
    """The kinds of acts that the documents give each number, contracts left aside."""
    found: dict[ActNumber, frozenset[str]] = {}
    for _, mention in context.passages(MentionKind.ACT_NUMBER):
        cited = mention.value
        if isinstance(cited, Reference) and isinstance(cited.numero, ActNumber) and cited.nature not in UNSAID:
            found[cited.numero] = found.get(cited.numero, frozenset()) | {cited.nature}
    return found


def own_act(context: Context) -> Reference | None:
    """The act examined as a text cites it: by its entry, or by the first number in its title."""
    if context.entry is not None:
        return Reference(context.entry.type, context.entry.numero)
    found = titled(context)
    return found[1] if found else None


def titled(context: Context) -> tuple[Passage, Reference] | None:
    """What the act calls itself in its title, and where."""
    part = context.part(Nature.ACTE)
    for passage, mention in part.passages(MentionKind.ACT_NUMBER) if part else ():
        if passage.part.named_by_title(passage.block, passage.start) and isinstance(mention.value, Reference):
            return passage, mention.value
    return None
