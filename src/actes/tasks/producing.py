"""An act produced: its Word files, their PDF, the whole act in one, those that are not of their documents any more."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from ..finding import Finding
from ..frozen import frozen
from ..office import Made, aside, joined, pdf_of
from ..registry.load import Shelf
from ..report.rendering import SAID
from ..store.names import safe_name
from ..store.problems import refused, stop
from ..store.writing import Outcome, Written
from ..workspace import Workspace
from .pipeline import Rendered, Renderer, whole_of, whole_path

PDF, WHOLE = "PDF", "Acte complet, avec ses annexes"
SHOWN = (".docx", ".pdf")
SOON = 0.5  # seconds within which a system that opens nothing says so


@frozen
class Produced:
    """What became of an act that was produced: its Word files, its PDF, what is said of each."""

    rendered: Rendered
    made: tuple[tuple[str, Made], ...] = ()

    @property
    def files(self) -> tuple[tuple[Written, str], ...]:
        written = (*self.rendered.written, *(file for _, made in self.made for file in made.written))
        return tuple((file, SAID[file.outcome]) for file in written)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.rendered.findings, *(found for _, made in self.made for found in made.findings))

    @property
    def kept(self) -> bool:
        """Whether something was not written, that can be all the same."""
        return any(not file.done for file, _ in self.files)


def produce(
    workspace: Workspace, identifier: str, today: date, *, pdf: bool = False, final: bool = False, force: bool = False
) -> Produced:
    rendered = Renderer(workspace, today, final, force).act(identifier, Shelf(workspace.registry))
    return Produced(rendered, tuple(copies([rendered], workspace, pdf=pdf, force=force)))


def copies(results: Sequence[Rendered], workspace: Workspace, *, pdf: bool, force: bool) -> Iterator[tuple[str, Made]]:
    """What becomes of the PDF of acts: made where they are asked for, each document as it is now, in one call of
    LibreOffice whatever the number of acts, then whole acts; else set aside where they are of another text. Those of
    what is signed stay with it.
    """
    written = {one.identifier: [f.path for f in one.written if f.outcome is not Outcome.SIGNE] for one in results}
    before: dict[Path, Sequence[Path]] = {whole_path(workspace, name): paths for name, paths in written.items()}
    if not pdf:
        yield from _aside(before | {path.with_suffix(".pdf"): [path] for paths in written.values() for path in paths})
    elif documents := word_files(results):
        made = pdf_of(documents, workspace.state, force=force)
        yield PDF, made
        whole = (whole_of(workspace, result) for result in results) if made.done else ()
        wholes = {target: parts for each in whole for target, parts in each.items()}
        yield from _aside({path: parts for path, parts in before.items() if path not in wholes})
        if wholes:
            yield WHOLE, joined(wholes, workspace.state, force=force)


def word_files(results: Sequence[Rendered]) -> list[Path]:
    return [file.path for result in results for file in result.written if file.path.is_file()]


def _aside(made: Mapping[Path, Sequence[Path]]) -> Iterator[tuple[str, Made]]:
    if any(path.is_file() for path in made):
        yield PDF, Made(aside(made))


def output_of(workspace: Workspace, identifier: str) -> Path:
    return workspace.output / safe_name(identifier)


def files_in(folder: Path) -> tuple[Path, ...]:
    """The documents that somebody may want to open, in order."""
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(path for path in there if path.suffix.lower() in SHOWN and path.name[0] not in "~." and path.is_file())


def show(path: Path) -> None:
    """Open a file in its program, a folder in its window. Raises CannotGoOn where the system does not."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            none = subprocess.DEVNULL
            opening = subprocess.Popen([opener, path], stdin=none, stdout=none, stderr=none)
            with suppress(subprocess.TimeoutExpired):  # it opens, and stays
                if opening.wait(SOON):
                    raise stop(
                        "FIC199", path, "rien ne s'est ouvert sur cet ordinateur", "ouvrez-le depuis son dossier"
                    )
    except OSError as error:
        raise refused(path, error) from error
