"""The PDF of each document that was rendered, beside it; one that has not changed is not converted again.

LibreOffice's files differ from one run to the next: what tells that a PDF is up to date is the digest of the Word file,
kept for the user; else, that it was made after the Word file. One that is of another version is made again, or has a
name that says so: nobody sends it for the document beside it.

Then the whole act in one PDF: its documents, and at their rank the annexes that somebody else wrote. Each document
keeps its own PDF, which is PDF/A and PDF/UA; the whole is neither, since nothing is known of what comes from elsewhere.
The same files give the same bytes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from ..finding import CannotGoOn, Finding
from ..frozen import frozen
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading import pdfchild
from ..reading.pdfprocess import packages
from ..regular import read_regular
from ..store.atomic import replace
from ..store.writing import Outcome, Written, set_aside, write
from ..workspace import own_cache
from . import joinchild
from .convert import AGAIN, converted, find_office

ABSENT = "les PDF demandent LibreOffice, qui n'est pas sur cet ordinateur"
INSTALL = (
    "installez LibreOffice : sous Windows, https://fr.libreoffice.org (ou « winget install "
    "TheDocumentFoundation.LibreOffice ») ; sous Debian ou Ubuntu, « sudo apt install libreoffice-writer "
    f"fonts-liberation » ; {AGAIN}"
)

PATIENCE = 120  # seconds
_DATE = pattern(rb"/CreationDate ?\(D:(\d{14})")
_STAMP = pattern(rb"(?<=/CreationDate\(D:)\d{14}[+-]\d\d'\d\d'")  # as pdfium writes it
_IDS = pattern(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\](?=>>\s+startxref\s+\d+\s+%%EOF\s*\Z)")
UNDATED = b"20000101000000"


@frozen
class Made:
    """What became of the PDF files, and what kept some from being made."""

    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def done(self) -> bool:
        return not self.findings and all(file.done for file in self.written)


def pdf_of(documents: Sequence[Path], state: Path, *, force: bool = False) -> Made:
    """Make the PDF of each Word file. One that a person changed (signed, annotated) is kept, unless `force`, or unless
    the Word file has changed since: it then goes beside.
    """
    fresh = [path for path in documents if is_made_of(path.with_suffix(".pdf"), [path])]
    stale = [path for path in documents if path not in fresh]
    same = tuple(Written(path.with_suffix(".pdf"), Outcome.INCHANGE) for path in fresh)
    office = find_office() if stale else None
    if stale and office is None:
        return Made((*same, *_aside(stale)), (problem("PDF101", ABSENT, INSTALL),))
    made: list[Written] = []
    refused: list[Finding] = []
    try:
        for path, data in converted(office, stale) if office else ():
            if data is None:
                message = "LibreOffice n'a pas fait le PDF de ce document"
                hint = "ouvrez-le dans LibreOffice : s'il s'ouvre, « Fichier, Exporter vers, PDF » le donne"
                refused.append(problem("PDF104", message, hint, Place(str(path))))
            else:
                target = path.with_suffix(".pdf")
                made += put(target, data, [path], state, force or is_of_another(target, [path]))
    except CannotGoOn as error:
        refused += error.findings
    left = _aside(stale) if refused else ()
    return Made((*same, *made, *left), tuple(refused))


def aside(made: Mapping[Path, Sequence[Path]]) -> tuple[Written, ...]:
    """Give PDFs a name that says so where they are of another version of the documents that they are made of."""
    return tuple(set_aside(target) for target, documents in made.items() if is_of_another(target, documents))


def _aside(documents: Sequence[Path]) -> tuple[Written, ...]:
    return aside({path.with_suffix(".pdf"): [path] for path in documents})


def put(target: Path, data: bytes, parts: Sequence[Path], state: Path, force: bool) -> tuple[Written, ...]:
    """Write a PDF, and keep of what it was made; where that cannot be, it is only made again next time."""
    written = write({target: data}, state, force=force)
    if written[0].done:
        with suppress(CannotGoOn):
            replace(_record(target), _digests([*parts, target]).encode(), lasting=False)
    return written


def is_made_of(target: Path, parts: Sequence[Path]) -> bool:
    """Whether a PDF is the one that was made of these very files."""
    record = _record(target)
    there = target.is_file() and record.is_file()
    return there and read_regular(record).decode() == _digests([*parts, target])


def is_of_another(target: Path, documents: Sequence[Path]) -> bool:
    """Whether a PDF was made before one of its documents, and not of it."""
    there = [path for path in documents if path.is_file()] if target.is_file() else []
    older = any(target.stat().st_mtime_ns < path.stat().st_mtime_ns for path in there)
    return older and not (there == [target.with_suffix(".docx")] and is_made_of(target, there))


def _digests(files: Sequence[Path]) -> str:
    return "\n".join(sha256(read_regular(path)).hexdigest() for path in files)


def _record(target: Path) -> Path:
    """Where it is kept of what a PDF was made: for this user, who made it."""
    return own_cache() / "pdf" / sha256(str(target.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


# the whole act


def joined(wholes: Mapping[Path, Sequence[Path]], state: Path, *, force: bool = False) -> Made:
    """Write each whole from its parts. One that a person changed is kept, unless `force`; one that cannot be made again
    is of other parts, and gets a name that says so.
    """
    written: list[Written] = []
    refused: list[Finding] = []
    for target, parts in wholes.items():
        try:
            written += _put(target, parts, state, force)
        except CannotGoOn as error:
            refused += error.findings
            written += [set_aside(target)] if target.is_file() else []
    return Made(tuple(written), tuple(refused))


def _put(target: Path, parts: Sequence[Path], state: Path, force: bool) -> tuple[Written, ...]:
    if missing := [_no_piece(path) for path in parts if not path.is_file()]:
        raise CannotGoOn(missing)
    if is_made_of(target, parts):
        return (Written(target, Outcome.INCHANGE),)
    foreign = next((path for path in parts if path.parent != target.parent), parts[-1])
    return put(target, _whole(parts, foreign), parts, state, force)


def side_by_side(one: Path, other: Path) -> bytes:
    """Each page of a PDF at the left of the same page of another. Raises CannotGoOn where one cannot be read."""
    return _whole([one, other], one, "paires")


def not_shown(what: str = "") -> Finding:
    """Two acts that cannot be shown side by side: no LibreOffice, or it made nothing of one."""
    why = "LibreOffice n'en a rien fait" if what else "il faut LibreOffice, qui n'est pas sur cet ordinateur"
    message = f"l'acte et le modèle ne sont pas montrés côte à côte : {why}"
    hint = "les modèles sont écrits : produisez un acte (actes render) et comparez-le au vôtre dans Word"
    return problem("PDF108", message, hint)


def _whole(parts: Sequence[Path], foreign: Path, how: str = "suite") -> bytes:
    """The pages of all the parts. Raises CannotGoOn where one cannot be read, or exhausts what reads it (`foreign`)."""
    with tempfile.TemporaryDirectory(prefix="actes-pdf-") as folder:
        made = Path(folder) / "complet.pdf"
        child = [sys.executable, "-I", "-S", str(Path(joinchild.__file__)), str(Path(pdfchild.__file__))]
        command = [*child, str(packages()), str(made), how, *map(str, parts)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            raise CannotGoOn([_not_joined(foreign)]) from None
        if done.stdout.isdigit() or done.returncode or not made.is_file():
            raise CannotGoOn([_not_joined(parts[int(done.stdout)] if done.stdout.isdigit() else foreign)])
        return _settled(made.read_bytes(), [path.read_bytes() for path in parts])


def _settled(whole: bytes, parts: Sequence[bytes]) -> bytes:
    """What pdfium takes from the clock and from chance is taken from the parts: the day of the latest, their digest."""
    day = max((match[1] for part in parts for match in _DATE.finditer(part)), default=UNDATED)
    name = sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:32].upper().encode()
    whole = _STAMP.sub(day + b"+00'00'", whole, count=1)
    return _IDS.sub(b"/ID[<%b><%b>]" % (name, name), whole)


def _no_piece(path: Path) -> Finding:
    """The PDF of an annexe is not where its entry says."""
    message = f"il n'y a pas de fichier {path.name} à cette place : l'acte complet n'est pas fait"
    hint = "mettez-y le PDF de l'annexe, ou corrigez « fichier » dans la fiche ; les autres PDF sont faits"
    return problem("PDF105", message, hint, Place(str(path)))


def _not_joined(path: Path) -> Finding:
    """A PDF cannot be joined to the others."""
    message = "ce PDF est abîmé, protégé ou dangereux : l'acte complet n'est pas fait"
    hint = "demandez-en un autre exemplaire, sans mot de passe, ou joignez-le vous-même ; les autres PDF sont faits"
    return problem("PDF106", message, hint, Place(str(path)))
