"""Warm: the three documents again and again in one process, CPU time; peers do the same in theirs, round by round.

- layout: three composed documents to .docx bytes;
- whole: the text of the entry to three audited documents: the same entry each time, as docxtpl has the same context
  each time;
- new: the same, but at each round every line of the entry says something new and its third party has another name, as
  in another act: nothing of it is in a cache. The collectivity and the acts that it cites stay the same, as they do
  from act to act;
- check: an act of a loaded register, composed and examined in full; check new: on what `new` renews;
- floor: the template's zip copied, one text replaced.
"""

from __future__ import annotations

import gc
import io
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from actes.compose.dossier import compose
from actes.layout.engine import Layout
from actes.model.register import Register
from actes.tasks.examine import examine_documents
from actes.tasks.pipeline import Renderer
from actes.workspace import Workspace

from . import ROOT, peers
from .documents import ACT, MAIN, PROSE, TODAY, Paper, composed, load, papers
from .measure import Measure, Part, medians

TARGETS: Mapping[str, float] = {"layout": 0.10, "whole": 0.35, "check": 0.50}
PARTY = "cantal_destination"
HOW = "Three documents made again and again in one process, CPU time; every round does them all."


class Renewed:
    """A copy of the register in which the act can say, in each of its texts, what it never said before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.signed = {path: path.read_text("utf-8") for path in folder.rglob("*.yaml")}
        (self.entry,) = (path for path in self.signed if path.stem == ACT)
        (self.party,) = (path for path in self.signed if path.stem == PARTY)
        self.texts = len(PROSE.findall(self.signed[self.entry]))
        self.written = 0
        self.loaded = load(folder)

    def renew(self) -> None:
        """Other words in every line of the entry; another name for the third party, in the acts that it cites too."""
        self.written += 1
        name = f"{PARTY}_{self.written}"
        for path, signed in self.signed.items():
            text = PROSE.sub(rf"\g<0> – version {self.written}", signed) if path == self.entry else signed
            path.write_text(text.replace(PARTY, name), "utf-8")
        self.party.replace(self.party.with_stem(name))
        self.party.with_stem(f"{PARTY}_{self.written - 1}").unlink(missing_ok=True)
        self.loaded = load(self.folder)


def warm(rounds: int) -> Part:
    """Everything that is measured in a process that stays."""
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        register = Renewed(shutil.copytree(ROOT / "registry", folder / "registry"))
        shutil.copytree(ROOT / "templates", folder / "templates")
        works = {name: cpu(work) for name, work in _works(folder, register).items()}
        if peers.installed():
            peers.prepare()
            works |= stack.enter_context(peers.served())
        found = medians(works, rounds, register.renew)
    return Part("Warm", HOW, list(_measures(found)), _notes(found, register.texts))


def _measures(found: Mapping[str, float]) -> list[Measure]:
    lines = [Measure(name, value, "docxtpl", found["docxtpl"], TARGETS.get(name)) for name, value in found.items()]
    others = [name for name in peers.TAGS if name in found]
    lines += [Measure(f"layout, beside {peer}", found["layout"], peer, found[peer], 1) for peer in others]
    return lines + [Measure(f"whole, beside {peer}", found["whole"], peer, found[peer]) for peer in others]


def _notes(found: Mapping[str, float], texts: int) -> list[str]:
    notes = [
        f"new: before each render the entry's {texts} lines of prose and its third party's name are new; the "
        "collectivity's formulas and the acts that it cites are those of the other renders"
    ]
    absent = [peer for peer in peers.TAGS if peer not in found]
    return notes + ([f"not here (Node and npm needed): {', '.join(absent)}"] if absent else [])


def cpu(work: Callable[[], object]) -> Callable[[], float]:
    """The CPU milliseconds of this process that a work takes."""

    def timed() -> float:
        gc.collect()
        start = time.process_time()
        work()
        return (time.process_time() - start) * 1000

    return timed


def _works(folder: Path, register: Renewed) -> dict[str, Callable[[], object]]:
    new, same = (Renderer(Workspace(at, folder / "sortie"), TODAY) for at in (folder, ROOT))
    layouts = [(Layout(paper.template, paper.name), paper.document) for paper in papers()]
    kept = load(ROOT / "registry")
    return {
        "docxtpl": lambda: [with_docxtpl(paper) for paper in papers()],
        "floor": lambda: [floor(paper.template) for paper in papers()],
        "layout": lambda: [layout.render(document, True) for layout, document in layouts],
        "whole": lambda: whole(same),
        "new": lambda: whole(new),
        "check": lambda: _checked(kept),
        "check new": lambda: _checked(register.loaded),
    }


def whole(renderer: Renderer) -> list[bytes]:
    """From the text of the entry to three audited documents; templates are read already."""
    documents = composed(load(renderer.workspace.registry))
    return [renderer.bytes_of(document) for document in documents]


def _checked(register: Register) -> None:
    documents = compose(register.actes[ACT], register).documents
    assert examine_documents(register, ACT, documents, TODAY)


def with_docxtpl(paper: Paper) -> bytes:
    """docxtpl used plainly, as its manual says, escaping on (without it, text is lost)."""
    from docxtpl import DocxTemplate

    machine = DocxTemplate(io.BytesIO(paper.template))
    machine.render(dict(paper.context), autoescape=True)
    out = io.BytesIO()
    machine.save(out)
    return out.getvalue()


def floor(template: bytes) -> bytes:
    """The least that can be done: the zip copied, one text replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"document", b"acte", 1) if name == MAIN else data)
    return out.getvalue()
