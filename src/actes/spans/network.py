"""All that an act says of durations, together: what does not hold, once for each duration."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..part import Passage
from ..pattern import pattern
from ..statements.periods import dissent
from .accounts import accounts_due
from .counted import counted
from .lengths import lengths, totals
from .notices import noticed
from .phases import before_each
from .relation import Counted, Length, Total
from .tally import Tally, tallies

# Of whom an age is told; « soit respectivement le 1er et le 8 ».
_APART = pattern(
    r"\b(?:nee?s? (?:a [^.;]{2,30} )?|naissance ?:? ?|respectivement [^.;]{0,40}?)"
    r"(?:le |du )?(?:\w+di )?\Z"
)
_FROM = ("à compter", "à partir")


def _apart(day: Passage) -> bool:
    """« deux mois à compter de sa publication, soit à compter du 29 septembre » counts from that day."""
    return day.led(_APART) is not None or (day.text.startswith(_FROM) and day.low_before.endswith("soit "))


def wrong(context: Context) -> Iterator[Length | Counted | Total | Tally]:
    """What the days do not agree with; another period than the act’s is told as such; no duration is told twice."""
    others = {said.where[:2] for said in dissent(context)[1] if isinstance(said.where, Passage)}
    every = [*lengths(context)]
    told = {one.span.where for one in every}
    for one in every:
        again = one.times > 1  # no other period: the act's, renewed
        if not one.holds and (again or not others & {each.where[:2] for each in (one.start, one.end, one.span)}):
            yield one
    tallied = [one for one in tallies(context) if one.where not in told]
    yield from (one for one in tallied if not one.holds)
    told |= {one.where for one in tallied}
    late = [
        *noticed(context),
        *(one for one in accounts_due(context) if isinstance(one, Counted)),
        *before_each(context),
    ]
    yield from (one for one in late if not one.holds)
    told |= {one.span.where for one in late}
    led = (one for one in counted(context) if one.span.where not in told and not one.holds)
    yield from (one for one in led if not any(end and _apart(end.where) for end in (one.since, one.day)))
    yield from (one for one in totals(context) if not one.holds)
