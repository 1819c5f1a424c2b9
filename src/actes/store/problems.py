"""What can go wrong with files, in the words of the person who can mend it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..finding import COULD_NOT_RUN, CannotGoOn
from ..place import Place
from ..problems import problem
from ..regular import NO_FILE, read_regular

RETRY = "puis relancez la même commande ; rien n'a été perdu"
_SHARING, _DENIED = frozenset({32, 33, 1175, 1176}), 5  # of Windows
_CAUSES = (  # codes of the system: ours, what is wrong, what to do
    (
        (errno.EACCES, errno.EPERM, errno.EROFS),
        ("FIC102", "l'accès y est interdit",
         f"vérifiez que vous y avez droit, et que ce dossier n'est pas en lecture seule, {RETRY}"),
    ),
    (
        (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
        ("FIC103", "il n'y a plus de place sur le disque", f"libérez de la place, {RETRY}"),
    ),
    (
        (errno.ENAMETOOLONG,),
        ("FIC104", "le chemin est trop long", "choisissez un dossier de sortie plus proche de la racine du disque"),
    ),
    ((errno.ENOENT,), ("FIC108", "ce fichier n'existe pas", "vérifiez son nom et le dossier où il se trouve")),
    ((errno.ENXIO,), ("FIC111", NO_FILE, f"retirez-le de ce dossier, {RETRY}")),
    (
        (errno.ENOTDIR, errno.EISDIR, errno.EEXIST),
        ("FIC105", "un autre fichier ou dossier occupe cet emplacement", f"renommez-le ou déplacez-le, {RETRY}"),
    ),
)  # fmt: skip


def open_elsewhere(target: Path, owner: Path | None = None) -> CannotGoOn:
    """The file is open in Word or LibreOffice, a PDF in what shows it."""
    program = "un autre programme" if target.suffix == ".pdf" else "Word ou LibreOffice"
    stale = f" ; si personne ne l'a ouvert, effacez « {owner.name} » dans le même dossier" if owner else ""
    return stop("FIC101", target, f"ce document est ouvert dans {program}", f"fermez-le, {RETRY}{stale}")


def changed_meanwhile(target: Path) -> CannotGoOn:
    return stop("FIC106", target, "ce document vient d'être enregistré par quelqu'un", "relancez la même commande")


@contextmanager
def translated(target: Path, *, replacing: bool = False) -> Iterator[None]:
    """Say in French what the system refuses; `replacing` a file that could be opened for writing an instant ago."""
    try:
        yield
    except OSError as error:
        code = getattr(error, "winerror", None)  # Windows alone says who has it, or denies what rights allow
        held = code in _SHARING or (replacing and code == _DENIED)
        raise (open_elsewhere(target) if held else refused(target, error)) from error


def data_of(path: Path) -> bytes:
    """The bytes of a file. Raises CannotGoOn where the system refuses."""
    with translated(path):
        return read_regular(path)


def refused(target: Path, error: OSError) -> CannotGoOn:
    """The system refused to read or write a file, or to list a folder."""
    reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
    unknown = ("FIC199", f"le système refuse l'accès ({reason})", f"vérifiez l'emplacement, {RETRY}")
    code, message, hint = next((cause for codes, cause in _CAUSES if error.errno in codes), unknown)
    return stop(code, target, message, hint)


def stop(code: str, target: Path, message: str, hint: str) -> CannotGoOn:
    """The one exception, with its one finding: the command could not run."""
    return CannotGoOn([problem(code, message, hint, Place(str(target)))], status=COULD_NOT_RUN)
