"""What was changed in the register, kept so that it can be undone: the bytes before, the digest of those after.

One record a write, numbered, in `.actes/avant`. A folder may have come from elsewhere: nothing but entries of its own
register is put back, and only where they are still as that write left them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..workspace import REGISTRY, STATE
from .created import create
from .entries import Rewritten, rewrite
from .problems import changed_since, nothing_to_undo, translated
from .writing import current

FOLDER, MOST = "avant", 200  # records that are kept; older ones go


@dataclass(frozen=True, slots=True)
class Kept:
    """A write that can be undone: what it was, in a person's words, and its files by their path in the workspace."""

    number: int
    what: str
    before: Mapping[str, bytes]
    after: Mapping[str, str]


def digest(data: bytes) -> str:
    """What tells a file as it was from the file as it is."""
    return sha256(data).hexdigest()


def rewrite_undoable(root: Path, files: Mapping[Path, Rewritten], what: str) -> None:
    """Write entries of the workspace `root` (see `rewrite`); what they were is kept first, under the name of `what`."""
    changing = {path: file for path, file in files.items() if file.before != file.after}
    if not changing:
        return
    record = {
        "quoi": what,
        "fichiers": {
            path.relative_to(root).as_posix(): {"avant": file.before.decode("utf-8"), "apres": digest(file.after)}
            for path, file in changing.items()
        },
    }
    kept = _keep(root, json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8"))
    try:
        rewrite(changing)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    for old in _records(root)[:-MOST]:
        with suppress(OSError):
            old.unlink()


def last_kept(root: Path, of: str = "") -> Kept | None:
    """The last write that can be undone; with `of`, the last of that file, named by its path in the workspace."""
    for path in reversed(_records(root)):
        if (kept := _read(path)) is not None and (not of or of in kept.before):
            return kept
    return None


def undo(root: Path, of: str = "") -> Kept:
    """Put the files of the last write (of the file `of`, where it is said) back as they were.

    Raises CannotGoOn where there is none, or where somebody changed one of them since: nothing is written then, and
    the version kept stays where it is.
    """
    kept = last_kept(root, of)
    if kept is None:
        raise nothing_to_undo(root)
    files: dict[Path, Rewritten] = {}
    for name, before in kept.before.items():
        path = root / name
        now = current(path)
        if now is None or digest(now) != kept.after[name]:
            raise changed_since(path, kept.what)
        files[path] = Rewritten(now, before)
    rewrite(files)
    record = _named(root, kept.number)
    with translated(record):
        record.unlink()
    return kept


def _keep(root: Path, data: bytes) -> Path:
    number = max((int(path.stem) for path in _records(root)), default=0)
    while True:
        number += 1
        path = _named(root, number)
        if create(path, data):
            return path


def _named(root: Path, number: int) -> Path:
    return root / STATE / FOLDER / f"{number:06}.json"


def _records(root: Path) -> list[Path]:
    return sorted(path for path in _named(root, 0).parent.glob("*.json") if path.stem.isdecimal())


def _read(path: Path) -> Kept | None:
    """A record; None for what is none, or is about anything but entries of this register."""
    try:
        record = json.loads((current(path) or b"").decode("utf-8"))
        files = {str(name): (str(one["avant"]).encode(), str(one["apres"])) for name, one in record["fichiers"].items()}
        what = str(record["quoi"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not files or not all(is_entry(name) for name in files):
        return None
    before = {name: old for name, (old, _) in files.items()}
    return Kept(int(path.stem), what, before, {name: after for name, (_, after) in files.items()})


def is_entry(name: str) -> bool:
    """Whether a path in a workspace is that of an entry, and of nothing else."""
    parts = name.split("/")
    return parts[0] == REGISTRY and name.endswith(".yaml") and not {"", ".", ".."} & set(parts) and "\\" not in name
