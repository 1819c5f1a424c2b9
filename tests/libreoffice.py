"""LibreOffice as a person has it, in one profile for the tests of a process: to make one takes as long as a run."""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest


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
    command = [soffice, f"-env:UserInstallation={profile()}", "--headless", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, sources)], check=True, capture_output=True, timeout=280
    )
    return [folder / f"{source.stem}.{form.partition(':')[0]}" for source in sources]
