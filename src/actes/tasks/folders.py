"""Files and folders that somebody gives: which are read or left, the documents of each, the acts that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from ..context import Context
from ..document import Document
from ..facts import MentionKind, Reference
from ..finding import CannotGoOn, Finding
from ..frozen import frozen
from ..importing.gathering import (
    Clues,
    Gathering,
    Left,
    Opened,
    gather,
    is_of_another,
    is_stranger,
    number_in_name,
    put_together,
)
from ..importing.pieces import PIECES
from ..importing.types import Source
from ..office.convert import OLD, WORD, converted, find_office, read_any
from ..outline.documents import Extent, documents_in
from ..outline.nature import Nature, nature_of
from ..part import Part, part_of
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading.acknowledgement import Acknowledgement, acknowledged, read_acknowledgement
from ..reading.files import load, read_bytes
from ..reading.formats import is_old
from ..reading.result import Reading
from ..registry.folder import COLLECTIVITE
from ..regular import below
from ..statements.subjects import own_act, same_act
from ..store.names import is_kept
from ..store.problems import translated
from ..suggest import closest, did_you_mean
from ..values.receipt import Receipt
from ..values.text import on_one_line, quoted
from ..workspace import REGISTRY, TEMPLATES, Workspace
from .cores import shared_out


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

    @property
    def receipt(self) -> Receipt | None:
        """What its stamps say, where it holds nothing else: the préfecture's receipt of an act that is beside it."""
        margin = None if self.whole.blocks else self.whole.margin
        said = (mention.value for _, mention in margin.passages(MentionKind.RECEIPT)) if margin else ()
        return next((value for value in said if isinstance(value, Receipt)), None)


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
    twins = {path: new for path in found if path.suffix.lower() in OLD for new in _newer(path, found)}
    read = [path for path in found if not path.is_dir() and path.suffix.lower() in suffixes and path not in twins]
    left = [path for path in found if path not in read]
    if not left:
        return read, None
    beside = {path: f" (à côté de {new.name})" for path, new in twins.items()}
    names = ", ".join(f"{path.name}{' (dossier)' if path.is_dir() else beside.get(path, '')}" for path in left)
    hint = "vérifiez-les à part"
    if any(path.suffix.lower() in OLD and path not in twins for path in left):
        hint += " ; pour un .doc ou un .rtf, installez LibreOffice, ou enregistrez-le en .docx"
    return read, problem("LEC113", f"ce dossier contient ce qui n'est pas lu : {names}", hint, Place(str(folder)))


def _newer(old: Path, among: Iterable[Path]) -> list[Path]:
    """The Word files of today that have the name of an old one: its contents may be others."""
    return [path for path in among if path.suffix.lower() in WRITTEN and path.with_suffix("") == old.with_suffix("")]


def is_document(path: Path) -> bool:
    """Whether what somebody typed is a document or a folder of documents, and no act of the register."""
    return path.suffix != ".yaml" and (path.is_dir() or path.is_file() or path.suffix.lower() in SUFFIXES | OLD)


PATH = pattern(r"[\s./\\]")  # what is typed so is thought to be a file or a folder


def misnamed(typed: Path) -> Finding | None:
    """What to say of a name that no file and no folder has here, with the nearest; None where it may be an act's."""
    folder, name = typed.parent, typed.name
    with suppress(OSError):
        there = [] if not folder.is_dir() else sorted(path.name for path in told(folder.iterdir()))
        same = [one for one in there if Path(one).stem.casefold() == name.casefold()]
        near = same or closest(name, there)
        if same or PATH.search(str(typed)):
            message = f"aucun fichier ni dossier ne s'appelle « {typed} » ici, et ce n'est pas un acte du registre"
            known = did_you_mean(quoted(str(folder / one)) for one in near)
            return problem(
                "FIC108", message, known or "glissez le fichier ou le dossier dans la fenêtre : son chemin s'écrit"
            )
    return None


def act_typed(path: Path) -> str:
    """An act of the register, typed by its number or as the file of its entry."""
    return path.stem if path.suffix == ".yaml" else str(path)


