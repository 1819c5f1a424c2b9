"""The pieces of a Word paragraph: runs whose words can be cut, atoms that cannot (a field, a drawing, a link)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from enum import Enum
from typing import cast

from ...frozen import frozen
from ...reading.wordml import CHARACTERS, R, T, W
from ...reading.wordtext import RunReader
from ..package import SPACE, Element, Plain

DROPPED = frozenset({f"{W}lastRenderedPageBreak"})
SIMPLE = frozenset({T, f"{W}rPr", *CHARACTERS, *DROPPED})
NEUTRAL = frozenset(
    W + name
    for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "permStart")
)
OBJECT = "\ufffc"  # stands before the words of an atom, so that they are no others' and have a place of their own


class Sort(Enum):
    """What may be done with a piece."""

    WORDS = 1
    ATOM = 2
    NEUTRAL = 3  # neither seen nor changed: a bookmark, an empty run, hidden words


@frozen
class Piece:
    """Elements that stand together, from one character of the paragraph to another."""

    sort: Sort
    start: int
    text: str
    elements: tuple[Element, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def pieces_of(paragraph: Element) -> tuple[Piece, ...]:
    """The pieces of a paragraph, in order; its text is that of its pieces."""
    found: list[Piece] = []
    start = 0
    for group in _groups(paragraph):
        sort, text = _told(group)
        found.append(Piece(sort, start, text, tuple(group)))
        start += len(text)
    return tuple(found)


def _groups(paragraph: Element) -> Iterator[list[Element]]:
    """Children one by one; from the beginning of a field to its end they are one group."""
    group: list[Element] = []
    depth = 0
    for child in paragraph:
        for mark in child.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        group.append(child)
        if depth <= 0:
            yield group
            group, depth = [], 0
    if group:
        yield group


def _told(group: Iterable[Element]) -> tuple[Sort, str]:
    elements = list(group)
    first = elements[0]
    if len(elements) == 1 and first.tag in NEUTRAL:
        return Sort.NEUTRAL, ""
    if len(elements) == 1 and first.tag == R and all(child.tag in SIMPLE for child in first):
        text = "".join(_characters(child) for child in first)
        return (Sort.WORDS, text) if _seen(elements) else (Sort.NEUTRAL, "")
    return Sort.ATOM, OBJECT + _seen(elements)


def _seen(elements: list[Element]) -> str:
    """The words of elements as a person sees them; hidden ones are not."""
    return "".join(text for _, _, text in RunReader().pieces(cast("Plain", elements)))


def _characters(child: Element) -> str:
    return child.text or "" if child.tag == T else CHARACTERS.get(child.tag, "")


def text_of(pieces: Iterable[Piece]) -> str:
    """The words of a paragraph as a person sees them."""
    return "".join(piece.text for piece in pieces).replace(OBJECT, "")


def cut(run: Element, start: int, end: int) -> Element:
    """A run of the same look with the characters of this one from `start` to `end`."""
    made = deepcopy(run)
    position = 0
    for child in list(made):
        length = len(_characters(child))
        first, last = max(start - position, 0), min(end - position, length)
        if child.tag == f"{W}rPr":
            continue
        if first >= last:
            made.remove(child)
        elif child.tag == T:
            child.text = (child.text or "")[first:last]
            child.set(SPACE, "preserve")
        position += length
    return made
