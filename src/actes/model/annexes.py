"""The annexes of an act: a text, a table of amounts or of rows typed as they are, a piece that somebody else wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ..frozen import frozen
from ..values.text import quoted
from .prose import Prose
from .schema import Problem, key, no_names

COLUMNS = ("ht", "tva", "ttc", "montant", "taux")
ROWS = ("repartition", "lignes", "echeances")


@frozen(kw_only=True)
class Colonne:
    """A column of amounts of a table of shares, of lines of cost or of payments."""

    titre: Prose = key("titre de la colonne", example="HT/AN")
    montant: str = key(
        "« ht », « tva », « ttc » ou « montant » (sans taxe) ; « taux » pour une ligne", label="Montant", example="ht"
    )
    base: str = key(
        "« annuel » ou « periode » ; sans cela, la base du coût", label="Base", example="annuel", default=""
    )

    def problems(self) -> Iterable[Problem]:
        if self.montant not in COLUMNS:
            choices = ", ".join(f"« {name} »" for name in COLUMNS)
            yield Problem("montant", f"« {self.montant} » n'est pas un montant", f"choix : {choices}")
        if self.base not in ("", "annuel", "periode"):
            yield Problem("base", f"« {self.base} » n'est pas une base", "écrivez « annuel » ou « periode »")


@frozen(kw_only=True)
class Tableau:
    """A table: what `financement` holds (`de`), by `colonnes`; or `lignes` typed as they are, headings first."""

    de: str = key(
        "« repartition », « lignes » ou « echeances » du financement", label="Lignes prises de", default="repartition"
    )
    entete: Prose | None = key("titre de la première colonne", example="Territoire", default=None)
    colonnes: tuple[Colonne, ...] = key("colonnes de montants", default=())
    total: Prose | None = key("libellé de la ligne de total", example="Total", default=None)
    total_en_tete: bool = key("ligne de total au début plutôt qu'à la fin", example="oui", default=False)
    imprime: Mapping[str, Mapping[str, Prose]] = key(
        "ce qui a été imprimé à la place du montant calculé, par part (ou « total ») puis « ht » ou « ttc »",
        factory=no_names,
    )
    lignes: tuple[tuple[Prose, ...], ...] = key("lignes, la première porte les titres", default=())

    def problems(self) -> Iterable[Problem]:
        if bool(self.colonnes) == bool(self.lignes):
            yield Problem("colonnes", "un tableau a soit « colonnes », soit « lignes »", "gardez l'un des deux")
        if self.de not in ROWS:
            choices = ", ".join(f"« {name} »" for name in ROWS)
            yield Problem("de", f"« {self.de} » n'est pas une partie du financement", f"choix : {choices}")
        if len({len(row) for row in self.lignes}) > 1:
            yield Problem(
                "lignes", "les lignes n'ont pas toutes le même nombre de cases", 'écrivez "" pour une case vide'
            )


@frozen(kw_only=True)
class Jalon:
    """A payment of an attached order: as read on the piece."""

    libelle: str = key("libellé", example="livraison à 6 mois")
    date: date | None = key("date", example="2025-07-01", default=None)
    part: str = key("part", example="20 %", default="")
    montant: str = key("montant", example="7 820,00", default="")


@frozen(kw_only=True)
class Piece:
    """What was read on an attached piece that others wrote: kept as text, right or wrong, for the check."""

    emetteur: str = key("qui l'a écrite", default="")
    client: str = key("à qui elle est adressée", default="")
    objet: str = key("objet imprimé", default="")
    dates: Mapping[str, date] = key("dates imprimées, par nom", factory=no_names)
    montants: Mapping[str, str] = key("montants imprimés, par nom", factory=no_names)
    jalons: tuple[Jalon, ...] = key("échéancier imprimé", default=())
    adresses: tuple[str, ...] = key("adresses imprimées", default=())
    identifiants: Mapping[str, str] = key(
        "identifiants imprimés, par nom : SIREN, SIRET, TVA, RCS, IBAN, BIC",
        factory=no_names,
    )
    telephones: tuple[str, ...] = key(
        "téléphones imprimés ; masqués, ils ne sont pas relevés", example="[06 ** ** ** **]", default=()
    )
    courriels: tuple[str, ...] = key(
        "courriels imprimés ; on peut masquer la fin", example="[prenom.nom@…]", default=()
    )


@frozen(kw_only=True)
class Annexe:
    """An annexe: composed here (`texte`, `tableau`), or a file of somebody else (`piece`)."""

    label: str = key("nom pour la citer", example="territoires", default="")
    titre: Prose = key("titre, tel qu'il est annoncé au pied de la convention")
    intitule: Prose | None = key("titre porté par l'annexe elle-même, s'il diffère", default=None)
    texte: Prose | None = key("texte", default=None)
    tableau: Tableau | None = key("tableau", default=None)
    suite: Prose | None = key("texte sous le tableau", default=None)
    piece: Piece | None = key("pièce jointe écrite par un autre : ce qu'on y lit", default=None)
    fichier: str = key(
        "son PDF, depuis le dossier d'actes, quand un autre l'a écrite : « render --pdf » le met dans l'acte complet",
        label="Fichier PDF",
        example="pieces/bon-de-commande.pdf",
        default="",
    )

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
