"""The third parties: who they are, how many acts name each, what is wrong in their files."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from .home import LONG
from .office import office

screens = Blueprint("tiers", __name__)


@screens.get("/tiers")
def listed() -> str:
    words = request.args.get("mots", "")[:LONG].strip()
    return render_template("tiers.html", bodies=office().desk.bodies(words), words=words)
