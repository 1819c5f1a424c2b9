"""A file made once: of two people who take the same name at the same time on a shared folder, one has it."""

from __future__ import annotations

from pathlib import Path

from .atomic import prepared, settle, sweep
from .problems import translated
from .swap import take


def create(path: Path, data: bytes) -> bool:
    """Make a file that is not there yet; False, with nothing changed, where somebody has just made it.

    The name is taken by the whole file at once: a command that is stopped leaves none that is empty. Raises CannotGoOn
    (status 2) where the system refuses.
    """
    with prepared(path, data) as temporary, translated(path):
        try:
            take(temporary, path)
        except FileExistsError:
            return False
        sweep(path)
    settle([path])
    return True
