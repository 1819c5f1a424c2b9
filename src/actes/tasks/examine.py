"""What `check` looks at: an entry with all that it composes, or files, made into contexts for the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..check import check
from ..context import AgainstContext, Context, RegisterContext, of_entry
from ..document import Document
from ..finding import CannotGoOn, Finding, Severity
from ..model.ecart import Ecart
from ..model.register import Register
from ..outline.documents import Extent, documents_in
from ..outline.nature import nature_of
from ..part import Nature, Part, part_of
from ..rules import names_over
from ..store import is_kept
from ..waivers import accept, accepts, is_about

if TYPE_CHECKING:
    from ..against.facing import Reference
    from ..reading.result import Reading

WRITTEN = frozenset({".docx", ".odt"})
SUFFIXES = frozenset({".docx", ".odt", ".pdf", ".txt", ".md"})
COMPARED = "-compare-a-"  # in the name of a file that bears the changes against another act


@dataclass(frozen=True, slots=True)
class Examined:
    """An act that was checked: its name for the report, and everything found.

    `documents` are what was examined, in the order that a finding's spot counts; `files` those that they were read
    from, none for an entry. `refused`: the exit status of what could not be read, else 0.
    """

    name: str
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...] = ()
    files: tuple[Path, ...] = ()
    refused: int = 0


def examine_documents(
    register: Register, identifier: str, documents: Sequence[Document], today: date
) -> tuple[Finding, ...]:
    """Check an entry and the documents that it composed; what the entry accepts is marked."""
    return examine_context(of_entry(register, identifier, documents, today))


def examine_context(context: Context) -> tuple[Finding, ...]:
    """Check an act of the register; an acceptance that is about the register, or files, waits for their check."""
    assert context.entry is not None
    accepted = [
        (ecart, context.field(f"ecarts_acceptes[{index}]").where)
        for index, ecart in enumerate(context.entry.ecarts_acceptes)
        if not _waits(ecart)
    ]
    return tuple(accept(check(context), accepted))


def _waits(ecart: Ecart) -> bool:
    """Whether an acceptance is of what another check finds."""
    if is_about(ecart, names_over(Context)):
        return False
    return any(is_about(ecart, names_over(other)) for other in (RegisterContext, AgainstContext))


def examine_files(
    paths: Sequence[Path], today: date, *, together: bool = False, against: Reference | None = None
) -> list[Examined]:
    """Check files, each an act of its own; `together` makes them one act. What cannot be read is a finding.

    `against`: each is compared with the document that it is among those that this entry composes.
    """
    read: list[_File] = []
    refused: list[Examined] = []
    for path in paths:
        try:
            read.append(_read(path, alone=not together, whole=against is not None))
        except CannotGoOn as error:
            refused.append(Examined(path.name, error.findings, refused=error.status))
    groups = [read] if together and read else [[one] for one in read]
    done = [_examined(group, today, against, together) for group in groups]
    return [*refused, *done]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A document of a file: its part, the block of the file at which it begins, of which act of the file it is."""

    part: Part
    start: int
    act: int


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    """A file that was read, and the documents that it holds."""

    path: Path
    document: Document
    parts: tuple[_Part, ...]
    notes: tuple[Finding, ...]


def _examined(files: Sequence[_File], today: date, against: Reference | None, together: bool) -> Examined:
    ordered = sorted(files, key=lambda file: list(Nature).index(file.parts[0].part.nature))
    notes = [note for file in files for note in file.notes]
    if against:
        parts = tuple(one.part for file in ordered for one in file.parts)
        found = compared(parts, today, against, together=together)
    else:
        found = [finding for act in _acts(ordered) for finding in _checked(act, today)]
    name = ", ".join(file.path.name for file in files)
    documents = tuple(file.document for file in ordered)
    return Examined(name, (*notes, *found), documents, tuple(file.path for file in ordered))


def _acts(files: Sequence[_File]) -> Iterator[list[tuple[int, _Part]]]:
    """The documents of each act, with the rank of their file: a file may hold several acts, one after the other."""
    last = max(one.act for file in files for one in file.parts)
    for act in range(last + 1):
        held = [(rank, one) for rank, file in enumerate(files) for one in file.parts if one.act == act]
        yield sorted(held, key=lambda pair: list(Nature).index(pair[1].part.nature))


def _checked(act: Sequence[tuple[int, _Part]], today: date) -> Iterator[Finding]:
    """What is found in an act; where it stands is told in the blocks of its files."""
    for found in check(Context(tuple(one.part for _, one in act), today)):
        spot = found.spot
        if spot is not None:
            file, one = act[spot.part]
            spot = replace(spot, part=file, block=spot.block + one.start)
        yield replace(found, spot=spot)


def compared(parts: Sequence[Part], today: date, against: Reference, *, together: bool) -> Sequence[Finding]:
    """What differs from the entry, then what the files say of themselves; what the entry accepts is marked.

    An acceptance that accepts nothing here may be about the entry, or about another of its documents.
    """
    from ..against.facing import face

    facing = face(parts, against, today, together=together)
    found = [*check(facing), *check(Context(facing.parts, today))]
    accepted = against.register.actes[against.identifier].ecarts_acceptes
    place = against.register.place(against.identifier, "ecarts_acceptes")
    used = [ecart for ecart in accepted if any(accepts(ecart, finding) for finding in found)]
    return accept(found, [(ecart, place.place_at(0) if place else None) for ecart in used])


def _read(path: Path, alone: bool, whole: bool) -> _File:
    """A file and its documents; `whole`: it is one document, whatever it holds."""
    from ..reading.files import read_file
    from ..reading.problems import problem

    reading = read_file(path)
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
    extents = (Extent(0, len(blocks), nature_of(blocks, alone)),) if whole else documents_in(blocks, alone)
    parts = tuple(_Part(_part(reading, path.name, extent), extent.start, extent.act) for extent in extents)
    return _File(path, reading.document, parts, (*reading.notes, *notes))


def _part(reading: Reading, name: str, extent: Extent) -> Part:
    """A document of a file; what runs on the pages of the file goes with the first one."""
    document = replace(reading.document, blocks=reading.document.blocks[extent.start : extent.end])
    called = f"{name} ({extent.nature.value})" if extent.start else name
    return part_of(document, extent.nature, called, () if extent.start else reading.furniture)


def files_of(folder: Path) -> list[Path]:
    """The documents of a folder, in order, each once: without the PDF of one that is there, what was kept of an older
    version, what programs put there for themselves, ours too.
    """
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith(("~$", ".")))
    copies = {annotated_name(path) for path in found}
    copies |= {path.with_suffix(".pdf") for path in found if path.suffix.lower() in WRITTEN}
    return [path for path in found if path not in copies and COMPARED not in path.name and not is_kept(path)]


def annotated_name(path: Path) -> Path:
    """Where the annotated copy of a file stands.

    >>> annotated_name(Path("recu/convention.docx")).name
    'convention-annotee.docx'
    """
    return path.with_name(f"{path.stem}-annotee{path.suffix}")
