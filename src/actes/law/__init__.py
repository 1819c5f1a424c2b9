"""Legal facts as data: each with the days it is in force and its source. Nothing here was checked against Légifrance.

One file a subject (`vat.py`, `bodies.py`…); a rule that leans on one cites its source and says « à vérifier » where
it is not certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Generic, TypeVar

from ..frozen import frozen
from ..packaged import packaged
from ..values.periods import covers

T = TypeVar("T")


@frozen
class LegalFact(Generic[T]):
    """A value that the law gives from a day to another, both included; None where it has no such end."""

    value: T
    debut: date | None
    fin: date | None
    source: str

    def in_force(self, on: date) -> bool:
        """Whether it applies that day."""
        return covers(self.debut, self.fin, on)


def in_force(facts: Iterable[LegalFact[T]], on: date) -> Iterator[LegalFact[T]]:
    """Those that apply that day.

    >>> rates = (LegalFact(19, None, date(2013, 12, 31), "…"), LegalFact(20, date(2014, 1, 1), None, "…"))
    >>> [fact.value for fact in in_force(rates, date(2025, 7, 8))], [f.value for f in in_force(rates, date(2013, 1, 1))]
    ([20], [19])
    """
    return (fact for fact in facts if fact.in_force(on))


def tables(name: str) -> Iterator[tuple[str, str, str]]:
    """The lines of a table, each with the heading above it, cut at its first colon."""
    head = ""
    for line in packaged(__spec__, name).splitlines():
        if line.startswith("= "):
            head = line.removeprefix("= ")
        elif not line.startswith("#"):
            key, _, text = line.partition(": ")
            yield head, key, text
