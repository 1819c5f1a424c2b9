"""How fast `actes` is: ratios of one run, medians of rounds that do everything in turn; 1 where a target is missed.

What is not on the machine (Node) is left out and said. Linux only.
"""

import os
import platform
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from inspect import cleandoc

import click

from .makers import VERSIONS, WORK, peers
from .parts import PARTS

MISSED = " **missed**"
# Beside what each thing stands, and how much of it is allowed: milliseconds, where it is beside nothing.
ASKED: Mapping[str, Mapping[str, float]] = {
    "docxtpl": {
        "layout": 0.05, "whole": 0.25, "new": 0.30, "check": 0.25, "check new": 0.50,
        "actes render: documents": 1.2, "actes render: verdict": 1.8,
    },
    "docxtemplater": {"layout": 1}, "carbone": {"layout": 1}, "easy-template-x": {"layout": 1},
    "python": {"actes --version": 5, "actes --help": 5},
    "docxtpl, CPU": {"100 acts, CPU": 0.75},
    "100 acts, memory": {"300 acts, memory": 1.25},
    "100 entries, CPU": {"1000 entries, CPU": 11}, "100 entries, memory": {"1000 entries, memory": 1.25},
    "": {
        "1000 entries, clock": 10_000, "100 acts imported, CPU": 60_000, "100 acts imported, clock": 60_000,
        "a date typed": 150, "an amount typed": 150, "an act opened": 150,
        "home, 1000 acts": 200, "home, 1000 acts, a word looked for": 200,
    },
}  # fmt: skip


def table(found: Mapping[str, float]) -> Iterator[str]:
    """A Markdown table of what was found, a line for each thing that it stands beside."""
    yield f"| {'':34} | {'taken':>11} | {'ratio':28} | {'asked':19} |"
    yield f"| {'-' * 34} | {'-' * 11} | {'-' * 28} | {'-' * 19} |"
    for name, value in found.items():
        beside = {one: asked[name] for one, asked in ASKED.items() if name in asked and (not one or one in found)}
        for one, most in (beside or {"docxtpl" * ("docxtpl" in found): None}).items():
            taken = f"{value:.1f} {'MiB' if 'memory' in name else 'ms'}"
            ratio = value / found.get(one, 1)
            asked = "" if most is None else f"≤ {most:g}{MISSED * (ratio > most)}"
            yield f"| {name:34} | {taken:>11} | {f'{ratio:.2f} × {one}' if one else '':28} | {asked:19} |"


@click.command(help=__doc__)
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--rounds", default=21)
def main(parts: tuple[str, ...], rounds: int) -> None:
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""  # modules are compiled to disk, as an installation does
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    programs = {name: version(name) for name in ("docxtpl", "jinja2", "lxml", "click")}
    programs |= VERSIONS if peers() else {"no": "Node"}
    told = [
        f"Run of {date.today()}, medians of {rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}.",  # noqa: DTZ011
        f"Python {platform.python_version()}, {', '.join(map(' '.join, programs.items()))}.",
    ]
    for name in parts or PARTS:
        told += [f"\n### {cleandoc(PARTS[name].__doc__ or '')}\n", *table(PARTS[name](rounds))]
    click.echo("\n".join(told))
    raise SystemExit(any(MISSED in one for one in told))


if __name__ == "__main__":
    main()
