"""The pages of a PDF, read by a process of its own (see `pdfchild`) that is ended when it takes too long.

One process serves every PDF of a command: to start it costs a tenth of a second. What it answers is numbers only, and
is not trusted more than the file.
"""

from __future__ import annotations

import atexit
import functools
import importlib.util
import subprocess
import sys
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import IO

from ..frozen import frozen
from . import pdfchild
from .pdfchild import COUNT, LENGTH, MOST_CHARACTERS, MOST_PAGES, MOST_PATHS, PAGE, PAGES, PASSWORD, SECURITY
from .problems import unreadable

PATIENCE = 15.0  # seconds for a page; that of most comes in a hundredth
LONGEST = 180.0  # seconds for a document
LARGEST = PAGE.size + 20 * MOST_CHARACTERS + 17 * MOST_PATHS  # bytes of an answer
DANGER = "n'ouvrez pas ce fichier sans savoir d'où il vient ; demandez-en un autre exemplaire"


@frozen
class Page:
    """What stands on a page, in points, y upward: codes of characters, four sides for each of them and each drawing.

    `letters` says of each drawing whether it is letters (the « PROJET » mark) and no frame.
    """

    width: float
    height: float
    picture: bool
    codes: Sequence[int]
    places: Sequence[float]
    bounds: Sequence[float]
    letters: Sequence[int]


def pages_of(data: bytes, path: str) -> Iterator[Page]:
    """The pages of a PDF. Raises CannotGoOn: a password, a damaged file, too many pages, a file that exhausts us."""
    if not reader().alive:
        reader().end()
    child = reader()
    try:
        yield from _asked(child, data, path)
    except BaseException:  # whatever it is (a stop of the reader too), the rest of the answer must reach nobody
        child.end()
        raise


def _asked(child: _Child, data: bytes, path: str) -> Iterator[Page]:
    end = monotonic() + LONGEST
    child.send(data)
    kind, count = COUNT.unpack(_answer(child, end, path))
    if kind != PAGES and count in (PASSWORD, SECURITY):
        hint = "demandez le fichier sans mot de passe"
        raise unreadable("LEC106", "ce PDF est protégé par un mot de passe", hint, path)
    if kind != PAGES:
        raise damaged(path)
    if count > MOST_PAGES:
        raise unreadable("LEC110", f"ce PDF a {count} pages", "donnez un acte à la fois", path)
    for _ in range(count):
        page = page_in(_answer(child, end, path))
        if page is None:
            raise damaged(path)
        yield page


def _answer(child: _Child, end: float, path: str) -> bytes:
    """Raises CannotGoOn where the process took too long, or ended: of what it may take, memory is what runs out."""
    answer = child.answer(min(PATIENCE, end - monotonic()))
    if answer is not None:
        return answer
    why = "demande trop de temps" if child.late else "demande trop de mémoire, ou fait échouer le programme qui la lit"
    raise unreadable("LEC108", f"ce PDF est fait d'une façon dangereuse : sa lecture {why}", DANGER, path)


def damaged(path: str) -> Exception:
    return unreadable("LEC107", "ce PDF est abîmé ou incomplet", "demandez qu'on vous le renvoie", path)


def page_in(answer: bytes) -> Page | None:
    """A page from an answer; None where it is not one."""
    if len(answer) < PAGE.size:
        return None
    width, height, picture, characters, drawings = PAGE.unpack_from(answer)
    if len(answer) != PAGE.size + 4 * characters + 16 * characters + 16 * drawings + drawings:
        return None
    codes, places, bounds = array("I"), array("f"), array("f")
    at = PAGE.size
    for column, length in ((codes, characters), (places, 4 * characters), (bounds, 4 * drawings)):
        column.frombytes(answer[at : at + 4 * length])
        at += 4 * length
    sound = max(codes, default=0) <= sys.maxunicode
    return Page(width, height, picture, codes, places, bounds, answer[at:]) if sound else None


def packages() -> Path:
    """The folder of the library that reads PDF. Raises ModuleNotFoundError where it is not installed."""
    found = importlib.util.find_spec("pypdfium2_raw")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("pypdfium2")
    return Path(found.origin).parents[1]


@functools.cache  # one for the command; forgotten when it ends
def reader() -> _Child:
    child = _Child(packages())
    atexit.register(child.end)
    return child


class _Child:
    """The process, and whether it was ended for taking too long."""

    def __init__(self, packages: Path) -> None:
        self.late = False
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(pdfchild.__file__)), str(packages)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, data: bytes) -> None:
        try:
            self._to.write(LENGTH.pack(len(data)) + data)
            self._to.flush()
        except OSError:  # it ended: that no answer comes says so
            return

    def answer(self, patience: float) -> bytes | None:
        """What it answers; None where it ended, or took longer than so many seconds and was ended."""
        watch = Timer(max(patience, 0.0), self._give_up)
        watch.start()
        try:
            head = self._from.read(LENGTH.size)
            length = LENGTH.unpack(head)[0] if len(head) == LENGTH.size else LARGEST + 1
            answer = self._from.read(length) if length <= LARGEST else b""
            return answer if len(answer) == length else None
        finally:
            watch.cancel()

    def _give_up(self) -> None:
        self.late = True
        self._process.kill()

    def end(self) -> None:
        """End the process, and let the next PDF have another."""
        reader.cache_clear()
        atexit.unregister(self.end)
        self._process.kill()
        self._process.wait()
        self._from.close()
        try:
            self._to.close()
        except OSError:  # what was not yet sent
            return
