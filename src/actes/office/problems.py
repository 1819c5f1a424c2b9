"""What can go wrong with LibreOffice, in the words of the person who can mend it."""

from __future__ import annotations

from pathlib import Path

from ..finding import Finding
from ..place import Place
from ..problems import problem

_AGAIN = "puis relancez la même commande ; les documents Word, eux, sont écrits"


def absent() -> Finding:
    """There is no LibreOffice on this computer."""
    hint = (
        "installez LibreOffice : sous Windows, https://fr.libreoffice.org (ou « winget install "
        "TheDocumentFoundation.LibreOffice ») ; sous Debian ou Ubuntu, « sudo apt install libreoffice-writer "
        f"fonts-liberation » ; {_AGAIN}"
    )
    return problem("PDF101", "les PDF demandent LibreOffice, qui n'est pas sur cet ordinateur", hint)


def busy() -> Finding:
    """Another conversion of the same person has been at work for too long."""
    return problem("PDF102", "une autre conversion en PDF n'est pas finie", f"attendez qu'elle le soit, {_AGAIN}")


def too_long(seconds: int) -> Finding:
    """LibreOffice was stopped."""
    message = f"LibreOffice n'avait pas fini au bout de {seconds} secondes, et a été arrêté"
    return problem("PDF103", message, f"fermez LibreOffice s'il est ouvert, {_AGAIN}")


def not_converted(path: Path, *, absent: bool) -> Finding:
    """A file that only LibreOffice turns into a Word one."""
    why = "il faut LibreOffice, qui n'est pas sur cet ordinateur" if absent else "LibreOffice n'en a rien fait"
    message = f"{path.name} : pour prendre la mise en page de ce fichier, {why}"
    return problem("PDF107", message, "ouvrez-le dans Word et enregistrez-le au format .docx, puis donnez ce fichier")


def not_shown(what: str = "") -> Finding:
    """Two acts that cannot be shown side by side: no LibreOffice, or it made nothing of one."""
    why = "LibreOffice n'en a rien fait" if what else "il faut LibreOffice, qui n'est pas sur cet ordinateur"
    message = f"l'acte et le modèle ne sont pas montrés côte à côte : {why}"
    hint = "les modèles sont écrits : produisez un acte (actes render) et comparez-le au vôtre dans Word"
    return problem("PDF108", message, hint)


def refused(document: Path) -> Finding:
    """LibreOffice left no PDF of a document."""
    message = "LibreOffice n'a pas fait le PDF de ce document"
    hint = "ouvrez-le dans LibreOffice : s'il s'ouvre, « Fichier, Exporter vers, PDF » le donne"
    return problem("PDF104", message, hint, Place(str(document)))


def no_piece(path: Path) -> Finding:
    """The PDF of an annexe is not where its entry says."""
    message = f"il n'y a pas de fichier {path.name} à cette place : l'acte complet n'est pas fait"
    hint = "mettez-y le PDF de l'annexe, ou corrigez « fichier » dans la fiche ; les autres PDF sont faits"
    return problem("PDF105", message, hint, Place(str(path)))


def not_joined(path: Path) -> Finding:
    """A PDF cannot be joined to the others."""
    message = "ce PDF est abîmé, protégé ou dangereux : l'acte complet n'est pas fait"
    hint = "demandez-en un autre exemplaire, sans mot de passe, ou joignez-le vous-même ; les autres PDF sont faits"
    return problem("PDF106", message, hint, Place(str(path)))
