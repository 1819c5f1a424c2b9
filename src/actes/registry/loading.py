"""One loading of files of the register: what was read so far, and everything that is wrong."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from ..finding import Finding
from ..model.acte import Acte
from ..model.collectivite import Collectivite
from ..model.links import OWN
from ..model.people import Tiers
from ..model.register import Places, act_id
from ..place import Place
from ..problems import problem
from ..regular import read_regular
from .decoding import MAX_BYTES, decode
from .folder import COLLECTIVITE, TIERS, shown_path
from .reader import read_text

T = TypeVar("T")
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
            if act is not None and self.named_right(name, act, files) and len(files[name]) == 1:
                queue.extend(act.cited())
                yield name, self.numbered(act)

    def twin(self, name: str, path: Path, first: Path) -> None:
        """One act has one file."""
        message = f"{name} a déjà une fiche : {self.shown(first)}"
        hint = "gardez une seule des deux ; si ce sont deux actes, donnez à l'un un autre numéro"
        self.report("acte-en-double", message, hint, Place(self.shown(path), 1, 1))

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
