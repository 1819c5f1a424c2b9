"""`actes check` over a whole register: a thousand entries against a hundred, in time and in memory.

Each run is a process of its own, over copies of one act with numbers of their own: what was told of an act is not kept.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from .documents import ACT
from .measure import Measure, Part
from .processes import ACTES, Used, hundreds, run

FEW, MANY = 100, 1000
TIME, MEMORY = 11.0, 1.25
HOW = "`actes check` on a whole register, a process each, CPU time and peak memory; once."


def register(_: int) -> Part:
    """Time and memory for a hundred entries and for a thousand."""
    few, many = (_checked(count) for count in (FEW, MANY))
    measures = [
        Measure(f"{FEW} entries", few.cpu / 1000, unit="s"),
        Measure(f"{MANY} entries", many.cpu / 1000, f"{FEW} entries", few.cpu / 1000, TIME, "s"),
        Measure(f"{FEW} entries, memory", few.peak / 1024, unit="MiB"),
        Measure(f"{MANY} entries, memory", many.peak / 1024, f"{FEW} entries", few.peak / 1024, MEMORY, "MiB"),
    ]
    return Part("A register checked", HOW, measures)


def _checked(count: int) -> Used:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "acts")
        assert len(hundreds(folder, ACT, count)) == count
        return run([*ACTES, "check"], folder, expected=1)  # the act has errors
