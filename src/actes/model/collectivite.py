"""The collectivity: who it is, who holds office, and the formulas that stand in all its acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from .people import Adresse, Representant
from .prose import Prose
from .schema import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandat:
    """A term of the council (CGCT L. 5211-8: it ends when the next council is installed)."""

    debut: date = key("jour de l'installation du conseil", example="2020-07-09")
    fin: date | None = key("veille de l'installation du suivant", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulesConvention:
    """The words of a convention that do not change from one to the next."""

    entre: Prose = key("avant les parties", example="Entre")
    introductions: tuple[Prose, ...] = key("avant chaque partie, dans l'ordre", example='["D\'une part,", "Et d\'autre part,"]')
    partie: Prose = key("phrase qui présente une partie")
    formule: Prose = key("avant les articles", example="Il est convenu ce qui suit :")
    lieu_date: Prose = key("lieu et date", example="Fait à {{ lieu }}, le {{ date }}")
    pour: Prose = key("au-dessus d'une signature", example="Pour {{ partie }}")
    qualite: Prose = key("qualité du signataire")
    signataire: Prose = key("nom du signataire")
    annonce: Prose = key("annonce d'une annexe", example="{{ numero }} : {{ titre }}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formules:
    """The words of an act that do not change from one to the next, around the same facts."""

    entete: tuple[Prose, ...] = key("lignes de l'en-tête")
    titre: Prose = key("titre de l'acte")
    sous_titres: tuple[Prose, ...] = key("lignes sous le titre", default=())
    objet: Prose = key("avant l'objet", example="OBJET :")
    autorite: Prose = key("qui décide", example="La Présidente de Saint-Flour Communauté,")
    vu: Prose = key("mot qui ouvre un visa", example="Vu")
    considerant: Prose = key("mot qui ouvre un motif", example="Considérant")
    visa_acte: Prose = key("phrase qui vise un acte du registre")
    visa_actes: Prose = key("phrase qui vise plusieurs actes à la fois")
    decide: Prose = key("formule qui ouvre les articles", example="DÉCIDE")
    article: Prose = key("en-tête d'un article", example="Article {{ rang }} :")
    annexe: Prose = key("titre d'une annexe", example="ANNEXE {{ rang }}")
    recours: tuple[Prose, ...] = key("voies et délais de recours (CJA R. 421-1)", default=())
    lieu_date: Prose = key("lieu et date", example="Fait à {{ lieu }}, le {{ date }}")
    qualite: Prose = key("qualité du signataire, sur une ou plusieurs lignes")
    signataire: Prose = key("nom du signataire")
    mentions: tuple[Prose, ...] = key("après la signature : compte rendu, transmission, publication", default=())
    pied: Prose = key("pied de page")
    convention: FormulesConvention | None = key("formules des conventions", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collectivite:
    """The body whose register this is."""

    nom: str = key("nom", example="Saint-Flour Communauté")
    departement: str = key("département", example="Cantal")
    code_departement: str = key("code du département, sur trois caractères", example="015", default="")
    siren: str = key("numéro SIREN", example="200066660", default="")
    adresse: Adresse | None = key("adresse du siège", default=None)
    lieu: str = key("lieu de signature habituel", example="Saint-Flour")
    organe: str = key("assemblée délibérante", example="conseil communautaire")
    mandats: tuple[Mandat, ...] = key("mandats de l'assemblée, du plus ancien au plus récent", default=())
    executif: tuple[Representant, ...] = key("chefs de l'exécutif, du plus ancien au plus récent")
    delegataires: Mapping[str, Representant] = key(
        "élus qui peuvent signer par délégation", factory=lambda: MappingProxyType({})
    )
    formules: Formules = key("formules des actes")
    orthographe: str = key("« traditionnelle » ou « 1990 », pour les nombres en lettres", default="traditionnelle")

    @property
    def representants(self) -> tuple[Representant, ...]:
        """As a party to a convention, it is represented by its head."""
        return self.executif

    def __str__(self) -> str:
        return self.nom
