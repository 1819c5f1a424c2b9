"""What is measured, part by part (the docstring of each is its title), with what the project asks of itself."""

import gc
import html
import io
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from actes.layout.engine import Layout
from actes.model.register import Register
from actes.page.app import create_app
from actes.page.guard import HOST, Guard
from actes.page.office import Office
from actes.tasks.desk import Desk
from actes.tasks.examine import examine_documents
from actes.tasks.pipeline import Renderer
from actes.workspace import Workspace

from . import BUILD, ROOT, peers
from .lines import Line, medians
from .papers import ACT, TODAY, Paper, changed, composed, load, papers, text_of

# Every line of prose of an entry, and the titles that stand beside their keys.
PROSE = re.compile(r"^ ++(?!(?:- )*(?:\w+:|{\w|[|#])).+|(?<= titre: )[^|\n].+|(?<= intitule: ).+", re.MULTILINE)
ACTES = [sys.executable, "-m", "actes"]
SCRIPT = """
import io, pickle, sys
from docxtpl import DocxTemplate
for _ in range(int(sys.argv[1])):
    with open("papers", "rb") as file:
        papers = pickle.load(file)
    for name, template, context in papers:
        machine = DocxTemplate(io.BytesIO(template))
        machine.render(context, autoescape=True)
        machine.save(f"plain-{name}.docx")
"""
FLOOR = """
import zipfile
for path in ("decision", "convention", "annexe-1"):
    with zipfile.ZipFile(f"templates/{path}.docx") as old, zipfile.ZipFile(f"floor-{path}.docx", "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"document", b"acte", 1))
"""


class Used(NamedTuple):
    """Milliseconds on the clock until a file was there and until the end, of CPU; peak kilobytes."""

    written: float
    clock: float
    cpu: float
    peak: int


def run(command: Sequence[str], folder: Path, *, last: str = "", status: int = 0) -> Used:
    """A process of its own, its modules compiled to disk as an installation does; `last`: the file to wait for."""
    env = os.environ | {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONPYCACHEPREFIX": str(BUILD / "pycache"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    start, written, quiet = time.perf_counter(), 0.0, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, env=env, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        while last and not (folder / last).is_file() and time.perf_counter() < start + 5:
            time.sleep(0.001)
        written = time.perf_counter() - start
        _, ended, usage = os.wait4(process.pid, 0)  # of this process alone; not on Windows
        process.returncode = os.waitstatus_to_exitcode(ended)
    assert process.returncode == status, f"{command}: {process.returncode}"
    clock = time.perf_counter() - start
    return Used(written * 1000, clock * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss)


def workspace(folder: Path, copies: int = 0, distinct: bool = True) -> Path:
    """The project's register and templates; or `copies` of the act instead of it, each with its number, all its own."""
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "papers").write_bytes(pickle.dumps([(p.document.name, p.template, p.context) for p in papers()]))
    (entry,) = folder.rglob(f"{ACT}.yaml")
    text, number = entry.read_text("utf-8"), ACT.removeprefix("DEC")
    for rank in range(1, copies + 1):
        words = PROSE.sub(rf"\g<0> – version {rank}", text) if distinct else text
        entry.with_stem(f"DEC2025-{rank:04}").write_text(words.replace(number, f"2025-{rank:04}"), "utf-8")
        entry.unlink(missing_ok=True)
    return folder


class Renewed:
    """A register in which the act says, at each renewal, in each of its texts, what it never said before."""

    def __init__(self, folder: Path) -> None:
        (self.entry,), self.folder, self.rank = folder.rglob(f"{ACT}.yaml"), folder, 0
        self.text = self.entry.read_text("utf-8")
        self.renew()

    def renew(self) -> None:
        self.rank += 1
        self.entry.write_text(PROSE.sub(rf"\g<0> – version {self.rank}", self.text), "utf-8")
        self.loaded = load(self.folder / "registry")


def warm(rounds: int) -> list[Line]:
    """Warm: three documents made, or the act checked, again and again in one process; CPU time

    layout: composed documents to bytes; whole: from the text of the entry to audited files; check: composed and
    examined in full; new: every line of the entry says what it never said. The floor is the zip copied.
    """
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        register = Renewed(workspace(Path(temporary)))
        works = {name: _cpu(work) for name, work in _works(register).items()}
        if peers.ready():
            works |= stack.enter_context(peers.served())
        found = medians(works, rounds, register.renew)
    targets = {"layout": 0.05, "whole": 0.25, "new": 0.30, "check": 0.25, "check new": 0.50}
    return [
        *(Line(name, value, "docxtpl", found["docxtpl"], targets.get(name)) for name, value in found.items()),
        *(Line(f"layout beside {peer}", found["layout"], peer, found[peer], 1) for peer in peers.TAGS if peer in found),
    ]


