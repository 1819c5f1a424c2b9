"""The codes of what can be wrong with a file that others wrote, and of what a reader could not take from it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..finding import CannotGoOn, Finding, Severity
from ..place import Place

NAMES: Mapping[str, str] = MappingProxyType(
    {
        # the file cannot be read at all
        "LEC100": "fichier-introuvable",
        "LEC101": "fichier-vide",
        "LEC102": "fichier-trop-gros",
        "LEC103": "format-inconnu",
        "LEC104": "image-sans-texte",
        "LEC105": "ancien-format",
        "LEC106": "mot-de-passe",
        "LEC107": "fichier-abime",
        "LEC108": "fichier-dangereux",
        "LEC109": "pdf-numerise",
        "LEC110": "trop-de-pages",
        "LEC111": "accuse-illisible",
        # it is read, but not all of it
        "LEC201": "revisions-en-attente",
        "LEC202": "commentaires",
        "LEC203": "texte-masque",
        "LEC204": "page-sans-texte",
        "LEC205": "partie-non-lue",
        "LEC206": "codage-ancien",
    }
)
COULD_NOT_RUN = 2  # exit status: the disk, not the act, stopped the command


def problem(
    code: str, message: str, hint: str, where: Place, *, severity: Severity = Severity.ERREUR, excerpt: str = ""
) -> Finding:
    """A finding of this table.

    >>> problem("LEC101", "le fichier est vide", "", Place("decision.docx")).name
    'fichier-vide'
    >>> problem("LEC999", "", "", Place("decision.docx"))
    Traceback (most recent call last):
    KeyError: 'LEC999'
    """
    return Finding(code, NAMES[code], severity, message, hint, where, excerpt=excerpt)


def unreadable(code: str, message: str, hint: str, path: str, status: int = 1) -> CannotGoOn:
    """The exception that says why a file cannot be read and what to do about it."""
    return CannotGoOn([problem(code, message, hint, Place(path))], status)
