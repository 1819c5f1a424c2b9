"""An act renewed, or extended by an avenant: the questions of the command, a screen each, then what was done."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from ..tasks import renewing
from ..tasks.overview import Wanted
from ..tasks.renewing import ORDER, asked
from .home import LONG
from .office import office
from .wizard import Wizard, answers, screen

screens = Blueprint("renew", __name__)
MOST = 50  # acts shown


@screens.get("/reconduire")
def choose() -> str:
    """Which act: those that come to their end first, then those that somebody looks for."""
    wanted = Wanted(request.args.get("mots", "")[:LONG].strip())
    overview = office().desk.overview(wanted)
    ending = {one.identifier for one in overview.due or () if not wanted.words}
    lines = [line for line in overview.lines if line.signed and line.identifier not in ending][:MOST]
    return render_template("renewable.html", overview=overview, lines=lines, wanted=wanted, today=office().desk.clock())


@screens.get("/acte/<identifier>/reconduire")
def questions(identifier: str) -> str:
    """What is asked, up to what cannot be."""
    desk, typed = office().desk, answers()
    name = desk.named(identifier)
    register = renewing.source(desk.workspace.registry, name)
    found = asked(register, name, typed, desk.clock())
    return screen(_wizard(name), found.questions, typed, ORDER)


@screens.post("/acte/<identifier>/reconduire")
def write(identifier: str) -> str:
    """Write the new entry, and say what was done."""
    desk, typed = office().desk, answers()
    name = desk.named(identifier)
    found = asked(renewing.source(desk.workspace.registry, name), name, typed, desk.clock())
    if not found.whole:
        return screen(_wizard(name), found.questions, typed, ORDER)
    made = renewing.renew(desk.workspace.registry, name, found.given, desk.clock())
    return render_template("renewed.html", before=name, made=made, told=renewing.told(made))


def _wizard(name: str) -> Wizard:
    lead = f"D’après {name}, qui n’est pas modifié. Sans réponse, la proposition est prise."
    address, back = url_for("renew.questions", identifier=name), url_for("act.act", identifier=name)
    return Wizard(f"Reconduire {name}", lead, address, "Créer la fiche", cancel=back)
