"""What is wrong in a template or a piece of prose: all problems at once, each at its character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..frozen import frozen
from ..suggest import closest, did_you_mean
from ..values.text import quoted, unaccented

if TYPE_CHECKING:
    from .run import Template


@frozen
class TemplateProblem:
    """A problem at the character `offset` of the source, with what to write instead, in French."""

    message: str
    hint: str
    offset: int


class TemplateError(Exception):
    """A source that cannot be used; `problems` has them all, in order.

    `rest` is what could be read where some of it is refused: running it tells what else is wrong.
    """

    def __init__(self, problems: Sequence[TemplateProblem], rest: Template | None = None) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems, self.rest = tuple(problems), rest


class Refused(Exception):
    """What cannot be read, or run: what is wrong, and what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Missing(Refused):
    """While a template runs: a name that stands for nothing."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """« vouliez-vous dire … ? » when a known word is near, else the known words.

    >>> suggestion("periode_debut", ["periode", "parties"])
    'vouliez-vous dire « periode » ?'
    >>> suggestion("dû", ["du", "le"])
    'vouliez-vous dire « du » ?'
    >>> suggestion("xyz", ["fin", "debut"])
    'noms possibles : debut, fin'
    """
    names = sorted(known)
    bare = unaccented(word)  # facts bear no accent
    near = [bare] if bare in names else closest(bare, names, n=1)
    if near:
        return did_you_mean(map(quoted, near))
    return f"noms possibles : {', '.join(names)}" if names else ""
