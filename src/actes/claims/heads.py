"""Lines that head others and add them up, with no word for it: « Administrative », above its grades."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..outline.lists import SEVERAL
from .claim import Claim

Row = tuple[Sequence[str], Sequence[Claim | None]]
"""The cells of a line, and what they claim."""


def heads(rows: Sequence[Row], total: Row) -> frozenset[int]:
    """Those of the lines above a total that head others; none where neither they nor the others make it."""
    columns = [n for n, claim in enumerate(total[1]) if claim is not None]
    for found in (_adding(rows, column) for column in columns):
        if len(found) >= SEVERAL and any(_makes(rows, total, found, column) for column in columns):
            return found
    return frozenset()


def _adding(rows: Sequence[Row], column: int) -> frozenset[int]:
    """Each line that the next ones make, from the first line to the last; none if one is left."""
    cells = [claims[column] for _, claims in rows]
    values = [claim.value if claim else Fraction(0) for claim in cells]
    found, start = set[int](), 0
    while start < len(values):
        left, end = values[start], start + 1
        while left > 0 and end < len(values):
            left, end = left - values[end], end + 1
        if left or end == start + 1:
            return frozenset()
        found.add(start)
        start = end
    return frozenset(found)


def _makes(rows: Sequence[Row], total: Row, found: frozenset[int], column: int) -> bool:
    """Whether the heads, or the lines under them, make the total of a column that all of them fill."""
    claims = [one[column] for _, one in rows]
    values = [claim.value for claim in claims if claim is not None]
    printed = total[1][column]
    made = sum((value for n, value in enumerate(values) if n in found), Fraction(0))
    return len(values) == len(rows) and printed is not None and printed.value in (made, sum(values) - made)
