"""The PDF of each document that was rendered, beside it; one that has not changed is not converted again.

LibreOffice's files differ from one run to the next: what tells that a PDF is up to date is the digest of the Word file,
kept for the user; else, that it was made after the Word file. One that is of another version is made again, or has a
name that says so: nobody sends it for the document beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from ..finding import CannotGoOn, Finding
from ..frozen import frozen
from ..place import Place
from ..problems import problem
from ..regular import read_regular
from ..store.atomic import replace
from ..store.writing import Outcome, Written, set_aside, write
from ..workspace import own_cache
from .convert import AGAIN, converted, find_office

ABSENT = "les PDF demandent LibreOffice, qui n'est pas sur cet ordinateur"
INSTALL = (
    "installez LibreOffice : sous Windows, https://fr.libreoffice.org (ou « winget install "
    "TheDocumentFoundation.LibreOffice ») ; sous Debian ou Ubuntu, « sudo apt install libreoffice-writer "
    f"fonts-liberation » ; {AGAIN}"
)


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
