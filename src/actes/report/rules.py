"""The manual's list of rules, written from their docstrings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ..rules import Rule

HEAD = """# Les règles de vérification

Ce que `actes check` regarde. « erreur » : à corriger avant signature ; « alerte » : à relire ; « conseil » : forme.
Ce fichier est écrit par le programme ; chaque règle se lit aussi avec `actes explain CODE`.
"""
THEMES = {
    "ADR": "Adresses",
    "AID": "Aides publiques",
    "AUT": "Compétence et signataire",
    "AVE": "Avenants",
    "BUD": "Crédits budgétaires",
    "CAD": "Parcelles et surfaces",
    "CAL": "Calculs dits dans une phrase",
    "CHN": "Chaîne des conventions",
    "CHR": "Ordre des dates",
    "CIT": "Actes et lois cités",
    "CPT": "Décomptes",
    "CMP": "Fichiers comparés à la fiche",
    "FOR": "Forme",
    "HAB": "Habilitation à signer",
    "IDE": "Identifiants",
    "MNT": "Montants",
    "MRG": "En-têtes et pieds de page",
    "NOM": "Noms",
    "OBJ": "Objet",
    "PAR": "Parties",
    "PCT": "Pourcentages",
    "PER": "Périodes et durées",
    "PIE": "Pièces jointes",
    "PRT": "Partages et échéances",
    "PUB": "Publication",
    "REC": "Voies de recours",
    "REF": "Renvois aux articles et annexes",
    "REN": "Reconduction",
    "RES": "Restes à compléter",
    "RGT": "Registre",
    "SER": "Séries de numéros",
    "SIG": "Sigles",
    "SUI": "Suivi après la signature",
    "TAB": "Tableaux",
    "TRI": "Tribunaux",
    "TVA": "TVA",
    "VOT": "Votes et pouvoirs",
}


def rules_manual(rules: Iterable[Rule]) -> str:
    """The list as Markdown, by theme; KeyError for a theme without a title (a test says so)."""
    ordered = sorted(rules, key=lambda rule: (THEMES[rule.code[:3]], rule.code))
    parts = [HEAD]
    for theme, members in groupby(ordered, key=lambda rule: THEMES[rule.code[:3]]):
        parts.append(f"\n## {theme}\n")
        parts += [_rule(rule) for rule in members]
    return "".join(parts)


def _rule(rule: Rule) -> str:
    lines = rule.manual.splitlines()
    why = [line for line in lines if not line.startswith(("Mauvais : ", "Bon : ", "Source : "))]
    rest = [f"- {line}" for line in lines if line.startswith(("Mauvais : ", "Bon : ", "Source : "))]
    return f"\n### {rule.code} {rule.name} ({rule.severity})\n\n" + "\n".join([*why, *rest]).strip() + "\n"
