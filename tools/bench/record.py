"""docs/performance.md: the tables of the last run, with the machine and the versions; sentences around them stay."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from . import ROOT, peers
from .measure import Part

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- begin: python -m tools.bench --write -->", "<!-- end -->"
LIBRARIES = ("docxtpl", "python-docx", "jinja2", "lxml", "pyyaml", "click")


def write(parts: Sequence[Part], rounds: int) -> None:
    """Put the tables of this run between the marks of the page."""
    old = PAGE.read_text("utf-8")
    before, rest = old.split(BEGIN)
    _, after = rest.split(END)
    text = "\n".join([*_machine(rounds), *(line for part in parts for line in ("", *part.lines()))])
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8", newline="\n")


def _machine(rounds: int) -> Iterator[str]:
    yield f"Run of {date.today().isoformat()}, medians of {rounds} rounds. {_processor()}, {os.cpu_count()} cores,"  # noqa: DTZ011
    yield f"{platform.system()}; load {os.getloadavg()[1]:.1f} over five minutes. {platform.python_implementation()} "
    yield f"{platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in LIBRARIES)};"
    others = ", ".join(f"{name} {number}" for name, number in peers.VERSIONS.items())
    yield f"Node {node}, {others}." if (node := peers.installed()) else "no Node."


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text("utf-8")) if info.is_file() else None
    return found[1].strip() if found else platform.machine()
