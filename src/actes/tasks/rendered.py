"""What became of an act that was rendered, and where its documents go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..finding import Finding
from ..store import Written, safe_name
from ..workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of one act: its files, or the errors that kept it from being written, and what was doubtful."""

    identifier: str
    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()
    absent: tuple[str, ...] = ()  # of the documents asked for
    documents: tuple[str, ...] = ()  # that the act has
    brief: str = ""  # what `check` says of it, in one line
    refused: int = 0  # the exit status of what kept it from being written

    @property
    def status(self) -> int:
        """0 when every document asked for is now as rendered."""
        return self.refused or int(bool(self.absent) or not all(file.done for file in self.written))


def document_path(workspace: Workspace, identifier: str, document: str) -> Path:
    """Where a document of an act goes."""
    name = safe_name(identifier)
    return workspace.output / name / f"{name}-{safe_name(document)}.docx"
