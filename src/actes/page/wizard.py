"""Questions a screen each: every answer is in the address, so that going back and forth loses nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import render_template, request

from ..frozen import frozen
from ..tasks.renewing import Question

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
    return {name: text[:LONG].strip() for name, text in request.values.items() if name != STEP and text.strip()}


def screen(wizard: Wizard, questions: Sequence[Question], typed: Mapping[str, str], order: Sequence[str] = ()) -> str:
    """The screen of the question that is asked for, or of the first that is wrong; at the end, of all of them.

    `order` names every question, where those that wait for a wrong answer are not given yet.
    """
    names = [question.name for question in questions]
    order = order or names
    step = request.values.get(STEP, names[0])
    wrong = next((rank for rank, question in enumerate(questions) if question.wrong), len(names))
    at = min(names.index(step) if step in names else len(names), wrong)
    following = [*order, LAST][order.index(names[at]) + 1] if at < len(names) else ""
    shared = {"wizard": wizard, "questions": questions, "typed": typed}
    return render_template("wizard.html", at=at, following=following, last=LAST, step=STEP, **shared)
