"""Loads a register from its folder: the entries asked for and all that they cite, every error collected.

One bad entry is reported and the others live; nothing here raises on what a person wrote.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from ..finding import Finding
from ..model.acte import Acte
from ..model.collectivite import Collectivite
from ..model.links import check_links
from ..model.people import Tiers
from ..model.register import Places, Register, act_id
from .decoding import decode
from .problems import loading_error
from .reader import read
from .yamltext import parse_yaml

T = TypeVar("T")
COLLECTIVITE = "collectivite"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be loaded, and everything that is wrong. Without a collectivity there is no register."""

    register: Register | None
    findings: tuple[Finding, ...]


def entries(folder: Path) -> dict[str, list[Path]]:
    """The files of acts by identifier (the file's name); two for one identifier is an error that loading reports."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        relative = path.relative_to(folder)
        if relative.parts[0] != "tiers" and relative.name != f"{COLLECTIVITE}.yaml":
            found.setdefault(path.stem, []).append(path)
    return found


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
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Places] = field(default_factory=dict)

    def read(self, path: Path, cls: type[T], owner: str) -> T | None:
        shown = str(PurePosixPath(self.folder.name, path.relative_to(self.folder).as_posix()))
        text, problems = decode(path.read_bytes(), shown)
        self.findings.extend(problems)
        if text is None:
            return None
        node, problems = parse_yaml(text, shown)
        self.findings.extend(problems)
        if node is None:
            return None
        value, places, problems = read(node, cls, shown)
        self.findings.extend(problems)
        self.places[owner] = places
        return value

    def acts(self, files: dict[str, list[Path]], wanted: Iterable[str]) -> Iterator[tuple[str, Acte]]:
        """The acts asked for, then those that they cite, and so on."""
        queue = list(wanted)
        seen: set[str] = set()
        for name in queue:
            if name in seen or name not in files:
                continue
            seen.add(name)
            act = self.read(files[name][0], Acte, name)
            if act is not None and self.named_right(name, files[name], act):
                queue.extend(act.cited())
                yield name, act

    def named_right(self, name: str, paths: list[Path], act: Acte) -> bool:
        """The file's name is the act's identifier, and one act has one file."""
        problems = []
        if act_id(act) != name:
            problems.append(("nom-de-fichier", f"ce fichier s'appelle {name}.yaml et décrit {act_id(act)}",
                             f"renommez-le {act_id(act)}.yaml, ou corrigez « numero » et « type »"))
        if len(paths) > 1:
            others = ", ".join(path.relative_to(self.folder).as_posix() for path in paths)
            problems.append(("acte-en-double", f"{name} a plusieurs fiches : {others}", "gardez-en une seule"))
        for kind, message, hint in problems:
            self.findings.append(loading_error(kind, message, hint, where=self.places[name]["numero"].place_at(0)))
        return not problems


def load_register(folder: Path, wanted: Iterable[str] | None = None) -> Loaded:
    """Load the acts `wanted` (identifiers; all of them when None), what they cite, the third parties, the collectivity."""
    loading = _Loading(folder)
    files = entries(folder)
    body = _required(loading, folder / f"{COLLECTIVITE}.yaml")
    third: dict[str, Any] = {}
    for path in sorted((folder / "tiers").glob("*.yaml")):
        value = loading.read(path, Tiers, f"tiers/{path.stem}")
        if value is not None:
            third[path.stem] = value
    acts = dict(loading.acts(files, files if wanted is None else wanted))
    if body is None:
        return Loaded(None, tuple(loading.findings))
    register = Register(body, MappingProxyType(acts), MappingProxyType(third), MappingProxyType(loading.places))
    if not loading.findings:  # a name that stands for nothing may be a file that could not be read
        loading.findings.extend(check_links(register, acts))
    return Loaded(register, tuple(loading.findings))


def _required(loading: _Loading, path: Path) -> Collectivite | None:
    from ..place import Place

    if path.is_file():
        return loading.read(path, Collectivite, COLLECTIVITE)
    hint = "ce fichier dit qui est la collectivité et porte ses formules"
    loading.findings.append(loading_error("fichier-absent", f"{path.name} manque", hint, where=Place(path.name)))
    return None
