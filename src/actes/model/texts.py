"""The words of an entry: preamble, articles, convention, signature; its annexes: a text, a table of amounts or of rows
typed as they are, a piece that somebody else wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date

from ..pattern import pattern
from ..values.text import quoted
from .prose import Prose
from .schema import Problem, keyed, no_names

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
    pour: Prose | None = None
    qualite: Prose | None = None
    signataire: Prose | None = None

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


# annexes

COLUMNS = ("ht", "tva", "ttc", "montant", "taux")
ROWS = ("repartition", "lignes", "echeances")


@keyed
class Colonne:
    """A column of amounts of a table of shares, of lines of cost or of payments."""

    titre: Prose
    montant: str
    base: str = ""

    def problems(self) -> Iterable[Problem]:
        if self.montant not in COLUMNS:
            choices = ", ".join(f"« {name} »" for name in COLUMNS)
            yield Problem("montant", f"« {self.montant} » n'est pas un montant", f"choix : {choices}")
        if self.base not in ("", "annuel", "periode"):
            yield Problem("base", f"« {self.base} » n'est pas une base", "écrivez « annuel » ou « periode »")


@keyed
class Tableau:
    """A table: what `financement` holds (`de`), by `colonnes`; or `lignes` typed as they are, headings first."""

    de: str = "repartition"
    entete: Prose | None = None
    colonnes: tuple[Colonne, ...] = ()
    total: Prose | None = None
    total_en_tete: bool = False
    imprime: Mapping[str, Mapping[str, Prose]] = field(default_factory=no_names)
    lignes: tuple[tuple[Prose, ...], ...] = ()

    def problems(self) -> Iterable[Problem]:
        if bool(self.colonnes) == bool(self.lignes):
            yield Problem("colonnes", "un tableau a soit « colonnes », soit « lignes »", "gardez l'un des deux")
        if self.de not in ROWS:
            choices = ", ".join(f"« {name} »" for name in ROWS)
            yield Problem("de", f"« {self.de} » n'est pas une partie du financement", f"choix : {choices}")
        if len({len(row) for row in self.lignes}) > 1:
            message = "les lignes n'ont pas toutes le même nombre de cases"
            yield Problem("lignes", message, 'écrivez "" pour une case vide')


@keyed
class Jalon:
    """A payment of an attached order: as read on the piece."""

    libelle: str
    date: date | None = None
    part: str = ""
    montant: str = ""


@keyed
class Piece:
    """What was read on an attached piece that others wrote: kept as text, right or wrong, for the check."""

    emetteur: str = ""
    client: str = ""
    objet: str = ""
    dates: Mapping[str, date] = field(default_factory=no_names)
    montants: Mapping[str, str] = field(default_factory=no_names)
    jalons: tuple[Jalon, ...] = ()
    adresses: tuple[str, ...] = ()
    identifiants: Mapping[str, str] = field(default_factory=no_names)
    telephones: tuple[str, ...] = ()
    courriels: tuple[str, ...] = ()


@keyed
class Annexe:
    """An annexe: composed here (`texte`, `tableau`), or a file of somebody else (`piece`)."""

    label: str = ""
    titre: Prose
    intitule: Prose | None = None
    texte: Prose | None = None
    tableau: Tableau | None = None
    suite: Prose | None = None
    piece: Piece | None = None
    fichier: str = ""

    @property
    def composed(self) -> bool:
        """Whether `render` writes it."""
        return self.texte is not None or self.tableau is not None

    def problems(self) -> Iterable[Problem]:
        if self.fichier and self.composed:
            message = "une annexe est composée ici (« texte », « tableau ») ou vient d'un fichier"
            yield Problem("fichier", message, "gardez l'un des deux")
        steps = self.fichier.replace("\\", "/").split("/")
        elsewhere = not all(steps) or ".." in steps or ":" in self.fichier
        if self.fichier and (elsewhere or not steps[-1].lower().endswith(".pdf")):
            message = f"{quoted(self.fichier)} n'est pas un PDF du dossier d'actes"
            hint = "écrivez son chemin depuis ce dossier, avec des « / » : pieces/bon-de-commande.pdf"
            yield Problem("fichier", message, hint)
