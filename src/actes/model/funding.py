"""Who pays what, when: the figures of an entry as typed. `accounts.py` works out what they leave out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import Self

from ..frozen import frozen
from ..values.dates import YearMonth, parse_date, show_date
from ..values.money import Amount
from ..values.percent import Percent
from .schema import Problem, keyed, no_names, unusable_names

NOT_APPLICABLE = "non applicable"


@frozen
class Vat:
    """A rate of VAT, or the reason why there is none (CGI art. 293 B: « TVA non applicable »).

    >>> str(Vat.parse("20 %").taux)
    '20\\xa0%'
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


@keyed
class Cout:
    """A cost in euros: without tax, with tax, or both, what is left out following from the rate; or free of tax."""

    ht: Amount | None = None
    ttc: Amount | None = None
    montant: Amount | None = None
    tva: Vat | None = None
    libelle: str = ""

    @classmethod
    def from_text(cls, text: str) -> Self:
        """A cost free of tax, stated by its amount alone."""
        return cls(montant=Amount.parse(text))

    def problems(self) -> Iterable[Problem]:
        if self.ht is None and self.ttc is None and self.montant is None:
            yield Problem("ht", "ce coût n'a pas de montant", "écrivez « ht: 19 550,00 » ou « ttc: 23 460,00 »")
        if self.montant is not None and (self.ht is not None or self.ttc is not None):
            yield Problem("montant", "un montant sans taxe et un montant hors taxes ou TTC", "gardez l'un des deux")


@keyed
class Part:
    """One who pays: a fixed share, a listed amount, or (neither) an equal share of what the others leave.

    Without a name it is the body of that label, named as its own file says: a party's name is stated once.
    """

    nom: str = ""
    part: Percent | None = None
    ht: Amount | None = None
    ttc: Amount | None = None
    montant: Amount | None = None

    def problems(self) -> Iterable[Problem]:
        if sum(stated is not None for stated in (self.part, self.ht, self.ttc, self.montant)) > 1:
            message = "une part fixe et un montant fixé à la fois"
            yield Problem("part", message, "gardez « part », « ht », « ttc » ou « montant »")


@frozen
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
        if self.date is not None:
            return show_date(self.date)
        return str(self.mois) if self.mois is not None else self.texte


@keyed
class Echeance:
    """A payment of the schedule, and when: a share of what is due, a listed amount, or an equal part of the rest."""

    part: Percent | None = None
    ht: Amount | None = None
    ttc: Amount | None = None
    montant: Amount | None = None
    quand: Quand

    def problems(self) -> Iterable[Problem]:
        if sum(stated is not None for stated in (self.part, self.ht, self.ttc, self.montant)) > 1:
            hint = "gardez « part », « ht », « ttc » ou « montant »"
            yield Problem("part", "une part et un montant fixé à la fois", hint)


@keyed
class Credits:
    """The budget that bears the expense, and its years."""

    nom: str
    exercices: tuple[int, ...]


@keyed
class Financement:
    """The money of an act. A cost is per year, for the period, or both where one does not follow from the other."""

    tva: Vat | None = None
    cout_annuel: Cout | None = None
    cout_total: Cout | None = None
    lignes: Mapping[str, Cout] = field(default_factory=no_names)
    base: str = "total"
    repartition: Mapping[str, Part] = field(default_factory=no_names)
    participation: str = ""
    echeances: Mapping[str, Echeance] = field(default_factory=no_names)
    budget: Credits | None = None

    @property
    def couts(self) -> Mapping[str, Cout]:
        """Every cost stated, by the path of its field."""
        stated = {"cout_annuel": self.cout_annuel, "cout_total": self.cout_total}
        lines = {f"lignes.{label}": line for label, line in self.lignes.items()}
        return {**{path: cout for path, cout in stated.items() if cout is not None}, **lines}

    def problems(self) -> Iterable[Problem]:
        if self.lignes and (self.cout_annuel or self.cout_total):
            yield Problem("lignes", "des lignes et un coût disent tous deux le coût", "gardez un seul des deux")
        if self.base not in ("annuel", "total"):
            yield Problem("base", f"« {self.base} » n'est pas une base", "écrivez « annuel » ou « total »")
        if self.repartition and not self.couts:
            message = "une répartition sans coût à répartir"
            yield Problem("repartition", message, "ajoutez « cout_annuel » ou « cout_total »")
        if self.participation and self.participation not in self.repartition:
            known = ", ".join(self.repartition) or "aucune"
            message = f"« {self.participation} » n'est pas dans la répartition"
            yield Problem("participation", message, f"parts : {known}")
        for name in ("lignes", "repartition", "echeances"):
            yield from unusable_names(getattr(self, name), name)
        for path, cout in self.couts.items():
            yield from self._tax_problems(path, cout)

    def _tax_problems(self, path: str, cout: Cout) -> Iterable[Problem]:
        """A cost without tax whose rate nobody gave would be printed as if it were with tax."""
        rate = cout.tva or self.tva
        if rate is None and (cout.ht is None) != (cout.ttc is None):
            hint = "ajoutez « tva: 20 % » ou « tva: non applicable, article … » ; sans taxe, écrivez « montant: »"
            yield Problem(path, "ce coût est hors taxes ou TTC, et le taux de TVA n'est pas donné", hint)
        if cout.montant is not None and rate is not None and rate.applicable:
            hint = "écrivez « ht: » ou « ttc: » à la place de « montant: »"
            yield Problem(path, f"ce montant ne dit pas s'il comprend la TVA à {rate}", hint)
