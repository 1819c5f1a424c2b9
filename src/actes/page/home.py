"""Home: what is to be done, then the acts, found by their words, their year, their state."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from ..tasks.overview import State, Wanted
from .office import office

screens = Blueprint("home", __name__)
PAGE = 50  # acts at a time
LONG = 200  # characters that somebody looks for


@screens.get("/")
def home() -> str:
    desk, wanted = office().desk, asked()
    overview = desk.overview(wanted)
    start = number(request.args.get("apres", ""))
    shown = overview.lines[start : start + PAGE]
    states = [(state, overview.states[state]) for state in State if state in overview.states]
    shared = {"overview": overview, "wanted": wanted, "states": states, "today": desk.clock()}
    return render_template("home.html", shown=shown, start=start, page=PAGE, **shared)


@screens.post("/arreter")
def stop() -> str:
    """End the day: the page stops once this answer has left, the files stay."""
    office().stop()
    return render_template("end.html")


def asked() -> Wanted:
    """What the form looks for; what is no year and no state is not looked for."""
    state = request.args.get("etat", "")
    known = state if state in [one.value for one in State] else ""
    return Wanted(request.args.get("mots", "")[:LONG].strip(), number(request.args.get("annee", "")), known)


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
