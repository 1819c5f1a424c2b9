"""An act beside another one: what should have changed, facts side by side, words gone and come."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from ..tasks.compared import act_before, compared
from ..tasks.overview import newest_first
from .office import office

screens = Blueprint("compare", __name__)


@screens.get("/acte/<identifier>/comparer")
def compare(identifier: str) -> str:
    """With the act that it renews, unless somebody says which."""
    desk = office().desk
    name = desk.named(identifier)
    other = request.args.get("avec", "") or act_before(desk.register(), name)
    found = compared(desk.workspace, desk.named(other), name, desk.clock()) if other else None
    known = [line for line in newest_first(desk.overview().lines) if line.identifier != name]
    return render_template("compare.html", name=name, other=other, found=found, known=known)
