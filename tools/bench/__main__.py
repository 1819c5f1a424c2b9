"""How fast `actes` is: ratios of one run, medians of rounds that do everything in turn; 1 where a target is missed.

What is not on the machine (Node) is left out and said. Linux only.
"""

import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html import unescape
from importlib.metadata import version
from inspect import cleandoc
from itertools import count
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, Popen, check_output
from tempfile import mkdtemp
from timeit import timeit
from typing import Any

import click

from actes.page.app import create_app
from actes.page.guard import HOST, Guard
from actes.page.office import Office
from actes.tasks.desk import Desk
from actes.tasks.examine import examine_documents
from actes.tasks.pipeline import Renderer
from actes.workspace import Workspace

from .makers import ACT, NODE, ROOT, VERSIONS, WORK, composed, docxtpl, floor, load, papers, peers, script

TODAY = date(2026, 11, 24)
WARM_UP, FIRST = 2, 20  # rounds that are not counted; those of Node, since V8 compiles what it has seen often
# Every line of prose of an entry, and the titles that stand beside their keys.
PROSE = re.compile(r"^ ++(?!(?:- )*(?:\w+:|{\w|[|#])).+|(?<= titre: )[^|\n].+|(?<= intitule: ).+", re.MULTILINE)
ACTES = [sys.executable, "-m", "actes"]
ENTRY = Path("registry", "2025", f"{ACT}.yaml")
MISSED = " **missed**"
ROW = "| {:34} | {:>11} | {:28} | {:19} |".format
# Beside what each thing stands, and how much of it is allowed: milliseconds, where it is beside nothing.
ASKED: Mapping[str, Mapping[str, float]] = {
    "docxtpl": {"layout": 0.05, "whole": 0.25, "new": 0.30, "check": 0.25, "check new": 0.50,
                "actes render: documents": 1.2, "actes render: verdict": 1.8},
    "docxtemplater": {"layout": 1}, "carbone": {"layout": 1}, "easy-template-x": {"layout": 1},
    "python": {"actes --version": 5, "actes --help": 5},
    "docxtpl, CPU": {"100 acts, CPU": 0.75}, "100 acts, memory": {"300 acts, memory": 1.25},
    "100 entries, CPU": {"1000 entries, CPU": 11}, "100 entries, memory": {"1000 entries, memory": 1.25},
    "": {"1000 entries, clock": 10_000, "100 acts imported, CPU": 60_000, "100 acts imported, clock": 60_000,
         "a date typed": 150, "an amount typed": 150, "an act opened": 150,
         "home, 1000 acts": 200, "home, 1000 acts, a word looked for": 200},
}  # fmt: skip


def run(name: str, folder: Path, command: list[str], status: int = 0) -> dict[str, float]:
    """What a process takes: milliseconds, and MiB at most at once."""
    start = time.time()
    with Popen(command, cwd=folder, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL) as process:
        _, ended, usage = os.wait4(process.pid, 0)  # of this process and those that it waited for; not on Windows
        process.returncode = os.waitstatus_to_exitcode(ended)
    clock, cpu = time.time() - start, usage.ru_utime + usage.ru_stime
    assert process.returncode == status, command
    return {f"{name}, clock": clock * 1000, f"{name}, CPU": cpu * 1000, f"{name}, memory": usage.ru_maxrss / 1024}


def cpu(work: Callable[[], object]) -> float:
    """The milliseconds of CPU that this takes; Python looks for no waste meanwhile."""
    return timeit(work, timer=time.process_time, number=1) * 1000


def medians(rounds: int, once: Callable[[], Mapping[str, float]]) -> dict[str, float]:
    """The medians of rounds that do everything in turn, so that noise falls on all."""
    taken = [once() for _ in range(rounds + WARM_UP)][WARM_UP:]
    return {name: median(one[name] for one in taken) for name in taken[0]}


