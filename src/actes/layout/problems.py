"""The codes of what can be wrong with a Word template or a produced file, each with its readable name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..finding import Finding, Severity
from ..place import Place

NAMES: Mapping[str, str] = MappingProxyType(
    {
        # the template as a file
        "MOD100": "modele-illisible",
        "MOD101": "modele-dangereux",
        "MOD102": "revisions-en-attente",
        "MOD103": "commentaires",
        # its tags
        "MOD110": "balise-incorrecte",
        "MOD111": "champ-inconnu",
        "MOD112": "champ-inutilise",
        "MOD113": "balise-de-paragraphe",
        "MOD114": "balise-de-texte-riche",
        "MOD115": "condition-laissant-un-vide",
        "MOD116": "guillemets-typographiques",
        "MOD117": "balise-hors-texte",
        # its words and styles
        "MOD120": "mots-de-l-acte-dans-le-modele",
        "MOD121": "emplacement-manquant",
        "MOD122": "style-manquant",
        "MOD123": "style-mise-en-forme-perdue",
        "MOD124": "sous-document-ou-sommaire",
        # what is produced
        "MOD200": "mot-perdu",
        "MOD201": "caractere-interdit",
        "MOD202": "mot-en-trop",
        "MOD203": "balise-restante",
        "MOD204": "fichier-mal-forme",
    }
)


def problem(
    code: str, message: str, hint: str, where: Place, *, severity: Severity = Severity.ERREUR, excerpt: str = ""
) -> Finding:
    """A finding of this table.

    >>> problem("MOD122", "il manque un style", "", Place("decision.docx")).name
    'style-manquant'
    """
    return Finding(code, NAMES[code], severity, message, hint, where, excerpt=excerpt)
