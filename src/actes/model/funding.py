"""Who pays what, when: the figures of an entry as typed. `accounts.py` works out what they leave out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Self

from ..values.dates import YearMonth, parse_date
from ..values.money import Amount
from ..values.percent import Percent
from .schema import Problem, key

NOT_APPLICABLE = "non applicable"


@dataclass(frozen=True, slots=True)
class Vat:
    """A rate of VAT, or the reason why there is none (CGI art. 293 B: « TVA non applicable »).

    >>> Vat.parse("20 %").taux
    Percent(Decimal('20'))
    >>> str(Vat.parse("non applicable, article 293 B du CGI"))
    'TVA non applicable, article\\xa0293 B du CGI'
    """

    taux: Percent
    mention: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read « 20 % » or « non applicable, article 293 B du CGI »; raises ValueError, in French."""
        if text.lower().startswith(NOT_APPLICABLE):
            return cls(Percent.parse("0 %"), f"TVA {text}".replace("article ", "article\xa0"))
        return cls(Percent.parse(text))

    @property
    def applicable(self) -> bool:
        return not self.mention

    def __str__(self) -> str:
        return self.mention or str(self.taux)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cout:
    """A cost in euros: without tax, with tax, or both; what is left out follows from the rate."""

    ht: Amount | None = key("montant hors taxes", example="19 550,00", default=None)
    ttc: Amount | None = key("montant toutes taxes comprises", example="23 460,00", default=None)
    tva: Vat | None = key("taux, s'il n'est pas celui de l'acte", example="10 %", default=None)
    libelle: str = key("ce que ce coût paie, pour une ligne de coût", example="Données", default="")

    def problems(self) -> Iterable[Problem]:
        if self.ht is None and self.ttc is None:
            yield Problem("ht", "ce coût n'a pas de montant", "écrivez « ht: 19 550,00 » ou « ttc: 23 460,00 »")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One who pays: a fixed share, a listed amount, or (neither) an equal share of what the others leave."""

    nom: str = key("qui paie, comme il doit être écrit", example="Cantal Destination")
    part: Percent | None = key("part fixe", example="50 %", default=None)
    ht: Amount | None = key("montant fixé, hors taxes", example="977,50", default=None)

    def problems(self) -> Iterable[Problem]:
        if self.part is not None and self.ht is not None:
            yield Problem("ht", "une part fixe et un montant fixé à la fois", "gardez « part » ou « ht »")


@dataclass(frozen=True, slots=True)
class Quand:
    """When a payment falls due: a day, a month, or an event in words (« à la signature de la convention »)."""

    texte: str
    date: date | None = None
    mois: YearMonth | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a date, a month, else keep the words.

        >>> str(Quand.parse("2026-01"))
        'janvier\\xa02026'
        """
        try:
            return cls(text, date=parse_date(text))
        except ValueError:
            pass
        try:
            return cls(text, mois=YearMonth.parse(text))
        except ValueError:
            return cls(text)

    def __str__(self) -> str:
        from ..values.dates import show_date

        if self.date is not None:
            return show_date(self.date)
        return str(self.mois) if self.mois is not None else self.texte


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeance:
    """A payment of the schedule: its share of the amount due, and when."""

    part: Percent = key("part du montant", example="50 %")
    quand: Quand = key("date, mois ou événement", example="2026-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The budget that bears the expense, and its years."""

    nom: str = key("nom du budget", example="Budget principal")
    exercices: tuple[int, ...] = key("années des crédits", example="[2025, 2026]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Financement:
    """The money of an act. Costs are per year (`cout_annuel`) or for the period (`cout_total`), never both."""

    tva: Vat | None = key("taux de TVA, ou « non applicable, article … »", example="20 %", default=None)
    cout_annuel: Cout | None = key("coût par an", example="{ht: 19 550}", default=None)
    cout_total: Cout | None = key("coût pour la période", default=None)
    lignes: tuple[Cout, ...] = key("lignes de coût, quand il y a plusieurs taux (avec « base »)", default=())
    base: str = key("base des lignes : « annuel » ou « total »", example="total", default="total")
    repartition: Mapping[str, Part] = key("qui paie quelle part", factory=lambda: MappingProxyType({}))
    participation: str = key("qui, dans la répartition, est la collectivité", example="saint_flour", default="")
    echeances: Mapping[str, Echeance] = key("quand on paie", factory=lambda: MappingProxyType({}))
    budget: Credits | None = key("budget et années des crédits", default=None)

    def problems(self) -> Iterable[Problem]:
        stated = [n for n in ("cout_annuel", "cout_total", "lignes") if getattr(self, n)]
        if len(stated) > 1:
            yield Problem(stated[1], f"« {stated[0]} » et « {stated[1]} » disent tous deux le coût", "gardez un seul des deux")
        if self.base not in ("annuel", "total"):
            yield Problem("base", f"« {self.base} » n'est pas une base", "écrivez « annuel » ou « total »")
        if self.repartition and not stated:
            yield Problem("repartition", "une répartition sans coût à répartir", "ajoutez « cout_annuel » ou « cout_total »")
        if self.participation and self.participation not in self.repartition:
            known = ", ".join(self.repartition) or "aucune"
            yield Problem("participation", f"« {self.participation} » n'est pas dans la répartition", f"parts : {known}")
