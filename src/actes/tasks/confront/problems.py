"""The codes of what can be wrong with two acts to compare."""

from __future__ import annotations

from ...finding import Finding, Severity
from ...kinds import kinds

KINDS = kinds(
    ("DIF101", "deux-fois-le-meme-acte", "L'ancien et le nouveau sont le même acte : il n'y a rien à comparer."),
    (
        "DIF102",
        "rien-a-comparer",
        "Les deux actes n'ont aucun document de même nature : donnez, par exemple, deux décisions ou deux conventions.",
    ),
    (
        "DIF103",
        "acte-sans-texte",
        "Un acte connu par un visa seulement n'a pas de texte : seuls ses faits sont comparés.",
    ),
    (
        "DIF104",
        "document-sans-word",
        "Le suivi des modifications s'écrit dans un fichier Word : il en faut un du nouveau côté.",
    ),
    (
        "DIF105",
        "revisions-en-attente",
        "Un fichier qui porte déjà des modifications suivies ne peut pas en recevoir d'autres : "
        "acceptez-les ou refusez-les d'abord.",
    ),
    ("DIF106", "documents-de-deux-natures", "Une décision se compare à une décision, une convention à une convention."),
    (
        "DIF107",
        "valeurs-a-confirmer",
        "Une fiche reconduite a des valeurs que personne n'a confirmées : elles sont comparées telles quelles.",
    ),
)


def problem(code: str, message: str, hint: str, severity: Severity = Severity.ERREUR) -> Finding:
    """A finding of this table.

    >>> problem("DIF101", "c'est deux fois le même acte", "").name
    'deux-fois-le-meme-acte'
    """
    return KINDS[code].finding(message, hint, severity=severity)
