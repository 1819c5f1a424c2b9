"""Every command, in the order of the work: what the help shows, what the manual lists."""

from __future__ import annotations

from . import (  # noqa: F401 - their commands
    checking,
    diffing,
    drafting,
    following,
    opening,
    reporting,
    starting,
)
from .commands import actes

ORDER = (
    *("open", "init", "import", "new", "render", "check", "accept", "undo", "explain", "diff"),
    *("list", "show", "due", "renew", "record", "report", "register"),
    *("template", "schema", "completion"),
)
actes.commands = {name: actes.commands[name] for name in dict.fromkeys((*ORDER, *actes.commands))}

__all__ = ["ORDER", "actes"]
