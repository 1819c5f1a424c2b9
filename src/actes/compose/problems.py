"""What is wrong in the prose of an entry, as findings."""

from __future__ import annotations

from ..finding import Finding
from ..jinja import TemplateProblem
from ..model.prose import Prose
from ..problems import loading_error
from ..values.text import line_at


def prose_finding(problem: TemplateProblem, prose: Prose) -> Finding:
    """The problem of a piece of prose, at its place, with the line that holds it."""
    excerpt = line_at(prose.text, problem.offset)
    where = prose.source.place_at(problem.offset)
    return loading_error("texte-a-corriger", problem.message, problem.hint, where=where, excerpt=excerpt)
