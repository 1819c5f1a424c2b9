"""The entry that files are compared with."""

from __future__ import annotations

from ..against.facing import Reference
from ..compose.dossier import compose
from ..finding import COULD_NOT_RUN, CannotGoOn
from ..registry.load import load_register
from ..workspace import Workspace
from .known import known
from .pipeline import without_text


def reference_of(workspace: Workspace, typed: str) -> Reference:
    """The entry to compare with. Raises CannotGoOn: no such act, one that composes nothing, or errors in its entry."""
    wanted = known(workspace, [typed])
    register = load_register(workspace.registry, wanted).holding(wanted)
    act = register.actes[wanted[0]]
    if not act.rendered:
        raise CannotGoOn([without_text(wanted[0], register)], status=COULD_NOT_RUN)
    if found := compose(act, register).findings:
        raise CannotGoOn(found)
    return Reference(register, wanted[0])
