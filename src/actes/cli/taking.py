"""What `actes init` and `actes import` do, read when they run: questions answered, acts made into entries."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from ..finding import COULD_NOT_RUN
from ..importing.gathering import Gathering
from ..importing.types import Imported, Outcome
from ..model.edits import Edit
from ..registry.load import Shelf
from ..report.importing import act_text, import_json, summary_text
from ..report.text import verdict
from ..starter.preparing import FromFiles, prepare, prepared
from ..starter.questions import QUESTIONS
from ..starter.workspace import refused
from ..store.problems import stop
from ..tasks.folders import Found, find, gathered
from ..tasks.importing import taken
from ..workspace import Workspace, find_workspace
from .checking import expanded
from .lastresort import told as said
from .show import ask, bar, say

YES = ("o", "oui", "n", "non")


def begin(folder: Path, source: Path | None, given: Mapping[str, str | None], today: date, *, every: bool) -> int:
    """Prepare a folder, from the acts of another one where it is said; the exit status."""
    stated = {name: answer for name, answer in given.items() if answer is not None}
    wrong = [f"--{name} : {why}" for name, answer in stated.items() if (why := refused(name, answer))]
    if wrong:
        raise click.UsageError(" ; ".join(wrong))
    if prepared(folder):
        if source is None:
            hint = "donnez un autre nom, ou travaillez dans celui-là"
            raise stop("FIC109", folder, "c'est déjà un dossier d'actes", hint)
        return go_on(folder, source, today, list(stated))
    acts = FromFiles.of(*_gathered(source, None)) if source else None
    if acts is not None:
        count = len(acts.gathering.acts)
        print(f"{count} acte{'s' if count > 1 else ''} dans {source}. Ce que dit la plupart :\n")
    answers = answered(stated, acts, every=every)
    edits = also(acts, answers, today, every=every) if acts else ()
    kept = prepare(folder.absolute(), answers, today, edits)
    print(f"Le dossier d'actes est prêt : {folder}\n")
    if kept:
        print("Déjà là, et gardé tel quel :")
        print(*(f"  {path}" for path in kept), "", sep="\n")
    status = 0
    if acts is not None:
        status = import_all(folder, acts.gathering, acts.found, today)
        print()
    print("Relisez registry/collectivite.yaml : ses formules seront celles de vos actes. Puis :")
    print(f'  cd "{folder}"')
    print("  actes --espace exemples list            # des actes d'exemple, à lire et à produire")
    print("  actes new delegation                    # la délibération que vos décisions viseront")
    print("  actes new                               # les modèles de fiches")
    return status


def answered(given: Mapping[str, str], acts: FromFiles | None, *, every: bool) -> dict[str, str]:
    """Every answer: given, else that of the acts, confirmed unless `every` one is taken; else asked, one a line."""
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
    if not sure:
        question = "Le mettre dans collectivite.yaml ? (oui ou non)"
        answer = ask(question, "oui", lambda typed: "" if typed.strip().lower() in YES else "répondez oui ou non")
        sure = answer.strip().lower().startswith("o")
    return acts.edits(answers, habits) if sure else []


def _gathered(source: Path, workspace: Workspace | None) -> tuple[Gathering, Found]:
    """The acts of a folder. Raises CannotGoOn where there is none."""
    gathering, found = gather([source], workspace)
    if not gathering.acts:
        why = " ; ".join(f"{left.name} : {left.why}" for left in gathering.left[:3])
        message = "aucun acte n'a été trouvé" + (f" ({why})" if why else "")
        hint = "donnez le dossier qui contient vos décisions, vos délibérations, vos arrêtés"
        raise stop("LEC112", source, message, hint)
    return gathering, found


def go_on(folder: Path, source: Path, today: date, stated: Sequence[str]) -> int:
    """A folder that is prepared already, by a command that was stopped or long ago: it takes what is new."""
    print(f"{folder} est déjà préparé : ses réponses et ses formules restent ; seuls les actes nouveaux sont repris.")
    if stated:
        options = ", ".join(f"--{asked.french}" for asked in QUESTIONS if asked.option in stated)
        print(f"Ce que vous donnez avec {options} n'y change rien : corrigez registry/collectivite.yaml.")
    gathering, found = _gathered(source, find_workspace(folder))
    print()
    return import_all(folder, gathering, found, today)


def import_all(folder: Path, gathering: Gathering, found: Found, today: date) -> int:
    """Import the acts into the workspace, then check its register; the exit status of the import."""
    from ..tasks.examine import survey  # and all its rules

    def told(one: Imported) -> None:
        if one.outcome is not Outcome.DEJA:
            print(act_text(one, Path.cwd(), brief=True))

    workspace = find_workspace(folder)
    done, status = take_all(gathering, found, workspace, today, told)
    print(summary_text(done, gathering.left))
    findings = [finding for act in survey(Shelf(workspace.registry), None, today) for finding in act.findings]
    print(f"\nVérification du registre : {verdict(findings)} – le détail : actes check")
    return status


def take(workspace: Workspace, paths: Sequence[Path], today: date, *, together: bool, short: bool, json: bool) -> int:
    gathering, found = gather(paths, workspace, together=together)

    def told(one: Imported) -> None:
        if not json:
            print(act_text(one, Path.cwd(), brief=short), end="\n" if short else "\n\n")

    done, status = take_all(gathering, found, workspace, today, told)
    say(import_json(done, gathering.left, Path.cwd()) if json else summary_text(done, gathering.left), json)
    return status


def gather(paths: Sequence[Path], workspace: Workspace | None, *, together: bool = False) -> tuple[Gathering, Found]:
    """The acts of files and folders, with a bar while they are read."""
    found = find([path for typed in paths for path in expanded(typed)], workspace)
    with bar(len(found.files), "Lecture") as step:

        def read(name: str) -> None:
            with step(name.rpartition("/")[2]):
                pass

        return gathered(found, together=together, step=read), found


def take_all(
    gathering: Gathering, found: Found, workspace: Workspace, today: date, told: Callable[[Imported], None]
) -> tuple[list[Imported], int]:
    """Take acts one after the other, each told once it is taken; and the exit status: 1 where one must be looked at."""
    done: list[Imported] = []
    defects: list[int] = []

    def defect(error: Exception) -> None:
        defects.append(said(error, datetime.now()))  # noqa: DTZ005

    with bar(len(gathering.acts)) as step:
        for one in taken(workspace, gathering, found, today, defect):
            with step(one.name):
                told(one)
            done.append(one)
    wrong = [left.wrong for left in gathering.left]
    looked = not done or any(wrong) or any(one.outcome in (Outcome.GARDE, Outcome.REFUSE) for one in done)
    return done, COULD_NOT_RUN if defects or (not done and all(wrong)) else int(looked)
