"""The nodes of a YAML file: texts, mappings and sequences that know where they stand.

Scalars are the text their author typed, never converted; an absent value is the empty text. Places are worked out
only when asked: a node keeps two offsets into the source, in code points, and the source knows its lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from functools import lru_cache
from typing import TypeAlias

from ..finding import Finding, Severity
from ..frozen import frozen
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..values.text import line_at
from .positions import positions

# Control characters (a tab excepted: see `tabs`), halves of characters, line separators, and the invisible ones that
# hide inside words or turn the direction of reading.
FORBIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
HIDDEN = pattern(f"[{FORBIDDEN}]|\r(?!\n)")
KEPT = 4_000  # characters of a scalar whose positions are kept: what has one finding has several
_kept = lru_cache(maxsize=128)(positions)


@lru_cache(maxsize=16)
def _starts(text: str) -> tuple[int, ...]:
    """Where each line starts."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


@frozen
class Source:
    """The text of a file and its path as findings show it."""

    path: str
    text: str = field(repr=False)

    def place(self, offset: int) -> Place:
        r"""Line and column of the character `offset`.

        >>> str(Source("a.yaml", "un\ndeux").place(4))
        'a.yaml:2:2'
        """
        starts = _starts(self.text)
        line = bisect_right(starts, offset)
        return Place(self.path, line, offset - starts[line - 1] + 1)

    def offset(self, place: Place) -> int:
        """Where a place of this source stands; -1 for one of another.

        >>> Source("a.yaml", "un\\ndeux").offset(Place("a.yaml", 2, 2))
        4
        """
        starts = _starts(self.text)
        if place.path != self.path or place.line is None or not 0 < place.line <= len(starts):
            return -1
        return starts[place.line - 1] + (place.column or 1) - 1

    def error(
        self, name: str, offset: int, message: str, hint: str = "", severity: Severity = Severity.ERREUR
    ) -> Finding:
        """What is wrong at the character `offset`, with its line."""
        where, excerpt = self.place(offset), self.line(offset)
        return problem(name, message, hint, where=where, excerpt=excerpt, severity=severity)

    def line(self, offset: int) -> str:
        """The line of the character `offset`, without its indentation, cut when long; what is hidden in it is seen."""
        return HIDDEN.sub("\ufffd", line_at(self.text, offset)).replace("\t", "→")


@frozen
class Scalar:
    """A text. `style` is how it is written: "" plain, "'", '"', "|" or ">".

    `source.text[start:end]` is the value as written (quotes and block indicator included): what a splice replaces.
    """

    text: str
    source: Source = field(repr=False, compare=False)
    start: int = field(compare=False)
    end: int = field(compare=False)
    style: str = field(default="", compare=False)

    @property
    def place(self) -> Place:
        """Where the value starts (its quote or block indicator, if any)."""
        return self.source.place(self.start)

    def place_at(self, offset: int) -> Place:
        """Where the character `offset` of the text is written; the nearest one when out of range."""
        return self.source.place(self.written_at(offset))

    def written_at(self, offset: int) -> int:
        """The offset, in the source, of the character `offset` of the text."""
        raw = self.source.text[self.start : self.end]
        offsets = (_kept if len(raw) <= KEPT else positions)(raw, self.style, self.text)
        return self.start + offsets[max(0, min(offset, len(offsets) - 1))]


class _Collection:
    """What mappings and sequences share: they stand where their first key, dash or bracket does."""

    __slots__ = ()
    source: Source
    start: int

    @property
    def place(self) -> Place:
        """Where the first key or dash, or the opening brace or bracket, stands."""
        return self.source.place(self.start)

    def place_at(self, offset: int) -> Place:  # noqa: ARG002
        """The place of the whole: it has no text of its own (see `actes.place.Locatable`)."""
        return self.place


@frozen
class Mapping(_Collection):
    """Keys and their values, in the order of the file. `flow` when written between braces."""

    items: tuple[tuple[Scalar, Node], ...]
    source: Source = field(repr=False, compare=False)
    start: int = field(compare=False)
    end: int = field(compare=False)
    flow: bool = field(default=False, compare=False)

    def get(self, name: str) -> Node | None:
        """The value of the key `name`, or None."""
        return next((value for key, value in self.items if key.text == name), None)


@frozen
class Sequence(_Collection):
    """Items in the order of the file. `flow` when written between brackets."""

    items: tuple[Node, ...]
    source: Source = field(repr=False, compare=False)
    start: int = field(compare=False)
    end: int = field(compare=False)
    flow: bool = field(default=False, compare=False)


Node: TypeAlias = Scalar | Mapping | Sequence


def members(node: Node) -> list[tuple[Scalar | None, Node]]:
    """What a node holds, each with its key where it has one."""
    if isinstance(node, Mapping):
        return list(node.items)
    return [(None, item) for item in node.items] if isinstance(node, Sequence) else []


def is_blank(node: Node) -> bool:
    """Whether a key or a dash is followed by nothing: the value is then as good as left out."""
    return isinstance(node, Scalar) and not node.text.strip()


def is_quoted(node: Node) -> bool:
    """Whether a text is written between quotes."""
    return isinstance(node, Scalar) and node.style in ("'", '"')
