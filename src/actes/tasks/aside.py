"""For who stays open all day: a register kept read (the files are the truth: what changed is read again, nothing else),
and what takes long and nobody waits for, worked out aside, an act at a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from types import MappingProxyType

from ..finding import CannotGoOn
from ..frozen import frozen
from ..history.due import Due, due_of, soonest_first
from ..model.acte import Acte
from ..model.register import Register
from ..registry.load import Loaded, Memory, Shelf
from ..regular import read_regular
from ..report.text import counted
from ..store.problems import translated
from ..values.durations import Duration, Unit
from ..values.text import unaccented
from .examine import survey
from .overview import Counts, Line, State, checked, line_of, newest_first

WITHIN = Duration(6, Unit.MOIS)  # what comes to its end so soon is to be thought of
QUIET = 0.02  # seconds between two acts checked aside: who waits for a page goes first
OFTEN = 2.0  # seconds between two looks at the folder


@frozen(eq=False)
class Key:
    """What an act, its line and its check come from; the same objects, since what did not change is not read again."""

    today: date
    parts: tuple[object, ...]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Key) or self.today != other.today or len(self.parts) != len(other.parts):
            return False
        return all(one is two for one, two in zip(self.parts, other.parts, strict=True))


def key_of(register: Register, name: str, today: date) -> Key:
    """What tells whether an act is as it was: itself, the acts that it cites, at any distance, and what all share."""
    names, acts = [name], list[Acte]()
    for one in names:
        if (act := register.actes.get(one)) is not None:
            acts.append(act)
            names += [cited for cited in act.cited() if cited not in names]
    return Key(today, (register.collectivite, *register.tiers.values(), *acts))


def around(register: Register, name: str, today: date) -> Key:
    """What tells whether the history of an act is as it was: what it comes from, and the acts that follow it."""
    names = [name]
    for one in names:
        names += [citing for citing in register.cited_by(one) if citing not in names]
    return Key(today, tuple(part for one in names for part in key_of(register, one, today).parts))


@dataclass(slots=True)
class Aside:
    """What is worked out of a register that is kept warm, by a thread of its own. `clock` gives the day."""

    warm: Warm
    clock: Callable[[], date]
    _lines: dict[str, tuple[Key, Line]] = field(default_factory=dict)
    _counts: dict[str, tuple[Key, Counts]] = field(default_factory=dict)
    _ends: dict[str, tuple[Key, Due | None]] = field(default_factory=dict)
    _settled: tuple[Held, date] | None = None
    _started: bool = False
    _stop: Event = field(default_factory=Event)

    def line(self, register: Register, name: str, today: date) -> Line:
        """An act in the list of acts, with what its check found where that is known."""
        key = key_of(register, name, today)
        known = self._lines.get(name)
        if known is None or known[0] != key:
            known = self._lines[name] = (key, line_of(register, name, today))
        counts = self._counts.get(name)
        return checked(known[1], counts[1] if counts and counts[0] == key else None)

    def due(self, register: Register, today: date) -> tuple[Due, ...] | None:
        """What comes to its end; None until that of every act is worked out."""
        known = {name: self._ends.get(name) for name in register.actes}
        fresh = [one[1] for name, one in known.items() if one and one[0] == around(register, name, today)]
        return soonest_first(fresh) if len(fresh) == len(known) else None

    @property
    def reading(self) -> bool:
        """Whether the register is being read for the first time, aside."""
        return self._started and not self.warm.ready

    @property
    def begun(self) -> bool:
        """Whether its folder was once read: where it is not there, it is away, as on a network that is cut."""
        return self._started or self.warm.ready

    def start(self, defect: Callable[[BaseException], object]) -> None:
        """Work aside, until `stop`; `defect` is told what is wrong with us."""
        self._started = True
        Thread(target=self._work, args=(defect,), name="actes", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _work(self, defect: Callable[[BaseException], object]) -> None:
        """Round after round; who opens a screen is told what cannot go on."""
        while not self._stop.is_set():
            try:
                self._round()
            except CannotGoOn:
                self._stop.wait(OFTEN)
            except Exception as error:
                defect(error)
                return

    def _round(self) -> None:
        """Step after step; a file that changed begins again, since what is looked at now goes first."""
        held, today = self.warm.held(), self.clock()
        if self._settled == (held, today):
            self._stop.wait(OFTEN)
            return
        for _ in self._left(held, today):
            if self._stop.wait(QUIET) or self.warm.held() is not held:
                return
        self._settled = (held, today)

    def _left(self, held: Held, today: date) -> Iterator[None]:
        """What is left to work out: the drafts, what comes to its end, the words to look for, then all other acts."""
        register = held.loaded.register
        if register is None:
            return
        lines = newest_first(self.line(register, name, today) for name in register.actes)
        for line in (line for line in lines if line.state is State.BROUILLON):
            yield from self._count(held, register, line.identifier, today)
        for name in register.actes:
            yield from self._end(register, name, today)
        for name in register.actes:
            self.warm.words(held, name)
        for line in (line for line in lines if line.state is not State.CITE):
            yield from self._count(held, register, line.identifier, today)

    def _end(self, register: Register, name: str, today: date) -> Iterator[None]:
        """Work out whether an act comes to its end with nothing after it."""
        key, known = around(register, name, today), self._ends.get(name)
        if known is None or known[0] != key:
            found = due_of(register, name, today, WITHIN)
            self._ends[name] = (key, found)
            if found:  # the others cost nothing
                yield

    def _count(self, held: Held, register: Register, name: str, today: date) -> Iterator[None]:
        """Check an act that was not, as it now is."""
        key, known = key_of(register, name, today), self._counts.get(name)
        if known is None or known[0] != key:
            examined = [one for one in survey(held.shelf, [name], today) if one.name == name]
            self._counts[name] = (key, counted(found for one in examined for found in one.findings))
            yield


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
