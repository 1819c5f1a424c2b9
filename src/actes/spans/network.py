"""All that an act says of durations, together: what does not hold, once for each duration."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..part import Field, Passage
from ..statements.periods import dissent
from .ages import Aged, is_birth, wrong_ages
from .counted import counted
from .lengths import lengths, totals
from .relation import Counted, Length, Total
from .tally import Tally, miscounts
from .tied import ties


def wrong(context: Context) -> Iterator[Length | Counted | Total | Aged | Tally]:
    """What the days do not agree with; another period than the act’s is told as such; no duration is told twice."""
    others = {_block(said.where) for said in dissent(context)[1]}
    every = [*lengths(context)]
    ages = [*wrong_ages(context)]
    told = {one.span.where for one in every} | {one.age for one in ages}
    for one in every:
        if not one.holds and not others & {_block(each.where) for each in (one.start, one.end, one.span)}:
            yield one
    tallies = [one for one in ties(context) if one.where not in told]
    yield from (one for one in tallies if not one.holds)
    told |= {one.where for one in tallies}
    yield from (one for one in miscounts(context) if one.where not in told)
    led = [
        one for one in counted(context) if one.span.where not in told and not (one.since and is_birth(one.since.where))
    ]
    yield from (one for one in led if not one.holds)
    yield from (one for one in totals(context) if not one.holds)
    yield from ages


def _block(where: Passage | Field) -> tuple[int, int]:
    return (id(where.part), where.block) if isinstance(where, Passage) else (0, 0)