def _works(register: Renewed) -> dict[str, Callable[[], object]]:
    new, same = (Renderer(Workspace(at, register.folder / "sortie"), TODAY) for at in (register.folder, ROOT))
    layouts = [(Layout(paper.template, paper.document.name), paper.document) for paper in papers()]
    kept = load(ROOT / "registry")
    return {
        "docxtpl": lambda: [_docxtpl(paper) for paper in papers()],
        "floor": lambda: [changed(paper.template, b"") for paper in papers()],
        "layout": lambda: [layout.render(document, True) for layout, document in layouts],
        "whole": lambda: [same.bytes_of(document) for document in composed(load(same.workspace.registry))],
        "new": lambda: [new.bytes_of(document) for document in composed(load(new.workspace.registry))],
        "check": lambda: _checked(kept),
        "check new": lambda: _checked(register.loaded),
    }


def _docxtpl(paper: Paper) -> bytes:
    """docxtpl used plainly, as its manual says, escaping on (without it, text is lost)."""
    from docxtpl import DocxTemplate

    machine, out = DocxTemplate(io.BytesIO(paper.template)), io.BytesIO()
    machine.render(dict(paper.context), autoescape=True)
    machine.save(out)
    return out.getvalue()


def _checked(register: Register) -> None:
    assert examine_documents(register, ACT, composed(register), TODAY)


def _cpu(work: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        gc.collect()
        start = time.process_time()
        work()
        return (time.process_time() - start) * 1000

    return timed


def cold(rounds: int) -> list[Line]:
    """Cold: a process for the three documents, as somebody who types the command waits for it; on the clock"""
    with tempfile.TemporaryDirectory() as temporary:
        folder = workspace(Path(temporary))
        render, last = [*ACTES, "render", ACT], f"sortie/{ACT}/{ACT}-annexe-1.docx"
        works: dict[str, Callable[[], float]] = {
            "python": lambda: run([sys.executable, "-c", "pass"], folder).clock,
            "actes --version": lambda: run([*ACTES, "--version"], folder).clock,
            "actes --help": lambda: run([*ACTES, "--help"], folder).clock,
            "docxtpl": lambda: run([sys.executable, "-c", SCRIPT, "1"], folder).clock,
            "floor": lambda: run([sys.executable, "-c", FLOOR], folder).clock,
            "actes render: documents": lambda: run(render, _emptied(folder), last=last).written,
            "actes render: verdict": lambda: run(render, _emptied(folder)).clock,
        }
        if peers.ready():
            works |= {peer: (lambda peer=peer: run(peers.once(peer), BUILD).clock) for peer in peers.TAGS}  # type: ignore[misc]
        found = medians(works, rounds, lambda: None)
        for paper in papers():
            made = (folder / f"plain-{paper.document.name}.docx").read_bytes()
            assert text_of(made) == text_of(paper.made), f"docxtpl: {paper.document.name} says something else"
    targets = {"actes --version": ("python", 5), "actes --help": ("python", 5)}
    targets |= {"actes render: documents": ("docxtpl", 1.2), "actes render: verdict": ("docxtpl", 1.8)}
    held = {name: targets.get(name, ("docxtpl", None)) for name in found}
    return [Line(name, value, held[name][0], found[held[name][0]], held[name][1]) for name, value in found.items()]


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder / "sortie", ignore_errors=True)
    return folder


def batch(_: int) -> list[Line]:
    """A batch: `actes render --all` on a hundred distinct acts, the check with it, on every core; once"""
    with tempfile.TemporaryDirectory() as temporary:
        places = [workspace(Path(temporary, str(count)), count) for count in (100, 300)]
        plain = run([sys.executable, "-c", SCRIPT, "100"], places[0])
        few, more = (run([*ACTES, "render", "--all"], place) for place in places)
    return [
        Line("docxtpl, a hundred times, CPU", plain.cpu / 1000, unit="s"),
        Line("100 acts, CPU", few.cpu / 1000, "docxtpl", plain.cpu / 1000, 0.75, "s"),
        Line("100 acts, on the clock", few.clock / 1000, "docxtpl", plain.clock / 1000, unit="s"),
        Line("300 acts, memory", more.peak / 1024, "100 acts", few.peak / 1024, 1.25, "MiB"),
    ]


def register(_: int) -> list[Line]:
    """A register: `actes check` over a thousand entries, beside a hundred, on every core; once"""
    with tempfile.TemporaryDirectory() as temporary:
        places = [workspace(Path(temporary, str(count)), count, distinct=False) for count in (100, 1000)]
        few, many = (run([*ACTES, "check"], place, status=1) for place in places)  # the act has errors
    return [
        Line("1000 entries, CPU", many.cpu / 1000, "100 entries", few.cpu / 1000, 11, "s"),
        Line("1000 entries, on the clock", many.clock / 1000, "ten seconds", 10, 1, "s"),
        Line("1000 entries, memory", many.peak / 1024, "100 entries", few.peak / 1024, 1.25, "MiB"),
    ]


