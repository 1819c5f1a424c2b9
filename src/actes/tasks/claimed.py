"""What is read of an act, of its files or of its entry: the rows of its claims, the relations between its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ..claims.rows import Row, rows
from ..compose.dossier import compose
from ..context import Context, of_entry
from ..figures.network import relations
from ..figures.relation import Relation
from ..finding import CannotGoOn, Finding
from ..frozen import frozen
from ..registry.load import load_register
from ..workspace import Workspace
from .examine import contexts_of
from .known import known


@frozen
class Claimed:
    """An act, and what was read of it."""

    name: str
    rows: Sequence[Row]
    relations: Sequence[Relation]


def claimed(name: str, context: Context) -> Claimed:
    """What is read of an act."""
    return Claimed(name, rows(context), relations(context))


def claimed_files(paths: Sequence[Path], today: date, *, together: bool) -> tuple[list[Claimed], list[Finding]]:
    """What is read of files, and what keeps some from being read."""
    found, refused = contexts_of(paths, today, together=together)
    return [claimed(*one) for one in found], [finding for one in refused for finding in one.findings]


def claimed_acts(workspace: Workspace, typed: Sequence[str], today: date) -> Iterator[Claimed]:
    """What is read of acts of the register. Raises CannotGoOn for one that cannot be composed."""
    for name in known(workspace, typed) if typed else ():
        register = load_register(workspace.registry, [name]).holding([name])
        act = register.actes[name]
        dossier = compose(act, register) if act.rendered else None
        if dossier and dossier.findings:
            raise CannotGoOn(dossier.findings)
        yield claimed(name, of_entry(register, name, dossier.documents if dossier else (), today))