def told(paths: Iterable[Path]) -> list[Path]:
    """What is there but copies of what is there (its PDF, our annotated one), what was kept of an older version, what
    programs put there for themselves.
    """
    found = sorted(path for path in paths if not path.name.startswith(("~$", ".")))
    copies = {copy_of(path, what) for path in found for what in (ANNOTATED, CORRECTED)}
    copies |= {path.with_suffix(".pdf") for path in found if path.suffix.lower() in WRITTEN}
    return [path for path in found if path not in copies and COMPARED not in path.name and not is_kept(path)]


def acts_among(files: Sequence[File], today: date) -> list[list[File]]:
    """The files of each act, told by the acts' numbers; the others go with the act that is nearest, else alone.

    A title that says no number leaves it to the name of the file. Where there is one act or none, all go together, but
    a convention that has nothing in common with it, and an avenant that it does not approve.
    """

    def clues(files: Sequence[File]) -> Clues:
        return Clues(tuple(part for file in files for part in file.parts))

    def own(file: File) -> Reference | None:
        is_act = any(part.nature is Nature.ACTE for part in file.parts)
        return own_act(Context(file.parts, today)) or (number_in_name(file.path.name) if is_act else None)

    numbers = [number for file in files if (number := own(file))]

    def joined(file: File) -> Reference | None:
        said = number_in_name(file.receipt.numero) if file.receipt else None
        return own(file) or next((number for number in numbers if said and same_act(number, said)), None)

    acts, alone = put_together(files, joined, clues)
    if len(acts) > 1:
        return [*(group for _, group in acts), *([file] for file in alone)]
    every = clues(files).parts
    apart = [one for one in files if is_stranger(one.parts, every) or is_of_another(one.parts, every)]
    return [[file for file in files if file not in apart], *([file] for file in apart)]


def copy_of(path: Path, what: str) -> Path:
    """Where a copy of a file stands: ANNOTATED, or CORRECTED.

    >>> copy_of(Path("recu/convention.docx"), ANNOTATED).name
    'convention-annotee.docx'
    """
    return path.with_name(f"{path.stem}-{what}{path.suffix}")


RECEIPTS = frozenset({".xml"})  # what @CTES gives
ACTS, OFFICE = SUFFIXES | RECEIPTS, "installez LibreOffice, ou enregistrez-le en .docx"
OPEN, SAVE = (
    "il est ouvert dans Word, ou l'était quand Word s'est arrêté",
    "si vous y travaillez, enregistrez-le et recommencez",
)
NO_TEXT = "LEC112"  # what a check says of a file without words: that it is not checked
_RECEIPT = pattern(r"-\d{9}-20\d{6}-")


@frozen
class Found:
    """The files to read, each under its name from the folder that was given, and those that are not read."""

    files: Mapping[str, Path]
    left: tuple[Left, ...] = ()


def find(typed: Sequence[Path], workspace: Workspace | None = None) -> Found:
    """The documents among files and below folders; what the workspace keeps for itself is not among them.

    Raises CannotGoOn where a folder cannot be listed.
    """
    files: dict[str, Path] = {}
    left: list[Left] = []
    old = bool(find_office())
    for path in typed:
        for name, one in ((on_one_line(name), one) for name, one in _named(path, workspace)):  # an entry bears it
            suffix = one.suffix.lower()
            if not path.is_dir() or suffix in ACTS or (old and suffix in OLD):
                files.setdefault(name if files.get(name, one) == one else str(one), one)
            else:
                hint = OFFICE if suffix in OLD else "s'il est une annexe, enregistrez-le en PDF"
                left.append(Left(name, "ce format n'est pas lu", hint))
    return Found(files, (*left, *(Left(name, OPEN, SAVE, read=True) for name, one in files.items() if _open(one))))


def _open(path: Path) -> bool:
    """Whether Word or LibreOffice has a file open: each puts another one beside it."""
    locks = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any(path.with_name(lock).exists() for lock in locks)


