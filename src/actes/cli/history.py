"""`actes show` and `actes due`: an act among those before and after it, and what comes to its end."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .commands import FOLDER, actes, today, workspace_of
from .show import write
from .types import ACT, form_option

if TYPE_CHECKING:
    from ..model.register import Register
    from ..values.durations import Duration
    from ..workspace import Workspace


@actes.command(name="show", alias="montrer", short_help="Montre un acte, ceux d'avant et d'après.")
@click.argument("identifier", type=ACT, metavar="ACTE")
@click.option(
    "--svg", "--image", "svg", is_flag=True, help="Écrit aussi la frise en image, dans le dossier « sortie »."
)
@click.pass_obj
def show(chosen: Path | None, identifier: str, svg: bool) -> int:
    """Montre un acte : qui il renouvelle, prolonge ou remplace, les parties à chaque étape, et une frise du temps.

    \b
    Exemples :
      actes show DEC2025-453
      actes montrer 2025-453 --image
    """
    from ..history.steps import history
    from ..report.history import act_text

    workspace = workspace_of(chosen)
    name, register = one_act(workspace, identifier)
    day = today()
    steps = history(register, name, day)
    print(act_text(register, name, steps, day))
    if svg and not steps:
        raise click.UsageError(
            f"{name} n'a pas de période : il n'y a pas de frise à dessiner", click.get_current_context()
        )
    if svg:
        from ..report.history import picture
        from ..store import safe_name

        print()
        write(workspace, workspace.output / safe_name(name) / f"{safe_name(name)}-frise.svg", picture(name, steps))
    return 0


def one_act(workspace: Workspace, typed: str) -> tuple[str, Register]:
    """The act that somebody typed, in the whole register: acts that follow it may be anywhere."""
    from ..finding import CannotGoOn
    from ..tasks.known import known

    (name,), register = known(workspace, [typed]), whole_register(workspace)
    if name not in register.actes:  # its own entry could not be read: that has been said
        raise CannotGoOn(())
    return name, register


def whole_register(workspace: Workspace) -> Register:
    """Every act that can be read; what is wrong in the others is said on the way."""
    from ..finding import CannotGoOn
    from ..registry.load import load_register
    from .show import show_findings

    loaded = load_register(workspace.registry)
    show_findings(loaded.findings)
    if loaded.register is None:
        raise CannotGoOn(())
    return loaded.register


@actes.command(name="due", alias="echeances", short_help="Les conventions qui finissent bientôt.")
@click.option("--within", "--dans", default="6 mois", metavar="DURÉE", help="D'ici combien de temps (6 mois sinon).")
@form_option(ics="un agenda à ouvrir avec Outlook")
@click.option("--output", "--sortie", type=FOLDER, metavar="FICHIER", help="Où écrire, au lieu de l'écran.")
@click.pass_obj
def due(chosen: Path | None, within: str, form: str, output: Path | None) -> int:
    """Donne les conventions qui finissent et que rien ne renouvelle, et le jour où commencer à s'en occuper.

    La plus proche d'abord. Celles qui sont finies depuis moins d'un an y sont aussi, et celles dont la reconduction
    est préparée, mais pas signée.

    \b
    Exemples :
      actes due
      actes echeances --dans "3 mois"
      actes due --format ics --output echeances.ics
    """
    from ..history.due import due as find_due
    from ..report import due as report

    workspace, day, duration = workspace_of(chosen), today(), _duration(within, today())
    found = find_due(whole_register(workspace), day, duration)
    if form == "ics":
        data = report.due_calendar(found, day)
    elif form == "json":
        data = f"{report.due_json(found, day)}\n".encode()
    else:
        nothing = f"Aucune convention ne finit d'ici {duration} sans être renouvelée."
        data = f"{report.due_text(found, day) if found else nothing}\n".encode()
    _deliver(workspace, data, output, binary=form != "text")
    return 0


def _deliver(workspace: Workspace, data: bytes, output: Path | None, binary: bool) -> None:
    """To a file, or to the screen: text as the terminal can show it, the rest byte for byte."""
    if output is not None:
        write(workspace, output.absolute(), data)
    elif binary:
        sys.stdout.buffer.write(data)
    else:
        print(data.decode(), end="")


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
        raise click.UsageError(str(error), click.get_current_context()) from None
    return duration
