"""What was changed in the register, kept so that it can be undone: one record a write in `.actes/avant`, one an undone
write in `.actes/apres`: the bytes before, the digest of those after. A folder may have come from elsewhere: only
entries of its own register are put back, and only where they are still as that write left them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Any

from ..frozen import frozen
from ..regular import read_regular
from ..workspace import REGISTRY, STATE
from .atomic import SUFFIX, create, locked, settle, take
from .problems import stop, translated
from .writing import Rewritten, current, rewrite

FOLDER, UNDONE, MOST = "avant", "apres", 200  # records that are kept; older ones go


@frozen
class Kept:
    """A write that can be undone: what it was, in a person's words, and its files by their path in the workspace."""

    record: Path
    what: str
    before: Mapping[str, bytes]
    after: Mapping[str, str]
    one: str = ""


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def discard(path: Path, known: str) -> bool:
    """Take away a file whose bytes have this digest; False where they have not, or it is not there.

    It loses its name first, in one step: what somebody saves meanwhile has that name, and stays. Raises CannotGoOn
    (status 2) where the system refuses.
    """
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}{SUFFIX}")
    with translated(path, replacing=True):
        try:
            if digest(read_regular(path)) != known:
                return False
            path.rename(aside)
        except FileNotFoundError:
            return False
        if digest(read_regular(aside)) != known:  # saved between the two
            take(aside, path)
            return False
        aside.unlink()
    settle([path])
    return True


def rewrite_undoable(root: Path, files: Mapping[Path, Rewritten], what: str, one: str = "") -> None:
    """Write entries of the workspace `root` (see `rewrite`); what they were is kept first, under the name of `what`.

    Writes that follow each other under one name of `one` are undone at once: what somebody types, pause by pause.
    """
    changing = {path: file for path, file in files.items() if file.before != file.after}
    if not changing:
        return
    last = _goes_on(root, changing, one) if one else None
    was = last.before if last else {path.relative_to(root).as_posix(): file.before for path, file in changing.items()}
    after = {path.relative_to(root).as_posix(): digest(file.after) for path, file in changing.items()}
    _kept_first(root / STATE / FOLDER, _told(was, after), changing, what, one)
    if last:
        with suppress(OSError):
            last.record.unlink()