def _named(path: Path, workspace: Workspace | None) -> Iterator[tuple[str, Path]]:
    """Files with the names by which they are told: from the folder that was given, its own name first."""
    if not path.is_dir():
        yield path.name, path
        return
    root = path.resolve()
    with translated(path):
        paths = [one for one in below(root) if not one.is_dir()]
    spaces = [one.parents[1] for one in paths if one.parts[-2:] == (REGISTRY, f"{COLLECTIVITE}.yaml")]
    own = [space / name for space in spaces for name in (REGISTRY, TEMPLATES, PIECES)]  # none of these is an act
    own = [folder for folder in (*own, *([workspace.output] if workspace else [])) if not root.is_relative_to(folder)]
    for one in told(paths):
        inside = one.relative_to(root)
        hidden = any(part.startswith((".", "~")) for part in inside.parts)
        if not hidden and not any(one.is_relative_to(folder) for folder in own):
            yield (root.name / inside).as_posix(), one


def gathered(found: Found, *, together: bool = False, step: Callable[[str], object] = str) -> Gathering:
    """The acts of files, and all that goes with none; `step` is told each file once it is read."""
    read: list[Opened] = []
    left = list(found.left)
    for one in read_files(found.files, alone=len(found.files) == 1):
        step(one.name)
        if isinstance(one, Opened):
            read.append(one)
        else:
            left.append(one)
    made = gather(read, together=together)
    return Gathering(made.acts, (*left, *made.left))


def read_files(files: Mapping[str, Path], *, alone: bool) -> Iterator[Opened | Left]:
    """Each file with its documents, or why it cannot be read, in order. `alone`: the one file is the act."""
    with _converted(files) as made:
        for group in shared_out(partial(_read, dict(files), made, alone), tuple(files)):
            yield from group


@contextmanager
def _converted(files: Mapping[str, Path]) -> Iterator[Mapping[str, Path]]:
    """Old files made into Word files of today, all in one call of LibreOffice: to start takes it seconds."""
    office, old = find_office(), {name: path for name, path in files.items() if path.suffix.lower() in OLD}
    if office is None or len(old) < 2:
        yield {}
        return
    with TemporaryDirectory(prefix="actes-reprise-") as folder:
        made: dict[str, Path] = {}
        try:
            done = dict(converted(office, [path for path in old.values() if path.is_file()], WORD))
        except (CannotGoOn, OSError):
            done = {}  # one of them keeps the others: each is asked for alone
        for rank, (name, path) in enumerate(old.items()):
            if data := done.get(path):
                made[name] = Path(folder, f"{rank}.docx")
                made[name].write_bytes(data)
        yield made


def _read(
    files: Mapping[str, Path], made: Mapping[str, Path], alone: bool, names: Sequence[str]
) -> list[Opened | Left]:
    """Read some of the files, in whatever process; `made`: what LibreOffice made of old ones."""
    return [_one(name, files[name], made.get(name), alone) for name in names]


def _one(name: str, path: Path, made: Path | None, alone: bool) -> Opened | Left:
    try:
        if path.suffix.lower() in RECEIPTS:
            return _receipted(Opened(name, sha256(load(path)).hexdigest(), ()), read_acknowledgement(path))
        return _document(name, path, made, alone)
    except CannotGoOn as error:
        return _left(name, error.findings)


def _document(name: str, path: Path, made: Path | None, alone: bool) -> Opened | Left:
    data = load(path)
    reading = read_bytes(made.read_bytes(), str(path)) if made and is_old(data) else read_any(path)
    file = opened(reading, path, alone)
    digest = sha256(data).hexdigest()
    leaves = tuple(Source(one.part, name, digest, one.act, file.notes) for one in file.documents if one.part.blocks)
    words = "\n".join(block.text for block in (*reading.furniture, *reading.document.blocks))
    found = Opened(name, digest, leaves, notes=file.notes)
    if _RECEIPT.search(words):
        with suppress(CannotGoOn):  # those of several acts, or none that is sound: the act is read all the same
            return _receipted(found, acknowledged(reading, str(path)))
    return found if any(map(str.isalpha, words)) else _left(name, (n for n in file.notes if n.code != NO_TEXT))


def _receipted(file: Opened, said: Acknowledgement) -> Opened:
    sent, received = (day.isoformat() if day else "" for day in (said.sent, said.received))
    return replace(file, receipt=said.receipt, sent=sent, received=received)


def _left(name: str, findings: Iterable[Finding]) -> Left:
    first = next(iter(findings), None)
    if first is None:
        return Left(name, "aucun texte n'y est lu", "donnez le fichier Word d'où il vient", wrong=True)
    return Left(name, first.message, first.hint, wrong=True)
