"""What is to change in the text of an entry, field by field. `registry.splice` writes it; nothing else moves.

A path names a field as everywhere else (« convention.articles[2].texte »). Edits are made in order, each on the result
of the one before: an index counts what stands there then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ..frozen import frozen
from ..pattern import pattern

_STEP = pattern(r"\[(\d+)\]|\.?([^.\[]+)")


def steps(path: str) -> list[str | int]:
    """The names and the ranks that lead to a field.

    >>> steps("convention.articles[2].texte")
    ['convention', 'articles', 2, 'texte']
    """
    return [int(rank) if rank else name for rank, name in _STEP.findall(path)]


def above(path: str) -> str:
    """The path of what holds a field; empty for a key of the file.

    >>> above("articles[2].texte"), above("articles[2]"), above("articles")
    ('articles[2]', 'articles', '')
    """
    return path[: max(path.rfind("."), path.rfind("["), 0)]


@frozen
class Text:
    """Prose, written as a block « | », which takes any text as it is."""

    text: str


Tree: TypeAlias = str | Text | Mapping[str, "Tree"] | Sequence["Tree"]


@frozen
class Put:
    """A field gets a value; where it is absent it comes after its neighbour `after`, else last."""

    path: str
    value: Tree
    after: str = ""


@frozen
class Add:
    """A list gets an item: last, or at `index`. An absent list is made."""

    path: str
    value: Tree
    index: int | None = None


@frozen
class Remove:
    """A field, or an item of a list, goes; with `comment`, so do the lines of comment right above it."""

    path: str
    comment: bool = False


@frozen
class Move:
    """A field, or an item of a list, takes the place of the one before it (`by` is -1) or after it (1)."""

    path: str
    by: int


@frozen
class Rewrite:
    """The characters `start` to `end` of a text give way to others; the rest of the text stays as it is written."""

    path: str
    start: int
    end: int
    text: str


@frozen
class Lead:
    """The comment that opens the file, before its first key, gives way to another one."""

    comment: str
    path: str = ""


Edit: TypeAlias = Put | Add | Remove | Move | Rewrite | Lead


# what somebody does to the fields of an entry, of which `registry.typed` makes edits


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


Change: TypeAlias = Typed | Said | Added | Remove | Move
