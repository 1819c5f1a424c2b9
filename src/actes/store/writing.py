"""Writes the documents of an act: all of them or none, and none over what a person edited."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from ..regular import read_regular
from .atomic import prepared, put_in_place, replace, settle
from .created import create
from .edits import Edit, edited
from .locked import locked
from .names import kept_names, owner_files
from .problems import changed_meanwhile, open_elsewhere, read_only, translated


class Outcome(StrEnum):
    """What became of a file."""

    ECRIT = "ecrit"
    INCHANGE = "inchange"  # the same bytes were there: not touched
    GARDE = "garde"  # edited by a person: left as it is
    ATTEND = "attend"  # not written, since another document of the act was edited
    REMPLACE = "remplace"  # edited, kept under another name (`kept`), then written


@dataclass(frozen=True, slots=True)
class Written:
    """A file, what became of it, what a person had changed in it, and where that version is kept."""

    path: Path
    outcome: Outcome
    edit: Edit | None = None
    kept: Path | None = None

    @property
    def done(self) -> bool:
        """Whether the file now holds what was rendered."""
        return self.outcome not in (Outcome.GARDE, Outcome.ATTEND)


def write(files: Mapping[Path, bytes], state: Path | None, *, force: bool = False) -> tuple[Written, ...]:
    """Write the documents of one act; `state` is the workspace's `.actes/`, which keeps what was last rendered;
    None outside of one.

    An edited document is kept, and then none of the act is written, so that its documents never disagree; `force`
    keeps it under another name beside the new one. Raises CannotGoOn (status 2) where the system refuses.
    """
    with locked(state):
        return _write(files, state, force)


def _write(files: Mapping[Path, bytes], state: Path | None, force: bool) -> tuple[Written, ...]:
    before = {target: current(target) for target in files}
    edits = {
        target: edit
        for target, old in before.items()
        if old not in (None, files[target]) and (edit := edited(current(_memory(target, state)), old, files[target]))
    }
    if edits and not force:
        return tuple(
            Written(target, _spared(target in edits, before[target] == files[target]), edits.get(target))
            for target in files
        )
    changing = {target: data for target, data in files.items() if before[target] != data}
    kept = _replace(changing, {t: old for t, old in before.items() if t in changing}, frozenset(edits), state)
    for target in files.keys() - changing.keys():
        _remember(target, files[target], state)
    return tuple(
        Written(target, _outcome(target in changing, target in edits), edits.get(target), kept.get(target))
        for target in files
    )


def _spared(edited: bool, same: bool) -> Outcome:
    return Outcome.GARDE if edited else Outcome.INCHANGE if same else Outcome.ATTEND


def _outcome(changing: bool, edited: bool) -> Outcome:
    return Outcome.REMPLACE if edited else Outcome.ECRIT if changing else Outcome.INCHANGE


def current(target: Path | None) -> bytes | None:
    if target is None:
        return None
    with translated(target):
        try:
            return read_regular(target)
        except FileNotFoundError:
            return None


def _replace(
    files: Mapping[Path, bytes], before: Mapping[Path, bytes | None], edited: frozenset[Path], state: Path | None
) -> dict[Path, Path]:
    """Everything that can fail comes first; then the files change, one step of the system each."""
    for target in files:
        check_replaceable(target)
    with ExitStack() as stack:
        ready = {target: stack.enter_context(prepared(target, data)) for target, data in files.items()}
        for target, old in before.items():
            if current(target) != old:
                raise changed_meanwhile(target)
        kept = {target: _keep(target, old) for target, old in before.items() if target in edited and old is not None}
        for target, data in files.items():
            _remember(target, data, state)
        for target, temporary in ready.items():
            put_in_place(temporary, target, before[target])
    settle(files)
    return kept


def check_replaceable(target: Path) -> None:
    """Refuse, before anything changes, what the system would refuse (on Windows) or let us do wrongly (elsewhere)."""
    for owner in owner_files(target):
        if owner.exists():
            raise open_elsewhere(target, owner)
    if not target.exists():
        return
    if not target.stat().st_mode & 0o222:
        raise read_only(target)
    with translated(target), target.open("r+b"):
        pass  # what Word has open cannot be opened for writing on Windows; nothing is written


def _keep(target: Path, old: bytes) -> Path:
    """Put the old file under a free name, with its date."""
    for name in kept_names(target):
        if create(name, old):
            with translated(target):
                times = target.stat()
                os.utime(name, ns=(times.st_atime_ns, times.st_mtime_ns))
            return name
    raise AssertionError("names never end")


def _memory(target: Path, state: Path | None) -> Path | None:
    """Where what was last rendered under this name is kept."""
    if state is None:
        return None
    root, whole = state.parent.resolve(), target.resolve()
    if whole.is_relative_to(root):
        return state / "rendu" / whole.relative_to(root)
    return (
        state
        / "rendu"
        / "ailleurs"
        / sha256(str(whole).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        / target.name
    )


def _remember(target: Path, data: bytes, state: Path | None) -> None:
    memory = _memory(target, state)
    if memory is not None and current(memory) != data:
        replace(memory, data, lasting=False)
