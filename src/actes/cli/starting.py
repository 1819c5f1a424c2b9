"""`actes init`: a workspace for another collectivity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from .commands import FOLDER, actes, today

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


@actes.command(name="init", alias="demarrer", short_help="Prépare le dossier d'une collectivité.")
@click.argument("folder", type=FOLDER, metavar="DOSSIER")
@click.option(
    "--from",
    "--depuis",
    "source",
    type=FOLDER,
    metavar="DOSSIER",
    help="Répond d'après les actes de ce dossier, et les reprend tous dans le registre.",
)
@click.option(
    "--yes", "--oui", "every", is_flag=True, help="Avec --from : prend ce que disent les actes, sans demander."
)
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
    from ..starter.preparing import prepare, prepared
    from ..store.problems import stop
    from .beginning import also, answered, from_acts, go_on, import_all

    if every and source is None:
        raise click.UsageError("--oui ne va qu'avec --depuis", click.get_current_context())
    stated = _stated(given)
    if prepared(folder):
        if source is None:
            raise stop(
                "FIC109", folder, "c'est déjà un dossier d'actes", "donnez un autre nom, ou travaillez dans celui-là"
            )
        return go_on(folder, source, today(), list(stated))
    acts = from_acts(source) if source else None
    answers = answered(stated, acts, every=every)
    edits = also(acts, answers, today(), every=every) if acts else ()
    kept = prepare(folder.absolute(), answers, today(), edits)
    print(f"Le dossier d'actes est prêt : {folder}\n")
    if kept:
        print("Déjà là, et gardé tel quel :")
        print(*(f"  {path}" for path in kept), "", sep="\n")
    status = 0
    if acts is not None:
        status = import_all(folder, acts.gathering, acts.found, today())
        print()
    print("Relisez registry/collectivite.yaml : ses formules seront celles de vos actes. Puis :")
    print(f'  cd "{folder}"')
    print("  actes --espace exemples list            # des actes d'exemple, à lire et à produire")
    print("  actes new delegation                    # la délibération que vos décisions viseront")
    print("  actes new                               # les modèles de fiches")
    return status


def _stated(given: Mapping[str, str | None]) -> dict[str, str]:
    """The answers that options give, all of them read."""
    from ..starter.workspace import refused

    stated = {name: answer for name, answer in given.items() if answer is not None}
    wrong = [f"--{name} : {why}" for name, answer in stated.items() if (why := refused(name, answer))]
    if wrong:
        raise click.UsageError(" ; ".join(wrong), click.get_current_context())
    return stated
