"""Schedules by year: « 2026 : 9 000 € », « 2027 : 9 500 € », in a list or in the first column of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..context import Context
from ..document import Kind, cells_of
from ..frozen import frozen
from ..outline.lists import SEVERAL
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.arithmetic import rounded
from ..values.kept import kept_on_it
from ..values.money import Amount
from .tables import Rank, own_tables

_YEAR = pattern(r"(?:(?:ann[ée]e|exercice)\s)?(?P<year>20[0-9]{2})\b(?!\s?[-–/]\s?[0-9])", re.IGNORECASE)


@frozen(eq=False)
class Year:
    """A year of a schedule: where it is named, and its amounts in euros."""

    year: int
    where: Passage
    amounts: tuple[Decimal, ...]


@kept_on_it
def schedules(context: Context) -> tuple[tuple[Year, ...], ...]:
    """Every schedule of the act's own, its lines in order."""
    found = [*_of_tables(context), *_of_lists(context)]
    return tuple(tuple(years) for years in found if len(years) >= SEVERAL)


def _of_tables(context: Context) -> Iterator[list[Year]]:
    for table in own_tables(context):
        years: list[Year] = []
        for line in table.lines:
            match = _YEAR.match(line.texts[0]) if line.texts else None
            if match is None:
                if line.rank is Rank.LIGNE:
                    years = []
                    break  # lines of something else
                continue
            euros = tuple(rounded(c.value) for c in line.claims[1:] if c is not None and c.unit != "%")
            row = [*cells_of(table.part.blocks[table.block])][line.row][0][0]
            where = Passage(table.part, table.block, row + match.start("year"), row + match.end("year"))
            years.append(Year(int(match["year"]), where, euros))
        yield years


def _of_lists(context: Context) -> Iterator[list[Year]]:
    for part in context.parts:
        run: list[Year] = []
        for index, block in enumerate(part.blocks if part.nature is not Nature.PIECE else ()):
            match = _YEAR.match(block.text) if block.kind is Kind.ITEM else None
            if match is None:
                if run:
                    yield run
                run = []
                continue
            where = Passage(part, index, match.start("year"), match.end("year"))
            amounts = tuple(m.value.valeur for m in part.mentions[index] if isinstance(m.value, Amount))
            run.append(Year(int(match["year"]), where, amounts))
        if run:
            yield run
