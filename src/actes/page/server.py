"""The server of the page: one for each folder, on this computer only, until somebody stops it or nobody uses it. Its
port and its secret are kept in the cache of the user, where a second « actes open » finds the page that is open.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_hex, token_urlsafe
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from ..starter.preparing import prepared
from ..tasks.desk import Desk
from .app import MOST, create_app
from .guard import ALIVE, HOST, Guard, proof
from .office import Office

THREADS = 4
UNUSED = 4 * 3600.0  # seconds after which a page that nobody uses stops
OFTEN = 20.0  # seconds between two looks at whether it is used
LATER = 0.3  # seconds for the last answer to leave
PATIENCE = 3.0  # seconds that a page that is open takes to answer, at most


def last(file: Path) -> Guard | None:
    """What was kept; None where nothing was, or not by us."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        return Guard(int(said["port"]), str(said["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def answers(guard: Guard) -> bool:
    """Whether the page is open: it proves that it knows the secret, and whoever else has the port learns nothing."""
    challenge = token_hex(16)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # an office's proxy has no part in this
    try:
        with opener.open(f"{guard.origin}{ALIVE}?defi={challenge}", timeout=PATIENCE) as answer:
            said: bytes = answer.read(200)
    except (OSError, ValueError):
        return False
    return compare_digest(said, proof(guard.secret, challenge).encode())


def serve(desk: Desk, cache: Path, opened: Callable[[str, bool], None], defect: Callable[[BaseException], str]) -> bool:
    """Serve the page until it is stopped; `opened` is told its address, and whether it was open already.

    Gives back whether it was served here.
    """
    file = cache / f"{sha256(os.fsencode(desk.workspace.root)).hexdigest()[:16]}.json"
    before = last(file)
    if before and answers(before):
        opened(before.address, True)
        return False
    running = Running(desk, defect, before.port if before else 0)
    keep(file, running.guard)
    if prepared(desk.workspace.root):
        desk.aside.start(defect)  # the first screen does, once there is something to read
    opened(running.guard.address, False)
    running.run()
    return True


def keep(file: Path, guard: Guard) -> None:
    """Write where the page answers, for its user alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        file.unlink()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as written:
        json.dump(asdict(guard), written)


class Running:
    """A page that answers."""

    def __init__(self, desk: Desk, defect: Callable[[BaseException], str], port: int = 0) -> None:
        self.desk, self.ended, self.used = desk, Event(), monotonic()
        self.server = _server(self.answer, port)
        self.guard = Guard(self.server.effective_port, token_urlsafe(32))
        self.app = create_app(Office(desk, self.stop, defect), self.guard)

    def answer(self, environ: dict[str, Any], start: Any) -> Any:
        """One request; what a page asks by itself, while nobody looks, is not use."""
        if not environ.get("PATH_INFO", "").endswith("/etat"):
            self.used = monotonic()
        return self.app(environ, start)

    def run(self) -> None:
        """Answer until somebody stops it, or nobody has used it for hours."""
        Thread(target=self._watch, daemon=True).start()
        try:
            self.server.run()
        finally:
            self.desk.aside.stop()
            self.server.task_dispatcher.shutdown()

    def stop(self) -> None:
        self.ended.set()

    def _watch(self) -> None:
        while not self.ended.wait(OFTEN) and monotonic() - self.used < UNUSED:
            pass
        sleep(LATER)
        server = self.server
        server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map, ignore_all=True))


def _server(application: Callable[..., Any], port: int) -> Any:
    """A server on the port, or on any that is free."""
    from waitress.server import create_server

    try:
        bound = _bound(port)
    except OSError:
        bound = _bound(0)
    logging.getLogger("waitress").addHandler(logging.NullHandler())  # its English is not for her window
    settings = {"threads": THREADS, "ident": None, "clear_untrusted_proxy_headers": True}
    return create_server(application, sockets=[bound], max_request_body_size=2 * MOST, **settings)


def _bound(port: int) -> socket.socket:
    """A socket of this computer alone; on Windows, a port that another program has is not shared with it."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if (alone := getattr(socket, "SO_EXCLUSIVEADDRUSE", None)) is not None:
            bound.setsockopt(socket.SOL_SOCKET, alone, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the port of a page that has just stopped
        bound.bind((HOST, port))
    except OSError:
        bound.close()
        raise
    return bound
