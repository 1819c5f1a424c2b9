"""One way to run a command, one timer, one table: what was taken, beside what, and how much of it is allowed."""

import gc
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

WARM_UP = 2  # rounds that are not counted
MISSED = " **missed**"
# Beside what each thing stands, and how much of it is allowed: milliseconds, where it is beside nothing.
ASKED: Mapping[str, Mapping[str, float | None]] = {
    "docxtpl": {
        "layout": 0.05, "whole": 0.25, "new": 0.30, "check": 0.25, "check new": 0.50,
        "actes render: documents": 1.2, "actes render: verdict": 1.8,
    },
    "docxtemplater": {"layout": 1}, "carbone": {"layout": 1}, "easy-template-x": {"layout": 1},
    "python": {"actes --version": 5, "actes --help": 5},
    "docxtpl, CPU": {"100 acts, CPU": 0.75}, "docxtpl, clock": {"100 acts, clock": None},
    "100 acts, memory": {"300 acts, memory": 1.25},
    "100 entries, CPU": {"1000 entries, CPU": 11}, "100 entries, memory": {"1000 entries, memory": 1.25},
    "": {
        "1000 entries, clock": 10_000, "100 acts imported, CPU": 60_000, "100 acts imported, clock": 60_000,
        "a date typed": 150, "an amount typed": 150, "an act opened": 150,
        "home, 1000 acts": 200, "home, 1000 acts, a word looked for": 200,
    },
}  # fmt: skip


def run(
    command: list[str], folder: Path, status: int = 0, *, name: str = "", writes: Path | None = None
) -> dict[str, float]:
    """What a process takes, its modules compiled to disk as an installation does; when the file `writes` was there."""
    env, quiet = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}, subprocess.DEVNULL
    start = time.time()
    with subprocess.Popen(command, cwd=folder, env=env, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        _, ended, usage = os.wait4(process.pid, 0)  # of this process and those that it waited for; not on Windows
        process.returncode = os.waitstatus_to_exitcode(ended)
    clock = time.time() - start
    if process.returncode != status:
        raise subprocess.CalledProcessError(process.returncode, command)
    taken = {"clock": clock, "CPU": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1_024_000}
    taken |= {"written": writes.stat().st_ctime - start} if writes else {}
    return {f"{name}{what}": one * 1000 for what, one in taken.items()}


def cpu(work: Callable[..., object], *given: object) -> float:
    """The milliseconds of CPU that this takes, no waste being left by what came before."""
    gc.collect()
    start = time.process_time()
    work(*given)
    return (time.process_time() - start) * 1000


def medians(rounds: int, once: Callable[[], Mapping[str, float]]) -> dict[str, float]:
    """The medians of rounds that do everything in turn, so that noise falls on all."""
    taken = [once() for _ in range(rounds + WARM_UP)][WARM_UP:]
    return {name: median(one[name] for one in taken) for name in taken[0]}


def rows(found: Mapping[str, float]) -> Iterator[tuple[str, str, str, str]]:
    """What was found, once for each thing that it stands beside: its name, what it took, the ratio, what is asked."""
    for name, value in found.items():
        beside = {one: asked[name] for one, asked in ASKED.items() if name in asked and (not one or one in found)}
        for one, most in (beside or {"docxtpl" * ("docxtpl" in found): None}).items():
            ratio = value / found.get(one, 1)
            unit, size = ("MiB", 1) if "memory" in name else ("ms", 1) if value < 10_000 else ("s", 1000)
            asked = "" if most is None else f"≤ {most:g}{MISSED * (ratio > most)}"
            yield name, f"{value / size:.1f} {unit}", f"{ratio:.2f} × {one}" if one else "", asked


def table(found: Mapping[str, float]) -> list[str]:
    """A Markdown table, its columns aligned; a terminal reads it as well."""
    lines = [("", "taken", "ratio", "asked"), *rows(found)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    head, *body = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    return [head, f"|{'|'.join('-' * (width + 2) for width in widths)}|", *body]
