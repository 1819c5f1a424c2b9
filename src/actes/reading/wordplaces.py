"""Where in the XML of a Word file the characters stand that its reader saw.

The origin of a span read by `wordbody` is a paragraph's number and an offset; here is what is at that offset.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ..frozen import frozen
from .wordml import paragraphs
from .wordtext import RunReader


@frozen
class Piece:
    """Characters of a paragraph from its offset `start` on; `holder` is their `w:t`, `w:tab`…, `run` its `w:r`."""

    start: int
    text: str
    holder: Element
    run: Element | None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@frozen
class Paragraph:
    """A `w:p` and what is seen of it."""

    element: Element
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def paragraphs_of(root: Element) -> tuple[Paragraph, ...]:
    """Every paragraph of a document, the first one being number 1 of a `Place`."""
    reader = RunReader()
    return tuple(_paragraph(element, reader) for element in paragraphs(root))


def _paragraph(element: Element, reader: RunReader) -> Paragraph:
    pieces: list[Piece] = []
    for run, holder, text in reader.pieces(element):
        pieces.append(Piece(pieces[-1].end if pieces else 0, text, holder, run))
    return Paragraph(element, tuple(pieces))
