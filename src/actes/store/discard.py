"""A file taken away, if nobody changed it since its bytes were known."""

from __future__ import annotations

import os
from pathlib import Path

from ..regular import read_regular
from .atomic import SUFFIX, settle
from .problems import translated
from .swap import take
from .undo import digest


def discard(path: Path, known: str) -> bool:
    """Take away a file whose bytes have this digest; False where they have not, or it is not there.

    It loses its name first, in one step: what somebody saves meanwhile has that name, and stays. Raises CannotGoOn
    (status 2) where the system refuses.
    """
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}{SUFFIX}")
    with translated(path, replacing=True):
        try:
            if digest(read_regular(path)) != known:
                return False
            path.rename(aside)
        except FileNotFoundError:
            return False
        if digest(read_regular(aside)) != known:  # saved between the two
            take(aside, path)
            return False
        aside.unlink()
    settle([path])
    return True
