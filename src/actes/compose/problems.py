"""What is wrong in the prose of an entry, as findings."""

from __future__ import annotations

from ..finding import Finding, Severity
from ..jinja import TemplateProblem
from ..model.prose import Prose

CODE, NAME = "REG060", "texte-a-corriger"


def prose_finding(problem: TemplateProblem, prose: Prose) -> Finding:
    """The problem of a piece of prose, at its place, with the line that holds it."""
    start = prose.text.rfind("\n", 0, problem.offset) + 1
    excerpt = prose.text[start:].split("\n", 1)[0].strip()
    return Finding(
        CODE,
        NAME,
        Severity.ERREUR,
        problem.message,
        hint=problem.hint,
        where=prose.source.place_at(problem.offset),
        excerpt=excerpt[:120],
    )
