"""Files that somebody drops, read again: what they say, what is found in them, their copies with comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..finding import Finding
from ..frozen import frozen
from ..report.text import verdict
from ..workspace import Workspace
from .annotate import annotate_files
from .examine import Examined, examine_files
from .known import reference_of
from .opened import Opened, remarks


@frozen
class Given:
    """Files, whether they are one act, the act of the register that they are compared with ("" for none)."""

    paths: Sequence[Path]
    together: bool = False
    against: str = ""


def examined(given: Given, workspace: Workspace, today: date) -> list[Examined]:
    """What is found in the files. Raises CannotGoOn where the act to compare them with cannot be."""
    reference = reference_of(workspace, given.against) if given.against else None
    return examine_files(given.paths, today, together=given.together, against=reference)


def reread(given: Given, workspace: Workspace, today: date) -> tuple[Opened, ...]:
    """Each act of the files, its text and what is found in it."""
    return tuple(_opened(one) for one in examined(given, workspace, today))


def commented(given: Given, workspace: Workspace, today: date) -> tuple[list[Path], list[Finding]]:
    """Copies of the Word files, each finding a comment, and why others have none; they stand beside the files."""
    copies = [copy for act in examined(given, workspace, today) if act.files for copy in annotate_files(act)]
    paths = [copy.written.path for copy in copies if copy.written is not None]
    return paths, [found.by_name() for copy in copies for found in copy.findings]


def _opened(act: Examined) -> Opened:
    findings = [found.by_name() for found in act.findings]
    names = {document.name: path.name for document, path in zip(act.documents, act.files, strict=False)}
    told = tuple(remarks(findings))
    return Opened(act.name, act.name, act.documents, (), (), told, verdict(findings), "", None, {}, names)
