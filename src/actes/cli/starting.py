"""`actes init`: a workspace for another collectivity, its questions answered by options, by the acts of a folder, or
one a line; then all of these acts imported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .commands import FOLDER, actes, today
from .show import ask

if TYPE_CHECKING:
    from ..importing.gathering import Gathering
    from ..importing.types import Imported
    from ..model.edits import Edit
    from ..starter.preparing import FromFiles
    from ..tasks.gathering import Found
    from ..workspace import Workspace

YES = ("o", "oui", "n", "non")
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

    if every and source is None:
        raise click.UsageError("--oui ne va qu'avec --depuis")
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
        raise click.UsageError(" ; ".join(wrong))
    return stated


def from_acts(source: Path) -> FromFiles:
    """The acts of a folder, which answer the questions of `init`."""
    from ..starter.preparing import FromFiles

    acts = FromFiles.of(*_gathered(source, None))
    count = len(acts.gathering.acts)
    print(f"{count} acte{'s' if count > 1 else ''} dans {source}. Ce que dit la plupart :\n")
    return acts


def answered(given: Mapping[str, str], acts: FromFiles | None, *, every: bool) -> dict[str, str]:
    """Every answer: given, else that of the acts, confirmed unless `every` one is taken; else asked, one a line."""
    from ..starter.questions import QUESTIONS
    from ..starter.workspace import refused

    said = {option: one for option, one in acts.said.items() if option not in given} if acts else {}
    half = acts.portrait.half if acts else ""  # what the acts say of an answer that they do not give whole
    halves = {"head": f" (les actes sont signés {half}, sans dire Madame ou Monsieur)"} if half else {}
    missing = [one for one in QUESTIONS if one.option not in given and one.option not in said]
    if missing and not sys.stdin.isatty():
        lacking = "aucun acte ne le dit : donnez" if acts else "il manque"
        options = ", ".join(f"--{one.french}{halves.get(one.option, '')}" for one in missing)
        why = f"{lacking} {options} (ou lancez la commande dans un terminal)"
        raise click.UsageError(why)
    answers = dict(given)
    for one in QUESTIONS:
        told = said.get(one.option)
        if told is not None and (every or not sys.stdin.isatty()):
            print(f"  {one.text} : {told.value} ({told.who})")
            answers[one.option] = told.value
        elif one.option not in answers:
            example = told.who if told else f"par exemple : {one.example}{halves.get(one.option, '')}"
            text = f"{one.text} ({example})"
            answers[one.option] = ask(text, told.value if told else None, partial(refused, one.option))
    return answers


def also(acts: FromFiles, answers: Mapping[str, str], today: date, *, every: bool) -> list[Edit]:
    """What the acts say beside these answers, where somebody wants it in the collectivity's file."""
    habits = acts.habits(answers, today)
    lines = list(acts.also(habits))
    if lines:
        print("\nAussi, dans ces actes :", *(f"  {line}" for line in lines), "", sep="\n")
    sure = not lines or every or not sys.stdin.isatty()
    wanted = sure or _yes("Le mettre dans collectivite.yaml ? (oui ou non)")
    return acts.edits(answers, habits) if wanted else []


def _yes(question: str) -> bool:
    answer = ask(question, "oui", lambda typed: "" if typed.strip().lower() in YES else "répondez oui ou non")
    return answer.strip().lower().startswith("o")


def _gathered(source: Path, workspace: Workspace | None) -> tuple[Gathering, Found]:
    """The acts of a folder. Raises CannotGoOn where there is none."""
    from ..store.problems import stop
    from .importing import gather

    gathering, found = gather([source], workspace)
    if not gathering.acts:
        why = " ; ".join(f"{left.name} : {left.why}" for left in gathering.left[:3])
        message = "aucun acte n'a été trouvé" + (f" ({why})" if why else "")
        hint = "donnez le dossier qui contient vos décisions, vos délibérations, vos arrêtés"
        raise stop("LEC112", source, message, hint)
    return gathering, found


def go_on(folder: Path, source: Path, today: date, stated: Sequence[str]) -> int:
    """A folder that is prepared already, by a command that was stopped or long ago: it takes what is new."""
    from ..workspace import find_workspace

    print(f"{folder} est déjà préparé : ses réponses et ses formules restent ; seuls les actes nouveaux sont repris.")
    if stated:
        from ..starter.questions import QUESTIONS

        options = ", ".join(f"--{asked.french}" for asked in QUESTIONS if asked.option in stated)
        print(f"Ce que vous donnez avec {options} n'y change rien : corrigez registry/collectivite.yaml.")
    gathering, found = _gathered(source, find_workspace(folder))
    print()
    return import_all(folder, gathering, found, today)


def import_all(folder: Path, gathering: Gathering, gathered: Found, today: date) -> int:
    """Import the acts into the workspace, then check its register; the exit status of the import."""
    from ..importing.types import Outcome
    from ..registry.load import Shelf
    from ..report.importing import act_text, summary_text
    from ..report.text import verdict
    from ..tasks.survey import survey
    from ..workspace import find_workspace
    from .importing import take_all

    def told(one: Imported) -> None:
        if one.outcome is not Outcome.DEJA:
            print(act_text(one, Path.cwd(), brief=True))

    workspace = find_workspace(folder)
    taken, status = take_all(gathering, gathered, workspace, told)
    print(summary_text(taken, gathering.left))
    found = [finding for act in survey(Shelf(workspace.registry), None, today) for finding in act.findings]
    print(f"\nVérification du registre : {verdict(found)} – le détail : actes check")
    return status
