"""Whose fact it is: that of the act examined, of an act it cites, or of another text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Reference
from ..part import Nature, Passage
from ..values.actnumber import ActNumber
from ..values.text import unaccented
from .statement import THIS, About, Subject

REASONS = (Kind.VISA, Kind.CONSIDERANT)
TITLES = (Kind.TITRE, Kind.SOUS_TITRE, Kind.OBJET)
BY_DESIGN = frozenset(
    {"convention", "contrat", "avenant", "marché", "bail", "protocole", "accord", "décision", "délibération", "arrêté"}
    | {"acte", "document", "règlement"}
)  # fmt: skip
AMENDED = frozenset({"convention", "contrat", "marché", "bail", "accord-cadre", "protocole", "accord"})
OTHER = Subject(About.OTHER)
NOUNS = (("avenant", "avenant"), ("accord-cadre", "accord-cadre"), ("accord cadre", "accord-cadre"))


@dataclass(frozen=True, slots=True)
class Subjects:
    """How an act names itself: its number, whether it is an avenant, the nouns of its titles."""

    numero: ActNumber | str | None
    avenant: bool
    nouns: frozenset[str]

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
        if owner.annee is not None or reasons or owner.nature not in self.nouns:
            return Subject(About.OTHER, owner.nature)
        return Subject(About.OTHER, owner.nature) if self.avenant and owner.nature in AMENDED else THIS

    def _cited(self, reference: Reference) -> Subject:
        numero = reference.numero
        if isinstance(numero, ActNumber):
            return THIS if numero == self.numero else Subject(About.CITED, numero.code)
        return Subject(About.OTHER, f"{reference.nature} {numero or ''}".strip())


@lru_cache(maxsize=2)
def _subjects(context: Context) -> Subjects:
    titles = [b.text for part in context.parts for b in part.blocks if b.kind in TITLES]
    said = unaccented(" ".join(titles))
    nouns = BY_DESIGN | {noun for words, noun in NOUNS if words in said}
    avenant = "avenant" in said or bool(context.entry and context.entry.modifie)
    return Subjects(own_number(context), avenant, nouns)


def own_number(context: Context) -> ActNumber | str | None:
    """The number of the act examined: its entry's, or the first one in its title."""
    if context.entry is not None:
        return context.entry.numero
    part = context.part(Nature.ACTE)
    titled = part.passages(MentionKind.ACT_NUMBER) if part else ()
    for passage, mention in titled:
        if passage.kind is Kind.TITRE and isinstance(mention.value, Reference):
            return mention.value.numero
    return None
