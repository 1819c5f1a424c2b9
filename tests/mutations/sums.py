"""The figures of a file and those that add up: a total and its terms, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from . import marks
from .marks import Mark
from .material import File

NEAR = 700  # characters: how far the terms of a sum may stand from it
MOST = 16  # terms of a sum


@lru_cache(maxsize=64)
def figures(file: File) -> tuple[Mark, ...]:
    """Amounts of the text and figures of tables, in order."""
    found = {(m.start, m.end): m for m in marks.amounts(file.text)}
    for table in file.tables:
        for row in table:
            for start, end in row[1:]:
                if cell := marks.CELL.match(file.text[start:end]):
                    span = (start + cell.start("figure"), start + cell.end("figure"))
                    found.setdefault(span, Mark("amount", *span, marks.decimal(cell["figure"])))
    return tuple(found[span] for span in sorted(found))


@lru_cache(maxsize=64)
def sums(file: File) -> tuple[frozenset[Mark], ...]:
    """The figures that add up: a total and its terms, together."""
    found = figures(file)
    return tuple(frozenset(group) for group in (*_runs(file.text, found), *_columns(file, found)))


def _runs(text: str, found: Sequence[Mark]) -> Iterator[list[Mark]]:
    """A figure equal to the sum of those just before or just after, taken one by one or every second one."""
    for index, total in enumerate(found):
        for side in (found[index + 1 :], found[:index][::-1]):
            close = [m for m in side[: 2 * MOST] if abs(m.start - total.start) < NEAR]
            for step in (1, 2):
                for skip in range(step):
                    terms = close[skip::step]
                    for count in range(2, len(terms) + 1):
                        values = [m.value for m in terms[:count]]
                        if all(values) and sum(values) == total.value and _telling_sum(total.value, count):
                            yield [total, *terms[:count]]


def _telling_sum(total: Decimal, count: int) -> bool:
    """Whether a sum is no coincidence: of great numbers, or of several terms with cents."""
    return total >= 1000 or (count > 2 and total % 1 != 0)


def _columns(file: File, found: Sequence[Mark]) -> Iterator[list[Mark]]:
    for table in file.tables:
        for column in range(1, max((len(row) for row in table), default=0)):
            cells = [row[column] for row in table if column < len(row)]
            inside = [m for start, end in cells for m in found if start <= m.start < end]
            for total in inside:
                others = [m for m in inside if m is not total]
                if len(others) > 1 and sum(m.value for m in others) == total.value:
                    yield inside
