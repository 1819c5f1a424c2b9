"""A file that stands alone (a picture, a calendar, a table to print), written by the rules of an act's documents."""

from __future__ import annotations

from pathlib import Path

from .problems import in_the_way
from .writing import Written, write


def write_alone(target: Path, data: bytes, state: Path) -> Written:
    """Write one file. Raises CannotGoOn (status 2) where a file that a person made is in the way."""
    (written,) = write({target: data}, state)
    if not written.done:
        raise in_the_way(target)
    return written
