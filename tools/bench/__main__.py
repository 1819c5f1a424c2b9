"""How fast `actes` is: ratios of one run, medians of rounds that do everything in turn; 1 where a target is missed.

    python -m tools.bench [--rounds N] [--write] [PART…]      (`make bench`)

--write puts the tables in docs/performance.md. What is not on the machine (Node) is left out and said. Linux only.
"""

import argparse
import gc
import os
import platform
import sys
from datetime import date
from importlib.metadata import version
from inspect import cleandoc

from actes.cli import WASTE

from . import ROOT, peers
from .lines import table
from .parts import PARTS

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- begin: python -m tools.bench --write -->", "<!-- end -->"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write down where it is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--write", action="store_true", help="put the tables in docs/performance.md")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}; they are {', '.join(PARTS)}")
    gc.set_threshold(*WASTE)  # as the command does, for all that run in this process
    told, missed = [_machine(asked.rounds)], []
    for name in asked.parts or PARTS:
        lines = PARTS[name](asked.rounds)
        title, *how = cleandoc(PARTS[name].__doc__ or "").splitlines()
        told += ["", f"### {title}", *how, "", *table(lines)]
        missed += [f"{name}: {line.name}" for line in lines if line.missed]
        print("\n".join(["", title, *table(lines)]), flush=True)
    if asked.write:
        write("\n".join(told))
    print("missed: " + ", ".join(missed) if missed else "every target is met")
    return int(bool(missed))


def write(tables: str) -> None:
    """Put the tables of this run between the marks of the page; its sentences stay."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{tables}\n{END}{rest.partition(END)[2]}", "utf-8", newline="\n")


def _machine(rounds: int) -> str:
    named = ", ".join(f"{name} {version(name)}" for name in ("docxtpl", "jinja2", "lxml", "click"))
    others = ", ".join(f"{name} {number}" for name, number in peers.VERSIONS.items()) if peers.ready() else "no Node"
    return (
        f"Run of {date.today().isoformat()}, medians of {rounds} rounds, {os.cpu_count()} cores, "  # noqa: DTZ011
        f"load {os.getloadavg()[1]:.1f}.\nPython {platform.python_version()}, {named}; {others}."
    )


if __name__ == "__main__":
    sys.exit(main())