def workspace(copies: int = 0, said: str = r"\g<0> – version {}") -> Path:
    """Our register and templates, or `copies` of the act instead, each with its number and its texts `said` so."""
    folder = Path(mkdtemp(dir=WORK))
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    text = (entry := folder / ENTRY).read_text("utf-8")
    for rank in range(1, copies + 1):
        entry.unlink(missing_ok=True)
        words = PROSE.sub(said.format(rank), text).replace(ACT.removeprefix("DEC"), f"2025-{rank:04}")
        entry.with_stem(f"DEC2025-{rank:04}").write_text(words, "utf-8")
    return folder


def warm(rounds: int) -> dict[str, float]:
    """Warm: three documents made, or the act checked, again and again in one process; CPU time

    layout: composed documents to bytes; whole: from the text of the entry to audited files; check: composed and
    examined in full; new: every line of the entry says what it never said. The floor is the zip copied. The Node
    programs have a process each, after the others.
    """
    fresh, ranks = workspace(), count(1)
    text = (fresh / ENTRY).read_text("utf-8")
    renderer = Renderer(Workspace(ROOT, fresh / "sortie"), TODAY)

    def once() -> dict[str, float]:
        (fresh / ENTRY).write_text(PROSE.sub(rf"\g<0> – version {next(ranks)}", text), "utf-8")
        taken = {
            "docxtpl": cpu(lambda: [docxtpl(template, context) for _, template, context, _ in papers()]),
            "floor": cpu(lambda: [floor(template) for _, template, *_ in papers()]),
            "layout": cpu(lambda: [layout() for *_, layout in papers()]),
        }
        for new, at in ("whole", ROOT), ("new", fresh):
            taken[new] = cpu(lambda at=at: [renderer.bytes_of(document) for document in composed(load(at))])
        for new, known in ("check", load(ROOT)), ("check new", load(fresh)):
            taken[new] = cpu(lambda known=known: examine_documents(known, ACT, composed(known), TODAY))
        return taken

    node = {peer: check_output([*NODE, peer, str(FIRST + rounds)]).split()[FIRST:] for peer in peers()}
    return medians(rounds, once) | {peer: median(map(float, taken)) for peer, taken in node.items()}


def cold(rounds: int) -> dict[str, float]:
    """Cold: a process for the three documents, as somebody who types the command waits for it; on the clock"""
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "actes --version": [*ACTES, "--version"], "actes --help": [*ACTES, "--help"],
        "docxtpl": script(), **{peer: [*NODE, peer, "1"] for peer in peers()},
        "actes render: verdict": [*ACTES, "render", ACT],
    }  # fmt: skip
    sortie = (folder := workspace()) / "sortie"

    def once() -> dict[str, float]:
        shutil.rmtree(sortie, ignore_errors=True)
        taken = {name: run("", folder, command)[", clock"] for name, command in commands.items()}
        since = (time.time() - (sortie / ACT / f"{ACT}-annexe-1.docx").stat().st_ctime) * 1000
        return taken | {"actes render: documents": taken["actes render: verdict"] - since}

    return medians(rounds, once)


def batch(_: int) -> dict[str, float]:
    """A batch: `actes render --all` on a hundred distinct acts, checked as well, then their files imported; once"""
    few, other, render = workspace(100), workspace(), [*ACTES, "render", "--all"]
    known = len(list(other.rglob("DEC*.yaml")))
    found = run("docxtpl", few, script(100)) | run("100 acts", few, render) | run("300 acts", workspace(300), render)
    found |= run("100 acts imported", other, [*ACTES, "import", str(few / "sortie"), "--brief"])
    assert len(list(other.rglob("DEC*.yaml"))) == known + 100
    return found


def register(_: int) -> dict[str, float]:
    """A register: `actes check` over a thousand entries, beside a hundred, on every core; once"""
    few, many = (workspace(size, r"\g<0>") for size in (100, 1000))
    check = [*ACTES, "check"]  # the act has errors: status 1
    return run("100 entries", few, check, 1) | run("1000 entries", many, check, 1)


