"""The words of a page of a PDF with their boxes, and its ruled lines, as pdfium gives them (see `pdfprocess`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..frozen import frozen
from .pdfprocess import Page
from .symbols import SYMBOLS

REPAIRED = {0xFFFE: "-", 0x02: "-", 0xAD: "-", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
UNITS = frozenset({"m", "km", "dm", "cm", "mm", "(m", "/m"})
THIN = 3.0  # points: a drawing no thicker is a rule


@frozen
class Box:
    """A rectangle of a page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def united(self, other: Box) -> Box:
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@frozen
class Word:
    """Characters without space between them; `strand` counts the lines in which pdfium gives them.

    `called` marks the raised figure that calls a note (« ainsi¹ »), not that of « m² ».
    """

    text: str
    box: Box
    strand: int
    called: bool = False


def words_of(page: Page) -> Iterator[Word]:
    """The words of a page, in the order in which they were drawn."""
    word = _Open(0)
    for code, box in zip(page.codes, boxes(page.places), strict=True):
        if code in (0x20, 0x09, 0x0D, 0x0A, 0):
            yield from word.closed()
            word = _Open(word.strand + (code == 0x0A))
            continue
        text = REPAIRED.get(code) or SYMBOLS.get(code) or chr(code)
        if word.box and box.y1 < word.box.middle[1]:  # after the hyphen at the end of a line, pdfium goes on below
            yield from word.closed()
            word = _Open(word.strand + 1)
        elif word.box and word.text.isdigit() and box.height > 1.25 * word.box.height:  # « ¹Note »
            yield from word.closed()
            word = _Open(word.strand)
        elif word.box and word.called != word.calls(text, box):
            yield from word.closed()
            word = _Open(word.strand, called=not word.called)
        word.add(text, box)
    yield from word.closed()


@dataclass(slots=True)
class _Open:
    """A word that is being read."""

    strand: int
    text: str = ""
    box: Box | None = None
    called: bool = False

    def calls(self, text: str, box: Box) -> bool:
        """Whether a character is the raised figure that calls a note after this word."""
        if self.called:
            return text.isdigit()
        small = self.box is not None and box.height < 0.8 * self.box.height and box.y0 > self.box.y0 + 1
        return small and text.isdigit() and self.text[-1:].isalpha() and self.text.lower() not in UNITS

    def add(self, text: str, box: Box) -> None:
        self.text += text
        self.box = self.box.united(box) if self.box else box

    def closed(self) -> Iterator[Word]:
        if self.box:
            yield Word(unicodedata.normalize("NFC", self.text), self.box, self.strand, self.called)


def boxes(sides: Sequence[float]) -> Iterator[Box]:
    """Rectangles from their sides, four for each."""
    each = iter(sides)
    return map(Box, each, each, each, each)


def rules_of(page: Page) -> tuple[list[Box], list[Box]]:
    """The horizontal and the vertical rules of a page; a frame gives its four sides."""
    level: list[Box] = []
    upright: list[Box] = []
    for box, letters in zip(boxes(page.bounds), page.letters, strict=True):
        wide, high = box.x1 - box.x0, box.height
        if wide > 0.97 * page.width and high > 0.97 * page.height:
            continue
        if high <= THIN:
            level.extend([box] * (wide > 2 * THIN))
        elif wide <= THIN:
            upright.append(box)
        elif not letters:
            level.extend([Box(box.x0, box.y0, box.x1, box.y0), Box(box.x0, box.y1, box.x1, box.y1)])
            upright.extend([Box(box.x0, box.y0, box.x0, box.y1), Box(box.x1, box.y0, box.x1, box.y1)])
    return level, upright
