"""The codes of what can be wrong with a file that others wrote, and of what a reader could not take from it."""

from __future__ import annotations

from ..finding import AT_FAULT, COULD_NOT_RUN, CannotGoOn
from ..place import Place
from ..problems import problem

BROKEN = frozenset({"LEC100", "LEC107", "LEC108"})  # nothing in an act is to correct: it could not be read


def unreadable(code: str, message: str, hint: str, path: str) -> CannotGoOn:
    """The exception that says why a file cannot be read and what to do about it."""
    return CannotGoOn([problem(code, message, hint, Place(path))], COULD_NOT_RUN if code in BROKEN else AT_FAULT)
