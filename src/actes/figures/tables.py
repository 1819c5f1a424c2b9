"""What the cells of a table are to one another: along its columns, along its lines, and in what sentences say of it."""

from __future__ import annotations

from collections.abc import Iterator

from ..claims.tables import tables
from ..context import Context
from ..outline.nature import Nature
from .borne import headed, labelled, percentages, shared
from .columns import balances, sides, totals, wholes
from .known import amounts
from .lines import alike, priced, totalled
from .rates import rated
from .relation import Relation


def in_tables(context: Context) -> Iterator[Relation]:
    """Every relation of every table: those that headings and labels state, those that all lines keep but one."""
    yield from rated(context)
    yield from shared(context)
    said = frozenset(claim.value for claim in amounts(context))
    for table in tables(context):
        for find in (totals, wholes, priced, totalled, percentages, labelled, headed):
            yield from find(table)
        yield from (one for one in sides(table) if one.gap not in said)  # « le solde est négatif de 93 650 € »
        if table.part.nature is not Nature.PIECE:
            yield from (*balances(table), *alike(table))
