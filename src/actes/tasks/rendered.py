"""What became of an act that was rendered, and where its documents go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..document import Attached
from ..finding import Finding
from ..frozen import frozen
from ..store import Written, safe_name
from ..workspace import Workspace

WHOLE = "complet"


@frozen
class Rendered:
    """What became of one act: its files, or the errors that kept it from being written, and what was doubtful."""

    identifier: str
    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()
    absent: tuple[str, ...] = ()  # of the documents asked for
    documents: tuple[str, ...] = ()  # that the act has
    brief: str = ""  # what `check` says of it, in one line
    attached: tuple[Attached, ...] = ()  # its annexes that somebody else wrote
    refused: int = 0  # the exit status of what kept it from being written

    @property
    def status(self) -> int:
        """0 when every document asked for is now as rendered."""
        return self.refused or int(bool(self.absent) or not all(file.done for file in self.written))


def whole_of(workspace: Workspace, result: Rendered) -> Mapping[Path, Sequence[Path]]:
    """The whole act in one PDF and what it is made of, in order; nothing where no annexe has a file of its own, or
    where not all the documents were asked for.
    """
    if not any(one.fichier for one in result.attached) or len(result.written) != len(result.documents):
        return {}
    ranked = [(_rank(name), document_path(workspace, result.identifier, name)) for name in result.documents]
    ranked = [(rank, path.with_suffix(".pdf")) for rank, path in ranked]
    ranked += [(2 + one.number, workspace.root / one.fichier) for one in result.attached if one.fichier]
    return {whole_path(workspace, result.identifier): [path for _, path in sorted(ranked)]}


def whole_path(workspace: Workspace, identifier: str) -> Path:
    """Where the whole act in one PDF goes."""
    return document_path(workspace, identifier, WHOLE).with_suffix(".pdf")


def _rank(name: str) -> int:
    """The act, its convention, its annexes."""
    number = name.rpartition("-")[2]
    return 2 + int(number) if number.isdecimal() else int(name == "convention")


def document_path(workspace: Workspace, identifier: str, document: str) -> Path:
    """Where a document of an act goes."""
    name = safe_name(identifier)
    return workspace.output / name / f"{name}-{safe_name(document)}.docx"
