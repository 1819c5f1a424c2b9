"""Commands killed at any step that touches the disk: nothing is cut, nothing is lost, the same command goes through.

A few steps of each command at each run, drawn at random; all of them in `make fuzz` (ACTES_FUZZ).
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from actes.cli import run
from actes.layout.seal import is_untouched
from actes.registry.load import load_register
from actes.store import atomic
from edges.runner import copied
from importing.test_gathering import CONVENTION, DECISION, ONE, TWO, titled

if not hasattr(os, "fork"):
    pytest.skip("no fork", allow_module_level=True)

ROOT = Path(__file__).parents[2]
ACT = "DEC2025-453"
EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.utime", "os.chmod", "step"}
KILLED = 9
SOME = 4  # steps of each command, when all are too many
ALL = int(os.environ.get("ACTES_FUZZ", "0")) >= 1000
BODY = {
    "nom": "la commune de Neuvéglise", "genre": "commune", "departement": "15", "tribunal": "Clermont-Ferrand",
    "siren": "200066660", "adresse": "1 place de la Mairie, 15260 Neuvéglise", "chef": "Madame Céline Charriaud",
    "installation": "2026-03-28",
}  # fmt: skip


def killed(arguments: list[str], at: int) -> int:
    """Run a command in a process that kills itself before its nth step; the steps it made, where it made fewer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: the child has its own
        reader, writer = os.pipe()
        child = os.fork()
    if not child:
        try:
            os.write(writer, str(_steps(arguments, at)).encode())
            os._exit(0)
        finally:
            os._exit(3)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader) as file:
        said = file.read()
    assert os.waitstatus_to_exitcode(status) in (0, KILLED)
    return int(said or -1)


def _steps(arguments: list[str], at: int) -> int:
    count = 0

    def step(event: str, details: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and (event != "open" or not isinstance(details[2], int) or details[2] & 3):
            count += 1
            if count == at:
                os._exit(KILLED)

    def audited(real: Callable[..., object]) -> Callable[..., object]:
        return lambda *paths: (step("step", ()), real(*paths))[1]

    atomic.exchange, atomic.take = map(audited, (atomic.exchange, atomic.take))
    sys.addaudithook(step)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    assert run(arguments) == 0
    return count


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tués")
    copied(root)
    assert run(["--espace", str(root), "render", ACT]) == 0
    entry = root / "registry" / "2025" / f"{ACT}.yaml"
    entry.write_text(entry.read_text("utf-8").replace("De dire que", "De préciser que", 1), "utf-8")
    return root


def documents(folder: Path) -> None:
    found = sorted((folder / "sortie").rglob("*.docx"))
    assert len(found) == 3
    assert all(is_untouched(path.read_bytes()) for path in found)


def register(folder: Path) -> None:
    """Every entry is read, and none is empty: a number is not taken by nothing."""
    assert load_register(folder / "registry").findings == ()


COMMANDS: dict[str, tuple[list[str], Callable[[Path], None]]] = {
    "render": (["render", ACT], documents),
    "record": (["record", ACT, "--published", "2025-07-10", "--force"], register),
    "renew": (["renew", ACT, "--oui"], register),
    "new": (["new", "delegation", "--date", "28/03/2026", "--oui"], register),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_can_be_run_again(name: str, pristine: Path, tmp_path: Path) -> None:
    words, sound = COMMANDS[name]

    def trial(at: int) -> int:
        folder = Path(shutil.copytree(pristine, tmp_path / str(at)))
        command = ["--espace", str(folder), *words]
        before = entries(folder)
        count = killed(command, at)
        sound(folder)
        made = entries(folder).keys() - before.keys()
        assert len(made) <= 1
        assert run(command) == int(name == "renew" and bool(made)), "what is renewed is not renewed again"
        sound(folder)
        shutil.rmtree(folder)
        return count

    _at_steps(trial)


def entries(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (folder / "registry").rglob("*.yaml")}


def test_an_init_that_is_killed_is_finished_by_another(tmp_path: Path) -> None:
    options = [word for name, answer in BODY.items() for word in (f"--{name}", answer)]

    def files(folder: Path) -> dict[str, bytes]:
        found = (path for path in folder.rglob("*") if path.is_file() and atomic.SUFFIX not in path.name)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    assert run(["init", str(tmp_path / "whole"), *options]) == 0
    whole = files(tmp_path / "whole")

    def trial(at: int) -> int:
        folder = tmp_path / str(at)
        count = killed(["init", str(folder), *options], at)
        assert files(folder).items() <= whole.items()
        again = run(["init", str(folder), *options])
        assert again == 0 or (again == 2 and count > 0) or files(folder) == whole
        assert files(folder) == whole
        return count

    _at_steps(trial)


def test_an_import_that_is_killed_goes_on_and_can_be_undone(tmp_path: Path) -> None:
    """Nothing is half written: what is there is what a whole import writes; then nothing of it is left."""
    source = tmp_path / "Actes 2025"
    source.mkdir()
    for name, text in {
        "2025-012 décision.txt": DECISION.format(**titled("2025-012"), **ONE),
        "2025-012 convention.txt": CONVENTION.format(**ONE),
        "2025-013.txt": DECISION.format(**titled("2025-013"), **TWO),
    }.items():
        (source / name).write_text(text, "utf-8")
    bare = tmp_path / "bare"
    (bare / "registry").mkdir(parents=True)
    (bare / "templates").mkdir()
    shutil.copy(ROOT / "registry" / "collectivite.yaml", bare / "registry")

    def imported(folder: Path, *words: str) -> list[str]:
        return ["--espace", str(folder), "import", *(words or (str(source),))]

    def read(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): data for path, data in entries(folder).items()}

    whole = Path(shutil.copytree(bare, tmp_path / "whole"))
    assert run(imported(whole)) == 0
    assert len(read(whole)) == 4

    def trial(at: int) -> int:
        folder = Path(shutil.copytree(bare, tmp_path / str(at)))
        count = killed(imported(folder), at)
        register(folder)
        assert read(folder).items() <= read(whole).items()
        assert run(imported(folder)) == 0
        assert read(folder) == read(whole)
        while [*(folder / ".actes" / "reprises").glob("*.json")]:
            killed(imported(folder, "--undo"), at if at % 2 else 0)
            register(folder)
            assert run(imported(folder, "--undo")) == 0
        assert read(folder) == read(bare)
        shutil.rmtree(folder)
        return count

    _at_steps(trial)


def _at_steps(trial: Callable[[int], int]) -> None:
    """A trial at some of the steps, or at all of them. The first one is killed nowhere, and counts."""
    count = trial(0)
    assert count > 3
    steps = range(1, count + 1)
    for at in steps if ALL else sorted(random.Random(0).sample(steps, min(SOME, count))):
        assert trial(at) == -1, "it was killed"
