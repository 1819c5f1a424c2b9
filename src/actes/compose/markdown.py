"""Light Markdown: paragraphs, nested lists, bold, italic. What a person types in an entry.

The text that comes here is prose whose facts were put aside (see `prose.py`): a fact's value is never read as Markdown.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..document import Kind, Style

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# A line in which Markdown reads nothing: most formulas and visas. A test holds both ways to the same result.
PLAIN = re.compile(r"[^\s\d*_\\+-][^\n*_\\]*")
MARKERS = ("-", "o", "·")  # of a list inside a list inside a list


class Chunk(NamedTuple):
    """Words of one style, at `offset` of the text read; a line break is `\\n`, a softened one a space."""

    text: str
    offset: int
    styles: frozenset[Style]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or an item of a list."""

    kind: Kind
    level: int
    marker: str
    chunks: tuple[Chunk, ...]


@functools.cache
def parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["list", "emphasis", "newline", "escape"])


def read(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text, in order."""
    one_line = text.rstrip()
    if PLAIN.fullmatch(one_line):
        yield Paragraph(Kind.PARAGRAPHE, 1, "", (Chunk(one_line, 0, frozenset()),))
    else:
        yield from _parsed(text)


def _parsed(text: str) -> Iterator[Paragraph]:
    lists: list[tuple[str, int]] = []  # the delimiter of each open list (« . », « ) », « » for bullets) and its next number
    marker = ""
    cursor = 0
    for token in parser().parse(text):
        match token.type:
            case "bullet_list_open":
                lists.append(("", 0))
            case "ordered_list_open":
                lists.append((token.markup or ".", int(token.attrs.get("start", 1))))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                delimiter, number = lists[-1]
                marker = f"{number}{delimiter}" if delimiter else MARKERS[min(len(lists), len(MARKERS)) - 1]
                lists[-1] = (delimiter, number + 1)
            case "inline":
                chunks, cursor = _chunks(token, text, cursor)
                kind = Kind.ITEM if lists else Kind.PARAGRAPHE
                yield Paragraph(kind, max(1, len(lists)), marker if lists else "", chunks)
                marker = ""


def _chunks(token: Token, text: str, cursor: int) -> tuple[tuple[Chunk, ...], int]:
    styles: list[Style] = []
    chunks: list[Chunk] = []
    for child in token.children or ():
        match child.type:
            case "strong_open":
                styles.append(Style.GRAS)
            case "em_open":
                styles.append(Style.ITALIQUE)
            case "strong_close" | "em_close":
                styles.pop()
            case "softbreak" | "hardbreak":
                chunks.append(Chunk(" " if child.type == "softbreak" else "\n", cursor, frozenset(styles)))
            case _ if child.content:
                # Markup between two texts is only skipped: each stands further on, as it is.
                start = text.find(child.content, cursor)
                start = start if start >= 0 else cursor
                chunks.append(Chunk(child.content, start, frozenset(styles)))
                cursor = start + len(child.content)
    return tuple(chunks), cursor
