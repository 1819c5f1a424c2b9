"""Cold: a process for the three documents, as somebody who types the command waits for it; and the help.

- render: `actes render`, the documents written anew (they were removed);
- render, first: the same for a user who never ran `actes`;
- docxtpl: a script that loads docxtpl and three templates, renders, saves;
- floor: a script that copies three zips, one text replaced;
- peers: a Node script that does as docxtpl's.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from . import BUILD, peers
from .documents import ACT, papers, text_of, write_pickle
from .measure import Measure, Part, medians
from .processes import ACTES, PYTHON, run, workspace

RENDER, SHORT = 1.2, 5.0
FIRST = "render, first"  # no target: once in the life of a template
HOW = "A process each, on the clock, modules compiled to disk; every round runs them all."
PLAIN = """
import io, pickle
from docxtpl import DocxTemplate
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
            data = old.read(name)
            new.writestr(name, data.replace(b"document", b"acte", 1) if name == "word/document.xml" else data)
"""


def cold(rounds: int) -> Part:
    """Everything that is measured in processes of their own."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = workspace(Path(temporary, "acts"))
        write_pickle(folder / "papers")
        works = _works(folder)
        if peers.installed():
            peers.prepare()
            works |= {peer: _clock(peers.once(peer), BUILD) for peer in peers.TAGS}
        found = medians(works, rounds)
        _same_text(folder)
    return Part("Cold", HOW, list(_measures(found)))


def _works(folder: Path) -> dict[str, Callable[[], float]]:
    render, out, cache = [*ACTES, "render", ACT], folder / "sortie", folder / ".cache"

    def rendered(before: Callable[[], object]) -> Callable[[], float]:
        def work() -> float:
            shutil.rmtree(out, ignore_errors=True)
            before()
            taken = run(render, folder, extra={"XDG_CACHE_HOME": str(cache)}).clock
            assert len(list(out.rglob("*.docx"))) == 3
            return taken

        return work

    return {
        "python": _clock([PYTHON, "-c", "pass"], folder),
        "--version": _clock([*ACTES, "--version"], folder),
        "--help": _clock([*ACTES, "--help"], folder),
        "docxtpl": _clock([PYTHON, "-c", PLAIN], folder),
        "floor": _clock([PYTHON, "-c", FLOOR], folder),
        "render": rendered(lambda: None),
        FIRST: rendered(lambda: shutil.rmtree(cache, ignore_errors=True)),
    }


def _clock(command: list[str], folder: Path) -> Callable[[], float]:
    return lambda: run(command, folder).clock


def _same_text(folder: Path) -> None:
    """The script of docxtpl made what ours makes."""
    for paper in papers():
        made = (folder / f"plain-{paper.name}.docx").read_bytes()
        assert text_of(made) == text_of(paper.made), f"docxtpl: {paper.name} says something else"


def _measures(found: Mapping[str, float]) -> list[Measure]:
    short, others = ("--version", "--help"), [peer for peer in peers.TAGS if peer in found]
    lines = [Measure("python -c pass", found["python"])]
    lines += [Measure(f"actes {name}", found[name], "python", found["python"], SHORT) for name in short]
    lines += [Measure(name, found[name], "docxtpl", found["docxtpl"]) for name in ("docxtpl", "floor", *others)]
    ours = [name for name in found if name.startswith("render")]
    lines += [_rendering(name, found[name], "docxtpl", found["docxtpl"], RENDER) for name in ours]
    return lines + [_rendering("render", found["render"], peer, found[peer], 1, f", beside {peer}") for peer in others]


def _rendering(name: str, taken: float, against: str, reference: float, target: float, beside: str = "") -> Measure:
    return Measure(f"actes {name}{beside}", taken, against, reference, None if name == FIRST else target)
