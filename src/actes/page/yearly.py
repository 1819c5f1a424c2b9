"""What ends, what the council is told, the register of a year: on screen, to print, to save."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from ..tasks import producing, reporting
from ..values.dateshift import add
from ..values.durations import Duration
from .office import days_of, office

screens = Blueprint("yearly", __name__)
WITHIN = ("3 mois", "6 mois", "12 mois", "24 mois")


@screens.get("/echeances")
def due() -> str:
    desk = office().desk
    within, wrong = _within()
    found = reporting.due_within(desk.register(), desk.clock(), within)
    shared = {"found": found, "today": desk.clock(), "wrong": wrong, "choices": WITHIN}
    return render_template("due.html", within=request.args.get("dans", "6 mois"), **shared)


@screens.get("/echeances.ics")
def calendar() -> Response:
    desk = office().desk
    found = reporting.due_within(desk.register(), desk.clock(), _within()[0])
    data = BytesIO(reporting.calendar(found, desk.clock()))
    return send_file(data, "text/calendar", as_attachment=True, download_name="echeances.ics")


def _within() -> tuple[Duration, str]:
    """How far to look, and why what was typed cannot be."""
    try:
        duration = Duration.parse(request.args.get("dans", "6 mois"))
        add(office().desk.clock(), duration)
    except ValueError as error:
        return Duration.parse("6 mois"), str(error)
    return duration, ""


@screens.route("/compte-rendu", methods=["GET", "POST"])
def report() -> str:
    """What the council is told: shown, then written, then recorded once the meeting was held."""
    desk, names = office().desk, ("depuis", "jusquau", "seance")
    days, wrong = days_of(names)
    since, until, meeting = map(days.get, names)
    register, period, shown = desk.register(), None, None
    if not wrong:
        try:
            period = reporting.period_of(register, since, until, meeting, desk.clock())
            shown = reporting.told(register, period, meeting)
        except ValueError as error:
            wrong |= {"depuis": str(error)} if days else {}  # nobody has asked for anything yet
    done: dict[str, Any] = {}
    if request.method == "POST" and period is not None:
        done = _reported(meeting, period)
    shared = {"wrong": wrong, "typed": request.values, "period": period, "shown": shown}
    held = meeting is not None and meeting <= desk.clock()
    return render_template("report.html", meeting=meeting, held=held, **shared, **({"done": None} | done))


def _reported(meeting: date | None, period: Any) -> dict[str, Any]:
    desk = office().desk
    if "enregistrer" in request.form and meeting is not None:
        return {"done": reporting.record_report(desk.workspace, meeting, desk.clock()), "what": "recorded"}
    if "ouvrir" in request.form:
        target = reporting.report_file(desk.workspace, None if meeting else period, meeting)
        producing.show(reporting.there(target))
        return {"done": True, "what": "opened"}
    years = range(period.debut.year, period.fin.year + 1)
    register = reporting.whole_register(desk.workspace.registry, years)
    force = "quand-meme" in request.form
    written, _ = reporting.write_report(desk.workspace, register, period, meeting, desk.clock(), force=force)
    return {"done": written, "what": "written"}


@screens.route("/registre", methods=["GET", "POST"])
def yearbook() -> str:
    """The register of a year, number by number; its tables written to be printed and bound."""
    desk = office().desk
    years = desk.overview().years
    typed = request.values.get("annee", "")
    year = int(typed) if typed in map(str, years) else years[0] if years else desk.clock().year
    done = None
    if request.method == "POST" and "ouvrir" in request.form:
        producing.show(reporting.there(reporting.yearbook_file(desk.workspace, year)))
    elif request.method == "POST":
        register = reporting.whole_register(desk.workspace.registry, [year])
        force = "quand-meme" in request.form
        done = reporting.write_yearbook(desk.workspace, register, year, desk.clock(), force=force)
    series = reporting.numbered(desk.register(), year)
    return render_template("yearbook.html", years=years, year=year, series=series, done=done)
