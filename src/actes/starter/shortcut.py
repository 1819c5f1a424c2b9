"""A shortcut on the desktop that opens the page of a folder: a file of the system, that needs no right and no tool.

Windows: a command file, since a .lnk is made by a scripting host that offices often close. Linux: a .desktop file.
Python is told not to look for its modules in the folder (-P): what a colleague puts there is never run.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

from ..regular import read_regular
from ..store.atomic import create
from ..store.problems import stop

WINDOWS, LINUX = "win32", "linux"
SAFE_NAME = str.maketrans(dict.fromkeys('<>:"/\\|?*\n\r\t', " "))


def write_shortcut(desktop: Path, system: str, python: str, folder: Path) -> Path:
    """Put the shortcut on the desktop, beside any other of that name; the same one again changes nothing.

    Raises CannotGoOn where there is no desktop, or on another system.
    """
    suffix, data = shortcut(system, python, folder)
    if not desktop.is_dir():
        hint = "créez ce dossier, puis relancez la commande"
        raise stop("FIC108", desktop, "le bureau n'est pas à sa place habituelle", hint)
    for rank in count(1):
        path = desktop / f"{title_of(folder)}{f' ({rank})' if rank > 1 else ''}{suffix}"
        if create(path, data):
            if system == LINUX:
                path.chmod(0o755)  # a desktop runs no file that is not executable
            return path
        if read_regular(path) == data:
            return path
    raise AssertionError("names do not end")


def shortcut(system: str, python: str, folder: Path) -> tuple[str, bytes]:
    """The suffix and the bytes of the file. Raises CannotGoOn on a system that has none."""
    if system == WINDOWS:
        return ".cmd", _windows(python, str(folder)).replace("\n", "\r\n").encode()
    if system == LINUX:
        return ".desktop", _linux(python, str(folder), title_of(folder)).encode()
    hint = "ajoutez la page aux favoris de votre terminal : actes open"
    raise stop("FIC108", folder, "le raccourci se fait sous Windows et sous Linux seulement", hint)


def title_of(folder: Path) -> str:
    """The name of the shortcut: several folders have each their own."""
    return f"Actes - {' '.join(folder.name.translate(SAFE_NAME).split()) or 'page'}"


def _windows(python: str, folder: str) -> str:
    """A command file, in UTF-8: the first lines tell the window so; « % » alone would be a variable."""
    python, folder = (text.replace("%", "%%") for text in (python, folder))
    folder += "\\" if folder.endswith("\\") else ""  # « D:\\ »: the last one would protect the quote
    run = f'"{python}" -P -m actes --espace "{folder}" open'
    return f"@echo off\nchcp 65001 >nul\ntitle Actes\n{run}\nif errorlevel 1 pause\n"


def _linux(python: str, folder: str, title: str) -> str:
    """A desktop entry: its strings and its command have each their own way to protect a character."""
    run = f"{_argument(python)} -P -m actes --espace {_argument(folder)} open"
    entry = {"Type": "Application", "Version": "1.0", "Name": title, "Terminal": "true", "Exec": run}
    kept = {ord("\\"): r"\\", ord("\n"): r"\n"}
    lines = (f"{key}={text.translate(kept)}" for key, text in entry.items())
    return "\n".join(["[Desktop Entry]", *lines, ""])


def _argument(text: str) -> str:
    return '"' + "".join(f"\\{char}" if char in '\\"`$' else char for char in text).replace("%", "%%") + '"'
