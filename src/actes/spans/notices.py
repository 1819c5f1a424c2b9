"""The last day to give notice: so long before the day on which the contract ends, which the sentence or the act says.

« congé six mois au moins à l'avance, soit au plus tard le 31 juillet 2031 ». The delay stands in the sentence, or in
the one before it, which « ce préavis » recalls. A day of the sentence is what it is counted from, else an end of the
act: its last day, and of a contract that may be ended every year the same day of other years.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..context import Context
from ..document import Kind
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.moments import CONTRACT, Event, moments
from ..statements.periods import whole
from ..text.sentences import sentences
from ..values.dateshift import before, ends_month
from ..values.holidays import day_off
from .counted import lines, one_of
from .elsewhere import OFF, WORKING
from .relation import Counted, Day, Time, in_year

_ENDING = pattern(
    r"\b(?:conge\b|denonc|resili|(?:re)?conduit|reconduc|renouvel|preavis|retrait|se retirer|mettre fin|met fin)"
)
_AHEAD = pattern(
    r"(?: ouvr\w+| calendaires| francs)?(?: au moins| au minimum)? (?:avant\b|a l'avance|auparavant|plus tot)"
)
_OTHER = pattern(  # « trois mois avant la reprise du service »: no end
    r"[^.;,]{0,30}\bavant (?:l[ae]s? |l'|son |sa |leur |une? |chaque |tout ?e? )(?:date d[eu](?: la)? |jour d[eu] )?"
    r"(?!terme|eche|expir|fin\b|date|[0-9]|renouv|recond|cloture|period|\w+di\b)"
)
_NOTICE = pattern(r"\bpreavis\b[^.;,]{0,40}?(?: de| d'| fixe a| porte (?:de [a-z0-9]+ )?a) ?\Z")
_THEN = pattern(r"\b(?:donc|ainsi|soit|c'est-a-dire|(?:meme|ce|son|leur|cet) (?:preavis|delai)|pour le premier)\b|:")
_LATEST = pattern(r"[^.;,]{0,30}\bau plus tard\b")
_GIVEN = pattern(r"\b(?:au plus tard|avant)\b")
_FROM = pattern(r"[^.;,]{0,30}avant (?:le )?(?:\w+di )?")  # « quatre mois avant le 31 décembre »
_BY = pattern(r"\b(?:avant|au plus tard) (?:le )?(?:\w+di )?\Z")
_END = pattern(
    r"\b(?:au|un|(?:terme|echeance|fin) du|(?:est|fixee?|prend\w* effet|mettre fin|resili\w+ [a-z' ]{0,30}) le)"
    r" (?:\w+di )?\Z"
)
_YEARLY = pattern(
    r"\b(?:chaque|anniversaire|annuel\w*|tous les ans|d'une annee|(?:fin|terme|echeance) de l'annee|precedente?)\b"
)
_BIRTHDAY = pattern(r"\banniversaire\b")
FIRST, LAST, LONGEST = 1900, 2200, 400  # years of an end; units of a notice
AFTER = 2  # years from a notice to the end that it is given for
FAR = 800  # days from the right day: farther off it is counted from something else
Said = Day | Time


def noticed(context: Context) -> Iterator[Counted]:
    """Every last day of a notice, and the day that makes it; else the one that makes the nearest."""
    for part in context.own:
        for index, found in lines(part):
            if part.blocks[index].kind is not Kind.TABLEAU and _ENDING.search(part.lows()[index]):
                yield from _of_paragraph(context, part, index, [i for t in found if (i := one_of(part, index, t))])


def _of_paragraph(context: Context, part: Part, index: int, said: Sequence[Said]) -> Iterator[Counted]:
    low, above = part.lows()[index], None
    for start, end in sentences(part.blocks[index].text):
        here = [one for one in said if start <= one.where.start < end]
        notices = [one for one in here if isinstance(one, Time) and _is_notice(one)]
        for day in (one for one in here if isinstance(one, Day) and _is_last(one)):
            span = next((one for one in reversed(notices) if one.where.start < day.where.start), None)
            told = low[start : day.where.start]
            recalled = above if not any(isinstance(one, Time) for one in here) and _THEN.search(told) else None
            counted_from = span and _FROM.fullmatch(told, span.where.end - start)
            if (span := span or recalled) and not counted_from and (_ENDING.search(told) or recalled):
                ends = [
                    one for one in here if isinstance(one, Day) and one.where.end <= day.where.start and _is_end(one)
                ]
                yield from _counted(context, span, day, ends[-1:], told)
        above = notices[-1] if notices else above


def _is_notice(one: Time) -> bool:
    return bool(one.where.then(_AHEAD) or one.where.led(_NOTICE)) and not one.where.then(_OTHER)


def _is_last(one: Day) -> bool:
    """« au plus tard le 30 juin », « le 30 juin au plus tard »."""
    if one.side:
        return one.side == "jusque" and _GIVEN.match(one.where.low_text) is not None
    return bool(one.where.then(_LATEST) or one.where.led(_BY))


def _is_end(one: Day) -> bool:
    """« dénoncée au 31 décembre », « l'échéance est le 31 mai »: not « par lettre du 3 mai »."""
    return one.value.year > FIRST and (one.side in ("jusque", "clos") or bool(one.where.led(_END)))