def _kept_first(folder: Path, kept: Mapping[str, Any], files: Mapping[Path, Rewritten], what: str, one: str) -> None:
    """Write files once it is kept what they were."""
    told = {"quoi": what, "suite": one, "fichiers": kept}
    record = keep(folder, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"))
    try:
        rewrite(files)
    except BaseException:
        record.unlink(missing_ok=True)
        raise
    for old in records(folder)[:-MOST]:
        with suppress(OSError):
            old.unlink()


def _told(before: Mapping[str, bytes], after: Mapping[str, str]) -> Mapping[str, Any]:
    return {name: {"avant": data.decode("utf-8"), "apres": after[name]} for name, data in before.items()}


def _goes_on(root: Path, changing: Mapping[Path, Rewritten], one: str) -> Kept | None:
    """The last write, where this one goes on with it: the same name, the same files, as that write left them."""
    last = last_kept(root)
    now = {path.relative_to(root).as_posix(): digest(file.before) for path, file in changing.items()}
    return last if last is not None and last.one == one and dict(last.after) == now else None


def last_kept(root: Path, of: str = "", folder: str = FOLDER) -> Kept | None:
    """The last write that can be undone (done again, of those in UNDONE); with `of`, the last of that file.

    A record whose write was never made (the program was stopped in between) is none.
    """
    known = _known(root, folder)
    return next((kept for kept, made in known if made and (not of or of in kept.before)), None)


def _known(root: Path, folder: str) -> Iterator[tuple[Kept, bool]]:
    """The records of a folder, the last first, and whether the write of each was made."""
    known = [kept for path in reversed(records(root / STATE / folder)) if (kept := _read(path)) is not None]
    for kept, older in zip_longest(known, known[1:]):
        yield kept, not _never_made(root, kept, older)


def _never_made(root: Path, kept: Kept, older: Kept | None) -> bool:
    """Whether every file is as it was before a write, which would have changed it.

    One that goes on with the write before it keeps what stood before both: its files are then as that one left them.
    """
    now = {name: current(root / name) or b"" for name in kept.before}
    if now == kept.before:
        return True
    left = {name: digest(data) for name, data in now.items()}
    return left != dict(kept.after) and older is not None and older.one == kept.one != "" and left == dict(older.after)


def redoable(root: Path, of: str) -> Kept | None:
    """What `undo` would do again; None where the file is no longer as it was left."""
    kept = last_kept(root, of, UNDONE)
    if kept is None or any(digest(current(root / name) or b"") != left for name, left in kept.after.items()):
        return None
    return kept


def undo(root: Path, of: str = "", *, again: bool = False) -> Kept:
    """Put the files of the last write (of the file `of`, where it is said) back as they were; `again`: do again the
    last one that was undone.

    Raises CannotGoOn where there is none, or where somebody changed one of them since: nothing is written then, and
    the version kept stays where it is.
    """
    folder, other = (UNDONE, FOLDER) if again else (FOLDER, UNDONE)
    with locked(root / STATE):
        return _turned(root, of, folder, other)


def _turned(root: Path, of: str, folder: str, other: str) -> Kept:
    """Put the files of the last record of a folder back, and keep it the other way round in the other one."""
    kept = last_kept(root, of, folder)
    if kept is None:
        hint = "sont annulables les corrections et les écarts acceptés, du dernier au premier"
        raise stop("FIC112", root, "il n'y a rien à annuler", hint)
    files: dict[Path, Rewritten] = {}
    for name, before in kept.before.items():
        path = root / name
        now = current(path)
        if now is None or digest(now) != kept.after[name]:
            message = f"cette fiche a été changée depuis : {kept.what}"
            hint = "comparez les deux versions, et gardez ce que vous voulez à la main"
            raise stop("FIC113", path, message, hint)
        files[path] = Rewritten(now, before)
    was = {name: files[root / name].before for name in kept.before}
    left = {name: digest(data) for name, data in kept.before.items()}
    later = takewhile(lambda known: known[0].record != kept.record, _known(root, folder))
    idle = [one.record for one, made in later if not made and one.before.keys() & kept.before.keys()]
    _kept_first(root / STATE / other, _told(was, left), files, kept.what, "")
    with translated(kept.record):
        for record in (*idle, kept.record):  # of a write that was never made, nothing could be told any more
            record.unlink()
    return kept


def keep(folder: Path, data: bytes) -> Path:
    """Put one more record in a folder, after all others; its number is its name."""
    number = max(map(number_of, records(folder)), default=0)
    while True:
        number += 1
        path = folder / f"{number:06}.json"
        if create(path, data):
            return path


def records(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    with translated(folder):
        return sorted((path for path in folder.glob("*.json") if path.stem.isdecimal()), key=number_of)


def number_of(record: Path) -> int:
    return int(record.stem)


def _read(path: Path) -> Kept | None:
    """A record; None for what is none, or is about anything but entries of this register."""
    try:
        record = json.loads((current(path) or b"").decode("utf-8"))
        files = {str(name): (str(one["avant"]).encode(), str(one["apres"])) for name, one in record["fichiers"].items()}
        what, one = str(record["quoi"]), str(record.get("suite", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not files or not all(is_entry(name) for name in files):
        return None
    before = {name: old for name, (old, _) in files.items()}
    return Kept(path, what, before, {name: after for name, (_, after) in files.items()}, one)


def is_entry(name: str) -> bool:
    """Whether a path in a workspace is that of an entry, and of nothing else."""
    parts = name.split("/")
    return parts[0] == REGISTRY and name.endswith(".yaml") and not {"", ".", ".."} & set(parts) and "\\" not in name
