"""What a rule is: a generator that reads a context and yields places and words. The engine adds code and severity.

A rule's docstring is its manual, in French: why, then « Mauvais : », « Bon : » and « Source : » lines.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ..context import AgainstContext, Context, Quote, RegisterContext
from ..finding import Severity
from ..frozen import frozen
from ..part import Field, Passage

Where = Passage | Field | Quote


def as_said(*places: Where) -> tuple[tuple[Where, str], ...]:
    """Other places of a report, each with its own words."""
    return tuple((where, f"« {where.text} »") for where in places)


@frozen
class Report:
    """What a rule has to say: where, what is wrong, what to write instead; one cause is one report.

    `related` are the other places that bear on it, each with what it says. `severity` only where it is not the rule's.
    `fix`: words, and what to write in their place, where the rule knows it for certain.
    """

    where: Where
    message: str
    hint: str = ""
    found: str | None = None
    expected: str | None = None
    related: tuple[tuple[Where, str], ...] = ()
    severity: Severity | None = None
    fix: tuple[tuple[Passage, str], ...] = ()


Check = Callable[[Context], Iterator[Report]]
RegisterCheck = Callable[[RegisterContext], Iterator[Report]]
AgainstCheck = Callable[[AgainstContext], Iterator[Report]]


@frozen
class Rule:
    """A rule: its code, readable name, severity, the generator that is its body, and what this looks at."""

    code: str
    name: str
    severity: Severity
    check: Callable[[Any], Iterator[Report]]
    over: type = Context

    @property
    def manual(self) -> str:
        return _manual(self.check)

    @property
    def source(self) -> str:
        """The legal source, or « usage »."""
        lines = (line for line in self.manual.splitlines() if line.startswith("Source : "))
        return next(lines, "").removeprefix("Source : ")


@cache
def _manual(check: Callable[[Any], Iterator[Report]]) -> str:
    return inspect.getdoc(check) or ""


def rule(code: str, name: str, severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a generator that looks at one act; nothing else has to know of it."""
    return lambda check: Rule(code, name, severity, check)


def register_rule(code: str, name: str, severity: Severity) -> Callable[[RegisterCheck], Rule]:
    """Make a rule of a generator that looks at the register as a whole."""
    return lambda check: Rule(code, name, severity, check, RegisterContext)


def against_rule(code: str, name: str, severity: Severity) -> Callable[[AgainstCheck], Rule]:
    """Make a rule of a generator that looks at files held against an entry."""
    return lambda check: Rule(code, name, severity, check, AgainstContext)
