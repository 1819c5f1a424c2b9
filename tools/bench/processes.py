"""Processes of their own: how long each takes, on the clock and of the processor, and its memory at the highest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import BUILD, ROOT, SOURCES

PYTHON = sys.executable
ACTES = [PYTHON, "-m", "actes"]


@dataclass(frozen=True)
class Used:
    """Milliseconds on the clock, milliseconds of CPU, peak kilobytes, of one process with those it waited for."""

    clock: float
    cpu: float
    peak: int


def run(command: Sequence[str], folder: Path, expected: int = 0, extra: Mapping[str, str] | None = None) -> Used:
    """Run a command in a folder. Modules are compiled to disk, as an installation does, where nothing else reads."""
    env = os.environ | {"PYTHONPATH": str(SOURCES), "PYTHONPYCACHEPREFIX": str(BUILD / "pycache")} | dict(extra or {})
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    quiet = subprocess.DEVNULL
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=env, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        _, status, usage = os.wait4(process.pid, 0)  # of this process alone; not on Windows
        process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.perf_counter() - start
    assert process.returncode == expected, f"{' '.join(command)}: exit status {process.returncode}"
    return Used(clock * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss)


def workspace(folder: Path) -> Path:
    """A copy of the register and the templates of the project."""
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def hundreds(folder: Path, act: str, count: int) -> list[Path]:
    """The entries of a workspace where `count` copies of the act, each with its number, stand instead of it."""
    (entry,) = workspace(folder).rglob(f"{act}.yaml")
    text, number = entry.read_text("utf-8"), act.removeprefix("DEC")
    entry.unlink()
    paths = [entry.with_name(f"DEC2025-{rank:04}.yaml") for rank in range(1, count + 1)]
    for path in paths:
        path.write_text(text.replace(number, path.stem.removeprefix("DEC")), "utf-8")
    return paths
