"""Files and folders that somebody gives: which are read, the documents of each, of how many acts they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..context import Context
from ..document import Document
from ..finding import Finding
from ..frozen import frozen
from ..importing.together import Clues, put_together
from ..office.convert import OLD, find_office, read_any
from ..outline.documents import Extent, documents_in
from ..outline.nature import nature_of
from ..part import Part, part_of
from ..place import Place
from ..problems import problem
from ..statements.subjects import own_act
from ..store.names import is_kept

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
    return opened(read_any(path), path, alone)


def opened(reading: Reading, path: Path, alone: bool) -> File:
    """The documents of a file that was read, and what is to say of its reading."""
    hint = "acceptez ou refusez cette modification dans Word avant la signature"
    pending = ((f"{one.change.value} en attente : « {one.text} »", one.place) for one in reading.revisions)
    notes = tuple(problem("LEC301", message, hint, place) for message, place in pending)
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


WRITTEN = frozenset({".docx", ".odt"})
SUFFIXES = frozenset({".docx", ".odt", ".pdf", ".txt", ".md"})
ANNOTATED, CORRECTED = "annotee", "corrigee"
COMPARED = "-compare-a-"  # in the name of a file that bears the changes against another act


def files_of(folder: Path) -> tuple[list[Path], Finding | None]:
    """The documents of a folder, in order, each once; old ones where there is LibreOffice to read them.

    Then what else is there, that is not read: a person has to look at it.
    """
    found = told(folder.iterdir())
    old = any(path.suffix.lower() in OLD for path in found)
    suffixes = SUFFIXES | OLD if old and find_office() else SUFFIXES
    read = [path for path in found if not path.is_dir() and path.suffix.lower() in suffixes]  # a pipe is refused later
    left = [path for path in found if path not in read]
    if not left:
        return read, None
    names = ", ".join(f"{path.name} (dossier)" if path.is_dir() else path.name for path in left)
    hint = "vérifiez-les à part"
    if any(path.suffix.lower() in OLD for path in left):
        hint += " ; pour un .doc ou un .rtf, installez LibreOffice, ou enregistrez-le en .docx"
    return read, problem("LEC113", f"ce dossier contient ce qui n'est pas lu : {names}", hint, Place(str(folder)))


def is_document(path: Path) -> bool:
    """Whether what somebody typed is a document or a folder of documents, and no act of the register."""
    return path.suffix != ".yaml" and (path.is_dir() or path.is_file() or path.suffix.lower() in SUFFIXES)


def act_typed(path: Path) -> str:
    """An act of the register, typed by its number or as the file of its entry."""
    return path.stem if path.suffix == ".yaml" else str(path)


def told(paths: Iterable[Path]) -> list[Path]:
    """What is there but copies of what is there (its PDF, its old Word file, our annotated one), what was kept of
    an older version, what programs put there for themselves.
    """
    found = sorted(path for path in paths if not path.name.startswith(("~$", ".")))
    copies = {copy_of(path, what) for path in found for what in (ANNOTATED, CORRECTED)}
    copies |= {p.with_suffix(suffix) for p in found if p.suffix.lower() in WRITTEN for suffix in (".pdf", *OLD)}
    return [path for path in found if path not in copies and COMPARED not in path.name and not is_kept(path)]


def acts_among(files: Sequence[File], today: date) -> list[list[File]]:
    """The files of each act, told by the acts' numbers; the others go with the act that is nearest, else alone."""

    def clues(files: Sequence[File]) -> Clues:
        return Clues(tuple(part for file in files for part in file.parts))

    acts, alone = put_together(files, lambda file: own_act(Context(file.parts, today)), clues)
    return [*(group for _, group in acts), *([file] for file in alone)] if len(acts) > 1 else [list(files)]


def copy_of(path: Path, what: str) -> Path:
    """Where a copy of a file stands: ANNOTATED, or CORRECTED.

    >>> copy_of(Path("recu/convention.docx"), ANNOTATED).name
    'convention-annotee.docx'
    """
    return path.with_name(f"{path.stem}-{what}{path.suffix}")
