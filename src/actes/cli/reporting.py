"""What is told of the whole register: `actes show`, an act among those before and after it; `due`, what comes to its
end; `report`, what the council is told; `register`, what is printed and bound each year.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .commands import FOLDER, actes, today, workspace_of
from .french import ACT, DAY, FrenchOption, flag, form_option, option
from .show import show_findings, write

if TYPE_CHECKING:
    from ..model.register import Register
    from ..values.durations import Duration
    from ..workspace import Workspace

OUTPUT = option("--output --sortie", "CHEMIN", "Où écrire, au lieu du dossier « sortie ».", type=FOLDER)
FORCE = flag("--force --forcer", "Écrit même si vous avez modifié le document, et garde le vôtre à côté.")


@actes.command(name="show", alias="montrer", short_help="Montre un acte, ceux d'avant et d'après.")
@click.argument("identifier", type=ACT, metavar="ACTE")
@flag("--svg --image", "Écrit aussi la frise en image, dans le dossier « sortie ».")
@click.pass_obj
def show(chosen: Path | None, identifier: str, svg: bool) -> int:
    """Montre un acte : ceux qu'il renouvelle, prolonge ou remplace, les parties à chaque étape, et une frise du temps.

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
        raise click.UsageError(f"{name} n'a pas de période : il n'y a pas de frise à dessiner")
    if svg:
        from ..report.history import picture
        from ..store.names import safe_name

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

    loaded = load_register(workspace.registry)
    show_findings(loaded.findings)
    if loaded.register is None:
        raise CannotGoOn(())
    return loaded.register


@actes.command(name="due", alias="echeances", short_help="Les conventions qui finissent bientôt.")
@option("--within --dans", "DURÉE", "D'ici combien de temps (6 mois sinon).", default="6 mois")
@form_option(ics="un agenda à ouvrir avec Outlook")
@option("--output --sortie", "FICHIER", "Où écrire, au lieu de l'écran.", type=FOLDER)
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
        raise click.UsageError(str(error)) from None
    return duration


@actes.command(name="report", alias="compte-rendu", short_help="Rend compte au conseil des décisions prises.")
@option("--since --depuis", "DATE", "Premier jour. Sans cette option : la dernière séance.", type=DAY)
@option("--until --jusqu-au", "DATE", "Dernier jour. Sans cette option : aujourd'hui.", type=DAY)
@option("--meeting --seance", "DATE", "Séance à laquelle le compte rendu est fait.", type=DAY)
@flag("--done --fait", "La séance a eu lieu : enregistre ce que dit le compte rendu.")
@OUTPUT
@FORCE
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
    """Rend compte au conseil des décisions prises par délégation : un tableau Word à relire, imprimer et signer.

    Chaque décision n'est rapportée qu'une fois. Rien n'est enregistré avant la séance : ensuite, --done lit le compte
    rendu, tel que vous l'avez laissé, et note dans chaque fiche qu'il lui a été fait.

    \b
    Exemples :
      actes report --since 26/06/2025 --meeting 25/09/2025
      actes compte-rendu --seance 25/09/2025 --fait
    """
    workspace = workspace_of(chosen, output)
    if done:
        if meeting is None or since or until:
            hint = "avec --done, dites seulement quelle séance : actes report --meeting 25/09/2025 --done"
            raise click.UsageError(hint)
        return _record(workspace, meeting)
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
    made = reporting.write_report(workspace, register, period, meeting, day, force=force)
    print(report_text(register, made.selection, period, meeting))
    print(written_text(made.written, Path.cwd(), "actes report …"))
    return 0 if made.written.done else 1


def _record(workspace: Workspace, meeting: date) -> int:
    from ..report.listings import marked_text
    from ..tasks import reporting

    made = reporting.record_report(workspace, meeting, today())
    print(marked_text(made, meeting, today()))
    return 1 if made.unknown or made.elsewhere else 0


@actes.command(name="register", alias="registre", short_help="Écrit les tables du registre d'une année.")
@option(
    "--year --annee",
    "ANNÉE",
    "L'année du registre, à donner toujours.",
    cls=FrenchOption,
    type=click.IntRange(1900, 2999),
    required=True,
)
@OUTPUT
@FORCE
@click.pass_obj
def register(chosen: Path | None, year: int, output: Path | None, force: bool) -> int:
    """Écrit les tables du registre d'une année, prêtes à imprimer et à relier : chronologiques, puis par matières.

    Chaque numéro de la série y est : les actes, les numéros réservés ou annulés avec leur motif, et ceux que rien
    n'explique.

    \b
    Exemples :
      actes register --year 2025
      actes registre --annee 2025
    """
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
