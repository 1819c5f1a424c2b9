"""The collectivity: who it is, who holds office, and the formulas that stand in all its acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType

from ..values.text import unaccented
from ..values.titles import Genre
from ..values.words import Spelling
from .acte import Acte
from .listings import FormulesCompteRendu, FormulesRegistre
from .people import Adresse, Representant
from .prose import Prose
from .schema import Problem, key
from .series import Serie, confused, series_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandat:
    """A term of the council (CGCT L. 5211-8: it ends when the next council is installed)."""

    debut: date = key("jour de l'installation du conseil", example="2020-07-09")
    fin: date | None = key("veille de l'installation du suivant", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulesConvention:
    """The words of a convention that do not change from one to the next."""

    entre: Prose = key("avant les parties", example="Entre")
    introductions: tuple[Prose, ...] = key(
        "avant chaque partie, dans l'ordre", example='["D\'une part,", "Et d\'autre part,"]'
    )
    partie: Prose = key("phrase qui présente une partie")
    formule: Prose = key("avant les articles", example="Il est convenu ce qui suit :")
    lieu_date: Prose = key("lieu et date", example="Fait à {{ lieu }}, le {{ date }}")
    pour: Prose = key("au-dessus d'une signature", example="Pour {{ partie }}")
    qualite: Prose = key("qualité du signataire")
    signataire: Prose = key("nom du signataire")
    annonce: Prose = key("annonce d'une annexe", example="{{ numero }} : {{ titre }}")
    article: Prose | None = key("en-tête d'un article, s'il n'est pas celui de l'acte", default=None)
    pied: Prose | None = key(
        "pied de page, s'il n'est pas celui de l'acte", example="{{ convention.nom | majuscule }}", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulesPropres:
    """The formulas that one type of act has of its own: those of `Formules`, each where it differs."""

    entete: tuple[Prose, ...] | None = key("lignes de l'en-tête", default=None)
    titre: Prose | None = key("titre de l'acte", default=None)
    sous_titres: tuple[Prose, ...] | None = key("lignes sous le titre ; « [] » pour n'en avoir aucune", default=None)
    objet: Prose | None = key("avant l'objet", default=None)
    autorite: Prose | None = key("qui décide", default=None)
    vu: Prose | None = key("mot qui ouvre un visa", default=None)
    considerant: Prose | None = key("mot qui ouvre un motif", default=None)
    visa_acte: Prose | None = key("phrase qui vise un acte du registre", default=None)
    visa_actes: Prose | None = key("phrase qui vise plusieurs actes à la fois", default=None)
    decide: Prose | None = key("formule qui ouvre les articles", example="ARRÊTE", default=None)
    article: Prose | None = key("en-tête d'un article", default=None)
    annexe: Prose | None = key("titre d'une annexe", default=None)
    recours: tuple[Prose, ...] | None = key("voies et délais de recours", default=None)
    lieu_date: Prose | None = key("lieu et date", default=None)
    qualite: Prose | None = key("qualité du signataire", default=None)
    signataire: Prose | None = key("nom du signataire", default=None)
    mentions: tuple[Prose, ...] | None = key("après la signature", default=None)
    annonce: Prose | None = key("annonce d'une annexe au pied de l'acte", default=None)
    pied: Prose | None = key("pied de page", default=None)


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
    annonce: Prose | None = key("annonce d'une annexe au pied d'un acte sans convention", default=None)
    pied: Prose = key("pied de page")
    convention: FormulesConvention | None = key("formules des conventions", default=None)
    compte_rendu: FormulesCompteRendu | None = key("mots du compte rendu des décisions", default=None)
    registre: FormulesRegistre | None = key("mots des tables du registre", default=None)
    decision: FormulesPropres | None = key("ce qui change dans une décision", default=None)
    arrete: FormulesPropres | None = key("ce qui change dans un arrêté", default=None)
    deliberation: FormulesPropres | None = key("ce qui change dans une délibération", default=None)

    def pour(self, type_acte: str) -> Formules:
        """The formulas of a type of act (« arrêté »): its own where it has some, the common ones else."""
        own: FormulesPropres | None = getattr(self, unaccented(type_acte))
        if own is None:
            return self
        stated = {f.name: getattr(own, f.name) for f in fields(own) if getattr(own, f.name) is not None}
        return replace(self, **stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collectivite:
    """The body whose register this is."""

    nom: str = key("nom", example="Saint-Flour Communauté")
    departement: str = key("département", example="Cantal")
    code_departement: str = key("code du département, sur trois caractères", example="015", default="")
    genre: Genre | None = key("genre du nom, pour l'accord : « f » ou « m »", example="f", default=None)
    siren: str = key("numéro SIREN", example="200066660", default="")
    adresse: Adresse | None = key("adresse du siège", default=None)
    lieu: str = key("lieu de signature habituel", example="Saint-Flour")
    organe: str = key("assemblée délibérante", example="conseil communautaire")
    mandats: tuple[Mandat, ...] = key("mandats de l'assemblée, du plus ancien au plus récent", default=())
    seances: tuple[date, ...] = key(
        "séances de l'assemblée, où il est rendu compte des décisions", example="[2025-09-25]", default=()
    )
    executif: tuple[Representant, ...] = key("chefs de l'exécutif, du plus ancien au plus récent")
    delegataires: Mapping[str, Representant] = key(
        "élus qui peuvent signer par délégation", factory=lambda: MappingProxyType({})
    )
    formules: Formules = key("formules des actes")
    orthographe: Spelling = key(
        "« traditionnelle » ou « 1990 », pour les nombres en lettres", default=Spelling.TRADITIONNELLE
    )
    series: tuple[Serie, ...] = key(
        "séries de numéros ; sans elles, DEC pour les décisions, DEL pour les délibérations, ARR pour les arrêtés",
        default=(),
    )

    def serie(self, act: Acte) -> Serie:
        """The series that numbers an act."""
        return next(serie for serie in series_of(self.series) if act.type in serie.actes)

    def problems(self) -> Iterable[Problem]:
        return confused(self.series)

    @property
    def representants(self) -> tuple[Representant, ...]:
        """As a party to a convention, it is represented by its head."""
        return self.executif

    def __str__(self) -> str:
        return self.nom
