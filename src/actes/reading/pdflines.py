"""The words of a page of a PDF with their boxes, and its ruled lines, as pdfium gives them (see `pdfprocess`).

The words are put back on lines, from top to bottom; a wide gap cuts a line into pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from statistics import quantiles

from ..frozen import frozen
from .openings import marker
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


WIDE = 1.5  # heights of a line: a gap as wide separates columns


@frozen
class Piece:
    """Words that follow one another without a wide gap."""

    text: str
    box: Box
    first: float  # width of the first word


@frozen
class Strip:
    """What stands at one height of a page, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def box(self) -> Box:
        return reduce(Box.united, (piece.box for piece in self.pieces))


def strips_of(words: Iterable[Word]) -> list[Strip]:
    """Words on lines, from the top; raised letters (« 1er ») stay with their line."""
    rows: list[tuple[Box, list[Word]]] = []
    for found in sorted(_strands(words), key=lambda strand: -_box(strand).middle[1]):
        box = _box(found)
        row = next((row for row in reversed(rows[-3:]) if _level(row[0], box)), None)
        if row:
            row[1].extend(found)
            continue
        rows.append((box, list(found)))
    strips = [Strip(tuple(_pieces(sorted(found, key=lambda word: word.box.x0)))) for _, found in rows]
    return sorted(strips, key=lambda strip: -strip.box.middle[1])


def _strands(words: Iterable[Word]) -> list[list[Word]]:
    """Words that were drawn one after the other at one height."""
    strands: list[list[Word]] = []
    box: Box | None = None
    for word in words:
        last = strands[-1][-1] if strands else None
        if last and box and word.strand == last.strand and _level(box, word.box):
            strands[-1].append(word)
            box = box if box.height >= word.box.height else word.box
        else:
            strands.append([word])
            box = word.box
    return strands


def _box(words: Sequence[Word]) -> Box:
    """The box of most of the words: the tallest one's height."""
    tallest = max(words, key=lambda word: word.box.height).box
    left, right = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    return Box(left, tallest.y0, right, tallest.y1)


def _level(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.height, other.height)


def _pieces(words: Sequence[Word]) -> Iterator[Piece]:
    group: list[Word] = []
    for word in words:
        if group and word.box.x0 - group[-1].box.x1 > WIDE * word.box.height and not _marks(group):
            yield _piece(group)
            group = []
        group.append(word)
    if group:
        yield _piece(group)


def _marks(words: Sequence[Word]) -> bool:
    """Whether words are only what stands before an item."""
    found = marker(" ".join(word.text for word in words) + " ")
    return found is not None and not found[1]


def _piece(words: Sequence[Word]) -> Piece:
    text, end = "", words[0].box.x0
    for word in words:
        if word.called:
            continue
        apart = word.box.x0 - end > 0.12 * word.box.height or (word.strand == words[0].strand and bool(text))
        text += (" " if text and apart else "") + word.text
        end = word.box.x1
    if len(words) > 3 and all(len(word.text) == 1 and word.text.isalpha() for word in words):
        text = text.replace(" ", "")  # « D É C I D E »
    return Piece(text, _box(words), words[0].box.x1 - words[0].box.x0)


def pitch_of(strips: Sequence[Strip]) -> float:
    """The usual distance from a line to the next one, in heights of a line; tables are left out."""
    lines = [(a, b) for a, b in pairwise(strips) if len(a.pieces) == len(b.pieces) == 1]
    ratios = [ratio for a, b in lines if 0.5 < (ratio := step_of(a, b)) < 2.2]
    return max(1.0, quantiles(ratios, n=10)[2]) if len(ratios) > 4 else 1.1


def step_of(above: Strip, below: Strip) -> float:
    """The distance of two lines, in heights of the lower one."""
    return (above.box.y0 - below.box.y0) / max(below.box.height, 1.0)
