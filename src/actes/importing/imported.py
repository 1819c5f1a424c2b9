"""What became of acts once they were taken: written, left as they were, refused; and of an import that is undone."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from ..finding import Finding
from ..frozen import frozen
from .types import Refused, Taken


class Outcome(StrEnum):
    """What became of an act."""

    REPRIS = "repris"
    COMPLETE = "complete"  # it was known by a visa alone, from an entry of ours that nobody edited
    DEJA = "deja"  # its files were taken already
    GARDE = "garde"  # an entry has its number: it is left as it is
    REFUSE = "refuse"


@frozen
class Imported:
    """An act, the files that it was gathered from, what became of it, and the entries written, by path.

    `different`: what the files say and the entry that exists does not; `receipt`: the file of the receipt that the
    entry has not.
    """

    name: str
    files: tuple[str, ...]
    outcome: Outcome
    taken: Taken | None = None
    refused: Refused | None = None
    written: tuple[Path, ...] = ()
    different: tuple[Finding, ...] = ()
    receipt: Path | None = None


@frozen
class Undone:
    """The entries that are gone, those that are short again, those that are left and why; none: nothing to undo."""

    gone: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    none: bool = False
