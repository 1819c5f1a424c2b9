"""The last import undone: what it wrote goes, but what somebody edited, and what an entry that stays stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..importing.types import Undone
from ..model.acte import Acte
from ..model.links import third_parties
from ..registry.folder import TIERS
from ..registry.load import Shelf
from ..regular import read_regular
from ..store.discard import discard
from ..store.entries import Rewritten, rewrite
from ..store.locked import locked
from ..store.problems import translated
from ..store.undo import digest
from ..workspace import Workspace
from .journal import Line, journals, read_journal

EDITED = "vous l'avez modifiée"


def undo(workspace: Workspace) -> Undone:
    """Undo the last import. Raises CannotGoOn where the system refuses; the same command then goes on."""
    with locked(workspace.state):
        known = journals(workspace.state)
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
