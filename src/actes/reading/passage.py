"""Text put together from several lines of a file: where each of its characters stands.

>>> text = Passage("acte.txt", ((0, Place("acte.txt", 3, 1)), (12, Place("acte.txt", 4, 5))))
>>> str(text.place_at(2)), str(text.place_at(14))
('acte.txt:3:3', 'acte.txt:4:7')
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from ..frozen import frozen
from ..place import Place


@frozen
class Passage:
    """`starts`: the offset of each line in the text, and the place of its first character; in order, from 0."""

    path: str
    starts: tuple[tuple[int, Place], ...]

    def place_at(self, offset: int) -> Place:
        """The place of the character `offset`."""
        index = max(0, bisect_right([start for start, _ in self.starts], offset) - 1)
        start, place = self.starts[index]
        return place if place.column is None else replace(place, column=place.column + offset - start)

    def cut(self, offset: int) -> Passage:
        """The same passage without its first `offset` characters."""
        later = tuple((start - offset, place) for start, place in self.starts if start > offset)
        return Passage(self.path, ((0, self.place_at(offset)), *later))
