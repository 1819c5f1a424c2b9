"""The acts to compare, from what a person typed: entries of the register, files, folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from ...compose.dossier import compose
from ...context import Context, of_entry
from ...document import Document
from ...finding import COULD_NOT_RUN, CannotGoOn, Finding
from ...frozen import frozen
from ...model.register import Register
from ...outline.nature import nature_of
from ...part import Part, part_of
from ...registry.load import load_register
from ...regular import read_regular
from ...workspace import Workspace
from ..folders import SUFFIXES, files_of
from ..known import known
from ..pipeline import Renderer

Source = Callable[[], "bytes | Document"]  # a Word file, or what was read of another format; made when it is needed


@frozen
class Side:
    """An act: how to call it, what it says, the file of each of its documents, where copies of them go."""

    name: str
    context: Context
    sources: Mapping[str, Source] = field(default_factory=dict)
    folder: Path | None = None
    entry: bool = False
    notes: tuple[Finding, ...] = ()


def sides_of(typed: Sequence[Path], today: date, find_workspace: Callable[[], Workspace]) -> list[Side]:
    """Both acts; what is wrong in one does not hide what is wrong in the other."""
    made: dict[int, Side] = {}
    problems: list[Finding] = []
    entries = {n: path for n, path in enumerate(typed) if not _is_file(path)}
    for number, path in enumerate(typed):
        if number not in entries:
            try:
                made[number] = _of_files(path, today)
            except CannotGoOn as error:
                problems += error.findings
    status = 2
    if entries:
        try:
            made |= _of_entries(entries, today, find_workspace())
        except CannotGoOn as error:
            problems += error.findings
            status = error.status
    if problems:
        raise CannotGoOn(problems, status)
    return [made[number] for number in range(len(typed))]


def _is_file(path: Path) -> bool:
    return path.suffix != ".yaml" and (path.is_dir() or path.is_file() or path.suffix.lower() in SUFFIXES)


def _of_files(path: Path, today: date) -> Side:
    """A file, or a folder that is one act."""
    from ...office.old import read_any
    from ...reading.formats import Format, recognise

    files = files_of(path) if path.is_dir() else [path]
    parts: list[Part] = []
    sources: dict[str, Source] = {}
    problems: list[Finding] = []
    notes: list[Finding] = []
    for file in files:
        try:
            reading = read_any(file)
        except CannotGoOn as error:
            problems += error.findings
            continue
        notes += reading.notes
        parts.append(part_of(reading.document, nature_of(reading.document.blocks, alone=len(files) == 1), file.name))
        word = recognise(read_regular(file), file.name) is Format.DOCX  # whatever its suffix
        sources[file.name] = _word(file) if word else _read(reading.document)
    if problems:
        raise CannotGoOn(problems, status=COULD_NOT_RUN)
    whole = path.resolve()
    name, folder = (f"dossier {whole.name}", whole) if path.is_dir() else (path.name, whole.parent)
    return Side(name, Context(tuple(parts), today), sources, folder, notes=tuple(notes))


def _word(file: Path) -> Source:
    return file.read_bytes


def _read(document: Document) -> Source:
    return lambda: document


def _of_entries(typed: Mapping[int, Path], today: date, workspace: Workspace) -> dict[int, Side]:
    names = {n: path.stem if path.suffix == ".yaml" else str(path) for n, path in typed.items()}
    wanted = known(workspace, list(dict.fromkeys(names.values())))
    loaded = load_register(workspace.registry, wanted)
    if loaded.register is None or not loaded.sound:
        raise CannotGoOn(loaded.findings)
    found = {n: known(workspace, [name])[0] for n, name in names.items()}
    renderer = Renderer(workspace, today)
    return {n: _of_entry(loaded.register, identifier, today, renderer) for n, identifier in found.items()}


def _of_entry(register: Register, identifier: str, today: date, renderer: Renderer) -> Side:
    act = register.actes[identifier]
    documents: tuple[Document, ...] = ()
    if act.rendered:
        dossier = compose(replace(act, a_confirmer=()), register)  # values are compared, not the brackets around them
        if dossier.findings:
            raise CannotGoOn(dossier.findings)
        documents = dossier.documents
    sources = {document.name: _rendered(renderer, document) for document in documents}
    context = of_entry(register, identifier, documents, today)
    folder = renderer.workspace.output / identifier
    return Side(identifier, context, sources, folder, entry=True)


def _rendered(renderer: Renderer, document: Document) -> Source:
    return lambda: renderer.bytes_of(document)
