"""`actes render --all` on a hundred distinct acts, against docxtpl used plainly on three documents a hundred times.

Each run is a process of its own. Every line of prose of each entry says what no other says, as `new` in `warm`: the
hardest batch there is.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from .documents import ACT, PROSE, write_pickle
from .measure import Measure, Part
from .processes import ACTES, PYTHON, Used, hundreds, run

ACTS, MORE = 100, 300
TIME, MEMORY = 0.35, 1.25
HOW = "`actes render --all` on distinct acts, each checked as well; a process each, CPU time and peak memory; once."
NOTES = (
    "distinct: every line of prose of each entry says what no other says",
    "of one model: each entry has its own number; the sentences are those of the others, as in acts drawn from a model",
)
PLAIN = """
import io, pickle
from docxtpl import DocxTemplate
for _ in range({count}):
    with open("papers", "rb") as file:
        papers = pickle.load(file)
    for name, template, context in papers:
        machine = DocxTemplate(io.BytesIO(template))
        machine.render(context, autoescape=True)
        machine.save(f"plain-{{name}}.docx")
"""


def batch(_: int) -> Part:
    """Time beside docxtpl's, and memory for three times as many."""
    with tempfile.TemporaryDirectory() as temporary:
        write_pickle(Path(temporary, "papers"))
        plain = run([PYTHON, "-c", PLAIN.format(count=ACTS)], Path(temporary)).cpu / 1000
    alike = _rendered(ACTS, distinct=False)
    few, more = _rendered(ACTS), _rendered(MORE)
    measures = [
        Measure("docxtpl", plain, unit="s"),
        Measure(f"{ACTS} distinct acts", few.cpu / 1000, "docxtpl", plain, TIME, "s"),
        Measure(f"{ACTS} acts of one model", alike.cpu / 1000, "docxtpl", plain, unit="s"),
        Measure(f"{ACTS} distinct acts, memory", few.peak / 1024, unit="MiB"),
        Measure(f"{MORE} distinct acts, memory", more.peak / 1024, f"{ACTS} acts", few.peak / 1024, MEMORY, "MiB"),
    ]
    return Part("A batch rendered", HOW, measures, NOTES)


def _rendered(count: int, *, distinct: bool = True) -> Used:
    """What it takes to render all."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "acts")
        for rank, path in enumerate(hundreds(folder, ACT, count)):
            if distinct:
                path.write_text(PROSE.sub(rf"\g<0> – version {rank}", path.read_text("utf-8")), "utf-8")
        used = run([*ACTES, "render", "--all"], folder)
        assert len(list(Path(folder, "sortie").rglob("*.docx"))) == 3 * count
    return used
