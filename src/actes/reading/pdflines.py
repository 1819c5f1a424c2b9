"""The words of a page put back on lines, from top to bottom; a wide gap cuts a line into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import quantiles

from ..frozen import frozen
from .openings import marker
from .pdfwords import Box, Word

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
        box = self.pieces[0].box
        for piece in self.pieces[1:]:
            box = box.united(piece.box)
        return box


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
