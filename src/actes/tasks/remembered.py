"""An act is not composed, laid out and checked again where all that this depends on is what it was.

Rendering is a function of what is read (the core is pure, a test says so): the entries and templates, byte by byte,
which entries there are, the day, the options, the program. Their digests are kept in the workspace, and the documents
are there already, as last rendered; where anything differs, or is missing, or cannot be understood, everything is done
again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..store import last_rendered, replace, safe_name, write
from ..workspace import OUTPUT, Workspace
from .rendered import Rendered, document_path


@dataclass(frozen=True, slots=True)
class Sources:
    """What a rendering read, as SHA-256 by name: entries by their name in `registry`, templates in `templates`.

    `listing` are all the entries that there were, read or not.
    """

    entries: Mapping[str, str]
    templates: Mapping[str, str]
    listing: Sequence[str]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a workspace remembers of acts rendered that day with these options."""

    workspace: Workspace
    today: date
    final: bool = False
    force: bool = False
    only: tuple[str, ...] = ()

    def again(self, identifier: str, listing: Sequence[str]) -> Rendered | None:
        """Write the documents of an act as they were last rendered; None where they may differ now.

        `listing` are all the entries that there are.
        """
        try:
            kept = json.loads(self._record(identifier).read_bytes())
            files = self._files(identifier, kept) if self._holds(kept, listing) else None
            names, brief = tuple(map(str, kept["names"])), str(kept["brief"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        if files is None:
            return None
        written = write(files, self.workspace.state, force=self.force)
        return Rendered(identifier, written, absent=self.absent(names), documents=names, brief=brief)

    def absent(self, names: Sequence[str]) -> tuple[str, ...]:
        """The documents asked for that are not among those of the act."""
        return tuple(name for name in self.only if name not in names)

    def keep(self, result: Rendered, sources: Sources, documents: Mapping[str, bytes]) -> None:
        """Remember an act: the bytes of its documents by name. One that has something to say is told anew each time."""
        if result.findings or result.refused or not all(file.done for file in result.written):
            return
        kept = {
            "asked": self._asked(sources.listing),
            "entries": dict(sources.entries),
            "templates": dict(sources.templates),
            "documents": {name: _digest(data) for name, data in documents.items()},
            "names": result.documents,
            "brief": result.brief,
        }
        replace(self._record(result.identifier), json.dumps(kept, ensure_ascii=False, indent=1).encode(), lasting=False)

    def _record(self, identifier: str) -> Path:
        return self.workspace.state / "actes" / f"{safe_name(identifier)}.json"

    def _asked(self, listing: Sequence[str]) -> str:
        """A digest of all but the contents of files."""
        asked = (_program(), self.today.isoformat(), self.final, self.only, list(listing))
        return _digest(repr(asked).encode("utf-8", "surrogatepass"))

    def _holds(self, kept: Mapping[str, Any], listing: Sequence[str]) -> bool:
        read = (("entries", self.workspace.registry), ("templates", self.workspace.templates))
        return kept["asked"] == self._asked(listing) and all(
            _digest((folder / name).read_bytes()) == digest
            for kind, folder in read
            for name, digest in kept[kind].items()
        )

    def _files(self, identifier: str, kept: Mapping[str, Any]) -> dict[Path, bytes] | None:
        """The documents as last rendered, where they would go now; None where one is not what it was."""
        files: dict[Path, bytes] = {}
        for name, digest in kept["documents"].items():
            data = next((data for data in self._last(identifier, name) if _digest(data) == digest), None)
            if data is None:
                return None
            files[document_path(self.workspace, identifier, name)] = data
        return files

    def _last(self, identifier: str, name: str) -> Iterator[bytes]:
        """What was last rendered where the document goes now, and where it usually goes."""
        usual = Workspace(self.workspace.root, self.workspace.root / OUTPUT)
        for workspace in (self.workspace, usual):
            data = last_rendered(document_path(workspace, identifier, name), workspace.state)
            if data is not None:
                yield data


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@cache
def _program() -> str:
    """What tells one state of the program from another: its files, Python, when libraries were last installed."""
    package = Path(__file__).parents[1]
    library = find_spec("jinja2")
    libraries = Path(library.origin).parents[1] if library and library.origin else package
    return _digest(repr((sys.version, libraries.stat().st_mtime_ns, sorted(_state(package)))).encode())


def _state(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    """The size and the date of each module."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _state(entry.path)
            elif entry.name.endswith((".py", ".docx", ".json")):
                known = entry.stat()
                yield entry.path, known.st_size, known.st_mtime_ns
