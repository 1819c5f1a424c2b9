"""One command at a time writes in a workspace: what it read is still so when it writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .problems import refused, stop, translated

LOCK = "verrou"
WAIT = 60  # seconds; a write takes less than one


@contextmanager
def locked(state: Path | None) -> Iterator[None]:
    """Meanwhile, no other command writes in the workspace whose `.actes` is `state`; none to lock outside of one.

    Raises CannotGoOn (status 2) where another has not finished, or the system refuses.
    """
    if state is None:
        yield
        return
    from filelock import FileLock, Timeout

    with translated(state):
        state.mkdir(parents=True, exist_ok=True)
    lock = FileLock(state / LOCK, timeout=WAIT, mode=0o666)  # a colleague's command takes it too
    try:
        lock.acquire()
    except Timeout:
        message = "une autre commande « actes » écrit dans ce dossier depuis trop longtemps"
        raise stop("FIC110", state, message, "attendez qu'elle ait fini, puis relancez la même commande") from None
    except OSError as error:
        raise refused(state / LOCK, error) from error
    try:
        yield
    finally:
        lock.release()
