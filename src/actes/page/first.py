"""The first start: a folder becomes a workspace, by the questions of `actes init` or from acts that exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ..finding import CannotGoOn
from ..starter.preparing import FromFiles, prepare, prepared, wrong_answers
from ..starter.questions import QUESTIONS
from ..tasks.desk import Desk
from ..tasks.folders import find
from ..tasks.importing import Begins, Takeover, read_all, take_gathered
from ..values.text import quoted
from .office import office
from .uploads import saved
from .working import Shown, works

screens = Blueprint("first", __name__)
KIND = (
    ("commune", "Une commune"),
    ("epci", "Une communauté de communes, d’agglomération"),
    ("syndicat", "Un syndicat"),
)
OPEN = frozenset({"static", "enter", "alive", "home.stop", "working.progress"})  # they show nothing of the register
LONG = 500  # characters of an answer


@dataclass(slots=True)
class First:
    """The acts that were given, until the folder is prepared; files that were dropped stay as long."""

    acts: FromFiles | None = None
    folder: TemporaryDirectory[str] | None = None

    def forget(self) -> None:
        if self.folder is not None:
            self.folder.cleanup()
        self.acts = self.folder = None


def needed() -> bool:
    """Whether the folder is no workspace yet; one that was read is away at most."""
    desk = office().desk
    return not desk.aside.begun and not prepared(desk.workspace.root)


def leads_here() -> Response | None:
    """Every screen leads to the first one until the folder is prepared, and the first one home from then on."""
    ours = (request.endpoint or "").startswith("first.")
    if request.endpoint in OPEN or needed() is ours:
        return None
    return redirect(url_for("home.home" if ours else "first.form"), 303)


@screens.get("/premier")
def form() -> str:
    return screen({name: said.value for name, said in acts.said.items()} if (acts := begun().acts) else {})


@screens.post("/premier/actes")
def read() -> Shown:
    """Read acts: those of a folder that she names, or those that she drops."""
    first, typed = begun(), request.form.get("dossier", "").strip().strip('"').strip()
    desk = office().desk
    first.forget()
    try:
        paths = given(first, typed, desk.workspace.root)
    except ValueError as error:
        first.forget()
        return screen({}, source=(typed, str(error)))

    def done(begins: Begins) -> str:
        try:
            first.acts = read_from(paths, desk, begins)
        except (ValueError, CannotGoOn) as error:
            first.forget()
            return str(error)
        return ""

    def shown(wrong: str) -> Shown:
        return screen({}, source=(typed, wrong)) if wrong else redirect(url_for("first.form"), 303)

    return works().start("Lecture de vos actes", done, shown)


def given(first: First, typed: str, root: Path) -> list[Path]:
    """The folder or the files that were given. Raises ValueError, in French, where there is none."""
    if typed:
        return [folder_of(typed, root)]
    first.folder = TemporaryDirectory(prefix="actes-")
    paths = saved("fichiers", Path(first.folder.name))
    if not paths:
        raise ValueError("Écrivez le chemin d’un dossier, ou choisissez des fichiers.")
    return paths


def read_from(paths: list[Path], desk: Desk, begins: Begins) -> FromFiles:
    """The acts that were given. Raises ValueError, in French, where there is none."""
    found = find(paths, desk.workspace)
    gathering = read_all(found, begins)
    if not gathering.acts:
        why = " ; ".join(f"{left.name} : {left.why}" for left in gathering.left[:3])
        raise ValueError(f"Aucun acte n’a été trouvé{f' ({why})' if why else ''}.")
    return FromFiles.of(gathering, found)


@screens.post("/premier")
def write() -> Shown:
    """Prepare the folder, take the acts; then home."""
    answers = {one.option: request.form.get(one.option, "")[:LONG].strip() for one in QUESTIONS}
    wrong = wrong_answers(answers)
    if wrong:
        return screen(answers, wrong)
    desk, defect, first = office().desk, office().defect, begun()
    acts, today = first.acts, desk.clock()
    habits = acts.habits(answers, today) if acts and "formules" in request.form else []
    prepare(desk.workspace.root, answers, today, acts.edits(answers, habits) if acts else ())
    desk.aside.start(defect)
    if acts is None:
        return redirect(url_for("home.home"), 303)
    also = list(acts.also(habits))

    def taken(begins: Begins) -> Takeover:
        try:
            return take_gathered(desk.workspace, acts.gathering, acts.found, today, begins, defect)
        finally:
            first.forget()

    return works().start(
        "Reprise de vos actes", taken, lambda done: render_template("taken.html", done=done, also=also)
    )


def begun() -> First:
    return cast(First, current_app.extensions["first"])


def folder_of(typed: str, root: Path) -> Path:
    """The folder whose path somebody typed, or copied from its window."""
    folder = root / Path(typed[:LONG]).expanduser()
    try:
        if folder.is_dir():
            return folder
    except (OSError, ValueError):
        pass
    raise ValueError(
        f"{quoted(typed)} n’est pas un dossier de cet ordinateur ; copiez son chemin depuis l’Explorateur."
    )


def screen(
    answers: Mapping[str, str], wrong: Mapping[str, str] | None = None, source: tuple[str, str] = ("", "")
) -> str:
    """The one screen; `source`: the folder that was typed, and why it will not do."""
    root, acts = office().desk.workspace.root, begun().acts
    shared = {"questions": QUESTIONS, "kinds": KIND, "root": root, "acts": acts, "said": acts.said if acts else {}}
    others = any(root.iterdir())
    return render_template("first.html", answers=answers, wrong=wrong or {}, source=source, others=others, **shared)