def imports(_: int) -> list[Line]:
    """An import: `actes import` on the Word files of a hundred distinct acts, three for each, on every core; once"""
    with tempfile.TemporaryDirectory() as temporary:
        made = workspace(Path(temporary, "made"), 100)
        run([*ACTES, "render", "--all"], made)
        empty = Path(temporary, "empty")
        shutil.copytree(ROOT / "templates", empty / "templates")
        (empty / "registry").mkdir()
        shutil.copy(ROOT / "registry" / "collectivite.yaml", empty / "registry")
        used = run([*ACTES, "import", str(made / "sortie"), "--brief"], empty)
        taken = len(list((empty / "registry" / "2025").iterdir()))
        assert taken == 100, f"{taken} acts were taken"
    return [
        Line("100 acts, CPU", used.cpu / 1000, "a minute", 60, 1, "s"),
        Line("100 acts, on the clock", used.clock / 1000, "a minute", 60, 1, "s"),
    ]


def page(rounds: int) -> list[Line]:
    """The page: a fact of the act typed, then its pages and findings; home for a thousand acts; CPU time

    The server's part of a request, in one process that stays open. One answer has the pages and the findings: it is
    held to the time of the pages, 150 ms, the shorter of the two.
    """
    with tempfile.TemporaryDirectory() as temporary:
        few, many = (Served(workspace(Path(temporary, str(copies)), copies)) for copies in (0, 1000))
        few.draft()
        works = {
            "a date typed: written, pages, findings": _cpu(lambda: few.typed("periode.fin", few.another_day())),
            "an amount typed: written, pages, findings": _cpu(
                lambda: few.typed("financement.cout_annuel.ht", few.another_amount())
            ),
            "an act opened": _cpu(lambda: few.ask(f"/acte/{ACT}")),
            "home, 1000 acts": _cpu(lambda: many.ask("/")),
            "home, 1000 acts, a word looked for": _cpu(lambda: many.ask("/?mots=orange")),
        }
        found = medians(works, rounds, lambda: None)
    asked = {name: 200 if name.startswith("home") else 150 for name in found}
    return [Line(name, value, f"{asked[name]} ms", asked[name], 1) for name, value in found.items()]


class Served:
    """The page of a folder, once it has read all."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.turn = folder, 0
        desk = Desk(Workspace(folder, folder / "sortie"), lambda: TODAY)
        self.guard = Guard("secret", 4000)
        self.client = create_app(Office(desk, lambda: None, str), self.guard).test_client()
        self.client.set_cookie(self.guard.cookie, self.guard.secret, domain=HOST)
        self.ask("/?mots=orange")

    def ask(self, path: str) -> str:
        answer = self.client.get(path, base_url=self.guard.origin)
        assert answer.status_code == 200
        return answer.text

    def draft(self) -> None:
        """The act as it was before anybody signed it: a form that can be typed in."""
        entry = next(self.folder.rglob(f"{ACT}.yaml"))
        text = entry.read_text("utf-8").replace("signature:\n  date: 2025-07-08\n", "", 1)
        entry.write_text(text[: text.index("\nsuivi:")] + "\n", "utf-8")
        self.said = self.ask(f"/acte/{ACT}")

    def typed(self, field: str, value: str) -> None:
        """What a script sends once somebody has typed in a field, and the screen that comes back."""
        before = next(iter(re.findall(rf'name="w:{re.escape(field)}" value="([^"]*)"', self.said)))
        seen = next(iter(re.findall(r'id="vu" value="(\w+)"', self.said)))
        answer = self.client.post(
            f"/acte/{ACT}/fiche",
            base_url=self.guard.origin,
            headers={"Origin": self.guard.origin, "X-Actes-Fragments": "1"},
            data={"vu": seen, f"v:{field}": value, f"w:{field}": html.unescape(before)},
        )
        assert (answer.status_code, answer.headers.get("X-Actes-Written")) == (200, None)
        self.said = answer.text

    def another_day(self) -> str:
        self.turn += 1
        return f"2027-{1 + self.turn % 12:02}-{1 + self.turn % 28:02}"

    def another_amount(self) -> str:
        self.turn += 1
        return f"{19_000 + self.turn},00"


PARTS: Mapping[str, Callable[[int], list[Line]]] = {
    "warm": warm,
    "cold": cold,
    "batch": batch,
    "register": register,
    "imports": imports,
    "page": page,
}
