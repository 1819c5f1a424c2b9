"""An act, as its entry says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from ..values.actnumber import ActNumber
from ..values.durations import Duration, end_of
from ..values.periods import Period
from .funding import Financement
from .prose import Prose
from .schema import Problem, key
from .texts import Annexe, Article, Convention, Motif, Signature


class TypeActe(StrEnum):
    """What an act is. A mayor's or a president's decision may be called décision or arrêté: the name is free."""

    DECISION = "décision"
    DELIBERATION = "délibération"
    ARRETE = "arrêté"

    @property
    def feminin(self) -> bool:
        return self is not TypeActe.ARRETE

    @property
    def pluriel(self) -> str:
        return f"{self.value}s"

    @property
    def defini(self) -> str:
        return f"la {self}" if self.feminin else f"l'{self}"

    @property
    def present(self) -> str:
        return f"la présente {self}" if self.feminin else f"le présent {self}"

    @property
    def demonstratif(self) -> str:
        return f"cette {self}" if self.feminin else f"cet {self}"


class NatureActe(StrEnum):
    """The nature under which an act is sent to the préfecture (@CTES, classification of 2019)."""

    DE = "DE"
    AR = "AR"
    AI = "AI"
    CC = "CC"
    BF = "BF"
    AU = "AU"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodeActe:
    """The period of an act: a start, and an end or a duration; the other one is worked out."""

    debut: date = key("premier jour", example="2025-01-01")
    fin: date | None = key("dernier jour, inclus", example="2026-12-31", default=None)
    duree: Duration | None = key("durée, si l'on ne donne pas la fin", example="24 mois", default=None)

    @property
    def period(self) -> Period:
        fin = self.fin
        if fin is None:
            assert self.duree is not None  # problems() refuses a period without end and duration
            fin = end_of(self.debut, self.duree)
        return Period(self.debut, fin)

    def problems(self) -> Iterable[Problem]:
        if self.fin is None and self.duree is None:
            yield Problem("fin", "la période n'a ni fin ni durée", "ajoutez « fin: 2026-12-31 » ou « duree: 24 mois »")
        if self.fin is not None and self.fin < self.debut:
            yield Problem("fin", "la période finit avant de commencer", "vérifiez « debut » et « fin »")
        elif self.fin and self.duree and end_of(self.debut, self.duree) != self.fin:
            end = end_of(self.debut, self.duree).isoformat()
            yield Problem("duree", f"{self.duree} à partir du début finissent le {end}", "retirez « duree » : elle est calculée")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A text outside the register that prose cites: a framework contract, a law, another body's act."""

    titre: str = key("comment le citer", example="le groupement de commandes")
    date: date | None = key("sa date", example="2022-04-12", default=None)
    periode: PeriodeActe | None = key("sa période", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suivi:
    """What happened after signature (CGCT L. 2131-1: transmission, publication)."""

    transmission: date | None = key("date de transmission à la préfecture", default=None)
    reception: date | None = key("date de réception par la préfecture", default=None)
    accuse_reception: str = key("identifiant de l'accusé de réception", default="")
    publication: date | None = key("date de publication", default=None)


def _empty() -> Mapping[str, Reference]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Acte:
    """An act of the register. Without articles it is known only through the visas of others: cited, never rendered."""

    numero: ActNumber = key("numéro", example="2025-453")
    type: TypeActe = key("ce qu'est l'acte", example="décision")
    nature_actes: NatureActe | None = key("nature pour la télétransmission", example="AU", default=None)
    objet: Prose = key("objet")
    date: date | None = key("date, pour un acte connu par un visa", example="2017-01-26", default=None)
    delegation: bool = key("« oui » si l'acte délègue des attributions au chef de l'exécutif", default=False)
    renouvelle: str = key("acte que celui-ci renouvelle", example="DEC2023-051", default="")
    modifie: str = key("acte que celui-ci modifie (avenant)", example="DEC2021-331", default="")
    signature: Signature = key("qui signe, où et quand", factory=Signature)
    periode: PeriodeActe | None = key("période d'effet", default=None)
    parties: tuple[str, ...] = key("tiers concernés (fichiers de registry/tiers)", default=())
    references: Mapping[str, Reference] = key("textes cités hors du registre", factory=_empty)
    financement: Financement | None = key("coût, partage, échéances, budget", default=None)
    preambule: tuple[Motif, ...] = key("visas et considérants, dans l'ordre", default=())
    articles: tuple[Article, ...] = key("articles de l'acte", default=())
    convention: Convention | None = key("convention que l'acte approuve", default=None)
    annexes: tuple[Annexe, ...] = key("annexes, dans l'ordre", default=())
    suivi: Suivi = key("après la signature", factory=Suivi)

    @property
    def jour(self) -> date | None:
        """The date of the act: that of its signature, or the one it is known by."""
        return self.signature.date or self.date

    @property
    def rendered(self) -> bool:
        """Whether it has a text to render."""
        return bool(self.articles)

    def cited(self) -> tuple[str, ...]:
        """Every act of the register that its entry names, each once, in order."""
        motifs = (*self.preambule, *(self.convention.preambule if self.convention else ()))
        named = [act for motif in motifs for act in motif.actes]
        return tuple(dict.fromkeys([*named, *filter(None, (self.renouvelle, self.modifie))]))

    def problems(self) -> Iterable[Problem]:
        if self.signature.date and self.date and self.signature.date != self.date:
            yield Problem("date", "« date » et « signature » donnent deux dates", "gardez celle de « signature »")
        for name in ("articles", "annexes"):
            yield from duplicate_labels(getattr(self, name), name)
        if self.convention:
            yield from duplicate_labels(self.convention.articles, "convention.articles")


def duplicate_labels(items: Iterable[Article | Annexe], name: str) -> Iterable[Problem]:
    """A label names one thing only."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.label and item.label in seen:
            yield Problem(f"{name}[{index}].label", f"« {item.label} » est déjà pris", "donnez un autre nom")
        seen.add(item.label)
