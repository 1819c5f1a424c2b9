"""Files that somebody drops: written under names of ours for as long as they are read, never where they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path, PurePath, PureWindowsPath
from tempfile import TemporaryDirectory

from flask import request

LENGTH, SUFFIX = 80, 10  # characters of a name, of what follows its dot


@contextmanager
def dropped(field: str) -> Iterator[Sequence[Path]]:
    """The files of a field of the form, in a folder of their own that goes away at the end."""
    with TemporaryDirectory(prefix="actes-") as folder:
        yield saved(field, Path(folder))


def saved(field: str, folder: Path) -> list[Path]:
    paths = []
    for sent in (one for one in request.files.getlist(field) if one.filename):
        path = _free(folder, named(sent.filename or ""))
        sent.save(path)
        paths.append(path)
    return paths


def named(said: str) -> str:
    """A name that is one, whatever the browser said; without a suffix, it is a text.

    >>> named("../../etc/passwd"), named("C:\\\\Users\\\\x\\\\convention signée.docx"), named(".docx"), named("a.xlsx")
    ('passwd.txt', 'convention signée.docx', 'document.docx', 'a.xlsx')
    """
    last = PureWindowsPath(PurePath(said).name).name
    suffix = PurePath(last).suffix.lower() if PurePath(last).suffix else last.lower() if last.startswith(".") else ""
    stem = "".join(char for char in PurePath(last).stem if char.isalnum() or char in " -_().,'’")[:LENGTH].strip(" .")
    stem = "" if last.lower() == suffix else stem
    return f"{stem or 'document'}{suffix if suffix[1:].isalnum() and len(suffix) <= SUFFIX else '.txt'}"


def _free(folder: Path, name: str) -> Path:
    """Two files of one name are two."""
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    names = chain([name], (f"{stem} ({rank}){suffix}" for rank in count(2)))
    return next(folder / one for one in names if not (folder / one).exists())
