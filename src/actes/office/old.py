"""A file that others wrote, whatever its form: old Word files and RTF through LibreOffice, where there is one."""

from __future__ import annotations

from pathlib import Path

from ..finding import COULD_NOT_RUN, CannotGoOn
from ..problems import problem
from ..reading.files import load, read_bytes
from ..reading.formats import Format, is_old, recognise
from ..reading.result import Reading
from .convert import OPEN, WORD, converted, find_office

OLD = frozenset({".doc", ".rtf"})


def read_any(path: Path) -> Reading:
    """Read an act. Raises CannotGoOn when it cannot be, as for an old file that LibreOffice makes nothing of."""
    data = load(path)
    office = find_office() if is_old(data) else None
    made = [word for _, word in converted(office, [path], WORD)] if office else []
    return read_bytes(made[0] if made and made[0] else data, str(path))


def word_of(path: Path) -> bytes | None:
    """A file as a .docx: as it is, or what LibreOffice makes of it; nothing where it has no pages of its own.

    Raises CannotGoOn where it cannot be read, as where there is no LibreOffice for what asks for one.
    """
    data = load(path)
    form = WORD if is_old(data) else None
    if form is None:
        match recognise(data, str(path)):
            case Format.DOCX:
                return data
            case Format.ODT:
                form = OPEN
            case _:
                return None
    office = find_office()
    made = [word for _, word in converted(office, [path], form) if word] if office else []
    if not made:
        why = "LibreOffice n'en a rien fait" if office else "il faut LibreOffice, qui n'est pas sur cet ordinateur"
        message = f"{path.name} : pour prendre la mise en page de ce fichier, {why}"
        hint = "ouvrez-le dans Word et enregistrez-le au format .docx, puis donnez ce fichier"
        raise CannotGoOn([problem("PDF107", message, hint)], status=COULD_NOT_RUN)
    return made[0]
