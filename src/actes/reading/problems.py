"""The codes of what can be wrong with a file that others wrote, and of what a reader could not take from it."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..finding import AT_FAULT, COULD_NOT_RUN, CannotGoOn, Finding
from ..place import Place
from ..problems import problem
from .package import Package

BROKEN = frozenset({"LEC100", "LEC107", "LEC108"})  # nothing in an act is to correct: it could not be read


def unreadable(code: str, message: str, hint: str, path: str) -> CannotGoOn:
    """The exception that says why a file cannot be read and what to do about it."""
    return CannotGoOn([problem(code, message, hint, Place(path))], COULD_NOT_RUN if code in BROKEN else AT_FAULT)


def refuse_pictures(document: Document, package: Package, path: str) -> None:
    """Raises CannotGoOn where a file holds pictures and no words."""
    if not document.words() and any(name.startswith(("word/media/", "Pictures/")) for name in package.names()):
        hint = "demandez le texte d'origine, ou faites une reconnaissance de caractères (OCR)"
        raise unreadable("LEC104", "ce fichier ne contient que des images", hint, path)


def unread(comments: int, hidden: bool, path: str) -> Iterator[Finding]:
    """What a file holds that is not in the document: comments, hidden text."""
    if comments:
        told = "un commentaire n'est pas lu" if comments == 1 else f"{comments} commentaires ne sont pas lus"
        yield problem("LEC202", told, "retirez les commentaires avant la signature", Place(path))
    if hidden:
        yield problem("LEC203", "du texte masqué n'est pas lu", "affichez-le ou supprimez-le", Place(path))
