"""Acts that somebody drops, taken into the register: what was recognised of each, beside the words that say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from ..frozen import frozen
from ..importing.gathering import Gathering, Left
from ..importing.imported import Imported, Outcome, Undone
from ..report.importing import SAID
from ..workspace import Workspace
from .gathering import Found, find, gathered
from .importing import Importer
from .naming import field_name
from .undoing import undo as undone

Begins = Callable[[str, int], Callable[[str], object]]  # told each step and how much it is; gives who is told how far
TAKEN = (Outcome.REPRIS, Outcome.COMPLETE)


@frozen
class Line:
    """A value that was recognised: its field, the words that say it; why it is to be confirmed, where it is."""

    path: str
    value: str
    words: str
    why: str = ""

    @property
    def field(self) -> str:
        return field_name(self.path)


@frozen
class Act:
    """An act, and what became of it. `there`: it has an entry that can be opened."""

    name: str
    said: str
    files: tuple[str, ...]
    there: bool
    why: tuple[str, ...] = ()
    confirm: tuple[Line, ...] = ()
    recognised: tuple[Line, ...] = ()
    unplaced: tuple[Line, ...] = ()
    different: tuple[str, ...] = ()


@frozen
class Takeover:
    """The acts of some files, and the files that go with none."""

    acts: tuple[Act, ...]
    left: tuple[Left, ...]

    @property
    def wrote(self) -> bool:
        """Whether something was written, which can be undone."""
        return any(act.said in {SAID[one] for one in TAKEN} for act in self.acts)


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
        acts.append(_told(importer.act(act, taking)))
        step(acts[-1].name)
    return Takeover(tuple(acts), gathering.left)


def take_back(workspace: Workspace) -> Undone:
    """Undo the last import, but for what somebody edited since."""
    return undone(workspace)


def _told(one: Imported) -> Act:
    why = tuple(filter(None, (one.refused.message, one.refused.hint))) if one.refused else ()
    said, there = SAID[one.outcome], one.outcome is not Outcome.REFUSE
    different = tuple(found.message for found in one.different)
    if one.taken is None or one.outcome not in TAKEN:
        return Act(one.name, said, one.files, there, why, different=different)
    taken = one.taken
    return Act(
        one.name,
        said,
        one.files,
        there,
        why,
        tuple(Line(each.champ, each.valeur, each.mots, each.motif) for each in taken.to_confirm),
        tuple(Line(each.champ, each.valeur, each.mots) for each in taken.recognised if not each.owner),
        tuple(Line("", "", each.mots, each.motif) for each in taken.unplaced),
        tuple(f"{each.document} : « {each.before} » devient « {each.after} »" for each in taken.differences),
    )
