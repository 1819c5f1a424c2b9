"""Any file to a `Reading`: bounded, by content, with a French finding when it cannot be read."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ..place import Place
from ..problems import problem
from ..regular import NO_FILE, read_regular
from .formats import Format, recognise
from .package import BadPackage
from .problems import unreadable
from .result import Reading

LARGEST = 64 * 1024 * 1024  # bytes
HINTS: Mapping[str, str] = {
    "LEC102": "donnez un acte à la fois",
    "LEC106": "retirez le mot de passe et enregistrez le fichier",
    "LEC107": "rouvrez-le et enregistrez-le à nouveau, ou demandez qu'on vous le renvoie",
    "LEC108": "n'ouvrez pas ce fichier sans savoir d'où il vient",
}


def read_file(path: Path) -> Reading:
    """Read an act. Raises CannotGoOn when it cannot be: absent, too large, damaged, protected, without text."""
    return read_bytes(load(path), str(path))


def load(path: Path) -> bytes:
    """The bytes of a file that others wrote. Raises CannotGoOn when it is absent, too large or cannot be opened."""
    name = str(path)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise unreadable(
                "LEC102", f"le fichier est trop gros ({size // 1_000_000} Mo)", "retirez-en les images", name
            )
        return read_regular(path)
    except FileNotFoundError:
        raise unreadable("LEC100", "ce fichier n'existe pas", "vérifiez son nom", name) from None
    except OSError as error:
        unfit = "c'est un dossier" if path.is_dir() else NO_FILE if error.errno == errno.ENXIO else ""
        why = unfit or "le fichier ne s'ouvre pas"
        hint = "donnez un fichier" if unfit else "fermez-le s'il est ouvert dans un autre programme"
        raise unreadable("LEC100", why, hint, name) from None


def read_bytes(data: bytes, name: str) -> Reading:
    """Read an act from its bytes; `name` is shown in places, and its suffix tells .md from .txt.

    Raises CannotGoOn when it cannot be read.
    """
    if len(data) > LARGEST:
        raise unreadable("LEC102", "le fichier est trop gros", "retirez-en les images", name)
    form = recognise(data, name)
    with package_refused(name):
        return _said(_reader(form)(data, name), name)


@contextmanager
def package_refused(name: str) -> Iterator[None]:
    """What is wrong with the parts of the file called `name` stops the command, in French."""
    try:
        yield
    except BadPackage as error:
        raise unreadable(error.code, str(error), HINTS[error.code], name) from None


def _said(reading: Reading, name: str) -> Reading:
    """The reading; where it holds no word of an act, it says so: « rien relevé » would be a lie."""
    if any(char.isalpha() for block in reading.document.blocks for char in block.text):
        return reading
    told = "aucun texte d'acte n'a été reconnu dans ce fichier : il n'est pas vérifié"
    hint = "ouvrez-le : s'il porte bien un acte, donnez le fichier Word d'où il vient, ou son texte avec ses lignes"
    return replace(reading, notes=(*reading.notes, problem("LEC112", told, hint, Place(name))))


def _reader(form: Format) -> Callable[[bytes, str], Reading]:
    """Readers are imported when they are needed: start-up stays small."""
    match form:
        case Format.DOCX:
            from .docx import read_word as reader
        case Format.ODT:
            from .odt import read_odt as reader
        case Format.PDF:
            from .pdf import read_pdf as reader
        case _:
            from .text import read_text as reader
    return reader