def _counted(context: Context, span: Time, day: Day, beside: Sequence[Day], told: str) -> Iterator[Counted]:
    """The day itself, where what it is counted from makes it; else the nearest that it makes."""
    yearly = not day.whole or bool(_YEARLY.search(told))
    own = [*beside] or _anniversaries(context, told) or _ends(context)
    own = [one for one in own if FIRST < one.value.year < LAST and span.value.nombre < LONGEST]
    ends = [end for one in own for end in (one, *(_other_years(one, day) if yearly else ()))]
    made = [Counted(span, end, _near(day, right), right, True, True) for end in ends for right in _rights(end, span)]
    if any(map(_makes, made)):
        yield Counted(span, None, day, day.value, stated=True)
    elif made:
        one = min(made, key=lambda one: (one.since not in own, _apart(one)))
        if _apart(one) <= FAR:
            yield one


def _near(day: Day, right: date) -> Day:
    return day if day.whole else day.near(right)


def _apart(one: Counted) -> int:
    return abs((one.day.value - one.right).days)


def _ends(context: Context) -> list[Day]:
    """The day on which the contract ends, as its period says; else those on which something of it does."""
    told = [one for one in whole(context) if one.value.period and isinstance(one.where, Passage)]
    ends = [Day(one.where, one.value.period.fin) for one in told if one.value.period and isinstance(one.where, Passage)]
    closing = (one for one in moments(context) if one.own and one.event is Event.END)
    return ends or [Day(one.day, one.last) for one in closing if one.closed or one.thing in ("", CONTRACT)]


def _anniversaries(context: Context, told: str) -> list[Day]:
    """The days on which the contract began, where those of other years are what the words name."""
    starts = (one for one in moments(context) if one.own and one.event is Event.START)
    return [Day(one.day, one.first) for one in starts if one.thing in ("", CONTRACT) and _BIRTHDAY.search(told)]


def _other_years(end: Day, day: Day) -> Iterator[Day]:
    """The same day of the years in which a notice may count from it."""
    for year in range(day.value.year, day.value.year + 1 + AFTER) if day.whole else ():
        yield replace(end, value=in_year(year, end.value.month, end.value.day))


def _rights(end: Day, span: Time) -> Iterator[date]:
    """So long before a day, or before the morrow of the last day of a month."""
    right = before(end.value, span.value)
    yield right
    if ends_month(end.value) and span.value.mois is not None:
        yield right.replace(day=monthrange(right.year, right.month)[1])


def _makes(one: Counted) -> bool:
    """To the day, the first counted or not; the working day before a day off; sooner by some days."""
    early = (one.right - one.day.value).days
    off = bool(day_off(one.right)) and not day_off(one.day.value)
    return (
        -1 <= early <= 1
        or (off and 0 < early <= OFF)
        or WORKING.match(one.span.where.low, one.span.where.end) is not None
    )
