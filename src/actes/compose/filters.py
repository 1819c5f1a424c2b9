"""The filters that prose may use: those of values, and those that agree with the act or leave room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from ..model.natures import TypeActe
from ..values import filters as of_values
from ..values.titles import Genre, Title
from ..values.words import Spelling
from .parties import Party, Signer

ROOM = "\u00a0" * 24  # room for a stamp or a date written by hand


def accorde(word: str, of: TypeActe | Party | Signer | Title) -> str:
    """A participle that agrees with an act, a party, a person or an office, by its -e.

    >>> accorde("Transmis", TypeActe.DECISION), accorde("Transmis", TypeActe.ARRETE)
    ('Transmise', 'Transmis')
    >>> accorde("Transmis", "la décision")
    Traceback (most recent call last):
    ValueError: un mot s'accorde avec « type », une partie, une personne ou un titre
    """
    if isinstance(of, Title):
        return f"{word}e" if of.genre is Genre.F else word
    if not isinstance(of, TypeActe | Party | Signer):
        raise ValueError("un mot s'accorde avec « type », une partie, une personne ou un titre")
    return f"{word}e" if of.feminin else word


def ou_place(value: Any) -> Any:
    """The value, or room to write it by hand while it is not known."""
    return ROOM if value is None else value


OF_ACTS = (of_values.described(accorde), of_values.described(ou_place))


@cache
def filters_for(spelling: Spelling = Spelling.TRADITIONNELLE) -> Mapping[str, Callable[..., Any]]:
    """The filters by name, writing numbers in that spelling."""
    of_facts = {name: entry.function for name, entry in of_values.filters_for(spelling).items()}
    return MappingProxyType({**of_facts, **{one.name: one.function for one in OF_ACTS}})


FILTERS = filters_for()
