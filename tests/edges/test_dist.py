"""The release: what its zip installs, without network, outside the clone."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from sysconfig import get_platform

import pytest

from actes import __version__
from actes.starter.workspace import EXAMPLES
from edges.test_starting import EPCI

ROOT = Path(__file__).parents[2]
BIN = "Scripts" if sys.platform == "win32" else "bin"
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_COMPILE": "0",
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
}


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | environment
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, decompressed; made for this system only."""
    folder = tmp_path_factory.mktemp("release")
    built = run(sys.executable, ROOT / "tools" / "dist.py", "--here", folder, folder=folder)
    if built.returncode and re.search("connection|resolve|network|proxy", built.stderr, re.IGNORECASE):
        pytest.skip("the release is made of wheels that are downloaded, and there is no network")
    assert built.returncode == 0, built.stderr
    (archive,) = folder.glob("*-hors-ligne.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    (inside,) = (path for path in folder.iterdir() if path.is_dir())
    return inside


@pytest.fixture(scope="module")
def installed(release: Path) -> Path:
    """The folder of the commands, after the installation that the zip's own script makes."""
    if sys.platform == "win32":
        done = run("cmd", "/c", "installer.cmd", folder=release, **OFFLINE)
    else:
        done = run("sh", "installer.sh", folder=release, **OFFLINE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"\nactes {__version__}\nC’est installé." in done.stdout
    return release / "environnement" / BIN


def test_what_is_installed_is_not_the_clone(installed: Path, tmp_path: Path) -> None:
    code = "import actes; print(actes.__file__)"
    said = run(installed / "python", "-c", code, folder=tmp_path)
    assert Path(said.stdout.strip()).is_relative_to(installed.parent)


def test_templates_and_starter_come_with_it(installed: Path, tmp_path: Path) -> None:
    """Another collectivity begins, on a machine that never saw the clone."""
    answers = [part for name, text in EPCI.items() for part in (f"--{name}", text)]
    begun = run(installed / "actes", "init", "actes", *answers, folder=tmp_path)
    assert (begun.returncode, begun.stderr) == (0, "")
    rendered = run(installed / "actes", "render", "--all", "--final", folder=tmp_path / "actes" / EXAMPLES)
    assert (rendered.returncode, rendered.stderr) == (0, "")
    assert len(list((tmp_path / "actes" / EXAMPLES / "sortie").glob("*/*.docx"))) == 18


def test_every_wheel_is_pinned(release: Path) -> None:
    """By the lock, but ours."""
    listed = (release / "exigences.txt").read_text("utf-8")
    assert listed.endswith((ROOT / "lock" / "run.txt").read_text("utf-8"))
    wheels = list((release / "wheels").iterdir())
    assert len(wheels) > 10
    assert [wheel.name for wheel in wheels if sha256(wheel.read_bytes()).hexdigest() not in listed] == []


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (
            {get_platform(): ["3.8", "3.9"]},
            r"avec Python 3\.8 ou 3\.9, et celui .* est Python 3\.\d+\.\nInstallez aussi Python 3\.9 ",
        ),
        ({"win-amd64": ["3.15"]}, rf"pour win-amd64, et ce Python est fait pour {get_platform()}\."),
    ],
)
def test_a_python_that_has_no_wheels_is_told_first(planned: dict[str, list[str]], said: str, tmp_path: Path) -> None:
    """And nothing is made beside the script."""
    shutil.copy(ROOT / "tools" / "offline" / "installer.py", tmp_path)
    (tmp_path / "prevu.json").write_text(json.dumps(planned), "utf-8")
    done = run(sys.executable, tmp_path / "installer.py", folder=tmp_path, PYTHONUTF8="1")
    assert (done.returncode, done.stderr) == (1, "")
    assert re.match("Rien n’a été installé : ce zip .*" + said, done.stdout)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["installer.py", "prevu.json"]


def test_the_command_of_windows_tries_each_python(release: Path) -> None:
    """ASCII and CRLF, which its interpreter needs; no mark is left in what is written for this release."""
    command = (release / "installer.cmd").read_bytes()
    assert command.isascii()
    assert command.count(b"\n") == command.count(b"\r\n") > 10
    assert f"in ({'.'.join(map(str, sys.version_info[:2]))}) do".encode() in command
    assert [p.name for p in release.glob("*.*") if p.is_file() and re.search("@[A-Z]+@", p.read_text("utf-8"))] == []


def test_a_wheel_that_was_changed_is_refused(release: Path, tmp_path: Path) -> None:
    (wheel,) = (release / "wheels").glob("mdurl-*.whl")
    whole = wheel.read_bytes()
    wheel.write_bytes(whole + b" ")
    try:
        command = [sys.executable, "-m", "pip", "install", "--target", str(tmp_path), "--no-index", "--find-links"]
        done = run(*command, "wheels", "--require-hashes", "-r", "exigences.txt", folder=release, **OFFLINE)
    finally:
        wheel.write_bytes(whole)
    assert done.returncode != 0
    assert "hash" in done.stderr.lower()
