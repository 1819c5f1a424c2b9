"""Acts that exist, dropped: each becomes an entry; what was recognised is shown beside the words that say it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, render_template, request

from ..tasks import journal
from ..tasks.folders import find
from ..tasks.importing import Begins, Takeover, read_all, take_gathered
from .office import office
from .uploads import saved
from .working import Shown, works

screens = Blueprint("takeover", __name__)


@screens.get("/reprendre")
def form() -> str:
    return _screen()


@screens.post("/reprendre")
def take() -> Shown:
    """Take the acts of the files that were dropped, which stay until they are taken."""
    desk, defect = office().desk, office().defect
    folder, together = TemporaryDirectory(prefix="actes-"), "ensemble" in request.form
    paths = saved("fichiers", Path(folder.name))
    if not paths:
        folder.cleanup()
        return _screen(wrong="Choisissez les fichiers d’un acte, ou déposez-les ici.")

    def taken(begins: Begins) -> Takeover:
        with folder:
            found = find(paths, desk.workspace)
            gathering = read_all(found, begins, together=together)
            return take_gathered(desk.workspace, gathering, found, desk.clock(), begins, defect)

    return works().start("Reprise des actes", taken, lambda done: _screen(done=done))


@screens.post("/reprendre/annuler")
def undo() -> str:
    return _screen(undone=journal.undo(office().desk.workspace))


def _screen(**shown: Any) -> str:
    return render_template(
        "takeover.html", **{"done": None, "undone": None, "wrong": "", "named": office().desk.names} | shown
    )
