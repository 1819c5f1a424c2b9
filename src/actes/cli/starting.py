"""`actes init`: a workspace for another collectivity, its questions answered by options, by the acts of a folder, or
one a line; then all of these acts imported. `actes import`: acts that exist become entries; the last import undone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from .commands import FOLDER, actes, today, workspace_of
from .french import flag, form_option, option
from .show import say

F = TypeVar("F", bound=Callable[..., Any])


def _questions(function: F) -> F:
    from ..starter.questions import QUESTIONS

    for asked in reversed(QUESTIONS):
        names = " ".join(dict.fromkeys((f"--{asked.option}", f"--{asked.french}")))
        option(f"{names} {asked.option}", "TEXTE", f"{asked.text} (par exemple : {asked.example}).")(function)
    return function


@actes.command(name="init", alias="demarrer", short_help="Prépare le dossier d'une collectivité.")
@click.argument("folder", type=FOLDER, metavar="DOSSIER")
@option(
    "--from --depuis source",
    "DOSSIER",
    "Répond d'après les actes de ce dossier, et les reprend tous dans le registre.",
    type=FOLDER,
)
@flag("--yes --oui every", "Avec --from : prend ce que disent les actes, sans demander.")
@_questions
def init(folder: Path, source: Path | None, every: bool, **given: str | None) -> int:
    """Prépare un dossier d'actes pour une collectivité : formules, modèles Word, exemples à lire et à copier.

    Ce qui n'est pas donné en option est demandé. Avec --from, les réponses sont proposées d'après vos actes (nom,
    siège, chef de l'exécutif, numéros, formules), puis ces actes deviennent des fiches. Rien de ce qui existe n'est
    remplacé : si la commande a été interrompue, relancez-la, elle finit ; dans un dossier déjà préparé, --from ne
    reprend que les actes nouveaux.

    \b
    Exemples :
      actes init "Mes actes"
      actes init "Mes actes" --from "Actes 2025"
      actes demarrer actes --nom "la commune de Neuvéglise" --genre commune --departement 15
    """
    from .taking import begin

    if every and source is None:
        raise click.UsageError("--oui ne va qu'avec --depuis")
    return begin(folder, source, given, today(), every=every)


@actes.command(name="import", alias="reprendre", short_help="Reprend des actes qui existent dans le registre.")
@click.argument("paths", nargs=-1, type=FOLDER, metavar="FICHIER…|DOSSIER")
@flag("--together --dossier", "Ces fichiers sont un seul acte, quels que soient leurs noms.")
@flag("--brief --court short", "Une ligne par acte, puis le bilan.")
@flag("--undo --annuler", "Annule la dernière reprise : efface ce que vous n'avez pas modifié.")
@form_option()
@click.pass_obj
def import_acts(
    chosen: Path | None, paths: tuple[Path, ...], together: bool, short: bool, undo: bool, form: str
) -> int:
    """Reprend des actes qui existent, en Word ou en PDF : chacun devient une fiche du registre.

    Lit ce que lit « check » : .docx, .odt, .pdf, .txt, .md, et .doc ou .rtf s'il y a LibreOffice ; un dossier, avec ses
    sous-dossiers. La décision, sa convention, ses annexes et son accusé de réception sont réunis par leur numéro (dans
    le titre, dans le nom du fichier ou du dossier) ; un fichier qui tient plusieurs actes est séparé. Une fiche ou un
    tiers qui existe n'est jamais remplacé. Vos fichiers ne sont ni déplacés ni modifiés. Relancée, la commande ne
    prend que ce qui est nouveau.

    \b
    Exemples :
      actes import "Actes 2025"
      actes reprendre decision.docx convention.docx annexe.docx --dossier
      actes import --annuler
    """
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
