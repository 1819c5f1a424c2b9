"""What `actes render` prints: act after act, with a bar on a terminal, and a summary of several acts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .show import show_findings
from .streams import controls

if TYPE_CHECKING:
    from ..office import Made
    from ..tasks.pipeline import Batch, Rendered
    from ..workspace import Workspace


def render_all(batch: Batch) -> tuple[int, list[Rendered]]:
    """The worst exit status of acts, and what became of each; at the end, what is wrong with files that are no acts."""
    from ..report.rendering import batch_text

    done: list[Rendered] = []
    status = 0
    with bar(len(batch)) as step:
        for result in batch:
            with step(result.identifier):
                _show(result)
            done.append(result)
            status = max(status, result.status)
    found = batch.strays()
    show_findings(found)
    if len(batch) > 1:
        print(batch_text((one.identifier, one.written, one.absent, bool(one.refused)) for one in done))
    return max(status, 1 if found else 0), done


def _show(result: Rendered) -> None:
    from ..report.rendering import absent_text, attached_text, rendering_text

    if result.written:
        print(rendering_text(result.identifier, result.written, Path.cwd()))
        for one in result.attached:
            print(f"  {attached_text(one)}")
        print(f"  {result.brief}", flush=True)
    if result.absent:
        print(absent_text(result.identifier, result.absent, result.documents), file=sys.stderr)
    show_findings(result.findings)


@contextmanager
def bar(length: int, label: str = "Actes") -> Iterator[Callable[[str], AbstractContextManager[None]]]:
    """A progress bar on a terminal, below what is printed in `with step(act):`; nothing elsewhere."""
    if length < 2 or not sys.stderr.isatty():
        yield lambda _: nullcontext()
        return
    from shutil import get_terminal_size

    from ..values.text import on_one_line

    screen = controls()
    with click.progressbar(
        length=length, label=label, file=screen, item_show_func=lambda act: act and on_one_line(act), show_eta=False
    ) as bar:

        @contextmanager
        def step(act: str) -> Iterator[None]:
            print(f"\r{' ' * (get_terminal_size().columns - 1)}\r", end="", file=screen, flush=True)
            yield
            bar.update(1, act)

        yield step


def show_pdfs(results: Sequence[Rendered], workspace: Workspace, *, pdf: bool, force: bool) -> int:
    """Make the PDF of each document and of whole acts (`pdf`), or say which were not of their documents any more."""
    from ..tasks.producing import copies, word_files

    if pdf and (documents := word_files(results)) and sys.stderr.isatty():
        print(f"Conversion en PDF ({len(documents)} documents)…", file=sys.stderr)
    made = copies(results, workspace, pdf=pdf, force=force)
    return max((_show_pdf(title, one) for title, one in made), default=0)


def _show_pdf(title: str, made: Made) -> int:
    """What became of the PDF files; 1 when one is missing or was kept."""
    from ..report.rendering import copies_text

    if made.written:
        print(copies_text(title, made.written, Path.cwd()))
    show_findings(made.findings)
    return 0 if made.done else 1
