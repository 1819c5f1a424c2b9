"""The shortcut of the desktop runs the page of its folder, whatever the folder's name; no other file is replaced."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from actes.cli import run
from actes.finding import CannotGoOn
from actes.starter.shortcut import LINUX, WINDOWS, shortcut, write_shortcut

ODD = "L'année 100 % à $HOME `x` & co"


def words(line: str) -> list[str]:
    """A command line as Windows cuts it: quotes around, « %% » is « % »."""
    return [word.strip('"') for word in line.replace("%%", "%").replace('" ', '"\n').replace(" -", "\n-").splitlines()]


def test_windows_is_told_the_folder_in_its_own_signs() -> None:
    suffix, data = shortcut(WINDOWS, r"C:\Actes\Scripts\python.exe", Path(rf"C:\Élus\{ODD}"))
    assert suffix == ".cmd"
    assert data.count(b"\r\n") == data.count(b"\n") == 5
    off, page, _, line, pause = data.decode("utf-8").splitlines()
    assert (off, page, pause) == ("@echo off", "chcp 65001 >nul", "if errorlevel 1 pause")
    assert words(line)[0] == r"C:\Actes\Scripts\python.exe"
    assert f'--espace "C:\\Élus\\{ODD.replace("%", "%%")}" open' in line
    assert '--espace "D:\\\\" open' in shortcut(WINDOWS, "python", Path("D:\\"))[1].decode()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell reads it")
def test_linux_runs_it(tmp_path: Path) -> None:
    folder = tmp_path / f'{ODD} "y" \\z'
    folder.mkdir()
    program = tmp_path / "my $python"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    program.chmod(0o755)
    path = write_shortcut(tmp_path, LINUX, str(program), folder)
    assert os.access(path, os.X_OK)
    lines = dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines()[1:])
    assert (lines["Type"], lines["Terminal"]) == ("Application", "true")
    command = lines["Exec"].replace("\\\\", "\\").replace("%%", "%")  # as a desktop does, then its quotes as a shell's
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["-P", "-m", "actes", "--espace", str(folder), "open"]


@pytest.mark.parametrize("system", [WINDOWS, LINUX])
def test_no_other_file_is_replaced(tmp_path: Path, system: str) -> None:
    desktop, folder, other = (tmp_path / name for name in ("Bureau", "Mes actes", "ailleurs/Mes actes"))
    desktop.mkdir()
    first = write_shortcut(desktop, system, "python", folder)
    before = first.read_bytes()
    assert write_shortcut(desktop, system, "python", folder) == first  # again: the same
    second = write_shortcut(desktop, system, "python", other)
    assert second.stem == "Actes - Mes actes (2)"
    assert first.read_bytes() == before
    assert len(list(desktop.iterdir())) == 2


def test_without_a_desktop_it_is_said(tmp_path: Path) -> None:
    for place, system in ((tmp_path / "rien", LINUX), (tmp_path, "darwin")):
        with pytest.raises(CannotGoOn):
            write_shortcut(place, system, "python", tmp_path / "Mes actes")
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "Mes actes"
    folder.mkdir()
    monkeypatch.setattr("platformdirs.user_desktop_path", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", WINDOWS)
    assert run(["--espace", str(folder), "open", "--raccourci"]) == 0
    assert f'--espace "{folder}" open' in (tmp_path / "Actes - Mes actes.cmd").read_text("utf-8")
