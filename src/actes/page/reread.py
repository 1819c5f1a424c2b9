"""A document of anybody's, dropped: its text with what is found in it beside, or compared with an act."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from ..finding import CannotGoOn
from ..tasks import rereading
from ..tasks.opened import Opened
from ..tasks.overview import State, newest_first
from .office import office
from .sheets import sheets
from .uploads import dropped

screens = Blueprint("reread", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@screens.get("/relire")
def form() -> str:
    """Where documents are dropped."""
    return _screen()


@screens.post("/relire")
def read() -> str | Response:
    """What is found in the documents, or their copies with comments."""
    desk = office().desk
    with dropped("fichiers") as paths:
        given = rereading.Given(paths, "ensemble" in request.form, request.form.get("acte", ""))
        if not paths:
            return _screen(wrong="Choisissez un document, ou déposez-le ici.")
        if "commentaires" in request.form:
            copies, findings = rereading.commented(given, desk.workspace, desk.clock())
            if not copies:
                raise CannotGoOn(findings)
            return _sent(copies)
        return _screen(rereading.reread(given, desk.workspace, desk.clock()), names=[path.name for path in paths])


def _screen(acts: Sequence[Opened] = (), wrong: str = "", names: list[str] | None = None) -> str:
    start, shown = 0, []
    for act in acts:
        remarks = [remark for heading in act.remarks for remark in heading.remarks]
        shown.append((act, start, sheets(act, remarks, start)))
        start += len(remarks)
    known = [line for line in newest_first(office().desk.overview().lines) if line.state is not State.CITE]
    return render_template("reread.html", acts=shown, wrong=wrong, known=known, typed=request.form, names=names or [])


def _sent(copies: list[Path]) -> Response:
    """One copy as it is, several in a zip."""
    if len(copies) == 1:
        data = BytesIO(copies[0].read_bytes())
        return send_file(data, WORD, as_attachment=True, download_name=copies[0].name)
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for path in copies:
            archive.write(path, path.name)
    data.seek(0)
    return send_file(data, "application/zip", as_attachment=True, download_name="avec commentaires.zip")
