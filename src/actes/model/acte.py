"""An act, as its entry says it, and its period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date

from ..law.matieres import MATIERES, near
from ..values.actnumber import ActNumber
from ..values.dateshift import end_of
from ..values.durations import Duration
from ..values.matiere import Matiere
from ..values.periods import Period
from ..values.text import unaccented
from .accounts import contradictions
from .confirm import AConfirmer, Ecart
from .formulas import FormulesPropres
from .funding import Financement
from .natures import CONTRACTS, NatureActe, TypeActe, may_be_one
from .prose import Prose
from .schema import Problem, keyed, no_names, unusable_names
from .texts import ROWS, Annexe, Article, Convention, Motif, Signature, Tableau


@keyed
class PeriodeActe:
    """The period of an act: a start, and an end or a duration; the other one is worked out."""

    debut: date
    fin: date | None = None
    duree: Duration | None = None

    @property
    def period(self) -> Period:
        """Both days, the last one included, worked out where the entry gives a duration."""
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
            message = f"{self.duree} à partir du début finissent le {end}"
            yield Problem("duree", message, "retirez « duree » : elle est calculée")


Day = date  # inside `Acte`, the field `date` hides the type


@keyed
class Reference:
    """A text outside the register that prose cites: a framework contract, a law, another body's act."""

    titre: str
    date: date | None = None
    periode: PeriodeActe | None = None


@keyed
class Suivi:
    """What happened after signature (CGCT L. 2131-1: transmission, publication; L. 5211-10: report to the council)."""

    transmission: date | None = None
    reception: date | None = None
    accuse_reception: str = ""
    publication: date | None = None
    compte_rendu: date | None = None


@keyed
class Origine:
    """A file that the entry was made of by `import`: it stays where it is, its digest tells whether it is the same."""

    fichier: str
    empreinte: str


