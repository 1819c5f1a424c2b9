"""Acts that exist, dropped: each becomes an entry; what was recognised is shown beside the words that say it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, render_template, request

from ..tasks import journal
from ..tasks.importing import Begins, Takeover, take_over
from .office import office
from .uploads import saved
from .working import Shown, works

screens = Blueprint("takeover", __name__)


@screens.get("/reprendre")
def form() -> str:
    """Where acts are dropped."""
    return render_template("takeover.html", done=None, undone=None, wrong="")


@screens.post("/reprendre")
def take() -> Shown:
    """Take the acts of the files that were dropped, which stay until they are taken."""
    desk, folder, together = office().desk, TemporaryDirectory(prefix="actes-"), "ensemble" in request.form
    paths = saved("fichiers", Path(folder.name))
    if not paths:
        folder.cleanup()
        wrong = "Choisissez les fichiers d’un acte, ou déposez-les ici."
        return render_template("takeover.html", done=None, undone=None, wrong=wrong)

    def taken(begins: Begins) -> Takeover:
        with folder:
            return take_over(desk.workspace, paths, desk.clock(), begins, together=together)

    return works().start("Reprise des actes", taken, _told)


def _told(done: Takeover) -> str:
    return render_template("takeover.html", done=done, undone=None, wrong="")


@screens.post("/reprendre/annuler")
def undo() -> str:
    """Undo the last import."""
    return render_template("takeover.html", done=None, undone=journal.undo(office().desk.workspace), wrong="")
