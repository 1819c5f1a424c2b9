"""What imports wrote, so that the last one can be undone: a file for each import, in the workspace's `.actes`.

It came with the folder: nothing in it is trusted. It only ever leads to entries and to the files joined to them, and to
those with the bytes it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from dataclasses import replace as changed
from pathlib import Path

from ..frozen import frozen
from ..importing.pieces import PIECES
from ..regular import read_regular
from ..store.atomic import replace
from ..store.created import create
from ..store.problems import translated
from ..store.undo import is_entry
from ..workspace import REGISTRY

FOLDER = "reprises"


@frozen
class Line:
    """An entry that was written: its path in the workspace, its digest, the short entry that it took the place of."""

    fiche: str
    empreinte: str
    avant: str = ""


class Journal:
    """That of one import: made when it first writes, whole at each act."""

    def __init__(self, state: Path) -> None:
        self.folder, self.lines = state / FOLDER, list[Line]()
        self.path: Path | None = None

    def add(self, lines: Iterable[Line]) -> None:
        """Say what is about to be written. Raises CannotGoOn where the system refuses."""
        self.lines += lines
        data = json.dumps({"version": 1, "fiches": [asdict(line) for line in self.lines]}, ensure_ascii=False, indent=1)
        if self.path is not None:
            replace(self.path, data.encode())
            return
        number = max((int(path.stem) for path in journals(self.folder.parent)), default=0)
        while self.path is None:
            number += 1
            path = self.folder / f"{number:04}.json"
            self.path = path if create(path, data.encode()) else None


def journals(state: Path) -> list[Path]:
    """The journals of a workspace, the oldest first."""
    folder = state / FOLDER
    if not folder.is_dir():
        return []
    with translated(folder):
        return sorted((p for p in folder.glob("*.json") if p.stem.isdecimal()), key=lambda path: int(path.stem))


def read_journal(path: Path) -> tuple[Line, ...]:
    """What an import wrote; nothing where somebody spoiled its journal."""
    try:
        said = json.loads(read_regular(path).decode("utf-8"))
        lines = [Line(str(one["fiche"]), str(one["empreinte"]), str(one["avant"])) for one in said["fiches"]]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    found: dict[str, Line] = {}
    for line in lines:
        if is_entry(line.fiche) or is_piece(line.fiche):  # written twice, it was as before the first time
            found[line.fiche] = changed(line, avant=found[line.fiche].avant) if line.fiche in found else line
    return tuple(found.values())


def is_piece(name: str) -> bool:
    """Whether a path in a workspace is that of a file that an import joined: it has no short entry behind it."""
    parts = name.split("/")
    return len(parts) == 3 and parts[0] == PIECES and name.endswith(".pdf") and is_entry(f"{REGISTRY}/{name}.yaml")


def written_before(state: Path, entry: Path) -> frozenset[str]:
    """The digests under which imports wrote an entry, by its path in the workspace."""
    every = (line for path in journals(state) for line in read_journal(path))
    return frozenset(line.empreinte for line in every if line.fiche == entry.as_posix())
