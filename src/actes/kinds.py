"""Kinds of errors: a code, its readable name, what `actes explain` tells of it. Each package has its table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .finding import Finding, Severity
from .frozen import frozen
from .place import Place


@frozen
class ErrorKind:
    """A kind of error: `doc` tells in French what it is about and how to mend it (`actes explain`)."""

    code: str
    name: str
    doc: str

    def finding(
        self,
        message: str,
        hint: str = "",
        where: Place | None = None,
        *,
        severity: Severity = Severity.ERREUR,
        excerpt: str = "",
        place: str = "",
    ) -> Finding:
        """A finding of this kind: what is wrong here, and what to write instead.

        >>> ErrorKind("LEC101", "fichier-vide", "…").finding("le fichier est vide").name
        'fichier-vide'
        """
        return Finding(self.code, self.name, severity, message, hint, where, excerpt=excerpt, place=place)


def kinds(*rows: tuple[str, str, str]) -> Mapping[str, ErrorKind]:
    """A table of kinds by their code."""
    return MappingProxyType({code: ErrorKind(code, name, doc) for code, name, doc in rows})
