"""What is not a file, or cannot be listed: said by its name, status 2, and never waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edges.runner import ACT

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no place in a folder there"),
    pytest.mark.timeout(60),
]
Here = Callable[..., tuple[int, str, str]]
Maker = Callable[[Path], Path]
Unlisted = Callable[[Path], None]


def pipe(path: Path) -> Path:
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    return path


def device(path: Path) -> Path:
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")
    return path


MAKERS = [pipe, device]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf", ".txt"])
def test_a_file_to_check_that_is_none(suffix: str, make: Maker, tmp_path: Path, here: Here, workspace: Path) -> None:
    folder = tmp_path / "recu"
    folder.mkdir()
    path = make(folder / f"acte{suffix}")
    (folder / "autre.txt").write_text("Vu le code\n\nArticle 1 : le 31 février 2025\n", encoding="utf-8")
    for given in (str(folder), str(path)):
        status, out, _ = here(workspace, "check", given)
        assert (status, "LEC100" in out, path.name in out) == (2, True, True)
    status, out, _ = here(workspace, "check", str(folder))
    assert "31 février 2025" in out, "the others are read"
    for words in (
        ("diff", ACT, str(path)),
        ("check", str(path), "--against", ACT),
        ("record", ACT, "--receipt", str(path)),
    ):
        status, out, err = here(workspace, *words)
        assert (status, path.name in out + err) == (2, True), words


COMMANDS = [
    ("check",), ("list",), ("show", ACT), ("render", ACT), ("due",), ("renew", ACT, "--oui"),
    ("register", "--year", "2025"),
]  # fmt: skip
FILES = [f"2025/{ACT}.yaml", "2025/DEC2025-999.yaml", "collectivite.yaml", "tiers/cantal_destination.yaml", "x.yml"]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_entry_that_is_no_file(words: tuple[str, ...], name: str, make: Maker, workspace: Path, here: Here) -> None:
    make(workspace / "registry" / name)
    status, out, err = here(workspace, *words)
    assert status in (0, 1, 2)
    wanted = name not in ("x.yml", "2025/DEC2025-999.yaml") and words[0] not in ("list", "register")
    assert Path(name).name in out + err or not (wanted or words == ("check",))


@pytest.mark.parametrize("make", MAKERS)
def test_a_template_and_a_document_that_are_no_files(make: Maker, workspace: Path, here: Here) -> None:
    assert here(workspace, "render", ACT)[0] == 0
    target = make(workspace / "sortie" / ACT / f"{ACT}-decision.docx")
    status, _, err = here(workspace, "render", ACT)
    assert (status, "FIC111" in err, target.name in err) == (2, True, True)
    target.unlink()
    make(workspace / "templates" / "decision.docx")
    for words in (("render", ACT), ("template", "check")):
        status, out, err = here(workspace, *words)
        assert (status, "decision.docx" in out + err) == (2, True), words


@pytest.fixture
def unlisted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Make a folder one that this person may not list; root may list them all."""
    scandir, listdir = os.scandir, os.listdir

    def make(folder: Path) -> None:
        def refuse(there: object) -> None:
            if os.fspath(there) == os.fspath(folder):  # type: ignore[call-overload]
                raise PermissionError(13, "Permission denied", os.fspath(folder))

        monkeypatch.setattr(os, "scandir", lambda there=".": refuse(there) or scandir(there))
        monkeypatch.setattr(os, "listdir", lambda there=".": refuse(there) or listdir(there))

    return make


@pytest.mark.parametrize("name", ["registry", "registry/2025", "registry/tiers"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_folder_that_cannot_be_listed(
    words: tuple[str, ...], name: str, workspace: Path, unlisted: Unlisted, here: Here
) -> None:
    unlisted(workspace / name)
    status, out, err = here(workspace, *words)
    assert (status, out) == (2, "")
    assert err.startswith(f"{workspace / name} : FIC102 acces-interdit")
    assert "Permission" not in err


def test_templates_and_files_that_cannot_be_listed(
    workspace: Path, tmp_path: Path, unlisted: Unlisted, here: Here
) -> None:
    unlisted(workspace / "templates")
    status, _, err = here(workspace, "template", "check")
    assert (status, "FIC102" in err) == (2, True)
    received = tmp_path / "recu"
    received.mkdir()
    unlisted(received)
    for words in (("check", str(received)), ("diff", ACT, str(received))):
        status, _, err = here(workspace, *words)
        assert (status, f"{received} : FIC102" in err) == (2, True), words
