"""What is read of an act, of its files or of its entry: the rows of its claims, the relations between its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ..claims.rows import rows
from ..context import Context, of_entry
from ..figures.network import relations
from ..finding import Finding
from ..registry.load import load_register
from ..report.claimed import Act
from ..workspace import Workspace
from .examine import contexts_of
from .known import documents_of, known


def claimed(name: str, context: Context) -> Act:
    """An act, by its name, and what is read of it."""
    return name, rows(context), relations(context)


def claimed_files(paths: Sequence[Path], today: date, *, together: bool) -> tuple[list[Act], list[Finding]]:
    """What is read of files, and what keeps some from being read."""
    found, refused = contexts_of(paths, today, together=together)
    return [claimed(*one) for one in found], [finding for one in refused for finding in one.findings]


def claimed_acts(workspace: Workspace, typed: Sequence[str], today: date) -> Iterator[Act]:
    """What is read of acts of the register. Raises CannotGoOn for one that cannot be composed."""
    for name in known(workspace, typed) if typed else ():
        register = load_register(workspace.registry, [name]).holding([name])
        documents = documents_of(register.actes[name], register)
        yield claimed(name, of_entry(register, name, documents, today))