@keyed
class Acte:
    """An act of the register. Without articles it is known only through the visas of others: cited, never rendered."""

    numero: ActNumber
    type: TypeActe
    nature_actes: NatureActe | None = None
    matiere: Matiere | None = None
    objet: Prose
    objet_cite: Prose | None = None
    date: date | None = None
    delegation: bool = False
    renouvelle: str = ""
    modifie: str = ""
    signature: Signature = field(default_factory=Signature)
    periode: PeriodeActe | None = None
    parties: tuple[str, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=no_names)
    financement: Financement | None = None
    preambule: tuple[Motif, ...] = ()
    articles: tuple[Article, ...] = ()
    convention: Convention | None = None
    annexes: tuple[Annexe, ...] = ()
    suivi: Suivi = field(default_factory=Suivi)
    formules: FormulesPropres | None = None
    origine: tuple[Origine, ...] = ()
    ecarts_acceptes: tuple[Ecart, ...] = ()
    a_confirmer: tuple[AConfirmer, ...] = ()

    @property
    def jour(self) -> Day | None:
        """The date of the act: that of its signature, or the one it is known by."""
        return self.signature.date or self.date

    @property
    def transmis(self) -> bool:
        """Whether the préfecture has it: it can no longer be corrected, only amended or withdrawn."""
        follow = self.suivi
        return bool(follow.transmission or follow.reception or follow.accuse_reception)

    def dated_by(self, today: Day) -> bool:
        """Whether its day has come: a date may have been planned."""
        return self.jour is not None and self.jour <= today

    def signed_by(self, today: Day) -> bool:
        """Whether it is signed, that day: what is to confirm keeps it a draft, unless it is known to be out."""
        out = self.transmis or self.suivi.publication or self.origine
        return self.dated_by(today) and bool(out or not self.unconfirmed)

    def stands(self, today: Day) -> bool:
        """Whether it is produced as it was signed, right or wrong: it was sent, or taken over from its own files."""
        return self.signed_by(today) and bool(self.transmis or self.origine)

    def locked(self, today: Day) -> bool:
        """Whether its entry says what was signed, or sent: only by force is it corrected."""
        return self.transmis or self.signed_by(today)

    @property
    def rendered(self) -> bool:
        return bool(self.articles)

    @property
    def unconfirmed(self) -> tuple[AConfirmer, ...]:
        return tuple(line for line in self.a_confirmer if not line.confirme)

    def of_its_time(self, day: Day) -> bool:
        """Whether a day that a cited text bears is of the act's own year or later: not one of an older text.

        What the act is about (an entry into force, a request to a court) has such a day, and moves with the act.
        """
        year = self.numero.annee or (self.jour.year if self.jour else 0)
        return bool(year) and day.year >= year

    def may_be_called(self, nature: str) -> bool:
        """Whether a text that cites its number means it: series share numbers, and a contract may have its own."""
        contract = nature not in CONTRACTS or self.convention is not None or bool(self.modifie)
        return may_be_one(nature, self.type) and (contract or unaccented(nature) in unaccented(self.objet.text))

    def citations(self) -> Iterator[tuple[str, str]]:
        """Every act of the register that its entry names, with its field, in order."""
        convention = self.convention.preambule if self.convention else ()
        for path, motifs in (("preambule", self.preambule), ("convention.preambule", convention)):
            for index, motif in enumerate(motifs):
                for position, cited in enumerate(motif.actes):
                    yield f"{path}[{index}].vu" + (f"[{position}]" if isinstance(motif.vu, tuple) else ""), cited
        yield from ((name, getattr(self, name)) for name in ("renouvelle", "modifie") if getattr(self, name))

    def cited(self) -> tuple[str, ...]:
        """The same acts, each once."""
        return tuple(dict.fromkeys(cited for _, cited in self.citations()))

    def problems(self) -> Iterable[Problem]:
        if self.signature.date and self.date and self.signature.date != self.date:
            yield Problem("date", "« date » et « signature » donnent deux dates", "gardez celle de « signature »")
        if self.matiere and self.matiere.nationale not in MATIERES:
            message = f"la matière {self.matiere} n'est pas dans la nomenclature"
            yield Problem("matiere", message, f"matières possibles : {near(self.matiere)}")
        yield from duplicate_labels(self.articles, "articles")
        yield from duplicate_labels(self.annexes, "annexes")
        if self.convention:
            yield from duplicate_labels(self.convention.articles, "convention.articles")
        yield from unusable_names(self.references, "references")
        parts = (self.financement, *self.financement.couts.values(), self.periode) if self.financement else ()
        if self.financement and not any(tuple(part.problems()) for part in parts if part):  # theirs are told there
            for problem in contradictions(self.financement, self.periode.period if self.periode else None):
                yield Problem(f"financement.{problem.field}", problem.message, problem.hint)
        for index, annexe in enumerate(self.annexes):
            if annexe.tableau and annexe.tableau.colonnes:
                yield from _table_problems(annexe.tableau, self.financement, f"annexes[{index}].tableau")


def _table_problems(table: Tableau, funding: Financement | None, path: str) -> Iterable[Problem]:
    """A table shows what the financing holds, and prints figures in its rows only."""
    labels: Collection[str] = getattr(funding, table.de, ()) if table.de in ROWS else ("",)
    if not labels:
        hint = f"ajoutez « {table.de}: » sous « financement: », ou tapez le tableau avec « lignes: »"
        yield Problem(f"{path}.de", f"le financement n'a pas de « {table.de} » à mettre dans le tableau", hint)
    elif table.de in ROWS:
        for label in table.imprime:
            if label not in labels and label != "total":
                known = ", ".join(labels)
                yield Problem(f"{path}.imprime.{label}", f"« {label} » n'est pas dans le tableau", f"lignes : {known}")


def duplicate_labels(items: Iterable[Article | Annexe], name: str) -> Iterable[Problem]:
    """A label names one thing only."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.label and item.label in seen:
            yield Problem(f"{name}[{index}].label", f"« {item.label} » est déjà pris", "donnez un autre nom")
        seen.add(item.label)
