"""`actes check` over a whole register: a thousand entries against a hundred, in time and in memory.

Each run is a process of its own, over copies of one act with numbers of their own. Targets: eleven times the CPU time,
and hardly more memory: what was told of an act is not kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ACT = "2025-453"
FEW, MANY = 100, 1000
TIME, MEMORY = 11.0, 1.25


def bench_register() -> bool:
    """Print both ratios; whether the targets are met."""
    (few, light), (many, heavy) = (_run(count) for count in (FEW, MANY))
    for count, seconds, peak in ((FEW, few, light), (MANY, many, heavy)):
        print(f"register  {count:4} entries {seconds:5.1f} s {peak / 1024:4.0f} MB")
    print(f"          time x {many / few:.1f} (target {TIME:.0f})  peak memory x {heavy / light:.2f} (target {MEMORY})")
    return many <= TIME * few and heavy <= MEMORY * light


def _run(count: int) -> tuple[float, int]:
    """CPU seconds and peak kilobytes of one check of a register of that many copies of the act."""
    with tempfile.TemporaryDirectory() as folder:
        write_register(Path(folder), count)
        command = [sys.executable, "-m", "actes", "check"]
        env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            told = sum(line.startswith(b"DEC2025-") and line.strip().isascii() for line in process.stdout)
            _, status, usage = os.wait4(process.pid, 0)  # of this process alone; not on Windows
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 1, "the act has errors"
        assert told >= count, f"{told} acts of {count}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def write_register(folder: Path, count: int) -> None:
    """The register and the templates of the project, with `count` copies of the act instead of it."""
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (entry,) = folder.rglob(f"DEC{ACT}.yaml")
    text = entry.read_text("utf-8")
    entry.unlink()
    for rank in range(1, count + 1):
        number = f"2025-{rank:04}"
        entry.with_name(f"DEC{number}.yaml").write_text(text.replace(ACT, number), "utf-8")


if __name__ == "__main__":
    sys.exit(not bench_register())
