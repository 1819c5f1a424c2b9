"""docs/performance.md: the tables of the last run, with the machine and the versions; sentences around them stay."""

from __future__ import annotations

import os
import platform
import re
import textwrap
from collections.abc import Sequence
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
    text = "\n".join([_machine(rounds), *(line for part in parts for line in ("", *part.lines()))])
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8", newline="\n")


def _machine(rounds: int) -> str:
    node = peers.installed()
    others = ", ".join(f"{name} {number}" for name, number in peers.VERSIONS.items())
    words = [
        f"Run of {date.today().isoformat()}, medians of {rounds} rounds.",  # noqa: DTZ011
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()};",
        f"load {os.getloadavg()[1]:.1f} over five minutes.",
        f"{platform.python_implementation()} {platform.python_version()},",
        f"{', '.join(f'{name} {version(name)}' for name in LIBRARIES)};",
        f"Node {node}, {others}." if node else "no Node.",
    ]
    return textwrap.fill(" ".join(words), 140, break_long_words=False, break_on_hyphens=False)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text("utf-8")) if info.is_file() else None
    return found[1].strip() if found else platform.machine()
