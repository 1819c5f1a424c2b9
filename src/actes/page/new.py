"""A new entry from a model: the questions of `actes new`, a screen each, then the act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ..starter import drafting, models
from ..tasks.renewing import Question
from .office import office
from .wizard import Wizard, answers, screen

screens = Blueprint("new", __name__)


@screens.get("/nouveau")
def choose() -> str:
    """Which model."""
    return render_template("new.html", models=[models.model(name) for name in models.model_names()])


@screens.get("/nouveau/<name>")
def questions(name: str) -> str:
    """What a model asks."""
    model, typed = _model(name), answers()
    return screen(_wizard(model), list(_asked(model, _place(), typed)), typed)


@screens.post("/nouveau/<name>")
def write(name: str) -> str | Response:
    """Write the entry, and open it; a third party is said to be there."""
    model, place, typed = _model(name), _place(), answers()
    found = list(_asked(model, place, typed))
    if any(one.wrong for one in found):
        return screen(_wizard(model), found, typed)
    read = {one.name: one.read(typed[one.name]) for one in model.questions if one.name in typed}
    path = place.write(model, read)
    if not model.is_act:
        return render_template("newtiers.html", name=path.stem)
    return redirect(url_for("act.act", identifier=path.stem), 303)


def _model(name: str) -> models.Model:
    if name not in models.model_names():
        abort(404)
    return models.model(name)


def _place() -> drafting.Drafting:
    desk, loaded = office().desk, office().desk.warm.held().loaded
    return drafting.drafting_of(desk.workspace.registry, loaded.holding(), loaded.findings, desk.clock())


def _asked(model: models.Model, place: drafting.Drafting, typed: Mapping[str, str]) -> Iterator[Question]:
    """Every question, with what is proposed or an example, and why an answer will not do."""
    read: dict[str, str] = {}
    for one in model.questions:
        answer = typed.get(one.name, "")
        wrong = place.refused(model, one, {**read, one.name: answer}) if answer else ""
        known = place.known(model, read)
        offered = known.get(one.name) or model.example(one, known) if one.offered or one.name in known else ""
        hint = "" if offered else f"Par exemple : {model.example(one, known)}"
        if not answer and not offered and one.required:
            wrong = "la fiche ne peut pas s’en passer" if typed else ""
        if answer and not wrong:
            read[one.name] = one.read(answer)
        names = {name: tiers.nom for name, tiers in place.register.tiers.items()} if one.kind == "tiers" else {}
        known_as = tuple(sorted(names.items(), key=lambda pair: pair[1]))
        proposed = one.shown(offered) if offered else ""
        yield Question(one.name, one.text, answer, proposed, wrong=wrong, choices=known_as, hint=hint)


def _wizard(model: models.Model) -> Wizard:
    lead = "Sans réponse, la proposition est prise ; sinon, « à compléter » reste dans la fiche."
    address = url_for("new.questions", name=model.name)
    return Wizard(model.title, lead, address, "Créer la fiche", "à compléter plus tard", url_for("new.choose"))
