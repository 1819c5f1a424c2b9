"""The subjects of acts sent to the préfecture (@CTES): the two levels that are the same everywhere.

Source: nomenclature @CTES, as in `documentation/data-exemple/classification.xml` of Pastell (classification of 2019);
its ranges are those of SCDL `deliberations` 2.1.3. Accents were put back. A préfecture serves its own list: further
levels are its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..values.matiere import Matiere

# Chapter: its name, then those of 1.1, 1.2…
_CHAPTERS = (
    ("Commande publique", "Marchés publics", "Délégation de service public", "Conventions de mandat",
     "Autres types de contrats", "Transactions, protocoles d'accord transactionnel",
     "Actes relatifs à la maîtrise d'œuvre", "Actes spéciaux et divers"),
    ("Urbanisme", "Documents d'urbanisme", "Actes relatifs au droit d'occupation ou d'utilisation des sols",
     "Droit de préemption urbain"),
    ("Domaine et patrimoine", "Acquisitions", "Aliénations", "Locations", "Limites territoriales",
     "Autres actes de gestion du domaine public", "Autres actes de gestion du domaine privé"),
    ("Fonction publique", "Personnel titulaires et stagiaires de la fonction publique territoriale",
     "Personnel contractuel", "Fonction publique hospitalière", "Autres catégories de personnels",
     "Régime indemnitaire"),
    ("Institutions et vie politique", "Élection exécutif", "Fonctionnement des assemblées",
     "Désignation de représentants", "Délégation de fonctions", "Délégation de signature",
     "Exercice des mandats locaux", "Intercommunalité", "Décision d'ester en justice"),
    ("Libertés publiques et pouvoirs de police", "Police municipale", "Pouvoir du président du conseil général",
     "Pouvoir du président du conseil régional", "Autres actes réglementaires",
     "Actes pris au nom de l'État et soumis au contrôle hiérarchique"),
    ("Finances locales", "Décisions budgétaires", "Fiscalité", "Emprunts", "Interventions économiques", "Subventions",
     "Contributions budgétaires", "Avances", "Fonds de concours", "Prises de participation", "Divers"),
    ("Domaines de compétences par thèmes", "Enseignement", "Aide sociale", "Voirie", "Aménagement du territoire",
     "Politique de la ville, habitat, logement", "Emploi, formation professionnelle", "Transports", "Environnement",
     "Culture"),
    ("Autres domaines de compétences", "Autres domaines de compétences des communes",
     "Autres domaines de compétences des départements", "Autres domaines de compétences des régions",
     "Vœux et motions"),
)  # fmt: skip
CHAPTERS: Mapping[int, str] = {number: names[0] for number, names in enumerate(_CHAPTERS, 1)}
MATIERES: Mapping[str, str] = {
    f"{chapter}.{number}": name
    for chapter, names in enumerate(_CHAPTERS, 1)
    for number, name in enumerate(names[1:], 1)
}


def near(matiere: Matiere) -> str:
    """The subjects of the same chapter, or the chapters: what somebody may have meant.

    >>> near(Matiere.parse("2.9")), len(MATIERES)
    ("2.1 Documents d'urbanisme, 2.2 Actes relatifs au droit d'occupation ou d'utilisation des sols, \
2.3 Droit de préemption urbain", 57)
    """
    chapter = matiere.niveaux[0]
    if chapter not in CHAPTERS:
        return ", ".join(f"{number} {name}" for number, name in CHAPTERS.items())
    return ", ".join(f"{code} {name}" for code, name in MATIERES.items() if code.startswith(f"{chapter}."))
