"""`actes init`: a workspace for another collectivity; `actes import`: acts that exist become entries, or are undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from .commands import FOLDER, actes, today, workspace_of
from .french import flag, form_option, option, words_of
from .show import say

F = TypeVar("F", bound=Callable[..., Any])


def _questions(function: F) -> F:
    from ..starter.questions import QUESTIONS

    for asked in reversed(QUESTIONS):
        names = " ".join(dict.fromkeys((f"--{asked.option}", f"--{asked.french}")))
        option(f"{names} {asked.option}", "TEXTE", f"{asked.text} (par exemple : {asked.example}).")(function)
    return function


@actes.command(**words_of("init"))
@click.argument("folder", type=FOLDER, metavar="DOSSIER")
@option("--from --depuis source", "DOSSIER", type=FOLDER)
@flag("--yes --oui every")
@_questions
def init(folder: Path, source: Path | None, every: bool, **given: str | None) -> int:
    from .taking import begin

    if every and source is None:
        raise click.UsageError("--oui ne va qu'avec --depuis")
    return begin(folder, source, given, today(), every=every)


@actes.command(**words_of("import"))
@click.argument("paths", nargs=-1, type=FOLDER, metavar="FICHIER…|DOSSIER")
@flag("--together --dossier")
@flag("--brief --court short")
@flag("--undo --annuler")
@form_option()
@click.pass_obj
def import_acts(
    chosen: Path | None, paths: tuple[Path, ...], together: bool, short: bool, undo: bool, form: str
) -> int:
    if undo is bool(paths):
        hint = "ne donnez pas de fichier avec --annuler" if undo else "dites quels fichiers, ou quel dossier, reprendre"
        raise click.UsageError(hint)
    workspace, json = workspace_of(chosen), form == "json"
    if undo:
        from ..report.importing import undone_json, undone_text
        from ..tasks.journal import undo as undone

        done = undone(workspace)
        say(undone_json(done) if json else undone_text(done), json)
        return 0
    from .taking import take

    return take(workspace, paths, today(), together=together, short=short, json=json)
