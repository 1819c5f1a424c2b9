"""A document of anybody's, dropped: its text with what is found in it beside, or compared with an act."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from ..finding import CannotGoOn
from ..tasks.copies import annotate_files
from ..tasks.examine import examine_files
from ..tasks.known import reference_of
from ..tasks.opened import Opened, reread
from ..tasks.overview import State
from .office import office
from .sheets import sheets
from .uploads import dropped

screens = Blueprint("reread", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@screens.get("/relire")
def form() -> str:
    return _screen()


@screens.post("/relire")
def read() -> str | Response:
    """What is found in the documents, or their copies with comments."""
    desk, asked = office().desk, request.form
    with dropped("fichiers") as paths:
        if not paths:
            return _screen(wrong="Choisissez un document, ou déposez-le ici.")
        reference = reference_of(desk.workspace, asked["acte"]) if asked.get("acte") else None
        acts = examine_files(paths, desk.clock(), together="ensemble" in asked, against=reference)
        if "commentaires" not in asked:
            return _screen([reread(act) for act in acts], names=[path.name for path in paths])
        copies = [copy for act in acts if act.files for copy in annotate_files(act)]
        if written := [copy.written.path for copy in copies if copy.written is not None]:
            return _sent(written)
        raise CannotGoOn([found.by_name() for copy in copies for found in copy.findings])


def _screen(acts: Sequence[Opened] = (), wrong: str = "", names: list[str] | None = None) -> str:
    start, shown = 0, []
    for act in acts:
        shown.append((act, start, sheets(act, start)))
        start += len(act.every)
    known = [line for line in office().desk.overview().lines if line.state is not State.CITE]
    return render_template("reread.html", acts=shown, wrong=wrong, known=known, typed=request.form, names=names or [])


def _sent(copies: list[Path]) -> Response:
    if len(copies) == 1:
        data = BytesIO(copies[0].read_bytes())
        return send_file(data, WORD, as_attachment=True, download_name=copies[0].name)
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for path in copies:
            archive.write(path, path.name)
    data.seek(0)
    return send_file(data, "application/zip", as_attachment=True, download_name="avec commentaires.zip")
