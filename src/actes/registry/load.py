"""Loads a register from its folder: the entries asked for and all that they cite, every error collected.

One bad entry is reported and the others live; nothing here raises on what a person wrote.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ..finding import CannotGoOn, Finding, errors_of
from ..frozen import frozen
from ..model.acte import Acte
from ..model.collectivite import Collectivite
from ..model.links import OWN, Named, check_links, third_parties
from ..model.people import Tiers
from ..model.register import Places, Register, act_id
from ..place import Place
from ..problems import problem
from ..regular import read_regular
from .decoding import MAX_BYTES, decode
from .folder import COLLECTIVITE, TIERS, bodies_of, entries, shown_path, strays
from .reader import read_text

T = TypeVar("T")


def model_of(owner: str) -> type:
    """What a file of the register describes, by its owner: « DEC2025-453 », « tiers/ofgl », « collectivite »."""
    return Collectivite if owner == COLLECTIVITE else Tiers if owner.startswith(f"{TIERS}/") else Acte


_read_once = functools.lru_cache(maxsize=64)(read_text)  # what an act stands on, others stand on too: by its text


@dataclass(slots=True)
class Memory:
    """What was last read of each file, for who loads again and again: a file is read anew where its text changed."""

    last: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def read(self, text: str, cls: type[T], path: str) -> tuple[T | None, Places | None, tuple[Finding, ...]]:
        known = self.last.get(path)
        if known is None or known[0] != text:
            known = self.last[path] = (text, read_text(text, cls, path))
        return known[1]

    def text(self, path: str) -> str:
        """The text of a file, as last read; empty where it never was."""
        return self.last[path][0] if path in self.last else ""


@dataclass(slots=True)
class Loading:
    """One loading: what was read so far."""

    folder: Path
    body: Collectivite | None = None
    wanted: Collection[str] = ()
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Places] = field(default_factory=dict)
    drafts: Mapping[Path, bytes] = field(default_factory=dict)
    memory: Memory | None = None

    def shown(self, path: Path) -> str:
        return shown_path(self.folder, path)

    def report(self, kind: str, message: str, hint: str, where: Place) -> None:
        self.findings.append(problem(kind, message, hint, where=where))

    def read(self, path: Path, cls: type[T], owner: str) -> T | None:
        """The value of a file; None, and findings, where an error stands in it."""
        shown = self.shown(path)
        try:
            data = self.drafts[path] if path in self.drafts else read_regular(path, MAX_BYTES + 1)
        except OSError:
            hint = "fermez-le s'il est ouvert ailleurs, et vérifiez que vous avez le droit de le lire"
            self.report("fichier-illisible", f"{path.name} ne s'ouvre pas", hint, Place(shown))
            return None
        text, problems = decode(data, shown)
        self.findings.extend(problems)
        if text is None:
            return None
        memory = None if path in self.drafts else self.memory  # what is only about to be written is not remembered
        reading = memory.read if memory else read_text if owner in self.wanted else _read_once
        value, places, found = reading(text, cls, shown)  # type: ignore[arg-type]  # a class can be a key of a cache
        self.findings.extend(found)
        if places is not None:
            self.places[owner] = places
        return value

    def collectivite(self) -> Collectivite | None:
        path = self.folder / f"{COLLECTIVITE}.yaml"
        if path.is_file():
            return self.read(path, Collectivite, COLLECTIVITE)
        hint = "ce fichier dit qui est la collectivité et porte ses formules"
        self.report("fichier-absent", f"{path.name} manque", hint, Place(self.shown(path)))
        return None

    def third_parties(self, paths: Sequence[Path]) -> Iterator[tuple[str, Tiers]]:
        for path in paths:
            value = self.read(path, Tiers, f"{TIERS}/{path.stem}")
            own = path.stem == OWN
            if own or not path.stem.isidentifier():
                why = "désigne la collectivité elle-même" if own else "ne peut pas servir de nom dans un texte"
                hint = "renommez-le en lettres minuscules, chiffres et « _ » : cantal_destination.yaml"
                self.report("nom-de-fichier", f"« {path.stem} » {why}", hint, Place(self.shown(path)))
            elif value is not None:
                yield path.stem, value

    def acts(self, files: dict[str, list[Path]], wanted: Iterable[str]) -> Iterator[tuple[str, Acte]]:
        """The acts asked for, then those that they cite, and so on."""
        queue = list(wanted)
        seen: set[str] = set()
        for name in queue:
            if name in seen or name not in files:
                continue
            seen.add(name)
            for path in files[name][1:]:
                message = f"{name} a déjà une fiche : {self.shown(files[name][0])}"
                hint = "gardez une seule des deux ; si ce sont deux actes, donnez à l'un un autre numéro"
                self.report("acte-en-double", message, hint, Place(self.shown(path), 1, 1))
            act = self.read(files[name][0], Acte, name)
            if act is not None and self.named_right(name, act, files) and len(files[name]) == 1:
                queue.extend(act.cited())
                yield name, self.numbered(act)

    def named_right(self, name: str, act: Acte, files: Mapping[str, list[Path]]) -> bool:
        """The number has the form of its series, and the file's name is the act's identifier."""
        if self.body is None:
            return False
        number, serie = self.places[name]["numero"], self.body.serie(act)
        if not serie.accepts(act.numero):
            message = f"« {act.numero.code} » n'a pas la forme des numéros de la série {serie.prefixe} ({serie.forme})"
            hint = "corrigez « numero », ou « series » dans collectivite.yaml"
            self.report("valeurs-incompatibles", message, hint, number.place_at(0))
            return False
        right = act_id(act, self.body)
        if right != name and right in files:
            message = f"cette fiche décrit {right}, qui a déjà la sienne : {self.shown(files[right][0])}"
            hint = f"gardez une seule des deux, sous le nom {right}.yaml ; si ce sont deux actes, corrigez « numero »"
            self.report("acte-en-double", message, hint, number.place_at(0))
        elif right != name:
            message = f"ce fichier s'appelle {name}.yaml et décrit {right}"
            hint = f"renommez-le {right}.yaml, ou corrigez « numero » et « type »"
            self.report("nom-de-fichier", message, hint, number.place_at(0))
        return right == name

    def numbered(self, act: Acte) -> Acte:
        """The act, its number written as its series writes numbers."""
        assert self.body is not None  # no act is read under its name without it
        shown = self.body.serie(act).shown(act.numero)
        return act if shown.chiffres == act.numero.chiffres else replace(act, numero=shown)


NO_DRAFTS: Mapping[Path, bytes] = {}


@frozen
class Loaded:
    """What could be loaded, and everything that is wrong. Without a collectivity there is no register.

    `failed` names the files that somebody stands on and that could not be read (« DEC2025-453 », « tiers/ofgl »).
    """

    register: Register | None
    findings: tuple[Finding, ...]
    failed: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way of composing: a doubt (`alerte`) does not."""
        return self.register is not None and not errors_of(self.findings)

    def holding(self, names: Iterable[str] = ()) -> Register:
        """The register, which holds these acts. Raises CannotGoOn, with what is wrong, where it does not."""
        if self.register is None or any(name not in self.register.actes for name in names):
            raise CannotGoOn(errors_of(self.findings) or self.findings)
        return self.register


