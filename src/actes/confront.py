"""Two acts to compare, from what a person typed: entries of the register, files, folders; and their tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from .comparison import Comparison, compare_acts
from .comparison.acts import paired_parts
from .compose.dossier import compose
from .context import Context, of_entry
from .document import Document
from .examine import COMPARED, SUFFIXES, files_of, nature_of
from .finding import CannotGoOn, Finding, Severity
from .model.register import Register
from .part import Nature, Part, part_of
from .pipeline import Renderer, resolve
from .place import Place
from .registry.load import load_register
from .workspace import Workspace

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "DIF101": "deux-fois-le-meme-acte",
        "DIF102": "rien-a-comparer",
        "DIF103": "acte-sans-texte",
        "DIF104": "document-sans-word",
        "DIF105": "revisions-en-attente",
        "DIF106": "documents-de-deux-natures",
    }
)
CALLED: Mapping[Nature, str] = MappingProxyType(
    {
        Nature.ACTE: "un acte",
        Nature.CONVENTION: "une convention",
        Nature.ANNEXE: "une annexe",
        Nature.PIECE: "une pièce jointe",
    }
)
Source = Callable[[], "bytes | Document"]  # a Word file, or what was read of another format; made when it is needed


@dataclass(frozen=True, slots=True)
class Side:
    """An act: how to call it, what it says, the file of each of its documents, where copies of them go."""

    name: str
    context: Context
    sources: Mapping[str, Source] = field(default_factory=dict)
    folder: Path | None = None
    entry: bool = False
    notes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Confronted:
    """Two acts and what differs between them."""

    before: Side
    after: Side
    comparison: Comparison
    notes: tuple[Finding, ...] = ()


def confront(before: Path, after: Path, today: date, find_workspace: Callable[[], Workspace]) -> Confronted:
    """Compare two acts; `find_workspace` is asked where one of them is an entry.

    Raises CannotGoOn with everything that is wrong in both.
    """
    sides = _sides((before, after), today, find_workspace)
    if _same(*sides):
        message = f"c'est deux fois le même acte : {sides[0].name}"
        raise CannotGoOn([_problem("DIF101", message, "donnez l'ancien acte, puis le nouveau")], status=2)
    pairs = tuple(paired_parts(sides[0].context.parts, sides[1].context.parts))
    if not pairs and all(side.context.parts for side in sides):
        message = f"{sides[0].name} et {sides[1].name} n'ont aucun document de même nature"
        hint = "comparez une décision avec une décision, une convention avec une convention"
        raise CannotGoOn([_problem("DIF102", message, hint)], status=2)
    one, other = (_held(side, [pair[n] for pair in pairs]) if pairs else side.context for n, side in enumerate(sides))
    notes = (*(note for side in sides for note in _notes(side)), *_of_two_natures(pairs))
    return Confronted(sides[0], sides[1], compare_acts(one, other), notes)


def _held(side: Side, parts: Sequence[Part | None]) -> Context:
    """The act as far as the other one has something to hold against it."""
    return replace(side.context, parts=tuple(part for part in parts if part is not None))


def _same(one: Side, other: Side) -> bool:
    return (one.name, one.folder, one.entry) == (other.name, other.folder, other.entry)


def _notes(side: Side) -> Iterator[Finding]:
    yield from side.notes
    if side.entry and not side.context.parts:
        message = f"{side.name} n'est connu que par les visas d'autres actes : seuls ses faits sont comparés"
        hint = "comparez plutôt le fichier de cet acte, s'il existe"
        yield replace(_problem("DIF103", message, hint), severity=Severity.ALERTE)


def _problem(code: str, message: str, hint: str, where: Place | None = None) -> Finding:
    return Finding(code, NAMES[code], Severity.ERREUR, message, hint, where)


def _of_two_natures(pairs: Sequence[tuple[Part | None, Part | None]]) -> Iterator[Finding]:
    """A decision against a convention: somebody took one file for another."""
    for one, other in pairs:
        if one is not None and other is not None and one.nature is not other.nature:
            message = f"{one.name} est {CALLED[one.nature]}, {other.name} est {CALLED[other.nature]}"
            hint = "vérifiez que ce sont bien les deux documents à comparer"
            yield replace(_problem("DIF106", message, hint), severity=Severity.ALERTE)


# what was typed


def _sides(typed: Sequence[Path], today: date, find_workspace: Callable[[], Workspace]) -> list[Side]:
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
    from .reading.files import read_file
    from .reading.formats import Format, recognise

    files = files_of(path) if path.is_dir() else [path]
    parts: list[Part] = []
    sources: dict[str, Source] = {}
    problems: list[Finding] = []
    notes: list[Finding] = []
    for file in files:
        try:
            reading = read_file(file)
        except CannotGoOn as error:
            problems += error.findings
            continue
        notes += reading.notes
        parts.append(part_of(reading.document, nature_of(reading.document, alone=len(files) == 1), file.name))
        word = recognise(file.read_bytes(), file.name) is Format.DOCX  # whatever its suffix
        sources[file.name] = _word(file) if word else _read(reading.document)
    if problems:
        raise CannotGoOn(problems, status=2)
    whole = path.resolve()
    name, folder = (f"dossier {whole.name}", whole) if path.is_dir() else (path.name, whole.parent)
    return Side(name, Context(tuple(parts), today), sources, folder, notes=tuple(notes))


def _word(file: Path) -> Source:
    return file.read_bytes


def _read(document: Document) -> Source:
    return lambda: document


def _of_entries(typed: Mapping[int, Path], today: date, workspace: Workspace) -> dict[int, Side]:
    names = {n: path.stem if path.suffix == ".yaml" else str(path) for n, path in typed.items()}
    wanted, problems = resolve(workspace, list(dict.fromkeys(names.values())))
    if problems:
        raise CannotGoOn(problems, status=2)
    loaded = load_register(workspace.registry, wanted)
    if loaded.register is None or not loaded.sound:
        raise CannotGoOn(loaded.findings)
    found = {n: resolve(workspace, [name])[0][0] for n, name in names.items()}
    renderer = Renderer(workspace, today)
    return {n: _of_entry(loaded.register, identifier, today, renderer) for n, identifier in found.items()}


def _of_entry(register: Register, identifier: str, today: date, renderer: Renderer) -> Side:
    act = register.actes[identifier]
    documents: tuple[Document, ...] = ()
    if act.rendered:
        dossier = compose(act, register)
        if dossier.findings:
            raise CannotGoOn(dossier.findings)
        documents = dossier.documents
    sources = {document.name: _rendered(renderer, document) for document in documents}
    context = of_entry(register, identifier, documents, today)
    folder = renderer.workspace.output / identifier
    return Side(identifier, context, sources, folder, entry=True)


def _rendered(renderer: Renderer, document: Document) -> Source:
    return lambda: renderer.bytes_of(document)


# tracked changes


def revisions(confronted: Confronted, folder: Path | None = None) -> dict[Path, bytes]:
    """The Word files of the second act with their tracked changes against the first, by where they are to be written.

    Raises CannotGoOn with everything that keeps one of them from being made.
    """
    made: dict[Path, bytes] = {}
    problems: list[Finding] = []
    for change in confronted.comparison.documents:
        if change.before is None or change.after is None:
            continue
        try:
            target = _target(confronted, change.after, folder)
            made[target] = _tracked(confronted, change.before, change.after)
        except CannotGoOn as error:
            problems += error.findings
    if problems:
        raise CannotGoOn(problems, status=2)
    return made


def _target(confronted: Confronted, part: Part, folder: Path | None) -> Path:
    after = confronted.after
    stem = f"{after.name}-{part.name}" if after.entry else Path(part.name).stem
    where = folder or after.folder
    assert where is not None
    return where / f"{stem}{COMPARED}{_stem(confronted.before)}.docx"


def _stem(side: Side) -> str:
    return (
        side.name.removeprefix("dossier ") if side.entry or side.name.startswith("dossier ") else Path(side.name).stem
    )


def _tracked(confronted: Confronted, before: Part, after: Part) -> bytes:
    from .layout.tracked import pending, tracked

    old, new = confronted.before.sources[before.name](), confronted.after.sources[after.name]()
    if isinstance(new, Document):
        message = f"le suivi des modifications s'écrit dans le nouveau document, et {after.name} n'est pas un .docx"
        hint = "enregistrez-le au format .docx dans Word, ou comparez sans --docx"
        raise CannotGoOn([_problem("DIF104", message, hint)])
    waiting = [part.name for part, data in ((before, old), (after, new)) if isinstance(data, bytes) and pending(data)]
    if waiting:
        message = f"{' et '.join(waiting)} : des modifications suivies y attendent déjà"
        hint = "acceptez-les ou refusez-les dans Word (Révision > Accepter), puis recommencez"
        raise CannotGoOn([_problem("DIF105", message, hint)])
    return tracked(old, new, after.name)
