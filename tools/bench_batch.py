"""`actes render --all` on a hundred distinct acts, against docxtpl used plainly on three documents a hundred times.

Each run is a process of its own. Every line of prose of each entry says what no other says, as `new` in `bench`: the
hardest batch there is. Targets: CPU time against docxtpl's, and hardly more memory for three hundred.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench_register import ROOT, write_register

ACTS, MORE = 100, 300
TIME, MEMORY = 0.35, 1.25
PLAIN = """
import io, pickle, sys
from docxtpl import DocxTemplate
for _ in range({count}):
    for template, context in pickle.load(open(sys.argv[1], "rb")):
        machine = DocxTemplate(io.BytesIO(template))
        machine.render(context, autoescape=True)
        machine.save(io.BytesIO())
"""


def bench_batch(pairs: Sequence[tuple[bytes, Mapping[str, object]]], prose: re.Pattern[str]) -> bool:
    """Print both ratios; whether the targets are met. `pairs` are the templates and contexts that docxtpl is given,
    `prose` what is made new in each entry.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pairs")
        path.write_bytes(pickle.dumps(pairs))
        plain, _ = _used([sys.executable, "-c", PLAIN.format(count=ACTS), str(path)], Path(folder))
    (seconds, light), (_, heavy) = _batch(ACTS, prose), _batch(MORE, prose)
    print(
        f"batch     {ACTS} acts {seconds:.1f} s  {seconds / plain:.3f} x docxtpl ({plain:.1f} s)  (target {TIME:.2f})"
    )
    print(f"          peak memory of {MORE} acts {heavy / 1024:.0f} MB  x {heavy / light:.2f} (target {MEMORY})")
    return seconds <= TIME * plain and heavy <= MEMORY * light


def _batch(count: int, prose: re.Pattern[str]) -> tuple[float, int]:
    """CPU seconds and peak kilobytes of one batch of that many distinct acts."""
    with tempfile.TemporaryDirectory() as folder:
        write_register(Path(folder), count)
        for rank, path in enumerate(sorted(Path(folder).rglob("DEC2025-0*.yaml"))):
            path.write_text(prose.sub(rf"\g<0> – version {rank}", path.read_text("utf-8")), "utf-8")
        used = _used([sys.executable, "-m", "actes", "render", "--all"], Path(folder))
        assert len(list(Path(folder, "sortie").rglob("*.docx"))) == 3 * count
    return used


def _used(command: list[str], folder: Path) -> tuple[float, int]:
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)  # of this process alone; not on Windows
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss
