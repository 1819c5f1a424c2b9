"""Two acts to compare, entries or files, as far as each holds something against the other; their tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from ..compare import Change
from ..comparison.acts import ArticleChange, Comparison, compare_acts, paired_parts
from ..comparison.blocks import BlockChange, Status
from ..comparison.facts import FactChange
from ..context import Context, of_entry
from ..document import Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding, Severity
from ..frozen import frozen
from ..importing.gathering import Clues, put_together
from ..model.register import Register
from ..office.convert import read_any
from ..outline.nature import Nature, nature_of
from ..part import Part, part_of
from ..problems import problem
from ..reading.files import package_refused
from ..registry.load import load_register
from ..regular import read_regular
from ..report.comparison import SAID, heading, human_of, words_of
from ..report.text import document_name
from ..statements.subjects import own_act
from ..wording import hunks, tokens
from ..workspace import Workspace
from .folders import COMPARED, act_typed, files_of, is_document
from .known import documents_of, known
from .pipeline import Renderer

CALLED: Mapping[Nature, str] = {
    Nature.ACTE: "un acte",
    Nature.CONVENTION: "une convention",
    Nature.ANNEXE: "une annexe",
    Nature.PIECE: "une pièce jointe",
}
Source = Callable[[], bytes] | Document  # a Word file, made when it is needed, or what was read of another format


@frozen
class Side:
    """An act: how to call it, what it says, the file of each of its documents, where copies of them go."""

    name: str
    context: Context
    sources: Mapping[str, Source]
    folder: Path
    entry: bool = False
    notes: tuple[Finding, ...] = ()


@frozen
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
    old, new = sides_of((before, after), today, find_workspace)
    if (old.name, old.folder, old.entry) == (new.name, new.folder, new.entry):
        message = f"c'est deux fois le même acte : {old.name}"
        raise CannotGoOn([problem("DIF101", message, "donnez l'ancien acte, puis le nouveau")], status=COULD_NOT_RUN)
    pairs = tuple(paired_parts(old.context.parts, new.context.parts))
    if not pairs and old.context.parts and new.context.parts:
        message = f"{old.name} et {new.name} n'ont aucun document de même nature"
        hint = "comparez une décision avec une décision, une convention avec une convention"
        raise CannotGoOn([problem("DIF102", message, hint)], status=COULD_NOT_RUN)
    held = [old.context, new.context]
    if pairs:  # each as far as the other one has something to hold against it
        parts = (tuple(part for part in side if part is not None) for side in zip(*pairs, strict=True))
        held = [replace(context, parts=found) for context, found in zip(held, parts, strict=True)]
    notes = (*_notes(old), *_notes(new), *_of_two_natures(pairs))
    return Confronted(old, new, compare_acts(*held), notes)


def _notes(side: Side) -> Iterator[Finding]:
    yield from side.notes
    entry = side.context.entry
    if entry is not None and (count := len(entry.unconfirmed)):
        values = "une valeur à confirmer, comparée telle quelle" if count == 1 else ""
        message = f"{side.name} a {values or f'{count} valeurs à confirmer, comparées telles quelles'}"
        yield problem("DIF107", message, f"la liste : actes check {side.name}")
    if side.entry and not side.context.parts:
        message = f"{side.name} n'est connu que par les visas d'autres actes : seuls ses faits sont comparés"
        hint = "comparez plutôt le fichier de cet acte, s'il existe"
        yield problem("DIF103", message, hint, severity=Severity.ALERTE)


def _of_two_natures(pairs: Sequence[tuple[Part | None, Part | None]]) -> Iterator[Finding]:
    """A decision against a convention: somebody took one file for another."""
    for one, other in pairs:
        if one is not None and other is not None and one.nature is not other.nature:
            message = f"{one.name} est {CALLED[one.nature]}, {other.name} est {CALLED[other.nature]}"
            hint = "vérifiez que ce sont bien les deux documents à comparer"
            yield problem("DIF106", message, hint)


def sides_of(typed: Sequence[Path], today: date, find_workspace: Callable[[], Workspace]) -> list[Side]:
    """Both acts; what is wrong in one does not hide what is wrong in the other."""
    made: dict[int, Side] = {}
    problems: list[Finding] = []
    entries = {n: path for n, path in enumerate(typed) if not is_document(path)}
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


def _of_files(path: Path, today: date) -> Side:
    """A file, or a folder that is one act."""
    from ..reading.formats import Format, recognise

    files = files_of(path)[0] if path.is_dir() else [path]
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
        sources[file.name] = file.read_bytes if word else reading.document
    if problems:
        raise CannotGoOn(problems, status=COULD_NOT_RUN)
    acts, _ = put_together(parts, lambda part: own_act(Context((part,), today)), lambda parts: Clues(tuple(parts)))
    if len(acts) > 1:
        held = " ; ".join(", ".join(part.name for part in group) for _, group in acts)
        hint = "donnez le fichier d'un seul de ces actes, ou un dossier qui ne contient que lui"
        raise CannotGoOn([problem("DIF108", f"{path} contient {len(acts)} actes : {held}", hint)], COULD_NOT_RUN)
    whole = path.resolve()
    name, folder = (f"dossier {whole.name}", whole) if path.is_dir() else (path.name, whole.parent)
    return Side(name, Context(tuple(parts), today), sources, folder, notes=tuple(notes))


def _of_entries(typed: Mapping[int, Path], today: date, workspace: Workspace) -> dict[int, Side]:
    names = {n: act_typed(path) for n, path in typed.items()}
    wanted = known(workspace, list(dict.fromkeys(names.values())))
    loaded = load_register(workspace.registry, wanted)
    if loaded.register is None or not loaded.sound:
        raise CannotGoOn(loaded.findings)
    found = {n: known(workspace, [name])[0] for n, name in names.items()}
    renderer = Renderer(workspace, today)
    return {n: _of_entry(loaded.register, identifier, today, renderer) for n, identifier in found.items()}


def _of_entry(register: Register, identifier: str, today: date, renderer: Renderer) -> Side:
    act = replace(register.actes[identifier], a_confirmer=())  # values are compared, not the brackets around them
    documents = documents_of(act, register)
    sources = {document.name: partial(renderer.bytes_of, document) for document in documents}
    context = of_entry(register, identifier, documents, today)
    return Side(identifier, context, sources, renderer.workspace.output / identifier, entry=True)


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
        raise CannotGoOn(problems, status=COULD_NOT_RUN)
    if not made:
        without = [side.name for side in (confronted.before, confronted.after) if not side.context.parts]
        message = f"rien à écrire : {' et '.join(without) or 'aucun document'} n'a pas de texte"
        raise CannotGoOn([problem("DIF103", message, "donnez le fichier de cet acte, à la place de son numéro")])
    return made


def _target(confronted: Confronted, part: Part, folder: Path | None) -> Path:
    before, after = confronted.before, confronted.after
    stem = f"{after.name}-{part.name}" if after.entry else Path(part.name).stem
    old = before.name if before.entry else Path(before.name).stem
    if before.name.startswith("dossier "):
        old = before.name.removeprefix("dossier ")
    return (folder or after.folder) / f"{stem}{COMPARED}{old}.docx"


def _tracked(confronted: Confronted, before: Part, after: Part) -> bytes:
    from ..layout.tracked import pending, tracked

    sources = confronted.before.sources[before.name], confronted.after.sources[after.name]
    old, new = (one if isinstance(one, Document) else one() for one in sources)
    if isinstance(new, Document):
        message = f"le suivi des modifications s'écrit dans le nouveau document, et {after.name} n'est pas un .docx"
        hint = "enregistrez-le au format .docx dans Word, ou comparez sans --docx"
        raise CannotGoOn([problem("DIF104", message, hint)])
    waiting = []
    for part, data in ((before, old), (after, new)):
        with package_refused(part.name):
            waiting += [part.name] if isinstance(data, bytes) and pending(data) else []
    if waiting:
        message = f"{' et '.join(waiting)} : des modifications suivies y attendent déjà"
        hint = "acceptez-les ou refusez-les dans Word (Révision > Accepter), puis recommencez"
        raise CannotGoOn([problem("DIF105", message, hint)])
    return tracked(old, new, after.name)


# as values, for a screen

GONE, COME, SAME = "del", "ins", ""
Words = tuple[tuple[str, str], ...]  # each run of words, after what became of it
Article = tuple[str, str, tuple[Words, ...]]  # one that changed: its name, what happened to it, its paragraphs


@frozen
class Compared:
    """All that differs between two acts; `kept` should have changed: a value, what it is, where it stands."""

    kept: tuple[tuple[str, str, tuple[str, ...]], ...]
    facts: tuple[FactChange, ...]
    documents: tuple[tuple[str, tuple[Article, ...]], ...]
    notes: tuple[Finding, ...]


def act_before(register: Register, identifier: str) -> str:
    """The act that an act renews or amends; "" where it names none."""
    act = register.actes.get(identifier)
    return next((name for name in (act.renouvelle, act.modifie) if name in register.actes), "") if act else ""


def compared(workspace: Workspace, before: str, after: str, today: date) -> Compared:
    """Two acts of the register. Raises CannotGoOn with everything that is wrong in both."""
    found = confront(Path(before), Path(after), today, lambda: workspace)
    comparison = found.comparison
    return Compared(
        tuple((one.value, one.what, tuple(map(human_of, one.where))) for one in comparison.kept),
        tuple(one for one in comparison.facts if not one.same),
        tuple((document_name(one.name), tuple(map(_article, one.articles))) for one in comparison.documents),
        found.notes,
    )


def _article(change: ArticleChange) -> Article:
    return heading(change), SAID[change.status], tuple(tuple(_words(block)) for block in change.blocks)


def _words(block: BlockChange) -> Iterator[tuple[str, str]]:
    """The words of a paragraph, those gone and those come apart."""
    if block.before is None or block.after is None or block.status in (Status.AJOUTE, Status.RETIRE):
        yield COME if block.after else GONE, words_of(block.after or block.before)
        return
    old, new = tokens(words_of(block.before)), tokens(words_of(block.after))
    for hunk in hunks(old, new):
        if hunk.change is Change.EGAL:
            yield SAME, "".join(new[hunk.after])
        else:
            yield from (
                (kind, "".join(part)) for kind, part in ((GONE, old[hunk.before]), (COME, new[hunk.after])) if part
            )
