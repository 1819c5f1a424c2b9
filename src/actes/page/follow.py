"""What happened after the signature: typed, or read of the receipt that is dropped."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request

from ..finding import CannotGoOn
from ..tasks import follow as tasks
from ..tasks.follow import followed, numbered, receipt_of, stated_of, to_correct
from .office import days_of, office
from .uploads import dropped

screens = Blueprint("follow", __name__)
# The days that a form asks for; their names are those of what is recorded.
DAYS = {
    "signed": "Signé le",
    "sent": "Transmis à la préfecture le",
    "received": "Reçu par la préfecture le",
    "published": "Publié le",
}


@screens.route("/acte/<identifier>/suivi", methods=["GET", "POST"])
def follow(identifier: str) -> str:
    """Where the act stands; what is typed is written into its entry, checked first."""
    desk = office().desk
    name = desk.named(identifier)
    wrong, refused, done = dict[str, str](), (), None
    open_ = _open(name)
    if request.method == "POST":
        days, wrong = days_of(DAYS)
        if open_ and "sciemment" not in request.form:
            wrong["sciemment"] = "cochez-la pour enregistrer malgré ce qui est à corriger"
        try:
            done = None if wrong else _record(name, days, wrong)
        except CannotGoOn as error:
            refused = error.findings  # type: ignore[assignment]
    register = desk.register()
    if name not in register.actes:
        raise CannotGoOn(desk.warm.held().loaded.findings)
    shared = {"name": name, "act": register.actes[name], "deputies": register.collectivite.delegataires, "days": DAYS}
    shared |= {"lines": followed(register, name, desk.clock()), "typed": request.form, "wrong": wrong}
    return render_template("follow.html", open=0 if done else open_, refused=refused, done=done, **shared)


def _open(name: str) -> int:
    """How many errors are to correct before an act is signed; none of one that cannot be read."""
    desk = office().desk
    act = desk.register().actes.get(name)
    return len(to_correct(act, (one.finding for one in desk.opened(name).every), desk.clock())) if act else 0


def _record(name: str, days: dict[str, date], wrong: dict[str, str]) -> tasks.Recorded | None:
    """Write what is stated; None where nothing is, or where the receipt cannot be read, which `wrong` then says."""
    desk, typed = office().desk, request.form.get("receipt", "").strip()
    with dropped("accuse") as files:
        try:
            said = receipt_of(files[0]) if files else numbered(typed) if typed else None
        except ValueError as error:
            wrong["receipt"] = str(error)
            return None
    by = request.form.get("par") or None
    if not (days or said or by):
        wrong["signed"] = "dites ce qui a eu lieu : une date, ou l’accusé de réception"
        return None
    stated, force = stated_of(said, **days), "remplacer" in request.form
    how = {"force": force, "knowingly": "sciemment" in request.form}
    return tasks.record(desk.workspace.registry, name, stated, desk.clock(), by=by, **how)
