"""Days that stand so long before each phase: one for each, in a sentence or in the list that it introduces.

« sept jours avant le début de chaque phase, soit au plus tard le 1er juin pour la phase 1 et le 22 juin pour la 2 ».
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from ..context import Context
from ..facts import Bounds, MentionKind
from ..part import Part
from ..pattern import pattern
from ..statements.moments import Event, moments
from ..text.tokens import Token
from ..values.dateshift import before
from ..values.holidays import day_off
from .counted import ANY, lines, one_of
from .elsewhere import OFF, WORKING, every_day
from .relation import Counted, Day, Time, in_year

_EACH = pattern(
    r"(?: ouvr\w+| calendaires| francs)?(?: au moins| au plus tard)? avant (?:l[ae] |l')?"
    r"(?:(?:debut|commencement|ouverture|demarrage) de )?(?:chaque|chacun\w*)\b"
)
_NUMERIC = pattern(r"(?<![0-9/])(?P<day>0[1-9]|[12][0-9]|30)/(?P<month>0[1-9]|1[0-2])(?![0-9/])")  # « lundi 22/09 »
FAR = 45  # days: farther from any beginning, it is another day


def before_each(context: Context) -> Iterator[Counted]:
    """Of the days that are said to come before each phase, those that come before none, where another does."""
    for part in context.own:
        known = dict(lines(part))
        for index in known:
            for span in (one for one in _said(part, index, known) if isinstance(one, Time) and one.where.then(_EACH)):
                yield from _wrong(context, span, [*_days(part, index, known, span)])


def _said(part: Part, index: int, known: Mapping[int, Sequence[Token]]) -> list[Day | Time]:
    return [one for token in known.get(index, ()) if (one := one_of(part, index, token))]


def _days(part: Part, index: int, known: Mapping[int, Sequence[Token]], span: Time) -> Iterator[Day]:
    """Those that follow in its sentence, and those of the list below."""
    end = span.where.sentence.end
    yield from (
        one for one in _said(part, index, known) if isinstance(one, Day) and span.where.end <= one.where.start < end
    )
    for below in part.led(index):
        yield from (one for one in _said(part, below, known) if isinstance(one, Day))


def _wrong(context: Context, span: Time, days: Sequence[Day]) -> Iterator[Counted]:
    listed = {day.where[:3] for day in days}
    begun, starts = _begun(context, listed), _starts(context)
    made = [(day, _made(day, span, begun)) for day in days if day.side != "clos"]
    if any(right == day.value for day, right in made):
        for day, right in made:
            if right and right != day.value:
                yield Counted(span, None, day, _made(day, span, starts) or right, stated=True, alone=True)


def _starts(context: Context) -> set[tuple[int, int]]:
    days = (one.first for one in moments(context) if one.event is Event.START)
    return {(one.month, one.day) for one in days}


def _begun(context: Context, listed: Collection[tuple[Part, int, int]]) -> set[tuple[int, int]]:
    """The month and the day of whatever the act dates, but for those listed, and for what only ends."""
    over = {*listed, *_ends(context)}
    every = [one for one, where in every_day(context, ANY) if where and where[:3] not in over]
    written = [(int(m["month"]), int(m["day"])) for part in context.own for m in _NUMERIC.finditer(part.low)]
    return {*((one.month, one.day) for one in every), *written}


def _ends(context: Context) -> Iterator[tuple[Part, int, int]]:
    """Where the days stand on which something ends."""
    yield from (one.day[:3] for one in moments(context) if one.event in (Event.END, Event.LIMIT))
    for where, mention in context.passages(MentionKind.PERIOD):
        if isinstance(mention.value, Bounds) and mention.value.fin and mention.parts:
            yield where.part, where.block, mention.parts[-1].start


def _made(day: Day, span: Time, begun: Collection[tuple[int, int]]) -> date | None:
    """The nearest day that comes so long before another: itself, where it does, or the working day before."""
    years = range(day.value.year - 1, day.value.year + 2)
    every = {before(in_year(year, *one), span.value) for year in years for one in begun}
    nearest = min(every, key=lambda one: abs((one - day.value).days), default=None)
    apart = (nearest - day.value).days if nearest else FAR
    if 0 <= apart <= OFF and nearest and (not apart or day_off(nearest)):
        return day.value
    return nearest if abs(apart) < FAR and not WORKING.match(span.where.low, span.where.end) else None
