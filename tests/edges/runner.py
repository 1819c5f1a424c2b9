"""The command as a person runs it, and where its documents are."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ACT = "DEC2025-453"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


def run(folder: Path, *arguments: str, encoding: str = "utf-8", typed: str = "", **environment: str) -> Ran:
    """`actes` in a process of its own, its output read in the encoding of the screen; `typed` at the keyboard."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("ACTES_")} | environment
    env |= {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"}
    command, keys = [sys.executable, "-m", "actes", *arguments], typed.encode(encoding)
    done = subprocess.run(command, cwd=folder, env=env, input=keys, capture_output=True, check=False)
    return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def run_script(folder: Path, script: str) -> Ran:
    """Lines of Python in a process of their own, with the `actes` of this clone whatever is installed."""
    env = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def document(folder: Path, name: str = "decision") -> Path:
    return folder / "sortie" / ACT / f"{ACT}-{name}.docx"
