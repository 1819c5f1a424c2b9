"""A day that a delay makes of a day said elsewhere: « sept jours avant le début de la phase 1, soit le 27 avril ».

Nothing beside it says what it is counted from. Some day of the act must make it, whatever it is called; where none
does, the one that nearly does is told. Measured on 84 such delays of right acts: a day of the act made each of them,
or none came near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Bounds, MentionKind, PartialDate, walk
from ..part import Passage
from ..pattern import pattern
from ..statements.days import Role, taken_on
from ..statements.moments import Event, moments
from ..statements.periods import whole
from ..text.sentences import sentences
from ..values.accident import mistyped, same_day
from ..values.dateshift import add, before
from ..values.holidays import day_off
from ..values.kept import kept_on_it
from .hours import hour_after
from .relation import EFFECTIVE, FORTNIGHT, Counted, Day, Time, in_year

_EARLY = pattern(
    r"\b(?:avant(?! le \Z)|auparavant|a l'avance|preavis|preced(?:ant|e|ent)|prealable\w*|anticip\w+|d'avance"
    r"|plus tot)\b"
)
_LATE = pattern(
    r"\b(?:apres|suivant\w*|suivent|suivr\w+|plus tard que|a (?:compter|partir|dater)|depuis|sous"
    r"|dans (?:les|l'|un delai))\b|\) ?[:\t] ?\Z"
)
_MOST = pattern(r"\b(?:dans la limite d|exceder\b|au total\b|duree totale\b)")
_LEADS = pattern(  # from the delay to the day
    r"[^;()¶]{0,160}?(?:,? (?:soit|c'est-a-dire|donc)\b|\()[^;:()¶0-9]{0,60}|\) ?[:\t] ?"
)
_FROM = pattern(r"[^;()¶\t]{0,40},? ?\(?(?:soit|c'est-a-dire|donc|\()\b[^;:()0-9¶]{0,30}|[^;()¶0-9]{0,40} \(")
_THAT_FOLLOW = pattern(r" qui suivent,")
_AGAIN = pattern(r"\b(?:reconduc|reconduit|renouvel|prolong|prorog|environ)")
LOOSE = pattern(r"\b(?:environ |(?:plus|moins|soit dans (?:le|un) delai) (?:de |d')|entre |jusqu'a )\Z")
_CIVIL = pattern(r"\b(?:exercice|annee|annuel|civile|terme|echeance|expiration|fin|cloture|decembre|preavis)")
_YEAR = pattern(r"\bexercices?\b|\bcomptable|\b31 decembre\b")
_OF = r"\b(?:avant|apres|precedant|suivant|suivent|de) (?:le |la |l'|son |sa )?"
_BEGINS = pattern(rf"{_OF}(?:debut|commenc|demarr|ouvertur|prise d'effet)")
_ENDS = pattern(
    rf"{_OF}(?:fin\b|terme|echeance|expiration|achevement)|\b(?:de|apres) la cloture\b"
    r"|\ba (?:l'|son |leur )?expiration\b|\bpreavis\b(?! de +avant l[ae] (?!terme|fin\b|eche|expir))"
)
_FOR_END = pattern(r"\bpour (?:l[ae] |l'|une? )?(?:fin|terme|echeance|expiration)\b")
_YEAR_END = pattern(r"\b(?:fin|cloture|terme) (?:de )?(?:l'|chaque |son |d'un )?(?:exercice|annee civile)\b")
_THIS_ACT = pattern(
    r"\b(?:de|suivant|a compter de) la presente (?:deliberation|decision)|de(?:puis)? ce jour"
    r"|(?:date d[ue]|a compter d[ue]) (?:la )?presente? (?:arrete|acte|decision|deliberation)\b"
)
_EVENT = pattern(
    r"(?:a compter|suivant|apres|depuis)[^.;]{0,30}?"
    r"\b(?P<what>notif|recep|signat|publi|command|ordre de serv|limite)"
)
_SAME_NOTICE = pattern(r"\b(?:meme|ce) preavis\b.*\b(?:au plus tard|avant)\b")
_WORD = pattern(r"[a-z]{5,}")
AROUND, BACK, STEM, MONTHS = 90, 40, 6, 366  # characters of what is said of a day, of what leads to a delay; days
OFF = 3  # days: the working day beside a week-end
WORKING = pattern(r" ouvr")  # « dix jours ouvrés », which no calendar counts here
Anchor = tuple[date, Passage | None]
"""A day, and where it is said."""


def from_elsewhere(context: Context, said: Sequence[Day | Time], notice: Time | None = None) -> Iterator[Counted]:
    """What a delay of a paragraph and the day beside it do not make, from any day of the act.

    `notice`: the one said before, which « le même préavis » is.
    """
    if not said:
        return
    low, text, row = said[0].where.low, said[0].where.context, said[0].where.kind is Kind.TABLEAU
    for start, end in ((0, len(text)),) if row else sentences(text):
        here = [one for one in said if start <= one.where.start < end]
        if notice and len(here) == 1 and isinstance(here[0], Day):
            led = low[start : here[0].where.end]
            yield from _unexplained(context, notice, here[0], led) if _SAME_NOTICE.search(led) else ()
        for one, other in pairwise(here):
            first, words, last = one.where.start, low[one.where.end : other.where.start], other.where.end
            until = other.where.text.startswith("jusqu") and words in (" ", ", ")  # « deux ans, jusqu'au »
            if isinstance(one, Time) and isinstance(other, Day) and (until or _LEADS.fullmatch(words)):
                yield from _unexplained(context, one, other, low[max(start, first - BACK) : first] + words)
            elif isinstance(one, Day) and isinstance(other, Time) and _FROM.fullmatch(words):
                yield from _unexplained(context, other, one, low[last : min(end, last + BACK)])


def _unexplained(context: Context, span: Time, day: Day, words: str) -> Iterator[Counted]:
    """The day of the act that makes nearly the one that is said, where none makes it; the one that the words name."""
    moves = [before] * bool(_EARLY.search(words)) + [add] * bool(_LATE.search(words))
    loose = LOOSE.search(span.where.low_before) or EFFECTIVE.match(span.where.context, span.where.end)
    counts = moves or (day.whole and day.where.start > span.where.end)  # « valable un an, soit jusqu'au »
    most = not moves and _MOST.search(words)
    again = _AGAIN.search(words) and moves != [before] and not most
    ends = _FOR_END.search(words)  # « un préavis de trois mois, pour la fin d'une année scolaire (31 août) »
    if loose or not counts or day.side == "clos" or day.value == date.min or again or ends:
        return
    named, near = _stems(words), list[tuple[int, bool, int, Counted]]()
    end = None if _CIVIL.search(words) else (12, 31)  # of the year, that no words speak of
    every = [one for one in _from_days(context, span, day) if one[1] or (one[0].month, one[0].day) != end]
    first, others = (_begun(context), []) if most else _named(context, every, words)
    sole = len({since for since, _ in first}) == 1 and (most or _EVENT.search(words))
    exact = (move(since, span.value) for since, _ in (others if first else ()) for move in moves)
    if any((day if day.whole else day.near(right)).value == right for right in exact):
        return
    for since, where in first or every:
        for right in (move(since, span.value) for move in moves or [add]):
            said = day if day.whole else day.near(right)
            one = Counted(span, Day(where, since) if where else None, said, right, True, alone=True)
            if _makes(one):
                return
            if (where or first) and (sole or _nearly(said.value, right)):
                shared = len(named & _stems(_said_of(where))) if where else STEM
                near.append((-shared, not same_day(said.value, right), abs((said.value - right).days), one))
    yield from (one for *_, one in sorted(near, key=lambda one: one[:3])[:1])


def _begun(context: Context) -> list[Anchor]:
    """The day on which the contract begins: what it lasts at the most counts from it."""
    told = [one for one in whole(context) if isinstance(one.where, Passage) and one.value.extent.debut]
    return [
        (one.value.extent.debut, one.where) for one in told if one.value.extent.debut and isinstance(one.where, Passage)
    ]


def _named(context: Context, every: Sequence[Anchor], words: str) -> tuple[list[Anchor], list[Anchor]]:
    """The days that the words name: the end of a year; that of the act, or of what is done; those on which something
    begins, or ends; and those that may be as well, to the day: none that is known for another.
    """
    if _YEAR_END.search(words):
        return [one for one in every if one[1] is None or _YEAR.search(_said_of(one[1]))], []
    taken, done = taken_on(context), _EVENT.search(words)
    if taken and _THIS_ACT.search(words):
        return [(taken.value, None)], []
    known = [one for one in every if done and one[1] and done["what"][:4] in one[1].low_before[-AROUND:]]
    signed = taken_on(context, Role.CONVENTION) if done and done["what"] == "signat" else None
    if known:  # « trois mois après sa signature » may be said of other days as well
        return [*known, *([(signed.value, None)] if signed else ())], []
    sides = [(m.first, m.day, Event.START) for m in moments(context) if m.event is Event.START]
    others = [m for m in moments(context) if m.event is not Event.START]
    sides += [(m.last, m.day, Event.END) for m in others if m.event is Event.END or isinstance(m.mention.value, Bounds)]
    for naming, event in ((_BEGINS, Event.START), (_ENDS, Event.END)):
        if naming.search(words):
            own, other = ({(d, at) for d, at, side in sides if (side is event) is same} for same in (True, False))
            return [one for one in every if one in own], [one for one in every if one[1] and one not in other]
    return [], []


def _from_days(context: Context, span: Time, day: Day) -> list[Anchor]:
    """The days of the act that another may be counted from; so many hours, from those of its hour."""
    every = [one for one in every_day(context, day.value.year) if one[1] is None or not _within(one[1], day.where)]
    if span.where.then(_THAT_FOLLOW):  # the day just said, if one is
        above = [one for one in every if one[1] and one[1][:2] == span.where[:2] and one[1].end <= span.where.start]
        every = above or every
    hour = hour_after(day.where) if _in_hours(span) else None
    return [one for one in every if hour and one[1] and hour_after(one[1]) == hour] or every


def _in_hours(span: Time) -> bool:
    return "heure" in span.where.text


def _within(one: Passage, other: Passage) -> bool:
    return one[:2] == other[:2] and one.start < other.end and other.start < one.end


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(text)}


def _said_of(where: Passage) -> str:
    return where.low[max(0, where.start - AROUND) : where.end + AROUND]


def every_day(context: Context, year: int) -> Iterator[Anchor]:
    """Every day of the act; those without their year, in those that are near; the end of the civil year."""
    yield from _whole(context)
    for where, month, day in _yearless(context):
        for near in (year - 1, year, year + 1):
            yield in_year(near, month, day), where


@kept_on_it
def _whole(context: Context) -> tuple[Anchor, ...]:
    every = [(since, one.day) for one in moments(context) for since in {one.first, one.last}]
    taken = taken_on(context)
    return (*every, *(((taken.value, None),) if taken else ()))


@kept_on_it
def _yearless(context: Context) -> tuple[tuple[Passage | None, int, int], ...]:
    found = list[tuple[Passage | None, int, int]]([(None, 12, 31)])
    for where, mention in context.passages(MentionKind.DATE, MentionKind.PERIOD):
        for one in walk((mention,)):
            if isinstance(one.value, PartialDate) and one.value.mois and one.value.jour:
                found.append((where.at(one.start, one.end), one.value.mois, one.value.jour))
    return tuple(found)


def _makes(one: Counted) -> bool:
    """To the day, the first counted or not; hours exactly; a working day."""
    said, right = one.day.value, one.right
    apart, early = (said - right).days, one.since is not None and right < one.since.value
    off = 0 < (-apart if early else apart) <= OFF and bool(day_off(right)) and not day_off(said)
    return abs(apart) <= (0 if _in_hours(one.span) else 1) or off


def _nearly(said: date, right: date) -> bool:
    """Within a fortnight; the same day of another month; one key."""
    apart = abs((said - right).days)
    return apart <= FORTNIGHT or (same_day(said, right) and apart < MONTHS) or mistyped(said, right)
