"""What somebody does to the fields of an entry: typed, said, added, taken away, moved.

`registry.typed` makes edits of its text of it; what is taken away or moved is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from ..frozen import frozen
from .edits import Move, Remove


@frozen
class Typed:
    """A field says `text`; it said `was` (None: whatever it said). Empty, the field goes."""

    path: str
    text: str
    was: str | None = None


@frozen
class Said:
    """A paragraph of a text, by its rank, says `text`; it said `was`. Blank lines in it make several of it."""

    path: str
    rank: int
    text: str
    was: str | None = None


@frozen
class Added:
    """A list gets an item, names get one more (`name`). `values` are those of its keys, or its own under ""."""

    path: str
    values: Mapping[str, str]
    name: str = ""


Removed: TypeAlias = Remove
Moved: TypeAlias = Move
Change: TypeAlias = Typed | Said | Added | Removed | Moved
