"""What is read is a file, and what is listed can be: a pipe, or a device behind a link, would be read without end.

What is neither is an OSError, as what the system refuses; `store.problems` says both in French.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

NO_FILE = "c'est un tuyau ou un appareil, pas un fichier"


def read_regular(path: Path, most: int = -1) -> bytes:
    """The bytes of a file, no more than `most` of them where it is given."""
    kind = path.stat().st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):  # a folder, the system refuses by itself
        raise OSError(errno.ENXIO, NO_FILE, str(path))
    with path.open("rb") as file:
        return file.read(most)


def below(folder: Path) -> Iterator[Path]:
    """Everything below a folder, links to folders not followed. `rglob` passes over a folder that cannot be read."""

    def refuse(error: OSError) -> NoReturn:
        raise error

    for parent, folders, files in os.walk(folder, onerror=refuse):
        yield from (Path(parent, name) for name in (*folders, *files))
