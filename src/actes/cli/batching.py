"""What `actes render` prints: act after act, and a summary of several acts. Read when it runs, with what it needs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ..report.rendering import absent_text, attached_text, batch_text, copies_text, rendering_text, signed_text
from ..tasks.pipeline import Batch, Rendered
from ..workspace import Workspace
from .show import bar, show_findings


def render_all(batch: Batch) -> tuple[int, list[Rendered]]:
    """The worst exit status of acts, and what became of each; at the end, what is wrong with files that are no acts."""
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
    if result.written:
        print(rendering_text(result.identifier, result.written, Path.cwd()))
        for one in result.attached:
            print(f"  {attached_text(one)}")
        if result.draft:
            print(f"  {signed_text(result.identifier)}")
        print(f"  {result.brief}", flush=True)
    if result.absent:
        print(absent_text(result.identifier, result.absent, result.documents), file=sys.stderr)
    show_findings(result.findings)


def show_pdfs(results: Sequence[Rendered], workspace: Workspace, *, pdf: bool, force: bool) -> int:
    """Make the PDF of each document and of whole acts (`pdf`), or say which were of others; 1 where one was kept."""
    from ..tasks.producing import copies, word_files

    if pdf and (documents := word_files(results)) and sys.stderr.isatty():
        print(f"Conversion en PDF ({len(documents)} documents)…", file=sys.stderr)
    status = 0
    for title, made in copies(results, workspace, pdf=pdf, force=force):
        if made.written:
            print(copies_text(title, made.written, Path.cwd()))
        show_findings(made.findings)
        status = max(status, 0 if made.done else 1)
    return status
