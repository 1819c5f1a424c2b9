"""What can go wrong with files, in the words of the person who can mend it."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from ..finding import CannotGoOn, Finding, Severity
from ..place import Place

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "FIC101": "fichier-ouvert",
        "FIC102": "ecriture-interdite",
        "FIC103": "disque-plein",
        "FIC104": "chemin-trop-long",
        "FIC105": "emplacement-occupe",
        "FIC106": "fichier-change-entre-temps",
        "FIC107": "nom-interdit",
        "FIC108": "fichier-introuvable",
        "FIC109": "fichier-garde",
        "FIC199": "fichier-inaccessible",
    }
)
_RETRY = "puis relancez la même commande ; rien n'a été perdu"
_CAUSES: Mapping[int, tuple[str, str, str]] = MappingProxyType(
    {
        code: cause
        for codes, cause in (
            (
                (errno.EACCES, errno.EPERM, errno.EROFS),
                (
                    "FIC102",
                    "l'écriture y est interdite",
                    f"vérifiez que ce dossier n'est pas en lecture seule, {_RETRY}",
                ),
            ),
            (
                (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
                ("FIC103", "il n'y a plus de place sur le disque", f"libérez de la place, {_RETRY}"),
            ),
            (
                (errno.ENAMETOOLONG,),
                (
                    "FIC104",
                    "le chemin est trop long",
                    "choisissez un dossier de sortie plus proche de la racine du disque",
                ),
            ),
            (
                (errno.ENOENT,),
                ("FIC108", "ce fichier n'existe pas", "vérifiez son nom et le dossier où il se trouve"),
            ),
            (
                (errno.ENOTDIR, errno.EISDIR, errno.EEXIST),
                (
                    "FIC105",
                    "un autre fichier ou dossier occupe cet emplacement",
                    f"renommez-le ou déplacez-le, {_RETRY}",
                ),
            ),
        )
        for code in codes
    }
)


def in_the_way(target: Path) -> CannotGoOn:
    """Somebody's file has the name of the one to write."""
    message = "ce fichier existe déjà, et ne vient pas de « actes » ou a été modifié depuis"
    return stop("FIC109", target, message, "renommez-le, ou écrivez sous un autre nom")


def open_elsewhere(target: Path, owner: Path | None = None) -> CannotGoOn:
    """The file is open in Word or LibreOffice."""
    stale = f" ; si personne ne l'a ouvert, effacez « {owner.name} » dans le même dossier" if owner else ""
    return stop("FIC101", target, "ce document est ouvert dans Word ou LibreOffice", f"fermez-le, {_RETRY}{stale}")


def changed_meanwhile(target: Path) -> CannotGoOn:
    """Somebody saved the file while we were at work."""
    return stop("FIC106", target, "ce document vient d'être enregistré par quelqu'un", "relancez la même commande")


def read_only(target: Path) -> CannotGoOn:
    """A person marked the file as not to be changed."""
    return stop(
        "FIC102",
        target,
        "ce document est en lecture seule",
        f"décochez « Lecture seule » dans ses propriétés, {_RETRY}",
    )


@contextmanager
def translated(target: Path, *, replacing: bool = False) -> Iterator[None]:
    """Say in French what the system refuses; when replacing, a refusal means that another program has the file."""
    try:
        yield
    except PermissionError as error:
        raise (open_elsewhere(target) if replacing and target.exists() else refused(target, error)) from error
    except OSError as error:
        raise refused(target, error) from error


def refused(target: Path, error: OSError) -> CannotGoOn:
    """The system refused to read or write a file."""
    reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
    unknown = ("FIC199", f"le système refuse l'accès ({reason})", f"vérifiez l'emplacement, {_RETRY}")
    code, message, hint = _CAUSES.get(error.errno or 0, unknown)
    return stop(code, target, message, hint)


def stop(code: str, target: Path, message: str, hint: str) -> CannotGoOn:
    """The one exception, with its one finding: the command could not run."""
    return CannotGoOn([Finding(code, NAMES[code], Severity.ERREUR, message, hint, Place(str(target)))], status=2)
