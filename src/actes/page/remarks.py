"""What is done about a remark: corrected where the rule knows how, accepted with a reason, confirmed, explained."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from ..finding import CannotGoOn
from ..tasks.correction import GONE
from ..tasks.explain import explain
from ..tasks.mend import accept
from ..tasks.opened import Opened, Remark
from .edit import Answer, after
from .office import desk_of

screens = Blueprint("remarks", __name__)


@screens.post("/acte/<identifier>/remarque")
def answer(identifier: str) -> Answer:
    """Do what one button asks about one remark, which is known by its key."""
    desk, sent = desk_of(identifier), request.form
    force = bool(sent.get("malgre"))
    if sent.get("nommer"):
        path, _, start = sent["nommer"].rpartition("#")
        desk.name(identifier, path, int(start) if start.isdecimal() else -1, force=force)
        return after(desk, identifier)
    remark = wanted(desk.opened(identifier), sent.get("remarque", ""))
    if sent.get("faire") == "corriger":
        desk.correct(identifier, remark.finding, force=force)
    elif sent.get("faire") == "accepter":
        motif, par = sent.get("motif", ""), sent.get("par", "")
        accept(desk.workspace.registry, identifier, remark.finding, motif, par, desk.clock())
    elif remark.asks is not None:
        desk.change(identifier, desk.version(identifier), [remark.asks])
    return after(desk, identifier)


@screens.get("/regle/<code>")
def rule(code: str) -> str:
    title, _, rest = explain(code).partition("\n\n")
    parts = [one.splitlines() for one in rest.split("\n\n")]
    return render_template("rule.html", title=title, parts=parts, back=request.args.get("acte", ""))


def wanted(act: Opened, key: str) -> Remark:
    """The remark of a key. Raises CannotGoOn where the act has changed, and it is made no more."""
    for one in act.every:
        if one.key == key:
            return one
    raise CannotGoOn([GONE])
