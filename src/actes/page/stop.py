"""The button that ends the day: the page stops, the files stay."""

from __future__ import annotations

from flask import Blueprint, render_template

from .office import office

screens = Blueprint("stop", __name__)


@screens.post("/arreter")
def stop() -> str:
    """Stop, once this answer has left."""
    office().stop()
    return render_template("end.html")
