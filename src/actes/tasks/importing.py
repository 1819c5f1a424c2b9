"""Acts that exist become entries: taken one by one, written whole or not at all, never over what is there, undone while
nobody edited them. A file that an entry says it was taken from, by its digest, is not taken again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from ..finding import CannotGoOn, Finding
from ..frozen import frozen
from ..importing.gathering import Gathering, Left
from ..importing.take import take
from ..importing.types import Gathered, Imported, Outcome, Refused, Taken
from ..model.acte import Acte
from ..model.people import Tiers
from ..model.register import Places, Register
from ..model.yearbook import year_of
from ..reading.files import load
from ..registry.folder import TIERS
from ..registry.load import Shelf
from ..registry.reader import read_text
from ..store.atomic import create, locked
from ..store.names import safe_name
from ..store.problems import data_of
from ..store.undo import digest
from ..store.writing import Rewritten, current, rewrite
from ..values.actnumber import ActNumber
from ..workspace import Workspace
from .cores import ENOUGH, shared_out
from .folders import Found, gathered
from .journal import Journal, Line, written_before

T = TypeVar("T")
Taking = Taken | Refused | Exception
COMPARED = "CMP"  # how the codes begin of what a file says otherwise than its entry


class Importer:
    """Takes acts into a workspace, one after the other; `paths`: where the files of each source are."""

    def __init__(self, workspace: Workspace, today: date, paths: Mapping[str, Path]) -> None:
        self.workspace, self.today, self.paths = workspace, today, paths
        self.learnt: dict[str, str] = {}  # the text of each entry that was written
        shelf = Shelf(self.workspace.registry)
        loaded = shelf.load(shelf.files)
        self.register = loaded.holding()
        self.files = {name: found[0] for name, found in shelf.files.items()}  # of every entry there is
        self.digests: dict[str, set[str]] = {}  # of the files that entries were taken from, with their acts
        for name, act in self.register.actes.items():
            self._came_from(name, act)
        self.written = written_before(self.workspace.state)
        self.shared: set[str] = set()  # the digests of files that hold several of the acts
        self.journal = Journal(self.workspace.state)

    def each(self, acts: Sequence[Gathered]) -> Iterator[tuple[Gathered, Taking | None]]:
        """The acts with what is taken of each, where they are many: on every core, as if it were the only one."""
        holders = Counter(one for act in acts for one in {source.digest for source in act.sources})
        self.shared = {one for one, count in holders.items() if count > 1}
        new = [not self._before(act) for act in acts]
        fresh = [act for act, is_new in zip(acts, new, strict=True) if is_new]
        if len(fresh) < ENOUGH:
            yield from ((act, None) for act in acts)
            return
        known = partial(_taken, self.workspace.registry, tuple(self.register.actes), tuple(self.register.tiers))
        takings = (one for group in shared_out(known, fresh) for one in group)
        for act, is_new in zip(acts, new, strict=True):
            yield act, next(takings) if is_new else None

    def act(self, gathered: Gathered, taking: Taking | None = None) -> Imported:
        """Take an act, of which `taking` is what is known already. Nothing is half taken.

        Raises CannotGoOn where the system refuses to write.
        """
        files = tuple(gathered.files)
        if before := self._before(gathered):
            receipt = self._new_receipt(before, gathered)
            return Imported(before, files, Outcome.DEJA, receipt=receipt, edited=self._edited(before))
        if isinstance(taking, Exception):
            raise taking
        taken = taking if taking is not None and not self._outdated(taking) else take(gathered, self.register)
        if isinstance(taken, Refused):
            return Imported(", ".join(files), files, Outcome.REFUSE, refused=taken)
        if refused := self._taken_names(taken):
            return Imported(taken.identifier, files, Outcome.REFUSE, refused=refused)
        drawn = _Drawn.of(taken)
        with locked(self.workspace.state):
            return self._kept(drawn, gathered) or self._write(drawn, files)

    def _taken_names(self, taken: Taken) -> Refused | None:
        """Why its pieces cannot be joined: other files have their names."""
        for path, source in taken.pieces.items():
            there = current(self.workspace.root / path)
            if there is not None and there != load(self.paths[source]):
                hint = "renommez-le ou retirez-le : il n'est pas remplacé"
                return Refused(f"un autre fichier est déjà là : {path}", hint)
        return None

    def _before(self, gathered: Gathered) -> str:
        """The act that was taken from the same files; empty where none was. One file may hold several acts; of a file
        that holds one, somebody may have put the number right since.
        """
        names = set.intersection(*(self.digests.get(one.digest, set()) for one in gathered.sources))
        if gathered.numero and (len(names) > 1 or all(one.digest in self.shared for one in gathered.sources)):
            numero = ActNumber.parse(gathered.numero)
            names = {name for name in names if self.register.actes[name].numero == numero}
        return min(names, default="")

    def _outdated(self, taking: Taken | Refused) -> bool:
        """Whether acts taken meanwhile said otherwise what this one says of a third party or of an act it cites."""
        if isinstance(taking, Refused):
            return bool(self.learnt)
        texts = {**taking.acts, **{f"{TIERS}/{name}": text for name, text in taking.tiers.items()}}
        return any(_said(self.learnt.get(name, text)) != _said(text) for name, text in texts.items())

    def _came_from(self, name: str, act: Acte) -> None:
        for one in act.origine:
            self.digests.setdefault(one.empreinte, set()).add(name)

    def _new_receipt(self, name: str, gathered: Gathered) -> Path | None:
        """The receipt that came after the entry of its act, which has none: it is not written there unasked."""
        act, file = self.register.actes.get(name), gathered.receipt_file[0]
        known = act is None or act.suivi.accuse_reception or file in {source.name for source in gathered.sources}
        return None if known else self.paths.get(file)

    def _kept(self, drawn: _Drawn, gathered: Gathered) -> Imported | None:
        """The act, where an entry has its number that is not ours to complete."""
        name = drawn.taken.identifier
        path = self._path(name, drawn)
        if not path.exists() or self._ours(name, path):
            return None
        different = tuple(self._different(name, dict.fromkeys(source.name for source in gathered.sources)))
        receipt = self._new_receipt(name, gathered)
        edited, hint = self._edited(name), self._changed(name, path, gathered)
        files = tuple(gathered.files)
        kept = Imported(name, files, Outcome.GARDE, drawn.taken, different=different, receipt=receipt)
        return replace(kept, edited=edited, hint=hint)

    def _edited(self, name: str) -> bool:
        """Whether somebody changed the entry of an act since an import wrote it."""
        path = self.files[name]
        known = self.written.get(path.relative_to(self.workspace.root).as_posix())
        return known is not None and path.exists() and digest(data_of(path)) not in known

    def _changed(self, name: str, path: Path, gathered: Gathered) -> str:
        """What to do where an act was taken, and from other files than now."""
        act = self.register.actes.get(name)
        known = {one.empreinte for one in act.origine} if act is not None else set[str]()
        new = [source.name for source in gathered.sources if source.digest not in known]
        if not known or not new:
            return ""
        said = f"fichier nouveau ou changé depuis la reprise : {', '.join(dict.fromkeys(new))}"
        if self._edited(name):
            return f"{said}. La fiche a été modifiée aussi : portez-y à la main ce qui doit l'être"
        entry = path.relative_to(self.workspace.root).as_posix()
        return f"{said}. La fiche n'a pas été modifiée : pour la refaire, effacez {entry}, puis recommencez"

    def _ours(self, identifier: str, path: Path) -> bool:
        """Whether an entry is a short one that an import wrote, as it was written."""
        act = self.register.actes.get(identifier)
        if act is None or act.rendered:
            return False
        known = written_before(self.workspace.state).get(path.relative_to(self.workspace.root).as_posix(), set())
        return digest(data_of(path)) in known

    def _path(self, name: str, drawn: _Drawn) -> Path:
        """Where the entry of an act is, or goes: the folder of its year."""
        if name in self.files:
            return self.files[name]
        year = year_of(drawn.acts[name][0]) if name in drawn.acts else None
        return self.workspace.registry / str(year or self.today.year) / f"{safe_name(name)}.yaml"

    def _different(self, identifier: str, files: Iterable[str]) -> Iterator[Finding]:
        """What the files say and the entry does not: what `check --against` says."""
        from ..against.facing import Reference
        from ..compose.dossier import compose
        from .examine import examine_files

        act = self.register.actes.get(identifier)
        if act is None or not act.rendered or compose(act, self.register).findings:
            return
        paths = [self.paths[name] for name in files if name in self.paths]
        against = Reference(self.register, identifier)
        for examined in examine_files(paths, self.today, together=True, against=against):
            yield from (found for found in examined.findings if found.code.startswith(COMPARED))

    def _write(self, drawn: _Drawn, files: tuple[str, ...]) -> Imported:
        """Write what the act stands on, then the act: who is stopped leaves none without its pieces and parties."""
        taken = drawn.taken
        target = self._path(taken.identifier, drawn)
        bodies = self.workspace.registry / TIERS
        texts = {bodies / f"{safe_name(name)}.yaml": text for name, text in taken.tiers.items()}
        texts |= {self._path(name, drawn): text for name, text in taken.acts.items()}
        entries = {self.workspace.root / path: load(self.paths[source]) for path, source in taken.pieces.items()}
        entries |= {path: text.encode() for path, text in texts.items()}
        entries = {path: data for path, data in entries.items() if not path.exists()}
        entries[target] = taken.entry.encode()
        before = current(target)
        short = {target: before.decode("utf-8", "replace")} if before is not None else {}
        self.journal.add(
            Line(path.relative_to(self.workspace.root).as_posix(), digest(data), short.get(path, ""))
            for path, data in entries.items()
        )
        for path, data in entries.items():
            if before is not None and path == target:
                rewrite({path: Rewritten(before, data)})
            elif not create(path, data) and path == target:
                return Imported(taken.identifier, files, Outcome.GARDE, taken)
        self._learn(drawn)
        outcome = Outcome.REPRIS if before is None else Outcome.COMPLETE
        return Imported(taken.identifier, files, outcome, taken, written=tuple(entries))

    def _learn(self, drawn: _Drawn) -> None:
        """What was written is known to the acts that come after."""
        known, taken = self.register, drawn.taken
        self.learnt |= {**taken.acts, taken.identifier: taken.entry}
        self.learnt |= {f"{TIERS}/{name}": text for name, text in taken.tiers.items()}
        acts = {**known.actes, **{name: act for name, (act, _) in drawn.acts.items()}}
        tiers = {**known.tiers, **{name: body for name, (body, _) in drawn.tiers.items()}}
        places = {**known.places, **{name: where for name, (_, where) in drawn.acts.items()}}
        places |= {f"{TIERS}/{name}": where for name, (_, where) in drawn.tiers.items()}
        for name, (act, _) in drawn.acts.items():
            self.files.setdefault(name, self._path(name, drawn))
            self._came_from(name, act)
        self.register = Register(known.collectivite, acts, tiers, places, frozenset(self.files))


def _said(text: str) -> list[str]:
    """An entry without its comments: they name the act in which it was read."""
    return [line for line in text.splitlines() if not line.startswith("#")]


def _taken(folder: Path, acts: tuple[str, ...], tiers: tuple[str, ...], group: Sequence[Gathered]) -> list[Taking]:
    """Take acts in another process, which reads what the register had when the import began."""
    found: list[Taking] = []
    for act in group:
        try:
            found.append(take(act, _register(folder, acts, tiers)))
        except Exception as error:  # a defect in one act, told when its turn comes
            found.append(error)
    return found


@lru_cache(maxsize=1)
def _register(folder: Path, acts: tuple[str, ...], tiers: tuple[str, ...]) -> Register:
    register = Shelf(folder).load(acts).register
    assert register is not None  # the import has begun
    known = {name: register.tiers[name] for name in tiers if name in register.tiers}
    return Register(register.collectivite, register.actes, known, register.places, acts)


@frozen
class _Drawn:
    """What was taken, and the values of its entries, each with the places of its fields."""

    taken: Taken
    acts: Mapping[str, tuple[Acte, Places]]
    tiers: Mapping[str, tuple[Tiers, Places]]

    @classmethod
    def of(cls, taken: Taken) -> _Drawn:
        texts = {**taken.acts, taken.identifier: taken.entry}
        return cls(taken, dict(_read(texts, Acte)), dict(_read(taken.tiers, Tiers)))


def _read(texts: Mapping[str, str], cls: type[T]) -> Iterator[tuple[str, tuple[T, Places]]]:
    for name, text in texts.items():
        value, places, _ = read_text(text, cls, f"{name}.yaml")
        if value is not None and places is not None:
            yield name, (value, places)


Begins = Callable[[str, int], Callable[[str], object]]  # told each step and how much it is; gives who is told how far
Defect = Callable[[Exception], object]  # told what is wrong with us


@frozen
class Takeover:
    """The acts of some files, and the files that go with none."""

    acts: tuple[Imported, ...]
    left: tuple[Left, ...]

    @property
    def wrote(self) -> bool:
        """Whether something was written, which can be undone."""
        return any(act.written for act in self.acts)


def read_all(found: Found, begins: Begins, *, together: bool = False) -> Gathering:
    return gathered(found, together=together, step=begins("Fichiers lus", len(found.files)))


def take_gathered(
    workspace: Workspace, gathering: Gathering, found: Found, today: date, begins: Begins, defect: Defect
) -> Takeover:
    """Take acts that were read. Raises CannotGoOn where the register cannot be read."""
    step, acts = begins("Actes repris", len(gathering.acts)), list[Imported]()
    for act in taken(workspace, gathering, found, today, defect):
        acts.append(act)
        step(act.name)
    return Takeover(tuple(acts), gathering.left)


def taken(workspace: Workspace, gathering: Gathering, found: Found, today: date, defect: Defect) -> Iterator[Imported]:
    """Acts that were read, each taken; a defect of ours in one is told, and keeps no other from being taken."""
    importer = Importer(workspace, today, found.files)
    for act, taking in importer.each(gathering.acts):
        try:
            made = importer.act(act, taking)
        except (CannotGoOn, MemoryError, OSError):
            raise  # so would the others
        except Exception as error:
            defect(error)
            files = tuple(act.files)
            why = Refused("un défaut du programme empêche de le reprendre", "les autres actes sont repris quand même")
            made = Imported(", ".join(files), files, Outcome.REFUSE, refused=why)
        yield made
