"""How old somebody is on a day: the age that is said, against the day of birth, in a paragraph or a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.days import taken_on
from ..values.dateshift import add
from ..values.durations import Duration, Unit

_BORN = pattern(r"\b(?:nee?s? (?:a [^.;]{2,30} )?|naissance ?:? ?)(?:le |du )?(?:\w+di )?\Z")
_OLD = pattern(r"(?:(?<!l')\bagee?s? de|\baura(?: [a-z]+){0,2}|\batteindra(?: l'age de)?|\ba fete ses) ?\Z")
OLDEST = 120  # years


@frozen
class Aged:
    """Who is born on `born` is said to be `age` old on the day `on`."""

    age: Passage
    value: Duration
    born: Passage
    on: date

    @property
    def since(self) -> date:
        return next(m.value for m in self.born.part.mentions[self.born.block] if m.start == self.born.start)  # type: ignore[return-value]

    def said_of(self, since: date, day: date) -> bool:
        """Whether that is the age of who was born that day."""
        more = Duration(self.value.nombre + 1, Unit(self.value.unite))
        return add(since, self.value) <= day < add(since, more)


def wrong_ages(context: Context) -> Iterator[Aged]:
    """The ages that neither the day of the act nor a day said beside them makes."""
    act = taken_on(context)
    for part in (part for part in context.parts if part.nature is not Nature.PIECE):
        births = [one for index in range(len(part.blocks)) for one in _births(part, index)]
        for index, age, value, born, beside in _said(part, births):
            days = [*beside, *([act.value] if act else [])]
            where = Passage(part, index, age.start, age.end)
            each = [Aged(where, value, born, day) for day in days]
            if each and not any(one.said_of(one.since, one.on) for one in each):
                yield each[0]


def _births(part: Part, index: int) -> Iterator[Passage]:
    low = folded(part.blocks[index].text)
    for mention in _days(part.mentions[index]) if "ne" in low or "naissance" in low else ():
        if _BORN.search(low, max(0, mention.start - 50), mention.start):
            yield Passage(part, index, mention.start, mention.end)


def _days(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if m.kind is MentionKind.DATE and isinstance(m.value, date)]


def _values(days: Sequence[Mention]) -> list[date]:
    return [m.value for m in days if isinstance(m.value, date)]


Said = tuple[int, Mention, Duration, Passage, list[date]]


def _said(part: Part, births: Sequence[Passage]) -> Iterator[Said]:
    """Each age, whose it is, and the days beside it."""
    for index, block in enumerate(part.blocks):
        low, days = folded(block.text), _days(part.mentions[index])
        ages = [(m, m.value) for m in part.mentions[index] if isinstance(m.value, Duration)]
        if block.kind is Kind.TABLEAU:
            yield from _rows(part, index, low, ages)
            continue
        for age, value in ages:
            own = [one for one in births if one.block == index and one.start < age.start] or births[: len(births) == 1]
            near = own and own[-1].block == index and low[own[-1].end : age.start].strip() == "("
            if own and value.nombre < OLDEST and (near or _OLD.search(low, 0, age.start)):
                yield index, age, value, own[-1], _values([m for m in days if m.start != own[-1].start])


def _rows(part: Part, index: int, low: str, ages: Sequence[tuple[Mention, Duration]]) -> Iterator[Said]:
    """« Date de naissance », « Âge au 1er janvier 2026 »: the day of the head, and one of each a row."""
    head = low.partition("\n")[0]
    if not re.search(r"\bnaissance|\bnee?\b", head) or not re.search(r"\bage\b", head):
        return
    days = _days(part.mentions[index])
    on = _values([m for m in days if m.end <= len(head)])
    for row in re.finditer(r"[^\n]+", low):
        born = [m for m in days if m.start >= len(head) and row.start() <= m.start < row.end()]
        said = [(m, value) for m, value in ages if row.start() <= m.start < row.end()]
        if len(born) == 1 == len(said):
            yield index, *said[0], Passage(part, index, born[0].start, born[0].end), on