def page(rounds: int) -> dict[str, float]:
    """The page: a fact of the act typed, then its pages and findings; home for a thousand acts; CPU time

    The server's part of a request, in one process that stays open. One answer has the pages and the findings: it is
    held to the time of the pages, 150 ms, the shorter of the two."""
    folder, turns, said = workspace(1000), count(), []
    entry = folder / ENTRY.with_stem(first := "DEC2025-0001")
    draft = re.sub(r"(?s)signature:\n.*?\n|\nsuivi:.*", "", entry.read_text("utf-8"))  # which can be typed in
    entry.write_text(draft, "utf-8")
    desk, guard = Desk(Workspace(folder, folder / "sortie"), lambda: TODAY), Guard("secret", 4000)
    client = create_app(Office(desk, lambda: None, str), guard).test_client()
    client.set_cookie(guard.cookie, guard.secret, domain=HOST)
    headers = {"Origin": guard.origin, "X-Actes-Fragments": "1"}

    def ask(path: str, **asked: Any) -> float:
        taken = cpu(lambda: said.append(client.open(path, base_url=guard.origin, headers=headers, **asked)))
        assert (said[-1].status_code, said[-1].headers.get("X-Actes-Written")) == (200, None)
        return taken

    def typed(field: str, value: str) -> float:
        """What a script sends once somebody has typed in a field."""
        was = dict(re.findall(rf'name="(vu|w:{field})"[^>]* value="([^"]*)"', unescape(said[-1].text)))
        return ask(f"/acte/{first}/fiche", method="POST", data={f"v:{field}": value, **was})

    def once() -> dict[str, float]:
        day, amount = f"2027-{1 + (turn := next(turns)) % 12:02}-{1 + turn % 28:02}", f"{19_000 + turn},00"
        return {
            "an act opened": ask(f"/acte/{first}"),
            "a date typed": typed("periode.fin", day),
            "an amount typed": typed("financement.cout_annuel.ht", amount),
            "home, 1000 acts": ask("/"),
            "home, 1000 acts, a word looked for": ask("/?mots=orange"),
        }

    ask("/?mots=orange")  # once it has read all
    return medians(rounds, once)


PARTS = {part.__name__: part for part in (warm, cold, batch, register, page)}


def table(found: Mapping[str, float]) -> Iterator[str]:
    """A Markdown table of what was found, a line for each thing that it stands beside."""
    yield ROW("", "taken", "ratio", "asked")
    yield ROW("-" * 34, "-" * 11, "-" * 28, "-" * 19)
    for name, value in found.items():
        beside = {one: asked[name] for one, asked in ASKED.items() if name in asked and (not one or one in found)}
        for one, most in (beside or {"docxtpl" * ("docxtpl" in found): None}).items():
            ratio = value / found.get(one, 1)
            asked = "" if most is None else f"≤ {most:g}{MISSED * (ratio > most)}"
            taken = f"{value:.1f} {'MiB' if 'memory' in name else 'ms'}"
            yield ROW(name, taken, f"{ratio:.2f} × {one}" if one else "", asked)


@click.command(help=__doc__)
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--rounds", default=21)
def main(parts: tuple[str, ...], rounds: int) -> None:
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""  # modules are compiled to disk, as an installation does
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    programs = {name: version(name) for name in ("docxtpl", "jinja2", "lxml", "click")}
    programs |= VERSIONS if peers() else {"no": "Node"}
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}"
    told = [f"Run of {time.strftime('%Y-%m-%d')}, medians of {rounds} rounds, {machine}."]
    told += [f"Python {platform.python_version()}, {', '.join(map(' '.join, programs.items()))}."]
    for name in parts or PARTS:
        told += [f"\n### {cleandoc(PARTS[name].__doc__ or '')}\n", *table(PARTS[name](rounds))]
    click.echo("\n".join(told))
    raise SystemExit(any(MISSED in one for one in told))


if __name__ == "__main__":
    main()
