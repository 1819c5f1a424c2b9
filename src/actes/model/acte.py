"""An act, as its entry says it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from ..frozen import frozen
from ..law.matieres import MATIERES, near
from ..values.actnumber import ActNumber
from ..values.matiere import Matiere
from ..values.text import unaccented
from .annexes import ROWS, Annexe, Tableau
from .confirm import AConfirmer
from .ecart import Ecart
from .formulas import FormulesPropres
from .funding import Cout, Financement
from .natures import CONTRACTS, NatureActe, TypeActe, may_be_one
from .periode import PeriodeActe
from .prose import Prose
from .schema import Problem, key, no_names, unusable_names
from .settling import contradictions
from .texts import Article, Convention, Motif, Signature

Day = date  # inside `Acte`, the field `date` hides the type


@frozen(kw_only=True)
class Reference:
    """A text outside the register that prose cites: a framework contract, a law, another body's act."""

    titre: str = key("comment le citer", example="le groupement de commandes")
    date: date | None = key("sa date", example="2022-04-12", default=None)
    periode: PeriodeActe | None = key("sa période", default=None)


@frozen(kw_only=True)
class Suivi:
    """What happened after signature (CGCT L. 2131-1: transmission, publication; L. 5211-10: report to the council)."""

    transmission: date | None = key("date de transmission à la préfecture", default=None)
    reception: date | None = key("date de réception par la préfecture", default=None)
    accuse_reception: str = key("identifiant de l'accusé de réception", default="")
    publication: date | None = key("date de publication", default=None)
    compte_rendu: date | None = key(
        "date de la séance où il a été rendu compte de la décision", example="2025-09-25", default=None
    )


@frozen(kw_only=True)
class Origine:
    """A file that the entry was made of by `import`: it stays where it is, its digest tells whether it is the same."""

    fichier: str = key("le fichier, depuis le dossier repris", example="Actes 2025/DEC2025-453.docx")
    empreinte: str = key("son empreinte SHA-256, qui dit si c'est toujours le même", example="9f86d081…")


@frozen(kw_only=True)
class Acte:
    """An act of the register. Without articles it is known only through the visas of others: cited, never rendered."""

    numero: ActNumber = key("numéro", example="2025-453")
    type: TypeActe = key("ce qu'est l'acte", label="Type", example="décision")
    nature_actes: NatureActe | None = key("nature pour la télétransmission", example="AU", default=None)
    matiere: Matiere | None = key("matière pour la télétransmission (@CTES)", example="1.4", default=None)
    objet: Prose = key("objet")
    objet_cite: Prose | None = key(
        "l'objet tel qu'un autre acte le cite, avec son article", example="la convention de partenariat …", default=None
    )
    date: date | None = key("date, pour un acte connu par un visa", example="2017-01-26", default=None)
    delegation: bool = key(
        "« oui » si l'acte délègue des attributions au chef de l'exécutif", label="Délégation", default=False
    )
    renouvelle: str = key("acte que celui-ci renouvelle", label="Renouvelle", example="DEC2023-051", default="")
    modifie: str = key("acte que celui-ci modifie (avenant)", label="Modifie", example="DEC2021-331", default="")
    signature: Signature = key("qui signe, où et quand", label="Signature", factory=Signature)
    periode: PeriodeActe | None = key("période d'effet", default=None)
    parties: tuple[str, ...] = key("tiers concernés (fichiers de registry/tiers)", label="Parties", default=())
    references: Mapping[str, Reference] = key("textes cités hors du registre", factory=no_names)
    financement: Financement | None = key("coût, partage, échéances, budget", label="Financement", default=None)
    preambule: tuple[Motif, ...] = key("visas et considérants, dans l'ordre", default=())
    articles: tuple[Article, ...] = key("articles de l'acte", label="Articles", default=())
    convention: Convention | None = key("convention que l'acte approuve", label="Convention", default=None)
    annexes: tuple[Annexe, ...] = key("annexes, dans l'ordre", default=())
    suivi: Suivi = key("après la signature", label="Suivi", factory=Suivi)
    formules: FormulesPropres | None = key(
        "formules de cet acte, où elles diffèrent de celles d'aujourd'hui", default=None
    )
    origine: tuple[Origine, ...] = key("les fichiers dont « import » a tiré la fiche", default=())
    ecarts_acceptes: tuple[Ecart, ...] = key("ce que la vérification trouve et que l'on accepte", default=())
    a_confirmer: tuple[AConfirmer, ...] = key("ce qu'une personne doit confirmer avant la signature", default=())

    @property
    def jour(self) -> Day | None:
        """The date of the act: that of its signature, or the one it is known by."""
        return self.signature.date or self.date

    @property
    def transmis(self) -> bool:
        """Whether the préfecture has it: it can no longer be corrected, only amended or withdrawn."""
        follow = self.suivi
        return bool(follow.transmission or follow.reception or follow.accuse_reception)

    def signed_by(self, today: Day) -> bool:
        """Whether it is signed, that day: a date may have been planned."""
        return self.jour is not None and self.jour <= today

    @property
    def rendered(self) -> bool:
        """Whether it has a text to render."""
        return bool(self.articles)

    @property
    def unconfirmed(self) -> tuple[AConfirmer, ...]:
        """What nobody has confirmed yet."""
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
        preambles = [("preambule", self.preambule)]
        preambles += [("convention.preambule", self.convention.preambule)] if self.convention else []
        for path, motifs in preambles:
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
        for name in ("articles", "annexes"):
            yield from duplicate_labels(getattr(self, name), name)
        if self.convention:
            yield from duplicate_labels(self.convention.articles, "convention.articles")
        yield from unusable_names(self.references, "references")
        if self.financement and not _unsound(self.financement, *self.financement.couts.values(), self.periode):
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


def _unsound(*parts: Financement | Cout | PeriodeActe | None) -> bool:
    """Whether a part has problems of its own, told where it was read."""
    return any(True for part in parts if part is not None for _ in part.problems())


def duplicate_labels(items: Iterable[Article | Annexe], name: str) -> Iterable[Problem]:
    """A label names one thing only."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.label and item.label in seen:
            yield Problem(f"{name}[{index}].label", f"« {item.label} » est déjà pris", "donnez un autre nom")
        seen.add(item.label)
