"""Ruled tables of a page: rules that cross make a grid, words fall into its cells.

A side that is not drawn joins two cells, as a merged cell of Word does; the words stand in the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..frozen import frozen
from .pdflines import THIN, Box, Word

MOST_RULES = 800  # a page with more is a drawing
NEAR = 2 * THIN  # points: two rules as near are one


@frozen
class Grid:
    """A ruled table: where its columns and rows are cut, the rules it is made of, and the words in each cell."""

    box: Box
    cells: tuple[tuple[tuple[Word, ...], ...], ...]

    def holds(self, word: Word) -> bool:
        return _inside(word, self.box)


def grids_of(words: Sequence[Word], level: Sequence[Box], upright: Sequence[Box]) -> list[Grid]:
    """The ruled tables of a page, of two columns at least, from the top; none on a page that is a drawing."""
    level, upright = list(dict.fromkeys(level)), list(dict.fromkeys(upright))
    if len(level) + len(upright) > MOST_RULES:
        return []
    found = [grid for rules in _crossing(level, upright) if (grid := _grid(words, *rules))]
    return sorted(found, key=lambda grid: -grid.box.y1)


def _crossing(level: Sequence[Box], upright: Sequence[Box]) -> Iterator[tuple[list[Box], list[Box]]]:
    """Groups of rules that touch one another."""
    rules = [*level, *upright]
    left = set(range(len(rules)))
    while left:
        group, edge = [], [left.pop()]
        while edge:
            current = edge.pop()
            group.append(current)
            near = [index for index in left if _touch(rules[current], rules[index])]
            left.difference_update(near)
            edge.extend(near)
        yield [rules[i] for i in group if i < len(level)], [rules[i] for i in group if i >= len(level)]


def _touch(one: Box, other: Box) -> bool:
    across = one.x0 - THIN <= other.x1 and other.x0 - THIN <= one.x1
    return across and one.y0 - THIN <= other.y1 and other.y0 - THIN <= one.y1


def _grid(words: Sequence[Word], level: Sequence[Box], upright: Sequence[Box]) -> Grid | None:
    xs = _cuts(rule.middle[0] for rule in upright)
    ys = _cuts(rule.middle[1] for rule in level)[::-1]
    if len(xs) < 3 or len(ys) < 2:
        return None
    box = Box(xs[0], ys[-1], xs[-1], ys[0])
    inside = [word for word in words if _inside(word, box)]
    if not inside:
        return None
    table: list[list[list[Word]]] = [[[] for _ in xs[1:]] for _ in ys[1:]]
    for word in inside:
        row, column = _first(word, xs, ys, level, upright)
        table[row][column].append(word)
    rows = tuple(tuple(tuple(cell) for cell in row) for row in table if any(row))
    return Grid(box, rows)


def _cuts(values: Iterable[float]) -> list[float]:
    """Values in order, those that are nearly the same taken once."""
    cuts: list[float] = []
    for value in sorted(values):
        if not cuts or value - cuts[-1] > NEAR:
            cuts.append(value)
    return cuts


def _first(
    word: Word, xs: Sequence[float], ys: Sequence[float], level: Sequence[Box], upright: Sequence[Box]
) -> tuple[int, int]:
    """The cell of a word: the first of those that no rule separates."""
    x, y = word.box.middle
    column = max(0, sum(cut <= x for cut in xs) - 1)
    row = max(0, sum(cut >= y for cut in ys) - 1)
    while column and not any(
        abs(rule.middle[0] - xs[column]) <= NEAR and rule.y0 - THIN <= y <= rule.y1 + THIN for rule in upright
    ):
        column -= 1
    middle = (xs[column] + xs[column + 1]) / 2
    while row and not any(
        abs(rule.middle[1] - ys[row]) <= NEAR and rule.x0 - THIN <= middle <= rule.x1 + THIN for rule in level
    ):
        row -= 1
    return row, column


def _inside(word: Word, box: Box) -> bool:
    x, y = word.box.middle
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1
