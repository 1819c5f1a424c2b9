"""`actes init`: a workspace for another collectivity."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from .asking import ask
from .commands import FOLDER, actes, today
from .french import FrenchCommand

F = TypeVar("F", bound=Callable[..., Any])


def _questions(function: F) -> F:
    """An option for each question."""
    from ..starter.questions import QUESTIONS

    for asked in reversed(QUESTIONS):
        names = dict.fromkeys((f"--{asked.option}", f"--{asked.french}"))
        click.option(*names, asked.option, metavar="TEXTE", help=f"{asked.text} (par exemple : {asked.example}).")(
            function
        )
    return function


@actes.command(cls=FrenchCommand, name="init", alias="demarrer", short_help="Prépare le dossier d'une collectivité.")
@click.argument("folder", type=FOLDER, metavar="DOSSIER")
@_questions
def init(folder: Path, **given: str | None) -> int:
    """Prépare un dossier d'actes pour une collectivité : formules, modèles Word, exemples à lire et à copier.

    Ce qui n'est pas donné en option est demandé. Rien de ce qui existe n'est remplacé : si la commande a été
    interrompue, relancez-la, elle finit.

    \b
    Exemples :
      actes init "Mes actes"
      actes demarrer actes --nom "la commune de Neuvéglise" --genre commune --departement 15
    """
    from ..regular import read_regular
    from ..starter.workspace import MARK, workspace_files
    from ..store.created import create
    from ..store.problems import stop

    if (folder / MARK).exists():
        raise stop(
            "FIC109", folder, "c'est déjà un dossier d'actes", "donnez un autre nom, ou travaillez dans celui-là"
        )
    answers = _answers({name: answer for name, answer in given.items() if answer is not None})
    files = {folder.absolute() / path: data for path, data in workspace_files(answers, today())}
    kept = [target for target, data in files.items() if not create(target, data) and read_regular(target) != data]
    print(f"Le dossier d'actes est prêt : {folder}\n")
    if kept:
        print("Déjà là, et gardé tel quel :")
        print(*(f"  {target.relative_to(folder.absolute())}" for target in kept), "", sep="\n")
    print("Relisez registry/collectivite.yaml : ses formules seront celles de vos actes. Puis :")
    print(f'  cd "{folder}"')
    print("  actes --espace exemples list            # des actes d'exemple, à lire et à produire")
    print("  actes new delegation                    # la délibération que vos décisions viseront")
    print("  actes new                               # les modèles de fiches")
    return 0


def _answers(given: Mapping[str, str]) -> dict[str, str]:
    """Every answer: from the options, else asked one question a line, again where one will not do."""
    from ..starter.questions import QUESTIONS
    from ..starter.workspace import refused

    context = click.get_current_context()
    wrong = [f"--{name} : {why}" for name, answer in given.items() if (why := refused(name, answer))]
    if wrong:
        raise click.UsageError(" ; ".join(wrong), context)
    missing = [asked for asked in QUESTIONS if asked.option not in given]
    if missing and not sys.stdin.isatty():
        options = ", ".join(f"--{asked.french}" for asked in missing)
        raise click.UsageError(f"il manque {options} (ou lancez la commande dans un terminal)", context)
    answers = dict(given)
    for asked in missing:
        answers[asked.option] = ask(
            f"{asked.text} (par exemple : {asked.example})", None, partial(refused, asked.option)
        )
    return answers
