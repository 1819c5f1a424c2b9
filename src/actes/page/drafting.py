"""A new entry, from a model or from an act that it renews: a screen each, every answer in the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ..frozen import frozen
from ..starter import drafting, models
from ..starter.answers import CHOICES
from ..tasks import renewing
from ..tasks.overview import Wanted
from ..tasks.renewing import AVENANT, ORDER, Asked, Question, asked
from .edit import plain
from .home import LONG as WORDS
from .office import office

new, renew = Blueprint("new", __name__), Blueprint("renew", __name__)
MOST = 50  # acts shown
LONG = 2000  # characters of an answer
STEP, LAST = "etape", "fin-des-questions"


@frozen
class Wizard:
    """Questions of one kind: their title, the address of their screen, the button that ends them.

    `empty`: what an answer left out is, where nothing is proposed.
    """

    title: str
    lead: str
    address: str
    done: str
    empty: str = "sans réponse"
    cancel: str = "/"


def answers() -> dict[str, str]:
    """What was answered so far, as it was typed."""
    given = {name: plain(text[:LONG]) for name, text in request.values.items() if name != STEP}
    return {name: text for name, text in given.items() if text}


def screen(wizard: Wizard, questions: Sequence[Question], typed: Mapping[str, str], order: Sequence[str] = ()) -> str:
    """The screen of the question that is asked for, or of the first that is wrong; at the end, of all of them.

    `order` names every question, where those that wait for a wrong answer are not given yet.
    """
    names = [question.name for question in questions]
    order = order or names
    step = request.values.get(STEP, LAST if request.method == "POST" else names[0])
    wrong = next((rank for rank, question in enumerate(questions) if question.wrong), len(names))
    at = min(names.index(step) if step in names else len(names), wrong)
    if [step] == names[at : at + 1] and not questions[at].typed:  # she has not been there yet
        questions = [replace(one, wrong="") if one.name == step else one for one in questions]
    following = [*order, LAST][order.index(names[at]) + 1] if at < len(names) else ""
    shared = {"wizard": wizard, "questions": questions, "typed": typed}
    return render_template("wizard.html", at=at, following=following, last=LAST, step=STEP, **shared)


# from a model


@new.get("/nouveau", endpoint="choose")
def choose_model() -> str:
    return render_template("new.html", models=[models.model(name) for name in models.model_names()])


@new.get("/nouveau/<name>", endpoint="questions")
def asked_of_model(name: str) -> str:
    model, typed = _model(name), answers()
    return screen(_of_model(model), _asked(model, _place(), typed), typed)


@new.post("/nouveau/<name>", endpoint="write")
def write_new(name: str) -> str | Response:
    """Write the entry, and open it; a third party is said to be there."""
    model, place, typed = _model(name), _place(), answers()
    found = _asked(model, place, typed)
    if any(one.wrong for one in found):
        return screen(_of_model(model), found, typed)
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
    desk = office().desk
    return drafting.drafting(desk.workspace.registry, desk.clock(), desk.warm.held().loaded)


def _asked(model: models.Model, place: drafting.Drafting, typed: Mapping[str, str]) -> list[Question]:
    """Every question, with what is proposed or an example, and why an answer will not do."""
    found = list(_questions(model, place, typed))
    read = {
        one.name: one.read(typed[one.name])
        for one, said in zip(model.questions, found, strict=True)
        if said.typed and not said.wrong
    }
    name, why = place.misread(model, read)
    return [replace(one, wrong=why) if one.name == name else one for one in found]


def _questions(model: models.Model, place: drafting.Drafting, typed: Mapping[str, str]) -> Iterator[Question]:
    read: dict[str, str] = {}
    for one in model.questions:
        answer = typed.get(one.name, "")
        wrong = place.refused(model, one, {**read, one.name: answer}) if answer else ""
        known = place.known(model, read)
        offered = known.get(one.name) or model.example(one, known) if one.offered or one.name in known else ""
        hint = "" if offered else f"Par exemple : {model.example(one, known)}"
        if not answer and not offered and one.required:
            wrong = "la fiche ne peut pas s’en passer"
        if answer and not wrong:
            read[one.name] = one.read(answer)
        names = {name: tiers.nom for name, tiers in place.register.tiers.items()} if one.kind == "tiers" else {}
        known_as = (
            *sorted(names.items(), key=lambda pair: pair[1]),
            *((word.value, word.value) for word in CHOICES.get(one.kind, ())),
        )
        proposed = one.shown(offered) if offered else ""
        yield Question(one.name, one.text, answer, proposed, wrong=wrong, choices=known_as, hint=hint)


def _of_model(model: models.Model) -> Wizard:
    lead = "Sans réponse, la proposition est prise ; sinon, « à compléter » reste dans la fiche."
    address = url_for("new.questions", name=model.name)
    return Wizard(model.title, lead, address, "Créer la fiche", "à compléter plus tard", url_for("new.choose"))


# from an act


@renew.get("/reconduire", endpoint="choose")
def choose_act() -> str:
    """Which act: those that come to their end first, then those that somebody looks for."""
    wanted = Wanted(request.args.get("mots", "")[:WORDS].strip())
    overview = office().desk.overview(wanted)
    ending = {one.identifier for one in overview.due or () if not wanted.words}
    lines = [line for line in overview.lines if line.signed and line.identifier not in ending][:MOST]
    return render_template("renewable.html", overview=overview, lines=lines, wanted=wanted, today=office().desk.clock())


@renew.get("/acte/<identifier>/reconduire", endpoint="questions")
def asked_of_act(identifier: str) -> str:
    return _renewal(*_asked_of(identifier))


@renew.post("/acte/<identifier>/reconduire", endpoint="write")
def write_renewed(identifier: str) -> str:
    desk, (name, found, typed) = office().desk, _asked_of(identifier)
    if not found.whole:
        return _renewal(name, found, typed)
    made = renewing.renew(desk.workspace.registry, name, found.given, desk.clock())
    return render_template("renewed.html", before=name, made=made, told=renewing.told(made))


def _asked_of(identifier: str) -> tuple[str, Asked, dict[str, str]]:
    """The act that somebody names, what is asked up to what cannot be, what was answered."""
    desk, typed = office().desk, answers()
    name = desk.named(identifier)
    register = renewing.source(desk.workspace.registry, name)
    return name, asked(register, name, typed, desk.clock()), typed


def _renewal(name: str, found: Asked, typed: Mapping[str, str]) -> str:
    """The screen of its questions; of an act that is renewed already, that which leads to its renewal."""
    if found.already:
        return render_template("already.html", name=name, done=found.already, avenant=AVENANT)
    return screen(_of_act(name), found.questions, typed, ORDER)


def _of_act(name: str) -> Wizard:
    lead = f"D’après {name}, qui n’est pas modifié. Sans réponse, la proposition est prise."
    address, back = url_for("renew.questions", identifier=name), url_for("act.act", identifier=name)
    return Wizard(f"Reconduire {name}", lead, address, "Créer la fiche", cancel=back)
