"""`actes open` as it is started: one page for a folder, quiet whatever comes, whole when it is killed in mid-write."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import urlencode

from .conftest import ACT, entry

LINE = re.compile(r"(.*) : http://127\.0\.0\.1:(\d+)/entrer\?cle=(\S+)")


@dataclass
class Started:
    """A page in a process of its own."""

    process: "subprocess.Popen[str]"
    said: str
    port: int
    secret: str

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        heads = {"Cookie": f"actes-{self.port}={self.secret}", "Origin": f"http://127.0.0.1:{self.port}"}
        heads |= {"Content-Type": "application/x-www-form-urlencoded", "X-Actes-Fragments": "1"}
        body = None if fields is None else urlencode(fields)
        connection.request("GET" if body is None else "POST", path, body, heads)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, said


@contextmanager
def started(root: Path, cache: Path) -> Iterator[Started]:
    command = [sys.executable, "-m", "actes", "--espace", str(root), "ouvrir", "--sans-navigateur"]
    places = dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(cache))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, encoding="utf-8", env=os.environ | places, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout is not None
        found = LINE.match(process.stdout.readline())
        assert found
        yield Started(process, found[1], int(found[2]), found[3])
        process.kill()


def test_one_page_that_is_killed_in_mid_write_and_goes_on(unsigned: Path, tmp_path: Path) -> None:
    root, before = unsigned, entry(unsigned).read_text("utf-8")
    with started(root, tmp_path) as first:
        with started(root, tmp_path) as second:
            assert (first.said, second.said) == ("La page est ouverte", "La page est déjà ouverte")
            assert (first.port, first.secret) == (second.port, second.secret)
            assert second.process.wait(20) == 0
        many = [Thread(target=first.ask, args=(f"/acte/{ACT}",)) for _ in range(6)]
        for one in many:
            one.start()
        for one in many:
            one.join()
        writing = Thread(target=typed_for_ever, args=(first,))
        writing.start()
        while entry(root).read_text("utf-8") == before:
            sleep(0.01)
        first.process.kill()
        writing.join()
        assert first.process.stderr is not None
        assert first.process.stderr.read() == ""  # her window says nothing that she did not ask for
    now = entry(root).read_text("utf-8")
    day = now.partition("  fin: 2027-12-")[2][:2]
    assert now == before.replace("  fin: 2026-12-31", f"  fin: 2027-12-{day}", 1)
    with started(root, tmp_path) as again:
        assert (again.port == first.port, again.secret == first.secret) == (True, False)
        assert f'value="{day} décembre 2027"' in again.ask(f"/acte/{ACT}")[1]
        assert again.ask(f"/acte/{ACT}/annuler", {})[0] == 200
        assert entry(root).read_text("utf-8") != now
        assert again.ask("/arreter", {})[0] == 200
        assert again.process.wait(20) == 0


def typed_for_ever(page: Started) -> None:
    """Another last day, then another, until nobody answers."""
    was = "2026-12-31"
    with suppress(OSError, HTTPException):
        for day in range(10, 31):
            page.ask(f"/acte/{ACT}/fiche", {"vu": "", "v:periode.fin": f"2027-12-{day}", "w:periode.fin": was})
            was = f"2027-12-{day}"
