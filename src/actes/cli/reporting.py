"""What is told of the whole register: `actes show`, an act in its history; `due`, `report`, `register`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .commands import FOLDER, actes, today, workspace_of
from .french import ACT, DAY, FrenchOption, flag, form_option, option, words_of
from .show import show_findings, write

if TYPE_CHECKING:
    from ..model.register import Register
    from ..values.durations import Duration
    from ..workspace import Workspace


@actes.command(**words_of("show"))
@click.argument("identifier", type=ACT, metavar="ACTE")
@flag("--svg --image")
@click.pass_obj
def show(chosen: Path | None, identifier: str, svg: bool) -> int:
    from ..finding import CannotGoOn
    from ..history.steps import history
    from ..report.history import act_text
    from ..tasks.known import known

    workspace, day = workspace_of(chosen), today()
    (name,), register = known(workspace, [identifier]), whole_register(workspace)  # what follows it may be anywhere
    if name not in register.actes:  # its own entry could not be read: that has been said
        raise CannotGoOn(())
    steps = history(register, name, day)
    print(act_text(register, name, steps, day))
    if svg and not steps:
        raise click.UsageError(f"{name} n'a pas de période : il n'y a pas de frise à dessiner")
    if svg:
        from ..report.history import picture
        from ..store.names import safe_name

        print()
        write(workspace, workspace.output / safe_name(name) / f"{safe_name(name)}-frise.svg", picture(name, steps))
    return 0


def whole_register(workspace: Workspace) -> Register:
    """Every act that can be read; what is wrong in the others is said on the way."""
    from ..finding import CannotGoOn
    from ..registry.load import load_register

    loaded = load_register(workspace.registry)
    show_findings(loaded.findings)
    if loaded.register is None:
        raise CannotGoOn(())
    return loaded.register


@actes.command(**words_of("due"))
@option("--within --dans", "DURÉE", default="6 mois")
@form_option(ics="un agenda à ouvrir avec Outlook")
@option("--output --sortie", "FICHIER", type=FOLDER)
@click.pass_obj
def due(chosen: Path | None, within: str, form: str, output: Path | None) -> int:
    from ..history.due import due as find_due
    from ..report import listings as report

    workspace, day, duration = workspace_of(chosen), today(), _duration(within, today())
    found = find_due(whole_register(workspace), day, duration)
    if form == "ics":
        data = report.due_calendar(found, day)
    elif form == "json":
        data = f"{report.due_json(found, day)}\n".encode()
    else:
        nothing = f"Aucune convention ne finit d'ici {duration} sans être renouvelée."
        data = f"{report.due_text(found, day) if found else nothing}\n".encode()
    if output is not None:
        write(workspace, output.absolute(), data)
    elif form == "text":  # as the terminal can show it; the rest byte for byte
        print(data.decode(), end="")
    else:
        sys.stdout.buffer.write(data)
    return 0


def _duration(typed: str, day: date) -> Duration:
    """« 6 mois », or « 6m », « 90j », « 1a », from that day on."""
    import re

    from ..values.dateshift import add
    from ..values.durations import Duration

    short = re.fullmatch(r"\s*(\d{1,4})\s*([mja])\s*", typed, re.IGNORECASE)
    units = {"m": "mois", "j": "jours", "a": "ans"}
    try:
        duration = Duration.parse(f"{short[1]} {units[short[2].lower()]}" if short else typed)
        add(day, duration)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return duration


@actes.command(**words_of("report"))
@option("--since --depuis", "DATE", type=DAY)
@option("--until --jusqu-au", "DATE", type=DAY)
@option("--meeting --seance", "DATE", type=DAY)
@flag("--done --fait")
@option("--output --sortie", "CHEMIN", type=FOLDER)
@flag("--force --forcer")
@click.pass_obj
def report(
    chosen: Path | None,
    since: date | None,
    until: date | None,
    meeting: date | None,
    done: bool,
    output: Path | None,
    force: bool,
) -> int:
    workspace = workspace_of(chosen, output)
    if done:
        if meeting is None or since or until:
            hint = "avec --done, dites seulement quelle séance : actes report --meeting 25/09/2025 --done"
            raise click.UsageError(hint)
        from ..report.listings import marked_text
        from ..tasks.reporting import record_report

        made = record_report(workspace, meeting, today())
        print(marked_text(made, meeting, today()))
        return 1 if made.unknown or made.elsewhere else 0
    return _write(workspace, since, until, meeting, force)


def _write(workspace: Workspace, since: date | None, until: date | None, meeting: date | None, force: bool) -> int:
    from ..report.listings import report_text, written_text
    from ..tasks import reporting

    day = today()
    try:
        last = reporting.last_day(until, meeting, day)
        register = reporting.whole_register(workspace.registry, range((since or last).year, last.year + 1))
        period = reporting.period_of(register, since, until, meeting, day)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    written, selection = reporting.write_report(workspace, register, period, meeting, day, force=force)
    print(report_text(register, selection, period, meeting))
    print(written_text(written, Path.cwd(), "actes report …"))
    return 0 if written.done else 1


@actes.command(**words_of("register"))
@option("--year --annee", "ANNÉE", cls=FrenchOption, type=click.IntRange(1900, 2999), required=True)
@option("--output --sortie", "CHEMIN", type=FOLDER)
@flag("--force --forcer")
@click.pass_obj
def register(chosen: Path | None, year: int, output: Path | None, force: bool) -> int:
    from ..report.listings import written_text, yearbook_text
    from ..tasks import reporting

    workspace = workspace_of(chosen, output)
    whole = reporting.whole_register(workspace.registry, [year])
    made = reporting.write_yearbook(workspace, whole, year, today(), force=force)
    if made is None:
        print(f"Le registre n'a aucun acte de {year} : rien n'est écrit.")
        return 1
    print(yearbook_text(whole, year))
    print(written_text(made, Path.cwd(), f"actes register --year {year}"))
    return 0 if made.done else 1
