"""What is wrong in a template or a piece of prose: all problems at once, each at its character."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """A problem at the character `offset` of the source, with what to write instead, in French."""

    message: str
    hint: str
    offset: int


class TemplateError(Exception):
    """A source that cannot be used; `problems` has them all, in order."""

    def __init__(self, problems: Sequence[TemplateProblem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


class Missing(Exception):
    """While a template runs: a name that stands for nothing."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def suggestion(word: str, known: Iterable[str]) -> str:
    """« vouliez-vous dire … ? » when a known word is near, else the known words.

    >>> suggestion("periode_debut", ["periode", "parties"])
    'vouliez-vous dire « periode » ?'
    >>> suggestion("xyz", ["fin", "debut"])
    'noms possibles : debut, fin'
    """
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"vouliez-vous dire « {near[0]} » ?"
    return f"noms possibles : {', '.join(names)}" if names else ""
