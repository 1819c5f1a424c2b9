"""The words of what is made from the whole register: the report to the council, the tables of a year."""

from __future__ import annotations

from ..frozen import frozen
from .prose import Prose
from .schema import key


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
