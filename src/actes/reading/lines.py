"""A file as lines on pages, before they are paragraphs: what a text or a PDF gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..document import Row, Style
from ..frozen import frozen
from ..pattern import pattern
from ..place import Place

PIECE = pattern("(\f+|^)([^\f]*)")  # of a line in which pages may begin


@frozen
class Line:
    """A line of text, without the spaces at its ends.

    `gap` says that white space stands above; `full`, that it goes to the right margin (None: not known);
    `rows`, in a PDF, that it stands for a whole table.
    """

    text: str
    place: Place
    page: int = 1
    gap: bool = False
    full: bool | None = None
    styles: frozenset[Style] = frozenset()
    rows: tuple[Row, ...] = ()


def lines_of(text: str, path: str) -> Iterator[Line]:
    """The lines of a text that hold something; a form feed starts a page.

    >>> [(line.text, line.page, line.gap, line.place.line) for line in lines_of("Vu\\n\\n le code\\n\\f2", "a.txt")]
    [('Vu', 1, False, 1), ('le code', 1, True, 3), ('2', 2, False, 4)]
    """
    page, gap, started = 1, False, False
    for number, raw in enumerate(text.split("\n"), start=1):
        feeds = 0
        for piece in PIECE.finditer(raw):
            feeds += len(piece[1])
            page += len(piece[1]) if started else 0
            stripped = piece[2].strip()
            if stripped:
                started = True
                # an empty first cell stays
                stripped = piece[2].strip(" \r\u00a0\u202f\ufeff") if "\t" in stripped else stripped
                column = piece.start(2) - feeds + piece[2].index(stripped) + 1
                yield Line(stripped, Place(path, number, column, page=None), page, gap)
            gap = not stripped


def parted(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where each piece of a line starts and ends, between separators.

    >>> parted("Vaur   Pons", pattern(" {3,}"))
    [(0, 4), (7, 11)]
    """
    gaps = [match.span() for match in separator.finditer(text)]
    return list(zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)], strict=True))


def pages(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines by page, in order; a page without lines is left out."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.page, []).append(line)
    return [found[number] for number in sorted(found)]


@frozen
class Passage:
    """Text put together from several lines of a file: where each of its characters stands.

    `starts`: the offset of each line in the text, and the place of its first character; in order, from 0.

    >>> text = Passage("acte.txt", ((0, Place("acte.txt", 3, 1)), (12, Place("acte.txt", 4, 5))))
    >>> str(text.place_at(2)), str(text.place_at(14))
    ('acte.txt:3:3', 'acte.txt:4:7')
    """

    path: str
    starts: tuple[tuple[int, Place], ...]

    def place_at(self, offset: int) -> Place:
        index = max(0, bisect_right([start for start, _ in self.starts], offset) - 1)
        start, place = self.starts[index]
        return place if place.column is None else replace(place, column=place.column + offset - start)

    def cut(self, offset: int) -> Passage:
        """The same passage without its first `offset` characters."""
        later = tuple((start - offset, place) for start, place in self.starts if start > offset)
        return Passage(self.path, ((0, self.place_at(offset)), *later))
