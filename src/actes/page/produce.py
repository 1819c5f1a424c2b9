"""The documents of an act produced: written, opened in Word, their PDF, the final version."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ..tasks import producing
from .office import office

screens = Blueprint("produce", __name__)


@screens.get("/acte/<identifier>/produire")
def form(identifier: str) -> str:
    name = office().desk.named(identifier)
    return render_template("produce.html", name=name, files=_files(name), done=None)


@screens.post("/acte/<identifier>/produire")
def produce(identifier: str) -> str:
    desk, asked = office().desk, request.form
    name = desk.named(identifier)
    pdf, final, force = ("pdf" in asked, "definitif" in asked, "quand-meme" in asked)
    done = producing.produce(desk.workspace, name, desk.clock(), pdf=pdf, final=final, force=force)
    return render_template("produce.html", name=name, files=_files(name), done=done, pdf=pdf, final=final)


@screens.post("/acte/<identifier>/ouvrir")
def show(identifier: str) -> Response:
    """Open a document of the act, by its name among those that are there, or their folder."""
    name = office().desk.named(identifier)
    folder = producing.output_of(office().desk.workspace, name)
    wanted = request.form.get("document", "")
    found = next((path for path in producing.files_in(folder) if path.name == wanted), folder if not wanted else None)
    if found is None or not found.exists():
        abort(404)
    producing.show(found)
    return redirect(url_for("produce.form", identifier=name), 303)


def _files(name: str) -> list[str]:
    folder = producing.output_of(office().desk.workspace, name)
    return [path.name for path in producing.files_in(folder)]
