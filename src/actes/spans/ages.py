"""How old somebody is on a day: the age that is said, against the day of birth, in a paragraph or a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..frozen import frozen
from ..part import Passage
from ..pattern import pattern
from ..statements.days import taken_on
from ..values.dateshift import add
from ..values.durations import Duration, Unit

_BORN = pattern(r"\b(?:nee?s? (?:a [^.;]{2,30} )?|naissance ?:? ?)(?:le |du )?(?:\w+di )?\Z")
_OLD = pattern(r"(?:(?<!l')\bagee?s? de|\baura(?: [a-z]+){0,2}|\batteindra(?: l'age de)?|\ba fete ses) ?\Z")
_RANGE = pattern(r"\b(?:de|entre) [0-9]{1,3} (?:a|et) \Z")  # « les mineurs de 11 à 17 ans »: of nobody
_HEAD = pattern(
    r"[^\n]*\b(?:naissance|nee?)\b[^\n]*\bage\b[^\n]*"
)  # « Date de naissance », « Âge au 1er janvier 2026 »
OLDEST = 120  # years
Day = tuple[Passage, date]


@frozen
class Aged:
    """Who is born on `since` is said to be `value` old on the day `on`."""

    age: Passage
    value: Duration
    born: Passage
    since: date
    on: date

    @property
    def holds(self) -> bool:
        more = Duration(self.value.nombre + 1, Unit(self.value.unite))
        return add(self.since, self.value) <= self.on < add(self.since, more)


def wrong_ages(context: Context) -> Iterator[Aged]:
    """The ages that neither the day of the act nor a day said beside them makes."""
    act = taken_on(context)
    for part in context.own:
        days = [(where, m.value) for where, m in part.passages(MentionKind.DATE) if isinstance(m.value, date)]
        some = days if re.search(r"\bnee?\b|naissance", part.low) else []
        births = [one for one in some if is_birth(one[0])]
        for where, mention in part.passages(MentionKind.DURATION) if some else ():
            if isinstance(mention.value, Duration) and mention.value.nombre < OLDEST:
                for (born, since), beside in _whose(where, days, births):
                    on = [*beside, *([act.value] if act else [])]
                    every = [Aged(where, mention.value, born, since, day) for day in on]
                    yield from every[: bool(every) and not any(one.holds for one in every)]


def is_birth(day: Passage) -> bool:
    """Whether somebody is born that day."""
    return _BORN.search(day.low_before) is not None


def _whose(age: Passage, days: Sequence[Day], births: Sequence[Day]) -> Iterator[tuple[Day, list[date]]]:
    """The day of birth of who is so old, and the days said beside it: of the head of a table, of the paragraph."""
    low, here = age.low, [one for one in days if one[0].block == age.block]
    if age.kind is Kind.TABLEAU:
        head = _HEAD.match(low)
        row = [one for one in here if one[0].end < age.start and "\n" not in low[one[0].end : age.start]]
        if head and len(row) == 1 and row[0][0].start > head.end():
            yield row[0], [day for where, day in here if where.end <= head.end()]
        return
    if _RANGE.search(low, 0, age.start):
        return
    own = [one for one in births if one[0].block == age.block and one[0].end <= age.start] or births[: len(births) == 1]
    alone = len(here) == 2 and age.text.endswith("ans") and age.text[:2].isdigit()
    if own and (alone or _OLD.search(low, 0, age.start)):
        yield own[-1], [day for where, day in here if where != own[-1][0]]
