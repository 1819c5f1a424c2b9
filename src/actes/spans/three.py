"""A delay and two days, and nothing else of time near them: the later is so long after the earlier, whatever the words.

In a sentence, else in a paragraph; told where the later day is the same one of another month, or of another year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind, walk
from ..facts.flat import folded
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..text import timewords as say
from ..text.sentences import sentences
from ..text.tokens import shape, time_tokens
from ..values.dateshift import add
from ..values.durations import Duration, Unit
from .relation import EFFECTIVE, FRANCS, Counted, Day, Time

LONGEST, NEAR, SOON = 400, 3, 3  # of a unit; days, as people count; a delay hardly begun is not one that is over
MONTHS, YEAR = 3, 12
_BORN = pattern(r"\bnee?s?\b")
_APART = frozenset((say.AGAIN, say.AT_MOST, say.OTHER, say.EACH, say.TIMES, say.PAST))


def threes(context: Context) -> Iterator[Counted]:
    """Those that do not agree, and nearly do."""
    for part in (one for one in context.parts if one.nature is not Nature.PIECE):
        for index, block in enumerate(part.blocks):
            lasting = [m for m in part.mentions[index] if isinstance(m.value, Duration)]
            if not lasting or block.kind is Kind.TABLEAU:
                continue
            cut = sentences(block.text)
            found = [one for span in cut for one in _wrong(part, index, *span)]
            yield from found or (_wrong(part, index, 0, len(block.text)) if len(cut) > 1 else ())


def _wrong(part: Part, index: int, start: int, end: int) -> Iterator[Counted]:
    here = [m for m in part.mentions[index] if start <= m.start < end]
    lasting = [m for m in here if isinstance(m.value, Duration)]
    days = [d for m in here if not _closed(m) for d in walk((m,)) if d.kind is MentionKind.DATE]
    if len(lasting) != 1 or len(days) != 2 or any(map(_closed, here)):
        return
    span, low = lasting[0], folded(part.blocks[index].text)
    first, last = sorted(days, key=lambda one: str(one.value))
    value, since, said = span.value, first.value, last.value
    if not isinstance(value, Duration) or not type(since) is type(said) is date or value.nombre > LONGEST:
        return
    if EFFECTIVE.match(low, span.end) or FRANCS.match(low, span.end) or value.unite is Unit.JOUR:
        return
    if _BORN.search(low, start, end):
        return  # an age
    letters = {*shape([one for one in time_tokens(part.blocks[index].text) if start <= one.start < end])}
    right = add(since, value)
    if letters & _APART or abs((said - right).days) <= NEAR or (said - since) * SOON < right - since:
        return
    if _same_day(said, right):
        where = [Passage(part, index, one.start, one.end) for one in (span, first, last)]
        yield Counted(Time(where[0], value), Day(where[1], since), Day(where[2], said), right, stated=True)


def _closed(mention: Mention) -> bool:
    """A period, with both its ends: its length is told by itself."""
    return isinstance(mention.value, Bounds) and None not in (mention.value.debut, mention.value.fin)


def _same_day(one: date, other: date) -> bool:
    """The same day, or the day before or after it, of another month or of another year."""
    months = abs(12 * (one.year - other.year) + one.month - other.month)
    near = any((one + timedelta(days=n)).day == other.day for n in (-1, 0, 1)) or (_last(one) and _last(other))
    return near and (0 < months <= MONTHS or (months > 0 and months % YEAR == 0))


def _last(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
