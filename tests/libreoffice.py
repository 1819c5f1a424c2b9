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
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

KEPT = Path(__file__).parents[1] / ".pytest_cache" / "d" / "libreoffice"


@functools.cache
def profile() -> str:
    folder = tempfile.mkdtemp(prefix="actes-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder).as_uri()


def converted(files: Iterable[Path], form: str, folder: Path) -> list[Path]:
    """What it makes of files in a folder: « odt », « txt:Text (encoded):UTF8 »; the test is skipped where it is not."""
    soffice, sources = shutil.which("soffice"), list(files)
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    made = [folder / f"{source.stem}.{form.partition(':')[0]}" for source in sources]
    kept = KEPT / _key(Path(soffice).resolve(), form, sources)
    if not kept.is_dir():
        command = [soffice, f"-env:UserInstallation={profile()}", "--headless", "--convert-to", form, "--outdir"]
        subprocess.run([*command, str(folder), *map(str, sources)], check=True, capture_output=True, timeout=280)
        if all(path.is_file() for path in made):
            _keep(kept, made)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        for path in kept.iterdir():
            shutil.copyfile(path, folder / path.name)
    return made


def _key(program: Path, form: str, sources: Sequence[Path]) -> str:
    """What a conversion depends on; where the program is another version, its date is another one too."""
    key = sha256(f"{program} {program.stat().st_mtime_ns} {form}".encode())
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
