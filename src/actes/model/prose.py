"""Prose: words a person typed, with `{{ … }}` where they name a fact."""

from __future__ import annotations

from dataclasses import field

from ..frozen import frozen
from ..place import Locatable, Place

NOWHERE = Place("")


@frozen
class Prose:
    """The source of a piece of prose, as typed, and where each of its characters stands."""

    text: str
    source: Locatable = field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text
