"""An act: its facts, its pages, what the check finds, side by side; and beside another act. What acts share, too."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ..tasks.confront import act_before, compared
from ..tasks.naming import is_act
from ..tasks.opened import Opened
from .office import desk_of, office
from .sheets import sheets

screens = Blueprint("act", __name__)


@screens.get("/<fiche:identifier>")
def act(identifier: str) -> str | Response:
    """The act that somebody names, under its own address; what acts share by its own name alone."""
    if not is_act(identifier):
        desk_of(identifier)
    opened = office().desk.opened(identifier)
    if opened.identifier != identifier:
        return redirect(url_for("act.act", identifier=opened.identifier))
    return screen(opened)


def screen(act: Opened, sent: Any = None) -> str:
    """An act as a screen; `sent` is a form that could not be written as it is."""
    draft = act.line is None or not act.line.signed
    forced = bool(request.values.get("modifier") or request.values.get("malgre"))
    shown = {"sheets": sheets(act), "draft": draft, "forced": forced, "sent": sent}
    return render_template("act.html" if act.users is None else "shared.html", act=act, line=act.line, **shown)


@screens.get("/acte/<identifier>/comparer")
def compare(identifier: str) -> str:
    """With the act that it renews, unless somebody says which."""
    desk = office().desk
    name = desk.named(identifier)
    other = request.args.get("avec", "") or act_before(desk.register(), name)
    found = compared(desk.workspace, desk.named(other), name, desk.clock()) if other else None
    known = [line for line in desk.overview().lines if line.identifier != name]
    return render_template("compare.html", name=name, other=other, found=found, known=known)
