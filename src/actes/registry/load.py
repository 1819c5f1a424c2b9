"""Loads a register from its folder: the entries asked for and all that they cite, every error collected.

One bad entry is reported and the others live; nothing here raises on what a person wrote.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from ..finding import Finding, Severity
from ..model.acte import Acte
from ..model.collectivite import Collectivite
from ..model.links import OWN, Named, check_links
from ..model.people import Tiers
from ..model.register import Places, Register, act_id
from ..place import Place
from ..problems import loading_error
from .decoding import decode
from .reader import read_text

T = TypeVar("T")
_read_once = functools.lru_cache(maxsize=64)(read_text)  # what an act stands on, others stand on too: by its text
COLLECTIVITE, TIERS = "collectivite", "tiers"
STRAY = re.compile(r"(?P<stem>.+)\.(?:yml|ya?ml\.txt)\Z", re.IGNORECASE)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be loaded, and everything that is wrong. Without a collectivity there is no register."""

    register: Register | None
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way of composing: a doubt (`alerte`) does not."""
        return self.register is not None and not any(f.severity is Severity.ERREUR for f in self.findings)


def entries(folder: Path) -> dict[str, list[Path]]:
    """The files of acts by identifier (the file's name); two for one identifier is an error that loading reports."""
    found: dict[str, list[Path]] = {}
    for path in _files(folder, ".yaml"):
        relative = path.relative_to(folder)
        if relative.parts[0] != TIERS and relative.name != f"{COLLECTIVITE}.yaml":
            found.setdefault(path.stem, []).append(path)
    return found


def _files(folder: Path, suffix: str) -> list[Path]:
    """The files below a folder with that suffix, hidden ones left aside."""
    paths = (path for path in folder.rglob("*") if path.suffix.lower() == suffix)
    return sorted(p for p in paths if not any(part.startswith((".", "~")) for part in p.relative_to(folder).parts))


def strays(folder: Path) -> list[tuple[Path, str]]:
    """The files that would be read but for how their name ends, each with the rest of it. Windows hides « .txt »."""
    paths = (path for suffix in (".yml", ".txt") for path in _files(folder, suffix))
    found = ((path, STRAY.match(path.name)) for path in paths)
    return [(path, match["stem"]) for path, match in found if match]


def find_id(text: str, known: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The identifiers that somebody means (« dec2025-453 », « 2025-453 »), and, where none is meant, the nearest ones.

    >>> find_id("2025-453", ["DEC2025-453", "DEC2025-454"])
    (('DEC2025-453',), ())
    >>> find_id("2025-435", ["DEC2025-453", "DEL2017-26"])
    ((), ('DEC2025-453',))
    """
    names = {name.upper(): name for name in known}
    wanted = text.strip().upper().replace("_", "-").replace(" ", "").removesuffix(".YAML")
    if wanted in names:
        return (names[wanted],), ()
    matches = tuple(name for upper, name in names.items() if upper.lstrip(LETTERS) == wanted)
    if matches:
        return matches, matches if len(matches) > 1 else ()
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.6)
    short = {upper.lstrip(LETTERS): upper for upper in names}
    near = near or [short[n] for n in difflib.get_close_matches(wanted, short, n=3, cutoff=0.6)]
    return (), tuple(names[upper] for upper in near)


@dataclass(slots=True)
class _Loading:
    """One loading: what was read so far."""

    folder: Path
    wanted: Collection[str] = ()
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Places] = field(default_factory=dict)

    def shown(self, path: Path) -> str:
        return str(PurePosixPath(self.folder.name, path.relative_to(self.folder).as_posix()))

    def report(self, kind: str, message: str, hint: str, where: Place) -> None:
        self.findings.append(loading_error(kind, message, hint, where=where))

    def read(self, path: Path, cls: type[T], owner: str) -> T | None:
        """The value of a file; None, and findings, where an error stands in it."""
        shown = self.shown(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            hint = "fermez-le s'il est ouvert ailleurs, et vérifiez que vous avez le droit de le lire"
            self.report("fichier-illisible", f"{path.name} ne s'ouvre pas ({error.strerror})", hint, Place(shown))
            return None
        text, problems = decode(data, shown)
        self.findings.extend(problems)
        if text is None:
            return None
        reading = read_text if owner in self.wanted else _read_once
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
            if not path.stem.isidentifier() or path.stem == OWN:
                why = (
                    "désigne la collectivité elle-même"
                    if path.stem == OWN
                    else "ne peut pas servir de nom dans un texte"
                )
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
                self.twin(name, path, files[name][0])
            act = self.read(files[name][0], Acte, name)
            if act is not None and self.named_right(name, act) and len(files[name]) == 1:
                queue.extend(act.cited())
                yield name, act

    def twin(self, name: str, path: Path, first: Path) -> None:
        """One act has one file."""
        message = f"{name} a déjà une fiche : {self.shown(first)}"
        self.report("acte-en-double", message, "gardez une seule des deux", Place(self.shown(path), 1, 1))

    def named_right(self, name: str, act: Acte) -> bool:
        """The file's name is the act's identifier."""
        right = act_id(act)
        if right != name:
            message = f"ce fichier s'appelle {name}.yaml et décrit {right}"
            hint = f"renommez-le {right}.yaml, ou corrigez « numero » et « type »"
            self.report("nom-de-fichier", message, hint, self.places[name]["numero"].place_at(0))
        return right == name

    def stray_files(self) -> None:
        """Files that nobody would read for how their name ends."""
        for path, stem in strays(self.folder):
            message = f"{path.name} n'est pas lu : il ne finit pas par « .yaml »"
            self.report("nom-de-fichier", message, f"renommez-le {stem}.yaml", Place(self.shown(path)))


def load_register(folder: Path, wanted: Iterable[str] | None = None) -> Loaded:
    """Load the acts `wanted` (identifiers; all when None), what they cite, the third parties, the collectivity."""
    files, bodies = entries(folder), sorted((folder / TIERS).glob("*.yaml"))
    asked = tuple(files if wanted is None else wanted)
    loading = _Loading(folder, frozenset(asked))
    if wanted is None:
        loading.stray_files()
    body = loading.collectivite()
    third = dict(loading.third_parties(bodies))
    acts = dict(loading.acts(files, asked))
    if body is None:
        return Loaded(None, tuple(loading.findings))
    register = Register(body, MappingProxyType(acts), MappingProxyType(third), MappingProxyType(loading.places))
    loading.findings.extend(check_links(register, acts, Named(files, [path.stem for path in bodies])))
    return Loaded(register, tuple(sorted(loading.findings, key=Finding.sort_key)))
