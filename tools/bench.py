"""Our speed against docxtpl used plainly, on our three templates and the same context.

Five measures, interleaved in one run, medians of at least 15 rounds, CPU time of this process:
- layout: three documents to .docx bytes, warm (target: 0.10 of docxtpl);
- whole: the text of the entry to three audited documents, warm: the same entry each time, as docxtpl has the same
  context each time (target: 0.35 of docxtpl);
- new: the same, but at each round every line of the entry says something new and its third party has another name, as
  in another act: nothing of it is in a cache. The collectivity and the acts that it cites stay the same, as they do
  from act to act. It has no target; it is what a batch of distinct acts costs;
- check: an act of a loaded register, composed and examined in full, warm (target: 0.5 of docxtpl);
- check new: the same on what `new` renews: its words were never read before. It has no target either.
Then a batch of a hundred acts, as `bench_batch` says, and the check of a whole register, as `bench_register` says.

    python tools/bench.py [ROUNDS]
"""

from __future__ import annotations

import gc
import io
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from bench_batch import bench_batch  # noqa: E402
from bench_register import bench_register  # noqa: E402

from actes.document import Document  # noqa: E402
from actes.examine import Examined, examine_entry  # noqa: E402
from actes.layout.engine import Layout  # noqa: E402
from actes.layout.view import view  # noqa: E402
from actes.model.register import Register  # noqa: E402
from actes.pipeline import Renderer, template_for  # noqa: E402
from actes.registry.load import load_register  # noqa: E402
from actes.workspace import Workspace  # noqa: E402

ACT, PARTY = "DEC2025-453", "cantal_destination"
ROUNDS = 21
TODAY = date(2026, 11, 24)
TARGETS = {"layout": 0.10, "whole": 0.35, "check": 0.50}
# Every line of prose of an entry, and the titles that stand beside their keys.
TEXT = re.compile(r"^ ++(?!(?:- )*(?:\w+:|{\w|[|#])).+|(?<= titre: )[^|\n].+|(?<= intitule: ).+", re.MULTILINE)


def documents(renderer: Renderer) -> tuple[Document, ...]:
    """The three documents of the act, composed from the text of its entry and of what it cites."""
    composed, findings = renderer.documents(ACT, load(renderer.workspace.registry))
    assert not findings
    return composed


def load(folder: Path) -> Register:
    """The act of a register with what it cites."""
    loaded = load_register(folder, [ACT])
    assert loaded.register is not None
    assert not loaded.findings
    return loaded.register


def checked(register: Register) -> Examined:
    """The act composed, and examined by every rule."""
    examined = examine_entry(register, ACT, TODAY)
    assert examined.findings
    return examined


def whole(renderer: Renderer) -> list[bytes]:
    """From the text of the entry to three audited documents; templates are read already."""
    return [renderer.bytes_of(document) for document in documents(renderer)]


class Renewed:
    """A copy of the register in which the act can say, in each of its texts, what it never said before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.signed = {path: path.read_text("utf-8") for path in folder.rglob("*.yaml")}
        (self.entry,) = (path for path in self.signed if path.stem == ACT)
        (self.party,) = (path for path in self.signed if path.stem == PARTY)
        self.texts = len(TEXT.findall(self.signed[self.entry]))
        self.written = 0
        self.loaded = load(folder)

    def renew(self) -> None:
        """Other words in every line of the entry; another name for the third party, in the acts that it cites too."""
        self.written += 1
        name = f"{PARTY}_{self.written}"
        for path, signed in self.signed.items():
            text = TEXT.sub(rf"\g<0> – version {self.written}", signed) if path == self.entry else signed
            path.write_text(text.replace(PARTY, name), "utf-8")
        self.party.replace(self.party.with_stem(name))
        self.party.with_stem(f"{PARTY}_{self.written - 1}").unlink(missing_ok=True)
        self.loaded = load(self.folder)


def main(rounds: int) -> int:
    """Print medians and ratios; 1 when a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        registry, templates = (shutil.copytree(ROOT / name, Path(folder, name)) for name in ("registry", "templates"))
        renderer, steady = (Renderer(Workspace(at, Path(folder, "sortie")), TODAY) for at in (Path(folder), ROOT))
        register, kept = Renewed(registry), load(ROOT / "registry")
        work = works(renderer, steady, templates) | {
            "check": lambda: checked(kept),
            "check new": lambda: checked(register.loaded),
        }
        medians = measure(work, max(rounds, 15), register.renew)
    for name, seconds in medians.items():
        print(f"{name:9} {seconds * 1000:7.2f} ms  {seconds / medians['docxtpl']:.3f} x docxtpl{_target(name)}")
    print(f"new: before each render the entry's {register.texts} lines of prose and its third party's name are new;")
    print("     the collectivity's formulas and the acts that it cites are those of the other renders")
    slow = any(medians[name] > target * medians["docxtpl"] for name, target in TARGETS.items())
    met = [bench_batch(pairs(steady), TEXT), bench_register()]
    return int(slow or not all(met))


def pairs(renderer: Renderer) -> list[tuple[bytes, dict[str, object]]]:
    """What docxtpl is given: the template and the context of each document."""
    layouts = [(d, (ROOT / "templates" / template_for(d.name)).read_bytes()) for d in documents(renderer)]
    return [(data, dict(view(d, Layout(data, d.name).sheet, True))) for d, data in layouts]


def works(renderer: Renderer, steady: Renderer, folder: Path) -> dict[str, Callable[[], object]]:
    """What is measured of rendering."""
    composed = documents(renderer)
    assert len(composed) == 3
    templates = {d.name: (folder / template_for(d.name)).read_bytes() for d in composed}
    layouts = {name: Layout(data, name) for name, data in templates.items()}
    contexts = {d.name: dict(view(d, layouts[d.name].sheet, True)) for d in composed}
    return {
        "docxtpl": lambda: [with_docxtpl(templates[name], context) for name, context in contexts.items()],
        "layout": lambda: [layouts[d.name].render(d, True) for d in composed],
        "whole": lambda: whole(steady),
        "new": lambda: whole(renderer),
    }


def _target(name: str) -> str:
    return f"  (target {TARGETS[name]:.2f})" if name in TARGETS else ""


def measure(works: Mapping[str, Callable[[], object]], rounds: int, prepare: Callable[[], None]) -> dict[str, float]:
    """Median CPU seconds of each work; each round does them all, so that noise falls on all.

    `prepare` comes before each round, unmeasured.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 2):
        prepare()
        for name, work in works.items():
            gc.collect()
            start = time.process_time()
            work()
            if number >= 2:  # two rounds to warm up
                times[name].append(time.process_time() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def with_docxtpl(template: bytes, context: Mapping[str, object]) -> bytes:
    """docxtpl used plainly, as its manual says, escaping on (without it, text is lost)."""
    from docxtpl import DocxTemplate

    machine = DocxTemplate(io.BytesIO(template))
    machine.render(dict(context), autoescape=True)
    out = io.BytesIO()
    machine.save(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
