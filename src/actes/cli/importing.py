"""`actes import`: acts that exist become entries of the register, and the last import undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .checking import expanded
from .commands import FOLDER, actes, today, workspace_of
from .show import say
from .types import form_option

if TYPE_CHECKING:
    from ..importing.gathering import Gathering
    from ..importing.types import Gathered, Imported
    from ..tasks.gathering import Found
    from ..tasks.importing import Importer, Taking
    from ..workspace import Workspace


@actes.command(name="import", alias="reprendre", short_help="Reprend des actes qui existent dans le registre.")
@click.argument("paths", nargs=-1, type=FOLDER, metavar="FICHIER…|DOSSIER")
@click.option(
    "--together", "--dossier", is_flag=True, help="Ces fichiers sont un seul acte, quels que soient leurs noms."
)
@click.option("--brief", "--court", "short", is_flag=True, help="Une ligne par acte, puis le bilan.")
@click.option(
    "--undo", "--annuler", is_flag=True, help="Annule la dernière reprise : efface ce que vous n'avez pas modifié."
)
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
    from ..report.importing import act_text, import_json, summary_text, undone_json, undone_text

    if undo is bool(paths):
        hint = "ne donnez pas de fichier avec --annuler" if undo else "dites quels fichiers, ou quel dossier, reprendre"
        raise click.UsageError(hint)
    workspace, json = workspace_of(chosen), form == "json"
    if undo:
        from ..tasks.journal import undo as undone

        done = undone(workspace)
        say(undone_json(done) if json else undone_text(done), json)
        return 0
    gathering, found = gather(paths, workspace, together=together)

    def told(one: Imported) -> None:
        if not json:
            print(act_text(one, Path.cwd(), brief=short), end="\n" if short else "\n\n")

    taken, status = take_all(gathering, found, workspace, told)
    say(import_json(taken, gathering.left, Path.cwd()) if json else summary_text(taken, gathering.left), json)
    return status


def gather(paths: Sequence[Path], workspace: Workspace | None, *, together: bool = False) -> tuple[Gathering, Found]:
    """The acts of files and folders, with a bar while they are read."""
    from ..tasks.gathering import find, gathered
    from .batching import bar

    found = find([path for typed in paths for path in expanded(typed)], workspace)
    with bar(len(found.files), "Lecture") as step:

        def read(name: str) -> None:
            with step(name.rpartition("/")[2]):
                pass

        return gathered(found, together=together, step=read), found


def take_all(
    gathering: Gathering, found: Found, workspace: Workspace, told: Callable[[Imported], None]
) -> tuple[list[Imported], int]:
    """Take acts one after the other, each told once it is taken; and the exit status: 1 where one must be looked at."""
    from ..finding import COULD_NOT_RUN
    from ..importing.types import Outcome
    from ..tasks.importing import Importer
    from .batching import bar

    importer = Importer(workspace, today(), found.files)
    done: list[Imported] = []
    read = gathering.acts or not all(left.wrong for left in gathering.left)
    status = 0 if read else COULD_NOT_RUN
    with bar(len(gathering.acts)) as step:
        for act, taking in importer.each(gathering.acts):
            with step(act.numero or act.sources[0].name):
                one, wrong = _one(importer, act, taking)
                told(one)
            done.append(one)
            status = max(status, wrong, int(one.outcome in (Outcome.GARDE, Outcome.REFUSE)))
    return done, max(status, int(not done or any(left.wrong for left in gathering.left)))


def _one(importer: Importer, act: Gathered, taking: Taking | None) -> tuple[Imported, int]:
    """An act; a defect of ours in one does not keep the others from being taken: it is said, and kept to be sent."""
    from datetime import datetime

    from ..finding import CannotGoOn
    from ..importing.types import Imported, Outcome, Refused
    from .lastresort import told

    try:
        return importer.act(act, taking), 0
    except (CannotGoOn, MemoryError, OSError):
        raise  # so would the others
    except Exception as error:
        files = tuple(act.files)
        why = Refused("un défaut du programme empêche de le reprendre", "les autres actes sont repris quand même")
        return Imported(", ".join(files), files, Outcome.REFUSE, refused=why), told(error, datetime.now())  # noqa: DTZ005
