"""The prose of an entry: preamble, articles, convention, signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date

from ..pattern import pattern
from .prose import Prose
from .schema import Problem, keyed

# « DEC2025-453 », « D2025-12 », « ARR87 » where numbers go on; « L2122-22 » is an article of a code.
ACT_ID = pattern(r"(?:[A-Z]{2,5}(?:\d{4}-)?|[A-Z](?:19|20)\d\d-)\d{1,5}(?:[A-Z]|bis|ter|quater)?")


@keyed
class Motif:
    """One reason of the preamble: a visa (a text, or acts of the register) or a considérant."""

    vu: Prose | tuple[str, ...] | None = None
    considerant: Prose | None = None
    autre: Prose | None = None
    texte: Prose | None = None

    @property
    def actes(self) -> tuple[str, ...]:
        """The acts of the register that this visa cites."""
        if isinstance(self.vu, Prose):
            return (self.vu.text.strip(),) if ACT_ID.fullmatch(self.vu.text.strip()) else ()
        return self.vu or ()

    def problems(self) -> Iterable[Problem]:
        if sum(stated is not None for stated in (self.vu, self.considerant, self.autre)) != 1:
            message = "un motif est « vu », « considerant » ou « autre », un seul à la fois"
            yield Problem("vu", message, "commencez un nouveau tiret pour chacun")
        if self.texte is not None and not self.actes:
            message = "« texte » ne sert qu'avec un acte du registre"
            yield Problem("texte", message, "écrivez tout dans « vu » ou « considerant »")


@keyed
class Article:
    """An article; `label` lets prose cite it: {{ article("duree") }}."""

    label: str = ""
    titre: Prose | None = None
    texte: Prose


@keyed
class Lieu:
    """Where and when something is signed; without a date, room is left for it."""

    lieu: str = ""
    date: date | None = None


@keyed
class Signature(Lieu):
    """Who signs the act itself, where and when."""

    par: str = ""


@keyed
class PartieConvention:
    """A party to the convention, introduced by the standard sentence or its own."""

    tiers: str
    par: str = ""
    introduction: Prose | None = None
    texte: Prose | None = None

    @classmethod
    def from_text(cls, text: str) -> PartieConvention:
        """A party stated by its name alone."""
        return cls(tiers=text)


@keyed
class Convention:
    """The convention that the act approves."""

    nom: str = "la convention"
    titre: Prose
    entete: tuple[Prose, ...] = ()
    sous_titres: tuple[Prose, ...] = ()
    parties: tuple[PartieConvention, ...]
    preambule: tuple[Motif, ...] = ()
    articles: tuple[Article, ...]
    signature: Lieu = field(default_factory=Lieu)

    def problems(self) -> Iterable[Problem]:
        if len(self.parties) < 2:
            yield Problem("parties", "une convention a au moins deux parties", "ajoutez l'autre partie")
