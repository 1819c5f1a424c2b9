"""The text of an entry as it is in its file: for one that cannot be read, or for a key that the form has not."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ..finding import Finding
from .office import desk_of, office

screens = Blueprint("raw", __name__)
AROUND = 2  # lines shown before and after the one at fault


@screens.get("/<fiche:identifier>/texte")
def form(identifier: str) -> str:
    text, digest = desk_of(identifier).text(identifier)
    return _screen(identifier, text, digest)


@screens.post("/<fiche:identifier>/texte")
def write(identifier: str) -> str | Response | tuple[str, int]:
    """Write it, where nobody else did meanwhile; what could be read still can be."""
    desk, text = desk_of(identifier), request.form.get("texte", "").replace("\r\n", "\n")
    seen, force = request.form.get("vu", ""), "malgre" in request.form
    done = desk.retype(identifier, seen, text, force=force)
    if done.written and not desk.faults(identifier, text):
        return redirect(url_for("act.act", identifier=identifier), 303)
    return _screen(
        identifier, text, desk.text(identifier)[1], done.theirs, written=done.written
    ), 200 if done.written else 409


def _screen(identifier: str, text: str, digest: str, theirs: str | None = None, *, written: bool = False) -> str:
    lines = text.splitlines()
    told = [_fault(found, lines) for found in office().desk.faults(identifier, text)]
    act = office().desk.opened(identifier)
    title = identifier if act.users is None else act.title
    shared = {"name": identifier, "text": text, "digest": digest, "faults": told, "theirs": theirs}
    return render_template("raw.html", written=written, title=title, signed=act.locked, **shared)


def _fault(found: Finding, lines: list[str]) -> tuple[Finding, int, tuple[tuple[int, str], ...]]:
    """What is wrong in a text: its line, and those around it with their numbers."""
    line = found.where.line or 0 if found.where else 0
    first = max(0, line - 1 - AROUND)
    around = tuple(enumerate(lines[first : line + AROUND], first + 1)) if line else ()
    return found, line, around
