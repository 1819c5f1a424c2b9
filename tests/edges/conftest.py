"""A workspace of one's own, in a path with spaces and accents."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from actes import cli
from edges.runner import ACT, Ran, copied, run


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("origine") / "Mes actes d'été à Saint-Flour"
    return copied(folder)


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


@pytest.fixture(scope="session")
def received(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the profile of LibreOffice is kept that reads what others wrote: to make one takes as long as to read."""
    return str(tmp_path_factory.mktemp("recu"))


@pytest.fixture
def actes() -> Callable[..., Ran]:
    return run


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command on a workspace, in this process, where a defect is raised: status, output, errors."""

    def ran(folder: Path, *words: str) -> tuple[int, str, str]:
        status = cli.run(("--espace", str(folder), *words))
        return status, *capsys.readouterr()

    return ran
