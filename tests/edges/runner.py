"""The command as a person runs it, and where its documents are."""

import gc
import io
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from actes.cli import main

ROOT = Path(__file__).parents[2]
ACT = "DEC2025-453"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


class Screen(io.BytesIO):
    """What was written on a screen, which nothing closes."""

    def close(self) -> None:
        """Stay open: what wraps it goes first."""


def run(folder: Path, *arguments: str, encoding: str = "utf-8", typed: str = "", **environment: str) -> Ran:
    """`actes` from its first line to its exit, in this process: what a person reads, in the encoding of the screen.

    `typed` at the keyboard. To start another Python costs more than most commands; `started` does, where it matters.
    """
    screens = Screen(), Screen()
    before = Path.cwd(), dict(os.environ), sys.stdin, sys.stdout, sys.stderr, sys.argv, gc.get_threshold()
    os.environ.clear()
    os.environ.update(_environment(environment))
    os.chdir(folder)
    sys.stdin, sys.argv = io.TextIOWrapper(io.BytesIO(typed.encode(encoding)), encoding), ["actes", *arguments]
    sys.stdout, sys.stderr = (io.TextIOWrapper(screen, encoding) for screen in screens)
    try:
        main(arguments)
    except SystemExit as ended:
        status = ended.code
    finally:
        os.chdir(before[0])
        os.environ.clear()
        os.environ.update(before[1])
        sys.stdin, sys.stdout, sys.stderr, sys.argv = before[2:6]
        gc.unfreeze()
        gc.set_threshold(*before[6])
    assert isinstance(status, int)
    return Ran(status, *(screen.getvalue().decode(encoding) for screen in screens))


def started(folder: Path, *arguments: str, encoding: str = "utf-8", **environment: str) -> Ran:
    """`actes` in a process of its own."""
    env = _environment(environment) | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "actes", *arguments]
    done = subprocess.run(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def _environment(own: dict[str, str]) -> dict[str, str]:
    """That of the person, without what chooses for `actes`, and a screen of some width."""
    return {k: v for k, v in os.environ.items() if not k.startswith("ACTES_")} | {"COLUMNS": "200"} | own


def run_script(folder: Path, script: str) -> Ran:
    """Lines of Python in a process of their own, with the `actes` of this clone whatever is installed."""
    env = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def typed(folder: Path, arguments: Sequence[str], answers: Sequence[str]) -> tuple[str, int]:
    """What a terminal shows, each answer typed when its question stands there, and the exit status."""
    import pty  # of Unix

    child, screen = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ["PYTHONPATH"] = str(ROOT / "src")
        os.execv(sys.executable, [sys.executable, "-m", "actes", *arguments])
    shown, left = b"", list(answers)
    while select.select([screen], [], [], 60)[0]:
        try:
            read = os.read(screen, 4096)
        except OSError:  # the end, as Linux tells it
            break
        if not read:
            break
        shown += read
        if shown.endswith((b"] : ", b") : ")) and left:
            os.write(screen, f"{left.pop(0)}\n".encode())
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(screen)
    assert not left, shown.decode()
    return shown.decode().replace("\r\n", "\n"), status


def copied(folder: Path) -> Path:
    """The register and the templates of the project, to be changed at will, in a folder."""
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def document(folder: Path, name: str = "decision") -> Path:
    return folder / "sortie" / ACT / f"{ACT}-{name}.docx"
