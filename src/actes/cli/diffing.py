"""`actes diff`: two acts side by side, article by article, fact by fact; and Word's tracked changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from .commands import FOLDER, actes, today, workspace_of
from .french import ACT_OR_FILE, flag, form_option, option, words_of
from .show import say, show_findings

if TYPE_CHECKING:
    from ..tasks.confront import Confronted


@actes.command(**words_of("diff"))
@click.argument("before", type=ACT_OR_FILE, metavar="ANCIEN")
@click.argument("after", type=ACT_OR_FILE, metavar="NOUVEAU")
@flag("--docx --suivi")
@option("--output --sortie", "CHEMIN", type=FOLDER)
@flag("--force --forcer")
@form_option()
@click.pass_obj
def diff(
    chosen: Path | None, before: Path, after: Path, docx: bool, output: Path | None, force: bool, form: str
) -> int:
    from ..tasks.confront import confront

    if not docx and (output or force):
        raise click.UsageError("--output et --force ne servent qu'avec --docx")
    found = confront(before, after, today(), lambda: workspace_of(chosen))
    _say(found, form)
    return _write(found, chosen, output, force, sys.stderr if form == "json" else sys.stdout) if docx else 0


def _say(found: Confronted, form: str) -> None:
    names = found.before.name, found.after.name
    if form == "json":
        from ..report.comparison import comparison_report

        say(comparison_report(*names, found.comparison, found.notes), json=True)
        return
    from shutil import get_terminal_size

    from ..report.comparison import comparison_text, summary

    show_findings(found.notes)
    print(comparison_text(*names, found.comparison, get_terminal_size((100, 24)).columns - 1))
    print(f"\n{summary(found.comparison)}")


def _write(found: Confronted, chosen: Path | None, output: Path | None, force: bool, stream: TextIO) -> int:
    """Write the files with their tracked changes; 1 when one that a person edited was kept."""
    from ..finding import CannotGoOn
    from ..report.rendering import copies_text
    from ..store.writing import write
    from ..tasks.confront import revisions

    files = revisions(found, Path.cwd() / output if output else None)
    try:
        state = workspace_of(chosen).state
    except CannotGoOn:
        state = None
    written = write(files, state, force=force)
    print(f"\n{copies_text('Suivi des modifications', written, Path.cwd())}", file=stream)
    return 0 if all(one.done for one in written) else 1
