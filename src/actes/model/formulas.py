"""The formulas of acts: the words that do not change from one to the next, and what a type of act, or one act, has
of its own; those of what is made from the whole register, the report to the council and the tables of a year.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import field, fields, replace
from typing import Any, TypeVar, dataclass_transform

from ..frozen import frozen
from ..values.text import unaccented
from .prose import Prose
from .schema import key

T = TypeVar("T")


@frozen(kw_only=True)
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


@frozen(kw_only=True)
class FormulesCompteRendu:
    """The words of the report on decisions taken by delegation (CGCT L. 5211-10, L. 2122-23)."""

    titre: Prose = key("titre", example="DÉCISIONS PRISES PAR DÉLÉGATION")
    sous_titres: tuple[Prose, ...] = key("lignes sous le titre", default=())
    introduction: Prose = key("avant le tableau")
    numero: Prose = key("titre de la colonne des numéros", example="Numéro")
    date: Prose = key("titre de la colonne des dates", example="Date")
    objet: Prose = key("titre de la colonne des objets", example="Objet")
    partie: Prose = key("titre de la colonne des parties", example="Cocontractant")
    montant: Prose = key("titre de la colonne des montants", example="Montant")
    par_an: Prose = key("montant qui vaut pour un an", example="{{ montant }} par an")
    sans_montant: Prose = key("à la place d'un montant que la fiche ne donne pas", example="—")
    vide: Prose = key("à la place du tableau, quand aucune décision n'a été prise")
    conclusion: tuple[Prose, ...] = key("sous le tableau", default=())
    pied: Prose = key("pied de page")


@frozen(kw_only=True)
class FormulesRegistre:
    """The words of the tables of a year's acts (CGCT R. 2121-9)."""

    titre: Prose = key("titre", example="REGISTRE DES ACTES {{ annee }}")
    sous_titres: tuple[Prose, ...] = key("lignes sous le titre", default=())
    chronologique: Prose = key("titre de chaque table chronologique", example="Table chronologique des {{ serie }}")
    thematique: Prose = key("titre de la table thématique", example="Table thématique")
    numero: Prose = key("titre de la colonne des numéros", example="Numéro")
    date: Prose = key("titre de la colonne des dates", example="Date")
    objet: Prose = key("titre de la colonne des objets", example="Objet")
    matiere: Prose = key("titre de la colonne des matières", example="Matière")
    reception: Prose = key("titre de la colonne des réceptions en préfecture", example="Reçu en préfecture")
    publication: Prose = key("titre de la colonne des publications", example="Publié")
    reserve: Prose = key("numéro réservé", example="Numéro réservé : {{ motif }}")
    annule: Prose = key("numéro annulé", example="Numéro annulé : {{ motif }}")
    absents: Prose = key("numéros que rien n'explique", example="Absent du registre : à expliquer")
    sans_matiere: Prose = key("actes dont la fiche ne dit pas la matière", example="Matière non précisée")
    conclusion: tuple[Prose, ...] = key("après les tables", default=())
    pied: Prose = key("pied de page")


@frozen(kw_only=True)
class Formules:
    """The words of an act that do not change from one to the next, around the same facts."""

    entete: tuple[Prose, ...] = key("lignes de l'en-tête")
    titre: Prose = key("titre de l'acte")
    sous_titres: tuple[Prose, ...] = key("lignes sous le titre ; « [] » pour n'en avoir aucune", default=())
    objet: Prose = key("avant l'objet ; avec lui, sur sa ligne : « Objet : {{ objet }} »", example="OBJET :")
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

    def names(self, *facts: str) -> bool:
        """Whether the words of an act name one of these facts."""
        proses = [prose for one in fields(FormulesPropres) for prose in _proses(getattr(self, one.name))]
        return any(fact in prose.text for prose in proses for fact in facts)

    def pour(self, type_acte: str, propres: FormulesPropres | None = None) -> Formules:
        """The formulas of a type of act (« arrêté »), or of one act: its own where there are some, else the common."""
        of_type: FormulesPropres | None = getattr(self, unaccented(type_acte))
        return _with(_with(self, of_type), propres)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def _own(of: type, besides: Collection[str] = ()) -> Callable[[type[T]], type[T]]:
    """A class with the keys of another, none of which has to be there: what is not said is as it is for all."""

    def made(cls: type[T]) -> type[T]:
        keys = [one for one in fields(of) if one.name not in {*besides, *vars(cls)}]
        cls.__annotations__ = {one.name: f"{one.type} | None" for one in keys} | cls.__annotations__
        for one in keys:
            setattr(cls, one.name, field(default=None, metadata=one.metadata))
        return frozen(kw_only=True)(cls)

    return made


@_own(FormulesConvention)
class FormulesConventionPropres:
    """The formulas that one convention has of its own: those of `FormulesConvention`, each where it differs."""


@_own(Formules, besides=("compte_rendu", "registre", "decision", "arrete", "deliberation"))
class FormulesPropres:
    """The formulas that a type of act, or one act, has of its own: those of `Formules`, each where it differs."""

    convention: FormulesConventionPropres | None = key("ce qui change dans la convention", default=None)


def _proses(value: object) -> tuple[Prose, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, Prose) else ()


def _with(forms: Formules, own: FormulesPropres | None) -> Formules:
    if own is None:
        return forms
    stated = _stated(own)
    if own.convention is not None:
        stated["convention"] = _convention(forms.convention, own.convention)
    return replace(forms, **stated)


def _convention(forms: FormulesConvention | None, own: FormulesConventionPropres) -> FormulesConvention | None:
    """Those of a convention; where there are no common ones, its own have to be all there."""
    stated = _stated(own)
    if forms is not None:
        return replace(forms, **stated)
    needed = {one.name for one in fields(FormulesConvention)} - {"article", "pied"}
    return FormulesConvention(**stated) if needed <= set(stated) else None


def _stated(own: FormulesPropres | FormulesConventionPropres) -> dict[str, Any]:
    return {one.name: value for one in fields(own) if (value := getattr(own, one.name)) is not None}
