"""Lines of tables that are what two lines above them leave or make: a result, a balance, what is left to pay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from ..context import Context
from ..outline.nature import Nature
from .arithmetic import cents, misprint
from .figures import Figure
from .tables import Line, Sort, tables

BALANCE = re.compile(r"(?:resultat|solde|excedent|deficit|ecart|reste|difference|besoin|capacite)\b")


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """A balance that would be right if it were `meant`; `words` are how it is reckoned, from the figures `used`."""

    said: Figure
    meant: Decimal
    words: str
    used: tuple[Figure, ...]


def balances(context: Context) -> Iterator[Slip]:
    """Every balance that one digit keeps from being what the lines above it make."""
    for table in tables(context):
        for column in table.columns if table.part.nature is not Nature.PIECE else ():
            if column.sort in (Sort.EUROS, Sort.NUMBER):
                yield from _in_column(list(table.figures(column)))


def _in_column(lines: Sequence[tuple[Line, Figure]]) -> Iterator[Slip]:
    if any(figure.value < 0 for _, figure in lines):
        return  # deficits: what is added and what is taken away is not said
    for index, (line, figure) in enumerate(lines):
        above = [other for _, other in lines[:index]]
        ways = [*_ways(above)] if BALANCE.match(line.key) else []
        if any(meant == figure.value for meant, _, _ in ways) or sum(f.value for f in above) == figure.value:
            continue
        near = [way for way in ways if misprint(figure.value, way[0])]
        if len({meant for meant, _, _ in near}) == 1:
            meant, words, used = near[0]
            yield Slip(figure, meant, words, used)


def _ways(above: Sequence[Figure]) -> Iterator[tuple[Decimal, str, tuple[Figure, ...]]]:
    for one, other in combinations(above, 2):
        high, low = (one, other) if one.value >= other.value else (other, one)
        yield high.value - low.value, f"{cents(high.value)} − {cents(low.value)}", (high, low)
        yield one.value + other.value, f"{cents(one.value)} + {cents(other.value)}", (one, other)
