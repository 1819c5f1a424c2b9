"""A register kept read, for who stays open all day: what changed on disk is read again, and nothing else is.

The files are the truth: each time it is asked for, the folder is looked at. A file whose date, size and identity are
what they were is taken for the same, as git does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from time import monotonic
from types import MappingProxyType

from ..frozen import frozen
from ..registry.load import Loaded, Shelf
from ..registry.loading import Memory
from ..regular import read_regular
from ..store.problems import translated
from ..values.text import unaccented

FEW = 5  # entries read again by themselves; more, and all are
COARSE = 4.0  # seconds within which a shared folder may date two versions of a file alike
Seen = frozenset[tuple[str, int, int, int, int]]


@frozen(eq=False)
class Held:
    """The whole register as it stood at one moment: its folder, what was read of it."""

    shelf: Shelf
    loaded: Loaded


class Warm:
    """The register of a folder, as it is whenever it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._memory, self._lock = Memory(), Lock()
        self._seen: Seen = frozenset()
        self._lately: dict[Path, tuple[float, bytes]] = {}  # until when, and what they held
        self._held: Held | None = None
        self._words: dict[str, tuple[str, str]] = {}

    @property
    def ready(self) -> bool:
        """Whether it was read once: the first time takes some seconds for a thousand acts."""
        return self._held is not None

    def held(self) -> Held:
        """The register as it is now. Raises CannotGoOn where its folder is away."""
        with self._lock:
            with translated(self.folder):
                seen = frozenset(files_in(os.fspath(self.folder)))
            changed = {Path(path) for path, *_ in seen ^ self._seen} | self._saved_again()
            if self._held is None or changed:
                until = monotonic() + COARSE
                self._lately |= {path: (until, _bytes(path)) for path in changed if self._held}
                self._held, self._seen = (self._held and self._mended(self._held, changed)) or self._read(), seen
            return self._held

    def _saved_again(self) -> set[Path]:
        """Of the files that changed lately, those that changed once more, whatever their date says."""
        now = monotonic()
        self._lately = {path: kept for path, kept in self._lately.items() if now < kept[0]}
        return {path for path, (_, data) in self._lately.items() if _bytes(path) != data}

    def _read(self) -> Held:
        shelf = Shelf(self.folder, memory=self._memory)
        loaded = shelf.load(shelf.files)
        return Held(shelf, replace(loaded, findings=(*loaded.findings, *shelf.strays())))

    def _mended(self, held: Held, changed: set[Path]) -> Held | None:
        """The register where a few entries say something else and nothing was, or is, wrong with them; else None.

        What is wrong in an entry, a circle of acts that cite each other for one, may be told of other ones.
        """
        register, shelf = held.loaded.register, held.shelf
        names = {name for name, paths in shelf.files.items() if changed.intersection(paths)}
        whole = {path for name in names for path in shelf.files[name]} == changed and all(map(Path.is_file, changed))
        if register is None or not whole or len(names) > FEW or not names <= register.actes.keys():
            return None
        part, shown = shelf.load(names), {path for name in names for path in shelf.shown(name)}
        told = [found for found in held.loaded.findings if found.where and found.where.path in shown]
        if told or set(part.findings) - set(shelf.findings) or part.register is None or part.failed:
            return None
        acts = MappingProxyType({**register.actes, **{name: part.register.actes[name] for name in names}})
        places = MappingProxyType({**register.places, **{name: part.register.places[name] for name in names}})
        return Held(shelf, replace(held.loaded, register=replace(register, actes=acts, places=places)))

    def words(self, held: Held, identifier: str) -> str:
        """The words of an entry as one looks for them: no accent, no capital."""
        text = "\n".join(self._memory.text(path) for path in held.shelf.shown(identifier))
        known = self._words.get(identifier)
        if known is None or known[0] != text:
            known = self._words[identifier] = (text, unaccented(text))
        return known[1]


def files_in(folder: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Every file below a folder, with what changes when it does."""
    with os.scandir(folder) as found:
        for one in found:
            with suppress(FileNotFoundError):  # gone since it was listed
                if one.is_dir(follow_symlinks=False):
                    yield from files_in(one.path)
                else:
                    nowhere = one.is_symlink() and not Path(one.path).exists()
                    stat = one.stat(follow_symlinks=not nowhere)
                    yield one.path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def _bytes(path: Path) -> bytes:
    """What a file holds; nothing where it cannot be read: whoever needs it says why."""
    try:
        return read_regular(path)
    except OSError:
        return b""
