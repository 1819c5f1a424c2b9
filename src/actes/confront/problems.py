"""The codes of what can be wrong with two acts to compare."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..finding import Finding, Severity

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "DIF101": "deux-fois-le-meme-acte",
        "DIF102": "rien-a-comparer",
        "DIF103": "acte-sans-texte",
        "DIF104": "document-sans-word",
        "DIF105": "revisions-en-attente",
        "DIF106": "documents-de-deux-natures",
    }
)


def problem(code: str, message: str, hint: str, severity: Severity = Severity.ERREUR) -> Finding:
    """A finding of this table.

    >>> problem("DIF101", "c'est deux fois le même acte", "").name
    'deux-fois-le-meme-acte'
    """
    return Finding(code, NAMES[code], severity, message, hint)
