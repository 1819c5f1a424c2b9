"""An act: its facts, its pages as they will be, what the check finds, side by side."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from .office import office
from .sheets import sheets

screens = Blueprint("act", __name__)


@screens.get("/acte/<identifier>")
def act(identifier: str) -> str | Response:
    """The act that somebody names, under its own address."""
    opened = office().desk.opened(identifier)
    if opened.identifier != identifier:
        return redirect(url_for("act.act", identifier=opened.identifier))
    remarks = [remark for heading in opened.remarks for remark in heading.remarks]
    draft = opened.line is None or not opened.line.signed
    return render_template("act.html", act=opened, line=opened.line, sheets=sheets(opened, remarks), draft=draft)
