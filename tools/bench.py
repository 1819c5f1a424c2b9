"""Our speed against docxtpl used plainly, on our three templates and the same context.

Two measures, interleaved in one run, medians of at least 15 rounds, CPU time of this process:
- layout: three documents to .docx bytes, warm (target: 0.10 of docxtpl);
- whole: the text of an entry to three audited documents (target: 0.35 of docxtpl).

    python tools/bench.py [ROUNDS]
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from actes.document import Document  # noqa: E402
from actes.layout.engine import Layout  # noqa: E402
from actes.layout.view import view  # noqa: E402
from actes.pipeline import Renderer, template_for  # noqa: E402
from actes.registry.load import load_register  # noqa: E402
from actes.workspace import Workspace  # noqa: E402

ACT = "DEC2025-453"
ROUNDS = 21
TARGETS = {"layout": 0.10, "whole": 0.35}


def documents(renderer: Renderer) -> tuple[Document, ...]:
    """The three documents of the act, composed from the text of its entry and of what it cites."""
    loaded = load_register(renderer.workspace.registry, [ACT])
    assert loaded.register is not None
    assert not loaded.findings
    composed, findings = renderer.documents(ACT, loaded.register)
    assert not findings
    return composed


def whole(renderer: Renderer) -> list[bytes]:
    """From the text of the entry to three audited documents; templates are read already."""
    return [renderer.bytes_of(document) for document in documents(renderer)]


def main(rounds: int) -> int:
    """Print medians and ratios; 1 when a target is missed."""
    renderer = Renderer(Workspace(ROOT, ROOT / "sortie"))
    composed = documents(renderer)
    assert len(composed) == 3
    templates = {d.name: (ROOT / "templates" / template_for(d.name)).read_bytes() for d in composed}
    layouts = {name: Layout(data, name) for name, data in templates.items()}
    contexts = {d.name: dict(view(d, layouts[d.name].sheet, True)) for d in composed}
    works: dict[str, Callable[[], object]] = {
        "docxtpl": lambda: [with_docxtpl(templates[name], context) for name, context in contexts.items()],
        "layout": lambda: [layouts[d.name].render(d, True) for d in composed],
        "whole": lambda: whole(renderer),
    }
    medians = measure(works, max(rounds, 15))
    for name, seconds in medians.items():
        print(f"{name:8} {seconds * 1000:7.2f} ms  {seconds / medians['docxtpl']:.3f} x docxtpl{_target(name)}")
    return int(any(medians[name] > target * medians["docxtpl"] for name, target in TARGETS.items()))


def _target(name: str) -> str:
    return f"  (target {TARGETS[name]:.2f})" if name in TARGETS else ""


def measure(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median CPU seconds of each work; each round does them all, so that noise falls on all."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 2):
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
