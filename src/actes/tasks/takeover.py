"""Acts that somebody drops, taken into the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from ..frozen import frozen
from ..importing.gathering import Gathering, Left
from ..importing.types import Imported
from ..workspace import Workspace
from .gathering import Found, find, gathered
from .importing import Importer

Begins = Callable[[str, int], Callable[[str], object]]  # told each step and how much it is; gives who is told how far


@frozen
class Takeover:
    """The acts of some files, and the files that go with none."""

    acts: tuple[Imported, ...]
    left: tuple[Left, ...]

    @property
    def wrote(self) -> bool:
        """Whether something was written, which can be undone."""
        return any(act.written for act in self.acts)


def take_over(
    workspace: Workspace, paths: Sequence[Path], today: date, begins: Begins, *, together: bool = False
) -> Takeover:
    """Take the acts of files, as `actes import` does. Raises CannotGoOn where the register cannot be read."""
    found = find(paths, workspace)
    return take_gathered(workspace, read_all(found, begins, together=together), found, today, begins)


def read_all(found: Found, begins: Begins, *, together: bool = False) -> Gathering:
    """The acts of files."""
    return gathered(found, together=together, step=begins("Fichiers lus", len(found.files)))


def take_gathered(workspace: Workspace, gathering: Gathering, found: Found, today: date, begins: Begins) -> Takeover:
    """Take acts that were read already. Raises CannotGoOn where the register cannot be read."""
    importer, step = Importer(workspace, today, found.files), begins("Actes repris", len(gathering.acts))
    acts = []
    for act, taking in importer.each(gathering.acts):
        acts.append(importer.act(act, taking))
        step(acts[-1].name)
    return Takeover(tuple(acts), gathering.left)