class Shelf:
    """A register's folder, listed once, with what all its acts share; acts are read from it as they are wanted."""

    def __init__(self, folder: Path, drafts: Mapping[Path, bytes] = NO_DRAFTS, memory: Memory | None = None) -> None:
        """`drafts` are files as they would be once written: what is about to be written is read first."""
        self.folder, self.files, self.drafts, self.memory = folder, entries(folder), drafts, memory
        bodies = bodies_of(folder)
        self.shared = {COLLECTIVITE: folder / f"{COLLECTIVITE}.yaml"} | {f"{TIERS}/{one.stem}": one for one in bodies}
        shared = Loading(folder, drafts=drafts, memory=memory)
        self.body = shared.collectivite()
        self.third = dict(shared.third_parties(bodies))
        self.named = Named(self.files, {path.stem: path for path in bodies})
        self.places, self.findings = shared.places, tuple(shared.findings)

    def strays(self) -> tuple[Finding, ...]:
        """Files that nobody would read for how their name ends."""
        kind, message = "nom-de-fichier", "{} n'est pas lu : il ne finit pas par « .yaml »"
        return tuple(
            problem(kind, message.format(path.name), f"renommez-le {stem}.yaml", Place(shown_path(self.folder, path)))
            for path, stem in strays(self.folder)
        )

    def __contains__(self, owner: str) -> bool:
        return owner in self.files or owner in self.shared

    def path(self, owner: str) -> Path:
        """The file of an owner, the first where it has several. Raises KeyError where it has none."""
        return self.files[owner][0] if owner in self.files else self.shared[owner]

    def shown(self, name: str) -> tuple[str, ...]:
        """The file of an owner (« DEC2025-453 », « tiers/ofgl ») as places call it; all where it has several."""
        known = self.files.get(name) or [self.shared.get(name, self.folder / f"{name}.yaml")]
        return tuple(shown_path(self.folder, path) for path in known)

    def register(self, acts: Mapping[str, Acte], places: Mapping[str, Places]) -> Register:
        assert self.body is not None  # asked where it could be read
        third, shown = MappingProxyType(self.third), MappingProxyType(places)
        return Register(self.body, MappingProxyType(acts), third, shown, self.files)

    def load(self, wanted: Iterable[str], drafts: Mapping[Path, bytes] = NO_DRAFTS) -> Loaded:
        """The acts wanted, and what they cite; what is wrong in them and in what all share.

        `drafts` are entries as they would be once written, beside those of the shelf.
        """
        asked, drafts = tuple(wanted), {**self.drafts, **drafts}
        found, places = list(self.findings), dict(self.places)
        loading = Loading(self.folder, self.body, frozenset(asked), found, places, drafts, self.memory)
        acts = dict(loading.acts(self.files, asked))
        if self.body is None:
            return Loaded(None, tuple(loading.findings))
        register = self.register(acts, loading.places)
        loading.findings.extend(check_links(register, acts, self.named))
        ordered = tuple(sorted(loading.findings, key=Finding.sort_key))
        return Loaded(register, ordered, self._failed(asked, acts))

    def _failed(self, asked: Iterable[str], acts: Mapping[str, Acte]) -> tuple[str, ...]:
        named = [*asked, *(cited for act in acts.values() for cited in act.cited())]
        missing = [name for name in named if name in self.files and name not in acts]
        bodies = [body for act in acts.values() for _, body in third_parties(act)]
        missing += [f"{TIERS}/{body}" for body in bodies if body in self.named.tiers and body not in self.third]
        return tuple(dict.fromkeys(missing))


def load_register(folder: Path, wanted: Iterable[str] | None = None) -> Loaded:
    """Load the acts `wanted` (identifiers; all when None), what they cite, the third parties, the collectivity."""
    shelf = Shelf(folder)
    if wanted is not None:
        return shelf.load(wanted)
    loaded = shelf.load(shelf.files)
    return replace(loaded, findings=tuple(sorted((*loaded.findings, *shelf.strays()), key=Finding.sort_key)))
