"""Acts that exist, dropped: each becomes an entry; what was recognised is shown beside the words that say it."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from ..tasks.takeover import take_back, take_over
from .office import office
from .uploads import dropped

screens = Blueprint("takeover", __name__)


@screens.get("/reprendre")
def form() -> str:
    """Where acts are dropped."""
    return render_template("takeover.html", done=None, undone=None, wrong="")


@screens.post("/reprendre")
def take() -> str:
    """Take the acts of the files that were dropped."""
    desk = office().desk
    with dropped("fichiers") as paths:
        if not paths:
            wrong = "Choisissez les fichiers d’un acte, ou déposez-les ici."
            return render_template("takeover.html", done=None, undone=None, wrong=wrong)
        done = take_over(desk.workspace, paths, desk.clock(), together="ensemble" in request.form)
    return render_template("takeover.html", done=done, undone=None, wrong="")


@screens.post("/reprendre/annuler")
def undo() -> str:
    """Undo the last import."""
    return render_template("takeover.html", done=None, undone=take_back(office().desk.workspace), wrong="")
