"""A workspace of one's own, in a path with spaces and accents, and the command as a person runs it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ACT = "DEC2025-453"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("origine") / "Mes actes d'été à Saint-Flour"
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def workspace(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / pristine.name))


@pytest.fixture(scope="session")
def rendered_once(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with its three documents; tests copy it."""
    folder = Path(shutil.copytree(pristine, tmp_path_factory.mktemp("rendu") / pristine.name))
    ran = run(folder, "render", ACT)
    assert ran.status == 0, ran.err
    return folder


@pytest.fixture
def rendered(rendered_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(rendered_once, tmp_path / rendered_once.name))


def run(folder: Path, *arguments: str, encoding: str = "utf-8", **environment: str) -> Ran:
    """`actes` in a process of its own, its output read in the encoding of the screen."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("ACTES_")} | environment
    env |= {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", "actes", *arguments], cwd=folder, env=env, capture_output=True, check=False
    )
    return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


@pytest.fixture
def actes() -> Callable[..., Ran]:
    return run


def document(folder: Path, name: str = "decision") -> Path:
    return folder / "sortie" / ACT / f"{ACT}-{name}.docx"
