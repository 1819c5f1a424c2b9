"""How fast `actes` is: ratios of one run, medians of rounds that do everything in turn; 1 where a target is missed.

--write puts the tables in docs/performance.md. What is not on the machine (Node) is left out and said. Linux only.
"""

import gc
import os
import platform
from datetime import date
from importlib.metadata import version
from inspect import cleandoc

import click

from actes.cli import WASTE

from . import ROOT
from .makers import VERSIONS, peers
from .measure import MISSED, table
from .parts import PARTS

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- begin: python -m tools.bench --write -->", "<!-- end -->"


@click.command(help=__doc__)
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--rounds", default=21)
@click.option("--write", is_flag=True)
def main(parts: tuple[str, ...], rounds: int, write: bool) -> None:
    gc.set_threshold(*WASTE)  # as the command does, for all that run in this process
    programs = {name: version(name) for name in ("docxtpl", "jinja2", "lxml", "click")}
    programs |= VERSIONS if peers() else {"no": "Node"}
    told = [
        f"Run of {date.today()}, medians of {rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}.",  # noqa: DTZ011
        f"Python {platform.python_version()}, {', '.join(map(' '.join, programs.items()))}.",
    ]
    for name in parts or PARTS:
        title, *how = cleandoc(PARTS[name].__doc__ or "").splitlines()
        lines = table(PARTS[name](rounds))
        told += ["", f"### {title}", *how, "", *lines]
        click.echo("\n".join(["", title, *lines]))
    if write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text("\n".join([before + BEGIN, *told, END + after]), "utf-8", newline="\n")
    missed = [line for line in told if MISSED in line]
    click.echo("\n".join(["", "Missed:", *missed] if missed else ["", "every target is met"]))
    raise SystemExit(bool(missed))


if __name__ == "__main__":
    main()
