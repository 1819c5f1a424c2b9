"""A model of its own for the tests of the reader: every shape that the real one uses, and nothing else."""

# ruff: noqa: RUF009 (`key` makes a field)

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from actes.model.prose import Prose
from actes.model.schema import Problem
from actes.values.actnumber import ActNumber
from actes.values.durations import Duration
from actes.values.money import Amount
from actes.values.percent import Percent
from actes.values.periods import Period


def key(doc: str, *, example: str = "", default: Any = MISSING, factory: Any = MISSING) -> Any:
    """A field that is described as those of the model are."""
    metadata = {"doc": doc, "example": example}
    if factory is not MISSING:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


class Type(StrEnum):
    DECISION = "décision"
    DELIBERATION = "délibération"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandat:
    """Two days that must be in order."""

    debut: date = key("premier jour", example="2025-01-01")
    fin: date | None = key("dernier jour", example="2026-12-31", default=None)

    def problems(self) -> Iterable[Problem]:
        if self.fin is not None and self.fin < self.debut:
            yield Problem("fin", "le mandat finit avant de commencer", "vérifiez « debut » et « fin »")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Stated by its text alone, or by keys."""

    texte: Prose = key("texte de l'article")
    label: str = key("nom pour le citer", default="")

    @classmethod
    def from_text(cls, texte: Prose) -> Article:
        return cls(texte=texte)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partie:
    """Stated by its name alone, or by keys."""

    tiers: str = key("qui", example="cantal_destination")
    texte: Prose | None = key("présentation", default=None)

    @classmethod
    def from_text(cls, text: str) -> Partie:
        if not text.isidentifier():
            raise ValueError(f"« {text} » n'est pas un nom de fichier ; écrivez par exemple cantal_destination")
        return cls(tiers=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Motif:
    vu: Prose | tuple[str, ...] | None = key("texte visé, ou actes", example="DEC2021-331", default=None)
    considerant: Prose | None = key("motif de fait", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    ht: Amount = key("montant hors taxes", example="977,50")
    part: Percent | None = key("part", example="50 %", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """An entry of the tests."""

    numero: ActNumber = key("numéro", example="2025-453")
    type: Type = key("ce qu'est l'acte", example="décision", default=Type.DECISION)
    objet: Prose = key("objet", default=Prose(""))
    lieu: str = key("lieu", default="")
    date: date | None = key("date", example="2025-07-08", default=None)
    duree: Duration | None = key("durée", example="24 mois", default=None)
    delegation: bool = key("oui ou non", default=False)
    exemplaires: int = key("nombre d'exemplaires", example="2", default=1)
    exercices: tuple[int, ...] = key("années", example="[2025, 2026]", default=())
    mandat: Mandat | None = key("mandat", default=None)
    periode: Period | None = key("période", default=None)
    parties: tuple[Partie, ...] = key("parties", default=())
    motifs: tuple[Motif, ...] = key("motifs", default=())
    articles: tuple[Article, ...] = key("articles", default=())
    repartition: Mapping[str, Part] = key("qui paie", factory=lambda: MappingProxyType({}))


# A good entry, with every shape.
WHOLE = """\
numero: 2025-453
type: Deliberation
objet: |
  Convention : « Flux vision » # cadre
lieu: "  Saint-Flour "
date: 1er janvier 2025
duree: deux ans
delegation: Oui
exemplaires: 2
exercices: [2025, 2026]
mandat: {debut: 8/07/2025}
periode: du 1er janvier 2025 au 31 décembre 2026
parties:
  - cantal_destination
  - tiers: collectivite
    texte: la collectivité
motifs:
  - vu: le code
  - vu: [DEL2017-26, DEL2020-273]
  - considerant: |
      le projet
articles:
  - Premier
  - label: deux
    texte: |
      Deuxième
repartition:
  cantal: {part: 50 %, ht: "977,50"}
  lioran:
    ht: 1 173 €
"""
