"""The prose of an entry: preamble, articles, tables, annexes, convention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from .prose import Prose
from .schema import Problem, key

COLUMNS = ("ht", "tva", "ttc", "montant", "taux")
ROWS = ("repartition", "lignes", "echeances")
ACT_ID = re.compile(r"[A-Z]{2,4}(?:\d{4}-)?\d{1,5}[A-Z]?")  # « DEC2025-453 », « ARR87 » where numbers go on


@dataclass(frozen=True, slots=True, kw_only=True)
class Motif:
    """One reason of the preamble: a visa (a text, or acts of the register) or a considérant."""

    vu: Prose | tuple[str, ...] | None = key("texte visé, ou actes du registre", example="DEC2021-331", default=None)
    considerant: Prose | None = key("motif de fait", default=None)
    autre: Prose | None = key("autre motif, sans mot d'ouverture", example="Sur proposition de …", default=None)
    texte: Prose | None = key("rédaction propre à ce visa, à la place de la phrase type", default=None)

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
            yield Problem(
                "texte", "« texte » ne sert qu'avec un acte du registre", "écrivez tout dans « vu » ou « considerant »"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article; `label` lets prose cite it: {{ article("duree") }}."""

    label: str = key("nom pour le citer", example="duree", default="")
    titre: Prose | None = key("titre", example="Durée", default=None)
    texte: Prose = key("texte : paragraphes, listes, gras, italique")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lieu:
    """Where and when something is signed; without a date, room is left for it."""

    lieu: str = key("lieu de signature", example="Saint-Flour", default="")
    date: date | None = key("date de signature, quand elle est connue", example="2025-07-08", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs the act itself, where and when."""

    lieu: str = key("lieu de signature", example="Saint-Flour", default="")
    date: date | None = key("date de signature, quand elle est connue", example="2025-07-08", default=None)
    par: str = key("qui signe par délégation, s'il n'est pas le chef de l'exécutif", example="dupont", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartieConvention:
    """A party to the convention, introduced by the standard sentence or its own."""

    tiers: str = key("nom du fichier de registry/tiers, ou « collectivite »", example="cantal_destination")
    par: str = key("délégataire qui signe pour la collectivité, à la place du chef", example="dupont", default="")
    introduction: Prose | None = key("ce qui précède, à la place de « D'une part, »", default=None)
    texte: Prose | None = key("présentation propre, à la place de la phrase type", default=None)

    @classmethod
    def from_text(cls, text: str) -> PartieConvention:
        """A party stated by its name alone."""
        return cls(tiers=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """The convention that the act approves."""

    nom: str = key("comment les autres textes la nomment", example="l'avenant n° 1", default="la convention")
    titre: Prose = key("titre", example="CONVENTION DE PARTENARIAT")
    entete: tuple[Prose, ...] = key("lignes au-dessus du titre", default=())
    sous_titres: tuple[Prose, ...] = key("lignes sous le titre", default=())
    parties: tuple[PartieConvention, ...] = key("parties, dans l'ordre")
    preambule: tuple[Motif, ...] = key("motifs", default=())
    articles: tuple[Article, ...] = key("articles, dans l'ordre")
    signature: Lieu = key("lieu et date", factory=Lieu)

    def problems(self) -> Iterable[Problem]:
        if len(self.parties) < 2:
            yield Problem("parties", "une convention a au moins deux parties", "ajoutez l'autre partie")


@dataclass(frozen=True, slots=True, kw_only=True)
class Colonne:
    """A column of amounts of a table of shares, of lines of cost or of payments."""

    titre: Prose = key("titre de la colonne", example="HT/AN")
    montant: str = key("« ht », « tva », « ttc » ou « montant » (sans taxe) ; « taux » pour une ligne", example="ht")
    base: str = key("« annuel » ou « periode » ; sans cela, la base du coût", example="annuel", default="")

    def problems(self) -> Iterable[Problem]:
        if self.montant not in COLUMNS:
            choices = ", ".join(f"« {name} »" for name in COLUMNS)
            yield Problem("montant", f"« {self.montant} » n'est pas un montant", f"choix : {choices}")
        if self.base not in ("", "annuel", "periode"):
            yield Problem("base", f"« {self.base} » n'est pas une base", "écrivez « annuel » ou « periode »")


EMPTY: Mapping[str, Mapping[str, Prose]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tableau:
    """A table: what `financement` holds (`de`), by `colonnes`; or `lignes` typed as they are, headings first."""

    de: str = key("« repartition », « lignes » ou « echeances » du financement", default="repartition")
    entete: Prose | None = key("titre de la première colonne", example="Territoire", default=None)
    colonnes: tuple[Colonne, ...] = key("colonnes de montants", default=())
    total: Prose | None = key("libellé de la ligne de total", example="Total", default=None)
    total_en_tete: bool = key("ligne de total au début plutôt qu'à la fin", example="oui", default=False)
    imprime: Mapping[str, Mapping[str, Prose]] = key(
        "ce qui a été imprimé à la place du montant calculé, par part (ou « total ») puis « ht » ou « ttc »",
        factory=lambda: EMPTY,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Jalon:
    """A payment of an attached order: as read on the piece."""

    libelle: str = key("libellé", example="livraison à 6 mois")
    date: date | None = key("date", example="2025-07-01", default=None)
    part: str = key("part", example="20 %", default="")
    montant: str = key("montant", example="7 820,00", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What was read on an attached piece that others wrote: kept as text, right or wrong, for the check."""

    emetteur: str = key("qui l'a écrite", default="")
    client: str = key("à qui elle est adressée", default="")
    objet: str = key("objet imprimé", default="")
    dates: Mapping[str, date] = key("dates imprimées, par nom", factory=lambda: MappingProxyType({}))
    montants: Mapping[str, str] = key("montants imprimés, par nom", factory=lambda: MappingProxyType({}))
    jalons: tuple[Jalon, ...] = key("échéancier imprimé", default=())
    adresses: tuple[str, ...] = key("adresses imprimées", default=())
    identifiants: Mapping[str, str] = key(
        "SIREN, SIRET, TVA, RCS, IBAN, BIC imprimés", factory=lambda: MappingProxyType({})
    )
    telephones: tuple[str, ...] = key(
        "téléphones imprimés ; on peut masquer la fin", example="[06 ** ** ** **]", default=()
    )
    courriels: tuple[str, ...] = key(
        "courriels imprimés ; on peut masquer la fin", example="[prenom.nom@…]", default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexe:
    """An annexe: composed here (`texte`, `tableau`), or a file of somebody else (`piece`)."""

    label: str = key("nom pour la citer", example="territoires", default="")
    titre: Prose = key("titre, tel qu'il est annoncé au pied de la convention")
    intitule: Prose | None = key("titre porté par l'annexe elle-même, s'il diffère", default=None)
    texte: Prose | None = key("texte", default=None)
    tableau: Tableau | None = key("tableau", default=None)
    suite: Prose | None = key("texte sous le tableau", default=None)
    piece: Piece | None = key("pièce jointe écrite par un autre : ce qu'on y lit", default=None)

    @property
    def composed(self) -> bool:
        """Whether `render` writes it."""
        return self.texte is not None or self.tableau is not None
