"""Writes entries of the register that we changed: all of them or none, and none that somebody changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from ..frozen import frozen
from .atomic import prepared, put_in_place, settle
from .problems import changed_meanwhile
from .writing import check_replaceable, current


@frozen
class Rewritten:
    """The bytes of a file as they were read, and as they are to be."""

    before: bytes
    after: bytes


def rewrite(files: Mapping[Path, Rewritten]) -> None:
    """Put the new bytes in place; an entry that is a link stays one, its target is written.

    Raises CannotGoOn (status 2), before anything changes, where the system refuses.
    """
    changing = {path.resolve(): file for path, file in files.items() if file.after != file.before}
    for path in changing:
        check_replaceable(path)
    with ExitStack() as stack:
        ready = {path: stack.enter_context(prepared(path, file.after)) for path, file in changing.items()}
        for path, file in changing.items():
            if current(path) != file.before:
                raise changed_meanwhile(path)
        for path, temporary in ready.items():
            put_in_place(temporary, path, changing[path].before)
    settle(changing)
