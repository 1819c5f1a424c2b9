"""A workspace of its own for each test, and its page: asked by plain requests, or in a real browser."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser

from actes.page.server import Running
from actes.starter.preparing import place_of
from actes.tasks.desk import Desk
from edges.runner import copied

from .browser import chromium

TODAY = date(2026, 11, 29)
ACT = "DEC2025-453"


def fail(error: BaseException) -> str:
    raise error


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The register and the templates of the project, to be changed at will."""
    return copied(tmp_path / "actes du service")


@dataclass
class Page:
    """A page that answers."""

    root: Path
    running: Running
    base: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.running.guard.address

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[int, str, dict[str, str]]:
        """A plain request, with the cookie unless it is replaced; no redirection is followed."""
        cookie = f"actes-{self.running.guard.port}={self.running.guard.secret}"
        sent = {"Cookie": cookie} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.running.guard.port, timeout=20)
        connection.putrequest(method, path, skip_host="Host" in sent)
        for name, value in sent.items():
            connection.putheader(name, value)
        if body:
            connection.putheader("Content-Type", "application/x-www-form-urlencoded")
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body.encode() if body else None)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, said, dict(answer.getheaders())


@contextmanager
def served(root: Path) -> Iterator[Page]:
    running = Running(Desk(place_of(root), lambda: TODAY), fail)
    thread = Thread(target=running.run)
    thread.start()
    yield Page(root, running, f"http://127.0.0.1:{running.guard.port}")
    running.stop()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def open_page() -> Iterator[Callable[[Path], Page]]:
    """Opens the page of a folder; every one is closed at the end."""
    with ExitStack() as opened:
        yield lambda root: opened.enter_context(served(root))


def ended(page: Page, answer: tuple[int, str, dict[str, str]]) -> tuple[int, str, dict[str, str]]:
    """What came of a long work: its screen comes again by itself until then, and others answer meanwhile."""
    until = monotonic() + 30
    while answer[2].get("Location") == "/en-cours" or "Refresh" in answer[2]:
        assert monotonic() < until
        sleep(0.05)
        answer = page.ask("/en-cours")
    return answer


@pytest.fixture
def page(open_page: Callable[[Path], Page], workspace: Path) -> Page:
    return open_page(workspace)


def entry(root: Path) -> Path:
    return root / "registry" / "2025" / f"{ACT}.yaml"


@pytest.fixture
def unsigned(workspace: Path) -> Path:
    """A workspace whose act nobody signed yet."""
    path = entry(workspace)
    text = path.read_text("utf-8").replace("signature:\n  date: 2025-07-08\n", "", 1)
    path.write_text(text[: text.index("\nsuivi:")] + "\n", "utf-8")
    return workspace


@pytest.fixture
def draft(unsigned: Path, open_page: Callable[[Path], Page]) -> Page:
    return open_page(unsigned)
