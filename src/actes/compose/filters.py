"""The filters that prose may use: those of values, and those that agree with the act or leave room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ..model.acte import TypeActe
from ..values.filters import FILTERS as OF_VALUES
from ..values.filters import show

__all__ = ["FILTERS", "show"]

ROOM = "\u00a0" * 24  # room for a stamp or a date written by hand


def accorde(word: str, type_acte: TypeActe) -> str:
    """A participle that agrees with the act: « Transmise » for a décision, « Transmis » for an arrêté."""
    return f"{word}e" if type_acte.feminin else word


def ou_place(value: Any) -> Any:
    """The value, or room to write it by hand while it is not known."""
    return ROOM if value is None else value


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {**{name: entry.function for name, entry in OF_VALUES.items()}, "accorde": accorde, "ou_place": ou_place}
)
