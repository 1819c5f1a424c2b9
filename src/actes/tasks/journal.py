"""What imports wrote, so that the last one can be undone: a file for each import, in the workspace's `.actes`. It came
with the folder, and is not trusted: it only ever leads to entries and the files joined to them, with the bytes it
says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from dataclasses import replace as changed
from pathlib import Path

from ..frozen import frozen
from ..importing.pieces import PIECES
from ..importing.types import Undone
from ..model.acte import Acte
from ..model.links import third_parties
from ..registry.folder import TIERS
from ..registry.load import Shelf
from ..regular import read_regular
from ..store.atomic import locked, replace
from ..store.problems import translated
from ..store.undo import digest, discard, is_entry, keep, records
from ..store.writing import Rewritten, rewrite
from ..workspace import REGISTRY, Workspace

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
        if self.path is None:
            self.path = keep(self.folder, data.encode())
        else:
            replace(self.path, data.encode())


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


def written_before(state: Path) -> dict[str, set[str]]:
    """The digests under which imports wrote entries, by their path in the workspace."""
    found: dict[str, set[str]] = {}
    for line in (line for path in records(state / FOLDER) for line in read_journal(path)):
        found.setdefault(line.fiche, set()).add(line.empreinte)
    return found


EDITED = "vous l'avez modifiée"


def undo(workspace: Workspace) -> Undone:
    """Undo the last import. Raises CannotGoOn where the system refuses; the same command then goes on."""
    with locked(workspace.state):
        known = records(workspace.state / FOLDER)
        if not known:
            return Undone(none=True)
        done = _undo(workspace, read_journal(known[-1]))
        with translated(known[-1]):
            known[-1].unlink(missing_ok=True)
        return done


def _undo(workspace: Workspace, lines: Iterable[Line]) -> Undone:
    paths = {line: workspace.root / line.fiche for line in lines}
    there = {line: path for line, path in paths.items() if path.is_file()}
    now = {line: read_regular(path) for line, path in there.items()}
    there = {line: path for line, path in there.items() if not (line.avant and now[line] == line.avant.encode())}
    edited = {line for line in there if digest(now[line]) != line.empreinte}
    going = [line for line in there if line not in edited]
    needed = _needed(workspace, {there[line]: line for line in going})
    gone: list[str] = []
    short: list[str] = []
    left = [(line.fiche, EDITED) for line in edited]
    for line in reversed(going):  # the act before what it names: who is stopped leaves none without them
        path = there[line]
        if line.avant:
            rewrite({path: Rewritten(now[line], line.avant.encode())})
            short.append(line.fiche)
        elif path in needed:
            left.append((line.fiche, f"{needed[path]} s'en sert"))
        elif discard(path, line.empreinte):
            gone.append(line.fiche)
        else:
            left.append((line.fiche, EDITED))
    return Undone(tuple(sorted(gone)), tuple(sorted(short)), tuple(sorted(left)))


def _needed(workspace: Workspace, going: Mapping[Path, Line]) -> dict[Path, str]:
    """The entries that cannot go, each with an entry that stays and names it."""
    shelf = Shelf(workspace.registry)
    register = shelf.load(shelf.files).register
    acts = register.actes if register else {}
    where = {name: paths[0] for name, paths in shelf.files.items()}
    where |= {f"{TIERS}/{name}": workspace.registry / TIERS / f"{name}.yaml" for name in shelf.third}
    joined = {name: [one.fichier for one in act.annexes if one.fichier] for name, act in acts.items()}
    where |= {path: workspace.root / path for paths in joined.values() for path in paths}
    bodies = {name: [f"{TIERS}/{body}" for _, body in third_parties(act)] for name, act in acts.items()}
    names = {name: (*act.cited(), *bodies[name], *joined[name]) for name, act in acts.items()}
    unread = next((name for name in shelf.files if name not in acts and where[name] not in going), "")
    needed = dict.fromkeys((path for path in going if unread and _may_be_named(path, acts)), unread)
    staying = [name for name in shelf.files if where[name] not in going]
    while staying:
        name = staying.pop()
        for other in names.get(name, ()):
            path = where.get(other)
            if path is not None and path in going and path not in needed:
                needed[path] = name
                staying.append(other)
    return needed


def _may_be_named(path: Path, acts: Mapping[str, Acte]) -> bool:
    """Whether an entry that cannot be read may stand on this one: a third party, an act that is only cited."""
    act = acts.get(path.stem)
    return act is None or not act.rendered
