"""Lines that head others and add them up, with no word for it: « Administrative », above its grades.

Those that close others are found the same way, from the last line to the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..outline.lists import SEVERAL
from .claim import Claim

Row = tuple[Sequence[str], Sequence[Claim | None]]
"""The cells of a line, and what they claim."""


def heads(rows: Sequence[Row], total: Row) -> frozenset[int]:
    """Those of the lines above a total that head others; none where neither they nor the others make it."""
    columns = [n for n, claim in enumerate(total[1]) if claim is not None]
    for found in (*_marked(rows, total), *(one for column in columns if (one := _adding(rows, column)))):
        if len(found) >= SEVERAL and any(_makes(rows, total, found, column) for column in columns):
            return found
    return frozenset()


def _marked(rows: Sequence[Row], total: Row) -> Iterator[frozenset[int]]:
    """Lines whose cell is empty, as that of the total, under a heading where all others have words."""
    for column in range(1, min((len(texts) for texts, _ in (*rows, total)), default=0)):
        words = any(texts[column] and claims[column] is None for texts, claims in rows)
        found = frozenset(n for n, (texts, _) in enumerate(rows) if not texts[column])
        followed = all(n + 1 < len(rows) and n + 1 not in found for n in found)
        if words and 0 in found and followed and not total[0][column]:
            yield found


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
