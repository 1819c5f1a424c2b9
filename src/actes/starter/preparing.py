"""A folder made a workspace: where one may be, its files written, what acts that exist say of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ..finding import CannotGoOn
from ..frozen import frozen
from ..importing.gathering import Gathering
from ..importing.habits import Habit
from ..importing.portrait import Said
from ..model.edits import Edit
from ..regular import read_regular
from ..store.created import create
from ..tasks.gathering import Found, find
from ..tasks.takeover import Begins, Takeover, read_all, take_gathered
from ..workspace import OUTPUT, REGISTRY, Workspace, find_workspace
from .beginning import Beginning, formulas
from .questions import QUESTIONS
from .workspace import MARK, refused, workspace_files


def prepared(folder: Path) -> bool:
    """Whether a folder is a workspace: the file that makes it one is written last."""
    return (folder / MARK).exists()


def place_of(start: Path, chosen: Path | None = None) -> Workspace:
    """The workspace that somebody is in, or the folder itself where one may be prepared.

    Raises CannotGoOn (status 2) for a folder that is not there, or that is part of a workspace that lacks something.
    """
    folder = (start / chosen if chosen else start).absolute()
    try:
        return find_workspace(start, chosen)
    except CannotGoOn:
        if prepared(folder) or not folder.is_dir() or any((one / REGISTRY).is_dir() for one in folder.parents):
            raise
    return Workspace(folder.resolve(), folder.resolve() / OUTPUT)


def prepare(folder: Path, answers: Mapping[str, str], today: date, edits: Sequence[Edit] = ()) -> list[Path]:
    """Write the files of a workspace; those that were there are kept, and given back where they say something else."""
    files = workspace_files(answers, today, edits)
    return [path for path, data in files if not create(folder / path, data) and read_regular(folder / path) != data]


def wrong_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """Why each answer that will not do will not, by its question."""
    said = {asked.option: refused(asked.option, answers.get(asked.option, "")) for asked in QUESTIONS}
    return {option: why for option, why in said.items() if why}


@frozen
class FromFiles:
    """The acts of files and folders, from which a workspace begins."""

    gathering: Gathering
    found: Found
    beginning: Beginning

    @classmethod
    def of(cls, paths: Sequence[Path], folder: Path, begins: Begins) -> FromFiles:
        """Read them. Raises CannotGoOn where a folder cannot be listed."""
        found = find(paths, Workspace(folder, folder / OUTPUT))
        gathering = read_all(found, begins)
        return cls(gathering, found, Beginning.of(gathering.acts))

    @property
    def said(self) -> Mapping[str, Said]:
        """What they answer, where it will do."""
        said = self.beginning.portrait.answers
        return {option: one for option, one in said.items() if not refused(option, one.value)}

    def edits(self, answers: Mapping[str, str], habits: Sequence[Habit]) -> list[Edit]:
        """What they say beside the answers: people, numbers, the formulas that are wanted."""
        return [*self.beginning.people(answers), *self.beginning.series(), *formulas(habits)]

    def habits(self, answers: Mapping[str, str], today: date) -> list[Habit]:
        """Their formulas, where they are not those of everybody."""
        return self.beginning.habits(answers, today)

    def take(self, workspace: Workspace, today: date, begins: Begins) -> Takeover:
        """Take them all into the workspace, once it is prepared."""
        return take_gathered(workspace, self.gathering, self.found, today, begins)
