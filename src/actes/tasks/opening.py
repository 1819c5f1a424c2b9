"""Files that somebody gives, opened: the documents that each holds, or why it cannot be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..document import Document
from ..finding import Finding, Severity
from ..frozen import frozen
from ..outline.documents import Extent, documents_in
from ..outline.nature import nature_of
from ..part import Part, part_of

if TYPE_CHECKING:
    from ..reading.result import Reading


@frozen(eq=False)
class FilePart:
    """A document of a file: its part, the block of the file at which it begins, of which act of the file it is."""

    part: Part
    start: int
    act: int


@frozen(eq=False)
class File:
    """A file that was read, and the documents that it holds; `whole`: all of them as one, for who compares the file."""

    path: Path
    document: Document
    whole: Part
    documents: tuple[FilePart, ...]
    notes: tuple[Finding, ...]

    def called(self, whole: Part) -> File:
        """The same file, under the name of the document that it is found to be."""
        alone = len(self.documents) == 1
        return replace(self, whole=whole, documents=(FilePart(whole, 0, 0),) if alone else self.documents)

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(one.part for one in self.documents)


def open_file(path: Path, alone: bool) -> File:
    """A file and its documents. Raises CannotGoOn where it cannot be read."""
    from ..office.old import read_any

    return opened(read_any(path), path, alone)


def opened(reading: Reading, path: Path, alone: bool) -> File:
    """The documents of a file that was read, and what is to say of its reading."""
    from ..problems import problem

    notes = tuple(
        problem(
            "LEC301",
            f"{revision.change.value} en attente : « {revision.text} »",
            "acceptez ou refusez cette modification dans Word avant la signature",
            revision.place,
            severity=Severity.ALERTE,
        )
        for revision in reading.revisions
    )
    blocks = reading.document.blocks
    extents = documents_in(blocks, alone)
    parts = tuple(FilePart(_part(reading, path.name, extent), extent.start, extent.act) for extent in extents)
    all_of_it = Extent(0, len(blocks), nature_of(blocks, alone))
    whole = parts[0].part if len(parts) == 1 else _part(reading, path.name, all_of_it)
    return File(path, reading.document, whole, parts, (*reading.notes, *notes))


def _part(reading: Reading, name: str, extent: Extent) -> Part:
    """A document of a file; what runs on the pages of the file goes with the first one."""
    document = replace(reading.document, blocks=reading.document.blocks[extent.start : extent.end])
    called = f"{name} ({extent.nature.value})" if extent.start else name
    return part_of(document, extent.nature, called, () if extent.start else reading.furniture)
