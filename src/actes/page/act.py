"""An act: its facts, its pages as they will be, what the check finds, side by side."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ..tasks.opened import Opened
from .office import office
from .sheets import sheets

screens = Blueprint("act", __name__)


@screens.get("/acte/<identifier>")
def act(identifier: str) -> str | Response:
    """The act that somebody names, under its own address."""
    opened = office().desk.opened(identifier)
    if opened.identifier != identifier:
        return redirect(url_for("act.act", identifier=opened.identifier))
    return screen(opened)


def screen(act: Opened, sent: Any = None) -> str:
    """An act as a screen; `sent` is a form that could not be written as it is."""
    remarks = [remark for heading in act.remarks for remark in heading.remarks]
    draft = act.line is None or not act.line.signed
    forced = bool(request.values.get("modifier") or request.values.get("malgre"))
    shown = {"sheets": sheets(act, remarks), "draft": draft, "forced": forced, "sent": sent}
    return render_template("act.html", act=act, line=act.line, **shown)
