"""The nodes of a YAML file, which know where they stand: texts as their author typed them, mappings and sequences.

An absent value is the empty text. A node keeps two offsets into its source, in code points; `positions` follows the
steps of libyaml's scanner to say where each character of a text comes from: a folded line break, where its space does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from functools import lru_cache
from typing import Any, TypeAlias

from ..finding import Finding, Severity
from ..frozen import frozen
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..values.text import line_at

_BREAKS = r"(?P<breaks>[ \t]*(?:\r?\n[ \t]*)+)|[ \t]+"
_PLAIN = pattern(rf"{_BREAKS}|[^ \t\r\n]+")
_QUOTED = {
    "'": pattern(rf"{_BREAKS}|(?P<escape>'')|[^ \t\r\n']+"),
    '"': pattern(
        rf"{_BREAKS}|(?P<joined>\\(?:\r?\n[ \t]*)+)"
        r"|(?P<escape>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))"
        r'|[^ \t\r\n"\\]+'
    ),
}
_LINE = pattern(r"([^\r\n]*)(\r?\n|$)")


@lru_cache(maxsize=128)  # what has one finding has several
def positions(raw: str, style: str, text: str) -> list[int]:
    r"""Offsets into `raw` of each character of `text`, and of its end.

    `raw` is the scalar as written, `style` how ("" plain, "'", '"', "|", ">"), `text` what YAML reads in it.

    >>> positions('"d\\u00e9j\u00e0"', '"', "d\u00e9j\u00e0")
    [1, 2, 8, 9, 10]
    """
    quote = int(style in _QUOTED)
    if style in ("|", ">"):
        offsets = _block(raw, style == "|", text)
    else:
        offsets = _flow(raw, _QUOTED.get(style, _PLAIN), quote, len(raw) - quote)
    dropped = offsets[len(text) :]  # a block's final line breaks, which chomping drops
    return [*offsets[: len(text)], dropped[0] if dropped else len(raw) - quote]


def _flow(raw: str, token: re.Pattern[str], start: int, end: int) -> list[int]:
    """Plain and quoted scalars: blanks around line breaks vanish, one break is a space, n breaks are n - 1 newlines."""
    offsets: list[int] = []
    for match in token.finditer(raw, start, end):
        span = range(*match.span())
        breaks = [at - (raw[at - 1] == "\r") for at in span if raw[at] == "\n"]
        if match.lastgroup == "breaks":
            offsets += breaks[1:] or breaks
        elif match.lastgroup == "joined":
            offsets += breaks[1:]
        else:
            offsets += span[:1] if match.lastgroup == "escape" else span
    return offsets


def _block(raw: str, literal: bool, text: str) -> list[int]:
    """Block scalars: indentation vanishes; in a folded one, so do breaks between lines that are not indented more."""
    _, *lines = [(m.start(), m.group(1), m.end(1)) for m in _LINE.finditer(raw)]
    indent = _indentation([line for _, line, _ in lines], text)
    offsets: list[int] = []
    pending: list[int] = []  # line breaks since the last line that has words
    after_indented = True  # the first line is never folded into something
    for start, line, end in lines:
        words = line[indent:]
        if words:
            indented = words[0] in " \t"
            folds = not literal and bool(offsets) and not after_indented and not indented
            offsets += (pending[1:] or pending) if folds else pending
            offsets += range(start + indent, end)
            pending, after_indented = [], indented
        pending.append(end)
    return offsets + pending


def _indentation(lines: list[str], text: str) -> int:
    """How many spaces each line of the block loses: those that the first line which is not empty does not keep."""
    said = ((line, kept) for line, kept in zip(lines, text.split("\n"), strict=False) if kept)
    return next((_leading(line) - _leading(kept) for line, kept in said), max(map(len, lines), default=0))


def _leading(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# Control characters (a tab excepted: see `tabs`), halves of characters, line separators, and the invisible ones that
# hide inside words or turn the direction of reading.
FORBIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
HIDDEN = pattern(f"[{FORBIDDEN}]|\r(?!\n)")


@lru_cache(maxsize=16)
def _starts(text: str) -> tuple[int, ...]:
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
        offsets = positions(raw, self.style, self.text)
        return self.start + offsets[max(0, min(offset, len(offsets) - 1))]


@frozen
class _Collection:
    """What mappings and sequences are: members in the order of the file; `flow` when written between brackets."""

    items: tuple[Any, ...]
    source: Source = field(repr=False, compare=False)
    start: int = field(compare=False)
    end: int = field(compare=False)
    flow: bool = field(default=False, compare=False)

    @property
    def place(self) -> Place:
        """Where the first key or dash, or the opening brace or bracket, stands."""
        return self.source.place(self.start)

    def place_at(self, offset: int) -> Place:  # noqa: ARG002
        """The place of the whole: it has no text of its own (see `actes.place.Locatable`)."""
        return self.place


@frozen
class Mapping(_Collection):
    """Keys and their values."""

    items: tuple[tuple[Scalar, Node], ...]

    def get(self, name: str) -> Node | None:
        return next((value for key, value in self.items if key.text == name), None)


@frozen
class Sequence(_Collection):
    """Items, one after the other."""

    items: tuple[Node, ...]


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
    return isinstance(node, Scalar) and node.style in ("'", '"')
