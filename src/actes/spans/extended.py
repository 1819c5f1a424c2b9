"""What an avenant moves: an end that gives way to another, a duration raised, an extension from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..context import Context
from ..facts import Bounds
from ..outline.nature import Nature
from ..part import Passage
from ..statements.moments import Clause, Event, Span, clauses_of
from ..statements.periods import near, periods
from ..text import timewords as say
from ..text.tokens import DURATION
from ..values.dateshift import add, end_of
from ..values.durations import Duration

_BECAME = frozenset((say.CHANGED, say.IS, say.PAST, say.INITIAL, ",", "o", "&"))
_PROLONGS = ("prolong", "prorog")


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """« le 30 septembre 2026 est remplacé par le 31 mars 2027 », « reporté du … au … »."""

    old: date
    new: date
    where: Passage


def _own(context: Context) -> Iterator[Clause]:
    return (one for one in clauses_of(context) if one.where.part.nature is not Nature.PIECE)


def moved(context: Context) -> Iterator[Moved]:
    """Each end that an avenant moves."""
    for clause in _own(context):
        for one in clause.moments:
            bounds = one.mention.value
            if one.event is Event.END and say.CHANGED in one.letters and isinstance(bounds, Bounds) and bounds.period:
                yield Moved(bounds.period.debut, bounds.period.fin, one.where)
        for one, other in pairwise(clause.moments):
            apart = one.where != other.where
            if apart and set(other.letters) & {say.CHANGED, say.AGAIN} and say.LASTS not in other.letters:
                where = Passage(one.where.part, one.where.block, one.where.start, other.where.end)
                yield Moved(one.last, other.last, where)


def raised(context: Context) -> Iterator[tuple[Span, Span, Passage]]:
    """« portée de 18 mois à 24 mois », « fixé à 6 mois, est porté à 8 mois »: of one duration."""
    for clause in _own(context):
        for one, other in pairwise(clause.spans):
            text = clause.where.context
            between, before = (
                text[one.where.end : other.where.start].strip(),
                text[clause.where.start : one.where.start],
            )
            straight = (
                before.rstrip().endswith(" de") and between in ("à", "a") and say.CHANGED in _letters(clause, one)
            )
            letters = {t.sort for t in clause.tokens if one.where.end <= t.start < other.where.start}
            became = say.CHANGED in letters <= _BECAME and one.value.unite is other.value.unite
            if straight or became:
                yield one, other, Passage(one.where.part, one.where.block, one.where.start, other.where.end)


def raised_and_moved(context: Context) -> Iterator[tuple[Moved, date, Passage]]:
    """A duration raised by two months moves the end by two months: the end moved, where it should be, the raise."""
    raises, moves = list(raised(context)), list(moved(context))
    if len(raises) != 1 or len(moves) != 1 or any(extensions(context)):
        return
    one, other, where = raises[0]
    more, unit = other.value.nombre - one.value.nombre, other.value.unite
    if unit is one.value.unite and more > 0 and moves[0].new > moves[0].old:
        longer = Duration(more, unit)
        meant = {add(moves[0].old, longer), end_of(moves[0].old + timedelta(days=1), longer)}
        if not any(near(day, moves[0].new) for day in meant):
            yield moves[0], min(meant), where


def _letters(clause: Clause, span: Span) -> str:
    return "".join(token.sort for token in clause.tokens if token.end <= span.where.start)


def extensions(context: Context) -> Iterator[Span]:
    """« prolongée de six mois »: how much longer it lasts."""
    for clause in _own(context):
        for span in clause.spans:
            said = [t for t in clause.tokens if t.end <= span.where.start and t.sort == say.AGAIN]
            between = [t for t in clause.tokens if said and said[-1].end <= t.start < span.where.start]
            if any(t.sort in DURATION for t in between):
                continue
            if said and str(said[-1].value).startswith(_PROLONGS) and span.where.start - said[-1].end < FAR:
                yield span


FAR = 40  # characters


def wrong_ends(context: Context, length: Span) -> Iterator[tuple[date, Passage, date, Passage]]:
    """Each old end from which the extension does not lead to the new one, the last of all."""
    ends = [(one.old, one.where) for one in moved(context)] + [(one.new, one.where) for one in moved(context)]
    ends = ends or list(_alone(context))
    new = max((day for day, _ in ends), default=None)
    if new is None:
        return
    wrong = {old: place for old, place in reversed(ends) if old != new and not _reaches(old, length, new)}
    for old, place in wrong.items() if len(wrong) == 1 else ():  # several: the days of a schedule
        yield old, place, new, next(where for day, where in ends if day == new)


def _reaches(old: date, length: Span, new: date) -> bool:
    """From the 28th of February, three months lead to the 28th or to the 31st of May."""
    return near(add(old, length.value), new) or end_of(old + timedelta(days=1), length.value) == new


def _alone(context: Context) -> Iterator[tuple[date, Passage]]:
    """The ends said alone: « se termine le … », « soit jusqu'au … »."""
    verbs = {
        (id(c.where.part), m.where.block, m.where.start) for c in _own(context) for m in c.moments if _ends(c, m.where)
    }
    for said in periods(context):
        extent, where = said.value.extent, said.where
        alone = not (extent.debut or extent.duree or said.in_piece)
        if extent.fin and alone and isinstance(where, Passage) and (id(where.part), where.block, where.start) in verbs:
            yield extent.fin, where


def _ends(clause: Clause, where: Passage) -> bool:
    """Whether a verb or « soit » says that it ends then: « remises jusqu'au » does not."""
    before = "".join(token.sort for token in clause.tokens if token.end <= where.start)
    return not where.text.lower().startswith(("jusqu", "au plus")) or before.endswith(say.SO) or say.END in before[-2:]
