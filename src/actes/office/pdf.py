"""The PDF of each document that was rendered, beside it; one that has not changed is not converted again.

LibreOffice's files differ from one run to the next: what tells that a PDF is up to date is the digest of the Word file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..finding import CannotGoOn, Finding
from ..regular import read_regular
from ..store import Outcome, Written, replace, write
from . import problems
from .convert import converted, find_office


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the PDF files, and what kept some from being made."""

    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def done(self) -> bool:
        return not self.findings and all(file.done for file in self.written)


def pdf_of(documents: Sequence[Path], state: Path, *, force: bool = False) -> Made:
    """Make the PDF of each Word file. One that a person changed (signed, annotated) is kept, unless `force`."""
    fresh = [path for path in documents if _is_fresh(path, state)]
    stale = [path for path in documents if path not in fresh]
    same = tuple(Written(path.with_suffix(".pdf"), Outcome.INCHANGE) for path in fresh)
    office = find_office() if stale else None
    if stale and office is None:
        return Made(same, (problems.absent(),))
    made: list[Written] = []
    refused: list[Finding] = []
    try:
        for path, data in converted(office, stale) if office else ():
            if data is None:
                refused.append(problems.refused(path))
            else:
                made += _put(path, data, state, force)
    except CannotGoOn as error:
        refused += error.findings
    return Made((*same, *made), tuple(refused))


def _put(document: Path, data: bytes, state: Path, force: bool) -> tuple[Written, ...]:
    target = document.with_suffix(".pdf")
    written = write({target: data}, state, force=force)
    if written[0].done:
        replace(record_of(target, state), _digests(document, target).encode(), lasting=False)
    return written


def _is_fresh(document: Path, state: Path) -> bool:
    """Whether the PDF is the one that was made of this very Word file."""
    target, record = document.with_suffix(".pdf"), record_of(document.with_suffix(".pdf"), state)
    return target.is_file() and record.is_file() and read_regular(record).decode() == _digests(document, target)


def _digests(document: Path, target: Path) -> str:
    return "\n".join(sha256(read_regular(path)).hexdigest() for path in (document, target))


def record_of(target: Path, state: Path) -> Path:
    """Where it is kept of what a PDF was made."""
    return state / "pdf" / sha256(str(target.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
