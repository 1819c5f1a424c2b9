"""LibreOffice as a person has it, in one profile for the tests of a process: to make one takes as long as a run.

What this very program made of these very bytes is kept between runs, as pytest keeps things: to start it again, a tenth
of the time of all the tests, would prove nothing of us.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

KEPT = Path(__file__).parents[1] / ".pytest_cache" / "d" / "libreoffice"


@functools.cache
def profile() -> Path:
    folder = tempfile.mkdtemp(prefix="actes-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def converted(files: Iterable[Path], form: str, folder: Path) -> list[Path]:
    """What it makes of files in a folder: « odt », « txt:Text (encoded):UTF8 »; the test is skipped where it is not."""
    sources = list(files)
    made = [folder / f"{source.stem}.{form.partition(':')[0]}" for source in sources]
    asked = ["--headless", "--convert-to", form, "--outdir", str(folder), *map(str, sources)]
    return kept(form, sources, made, lambda: run(*asked))


def run(*asked: str, at: Path | None = None, check: bool = True) -> None:
    command = [program(), f"-env:UserInstallation={(at or profile()).as_uri()}", *asked]
    subprocess.run(command, check=check, capture_output=True, timeout=280)


def program() -> str:
    soffice = shutil.which("soffice")
    return soffice or pytest.skip("LibreOffice is not installed")


def kept(what: str, sources: Sequence[Path], made: list[Path], make: Callable[[], None]) -> list[Path]:
    """The files that `make` makes in a folder of its own; those that it made of the same, where they are kept."""
    folder = KEPT / _key(Path(program()).resolve(), what, sources)
    if not folder.is_dir():
        make()
        if all(path.is_file() for path in made):
            _keep(folder, made)
    else:
        made[0].parent.mkdir(parents=True, exist_ok=True)
        for path in made:
            shutil.copyfile(folder / path.name, path)
    return made


def _key(program: Path, what: str, sources: Sequence[Path]) -> str:
    """What a conversion depends on; where the program is another version, its date is another one too."""
    key = sha256(f"{program} {program.stat().st_mtime_ns} {what}".encode())
    for source in sources:
        key.update(f"{source.name} {sha256(source.read_bytes()).hexdigest()}".encode())
    return key.hexdigest()


def _keep(folder: Path, made: Sequence[Path]) -> None:
    """Whole or not at all: another process may be keeping the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as beside:
        for path in made:
            shutil.copyfile(path, Path(beside) / path.name)
        with contextlib.suppress(OSError):
            Path(beside).rename(folder)
