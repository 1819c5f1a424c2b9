"""`actes report` and `actes register`: what the council is told, and what is printed and bound each year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .commands import FOLDER, actes, today, workspace_of
from .french import FrenchOption
from .types import DAY

if TYPE_CHECKING:
    from ..workspace import Workspace

OUTPUT = click.option(
    "--output", "--sortie", type=FOLDER, metavar="CHEMIN", help="Où écrire, au lieu du dossier « sortie »."
)
FORCE = click.option(
    "--force", "--forcer", is_flag=True, help="Écrit même si vous avez modifié le document, et garde le vôtre à côté."
)


@actes.command(name="report", alias="compte-rendu", short_help="Rend compte au conseil des décisions prises.")
@click.option(
    "--since", "--depuis", type=DAY, metavar="DATE", help="Premier jour. Sans cette option : la dernière séance."
)
@click.option("--until", "--jusqu-au", type=DAY, metavar="DATE", help="Dernier jour. Sans cette option : aujourd'hui.")
@click.option("--meeting", "--seance", type=DAY, metavar="DATE", help="Séance à laquelle le compte rendu est fait.")
@click.option("--done", "--fait", is_flag=True, help="La séance a eu lieu : enregistre ce que dit le compte rendu.")
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
            raise click.UsageError(hint, click.get_current_context())
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
        raise click.UsageError(str(error), click.get_current_context()) from None
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
@click.option(
    "--year",
    "--annee",
    cls=FrenchOption,
    type=click.IntRange(1900, 2999),
    metavar="ANNÉE",
    required=True,
    help="L'année, toujours dite.",
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
