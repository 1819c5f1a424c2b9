"""A statement: a subject, a role, a value, a place."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

from ..frozen import frozen
from ..part import Field, Passage
from ..values.actnumber import ActNumber

T = TypeVar("T")


class About(StrEnum):
    """Which act a statement is about."""

    THIS = "this"  # the act examined, its convention and annexes
    CITED = "cited"  # an act of the register or another act, named by its number
    PIECE = "piece"  # a piece attached to it
    OTHER = "other"  # a law, a framework contract, another body's act


@frozen
class Subject:
    """What a statement is about: this act, or another one by its name (« DEC2021-331 », « n° 2021-331 », « bail »).

    Of an act that is cited: its number, and its identifier where it has an entry.
    """

    about: About = About.THIS
    name: str = ""
    numero: ActNumber | None = None
    identifier: str = ""


THIS = Subject()


@frozen
class Statement(Generic[T]):
    """Somebody says `value` about `subject`; `where` is the passage or the field that says it."""

    subject: Subject
    value: T
    where: Passage | Field
