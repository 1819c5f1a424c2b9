"""A file that others wrote, read whatever its form: old Word files and RTF through LibreOffice, where there is one."""

from __future__ import annotations

from pathlib import Path

from ..reading.files import load, read_bytes
from ..reading.formats import is_old
from ..reading.result import Reading
from .convert import WORD, converted, find_office

OLD = frozenset({".doc", ".rtf"})


def read_any(path: Path) -> Reading:
    """Read an act. Raises CannotGoOn when it cannot be, as for an old file that LibreOffice makes nothing of."""
    data = load(path)
    office = find_office() if is_old(data) else None
    made = [word for _, word in converted(office, [path], WORD)] if office else []
    return read_bytes(made[0] if made and made[0] else data, str(path))
