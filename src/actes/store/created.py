"""A file made once: of two people who take the same name at the same time on a shared folder, one has it."""

from __future__ import annotations

import os
from pathlib import Path

from .problems import translated


def create(path: Path, data: bytes) -> bool:
    """Make a file that is not there yet; False, with nothing changed, where somebody has just made it.

    Raises CannotGoOn (status 2) where the system refuses.
    """
    with translated(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    with translated(path):
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except FileExistsError:
            return False
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return True
