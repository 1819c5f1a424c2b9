"""What should have changed from an act to the one that renews it, and did not: a value that both give in the same role;
a day, a month or a year of the former act's own sentences, or of its period and out of the new one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind, walk
from ..figures.lasting import own_period
from ..frozen import frozen
from ..part import Field, Passage
from ..statements.confirmed import settled
from ..statements.former import figures_of, former, kept_fields, moved_on, older_texts
from ..statements.subjects import REASONS, About, Subjects, own_act, same_act
from ..values.dates import YearMonth, show_date
from ..values.periods import Period
from .facts import FactChange

ROLES = ("periode", "financement")  # fields that are facts put side by side
KINDS = (MentionKind.DATE, MentionKind.PERIOD, MentionKind.MONTH, MentionKind.YEAR, MentionKind.YEARS)
DATED = (Kind.LIEU_DATE, Kind.SIGNATURE, Kind.MENTION, *REASONS)


@frozen
class Kept:
    """A value of the former act that the new one still has: what it is, where it stands in the new one."""

    what: str
    value: str
    where: tuple[Passage | Field, ...]


def renews(before: Context, after: Context) -> bool:
    """Whether the acts are two, so that numbers, days and periods should differ: not two versions of one act."""
    one, other = own_act(before), own_act(after)
    if one is not None and other is not None:
        return not same_act(one, other)
    first, second = own_period(before), own_period(after)
    return first is not None and second is not None and first != second


def kept(before: Context, after: Context, facts: Iterable[FactChange]) -> tuple[Kept, ...]:
    """What should have moved and did not, but what is confirmed; nothing between two versions of one act."""
    if not renews(before, after):
        return ()
    found = [
        Kept(f"{fact.role} : comme dans l'autre acte", fact.value, (fact.where,))
        for change in facts
        for fact in (change.after if change.moves else ())
        if fact.key in {one.key for one in change.before}
    ]
    found += _words(before, after)
    found += _fields(before, after, {where.fact for one in found for where in one.where if isinstance(where, Passage)})
    said = figures_of(block.text for part in before.parts for block in part.blocks)
    ends = own_period(before), own_period(after)
    merged: dict[tuple[str, str], Kept] = {}
    for one in found:
        key = (one.what, one.value)
        where = tuple(
            place
            for place in one.where
            if not settled(after, place) and not (isinstance(place, Passage) and moved_on(place, said, *ends))
        )
        if where:
            merged[key] = Kept(*key, (*(merged[key].where if key in merged else ()), *where))
    return tuple(merged.values())


def _fields(before: Context, after: Context, said: Collection[str]) -> Iterator[Kept]:
    """Fields of an entry that renews the other one and that no word above was made from."""
    past = former(after)
    if past is None or past.identifier != before.identifier:
        return
    sorts = ((kept_fields(after), "comme dans l'autre acte"), (older_texts(after), "antérieur à l'autre acte"))
    for one, why in ((one, why) for found, why in sorts for one in found):
        if one.path not in said and not one.path.startswith(ROLES):
            yield Kept(f"{one.what} : {why}", one.said, (one.where,))


def _words(before: Context, after: Context) -> Iterator[Kept]:
    known = {key for key, _, _ in _times(before)}
    old, new = own_period(before), own_period(after)
    for key, shown, passage in _times(after):
        inside = new is not None and new.contains(key)
        left = new is not None and not inside and old is not None and old.contains(key)
        # an act is signed, and stands on recent texts, before its period starts: these are days of its own
        if left and (key in known or not (passage.fact or passage.kind in DATED)):
            yield Kept("dans la période de l'autre acte, hors de celle-ci", shown, (passage,))
        elif key in known and not inside:
            yield Kept("déjà dans l'autre acte", shown, (passage,))


def _times(context: Context) -> Iterator[tuple[date | Period, str, Passage]]:
    """Days, months and years of the act's own sentences, those of the acts that it cites left out."""
    subjects = Subjects.of_context(context)
    for passage, mention in context.passages(*KINDS):
        owner = mention.of  # the day of an act named by its number does not move
        named = owner is not None and (owner.reference is not None or owner.through is not None)
        if subjects.of(passage, mention).about is About.CITED or named:
            continue
        for one in walk((mention,)) if isinstance(mention.value, Bounds) else (mention,):
            where = Passage(passage.part, passage.block, one.start, one.end)
            yield from ((key, shown, where) for key, shown in _values(one))


def _values(mention: Mention) -> Iterator[tuple[date | Period, str]]:
    value = mention.value
    if isinstance(value, YearMonth):
        yield Period(value.debut, value.fin), str(value)
    elif isinstance(value, date):
        yield value, show_date(value)
    elif isinstance(value, int) and 1900 < value < 2200:
        yield Period.of_year(value), str(value)
    elif isinstance(value, tuple):
        yield from ((Period.of_year(year), str(year)) for year in value)
