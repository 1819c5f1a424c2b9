"""A day that a duration makes of another: « dix jours avant le 15 juin, soit le 5 juin », whatever the words.

Read on the days and the durations of a paragraph as they follow each other; where the day that it counts from is not
among them, some day of the act makes it (`elsewhere`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, PartialDate
from ..part import Part, Passage
from ..pattern import pattern
from ..text import timewords as say
from ..text.sentences import sentences
from ..text.tokens import DAY, DURATION, OF, PERIOD, Token, shape, time_tokens
from ..values.dateshift import add, before
from ..values.durations import Duration
from .elsewhere import LOOSE, from_elsewhere
from .relation import EFFECTIVE, Counted, Day, Time, in_year

# What ends is something else, or ends before its time.
_OTHERWISE = pattern(r"\bet (?:une?|l[ae]s?|son|sa|celui|celle) |\bet l'|\banticip|\bavec celui|\bavec celle|\bresili")
_BEFORE = pattern(r"\s?avant l")
_AHEAD = pattern(r" avant (?:l[ae]s? |l'|so?n |leur )[a-z]")
_SINCE = pattern(r"\b(?:a (?:compter|partir)|des|depuis|date de)\b")
ENDS = frozenset((say.END, say.VALID, say.BACK))
FAR = 260  # characters from the first of the three to the last
ANY = 2025  # a year for days without theirs: no 29th of February
YEARS = 100
SOME = 3  # a delay, the day that it counts from, the one that it makes
RATIO = 3.1  # between a delay and the days that it may be of
_CUT = pattern(r"\.\s")
_AGED = pattern(r"\bagee?s? (?:de|d'au)[^.;,]{0,25}\Z")
_REMEDY = pattern(r"\brecours\b|\bfactur|\bpaiement")


def counted(context: Context) -> Iterator[Counted]:
    """Every day that is said to be so far from another; what words do not state may be counted from any day."""
    for part in context.own:
        above, last = list[Placed](), None
        given: Time | None = None  # the notice that is said before
        yield from _prolonged(part)
        for index, found in lines(part):
            said = [
                (rank, item) for rank, token in enumerate(found) if (item := one_of(part, index, token)) is not None
            ]
            times = [item for _, item in said if isinstance(item, Time)]
            if not times and len(above) == 1 and above[0][1].where.section.article == part.sections[index].article:
                yield from _alone([*above, *said], found, below=True)
            notice = len(said) == 1 == len(times) and {say.BEFORE, say.AFTER} & {*shape(found[said[0][0] + 1 :][:2])}
            above = said if notice else []
            linked = [*_of_paragraph(said, found, last)]
            told = [one.span.where for one in linked]
            given = next((one for one in times if _NOTICE.search(one.where.low_before)), given)
            for one in from_elsewhere(context, [item for _, item in said], given):
                if one.span.where not in told:
                    yield one
            last = next((item for _, item in reversed(said) if isinstance(item, Day)), last)
            for one in linked or [one for some in _apart(part, index, said) for one in _alone(some, found)]:
                near = [span for span in times if not _CUT.search(span.where.low, span.where.end, one.day.where.start)]
                others = any(replace(one, span=span, right=_made(one, span.value)).holds for span in near)
                if not others:
                    yield one


def lines(part: Part) -> Iterator[tuple[int, list[Token]]]:
    """The tokens of each paragraph, of each row of a table."""
    for index, block in enumerate(part.blocks):
        found, last = time_tokens(block.text), 0
        ends = [m.start() for m in re.finditer(r"\n|\Z", block.text)] if block.kind is Kind.TABLEAU else [10**9]
        for end in ends if any(token.sort in (DAY, DURATION, PERIOD) for token in found) else ():
            yield index, [token for token in found if last <= token.start < end]
            last = end


_NOTICE = pattern(r"\bpreavis de \Z")
_LONGER = pattern(rf"{say.AGAIN}[{say.LASTS}{say.LENGTH}{say.WITHIN}{OF}:]*\Z")
_FOOT = (Kind.LIEU_DATE, Kind.SIGNATURE, Kind.MENTION)
_MOVED = pattern(rf"{say.CHANGED}{OF}?\Z")


_TO = pattern(r",? (?:soit )?(?:jusqu')?au? (?:\w+di )?")
_NOW = pattern(r"\b(?:expire|expirera|s'acheve|s'achevera|prend fin) (?:desormais|ainsi|alors|donc) le (?:\w+di )?\Z")
_AS_MUCH = pattern(r"\bd'autant\b")
_INSTEAD = pattern(r"\W*(?:au lieu|et non plus|en remplacement) (?:du|le|de) (?:\w+di )?\Z")


def _prolonged(part: Part) -> Iterator[Counted]:
    """« prolongé de six semaines », « le terme, fixé au 3 décembre, est reporté au 14 janvier »: in one paragraph, else
    in one document; « le 14 janvier au lieu du 3 décembre ».
    """
    spans, moved, last, term = list[Time](), list[tuple[Day, Day]](), None, None
    for index, found in lines(part):
        letters, low = shape(found), part.lows()[index]
        much = _AS_MUCH.search(low)
        for rank, token in enumerate(found):
            one = one_of(part, index, token)
            before = letters[max(0, rank - 6) : rank]
            if isinstance(one, Time) and (much or _LONGER.search(before)):
                spans.append(one)
            elif isinstance(one, Day):
                since = last if last and last.where.block == index else term
                if one.opens:  # « reporté du 1er avril au 6 mai »
                    since = replace(one, value=one.opens, side="")
                if last and last.where.block == index and _INSTEAD.fullmatch(low, last.where.end, one.where.start):
                    moved.append((replace(one, side=""), last))
                elif since and _MOVED.search(letters, max(0, rank - 2), rank):
                    moved.append((since, one))
                elif term and one.where.led(_NOW):
                    moved.append((term, one))
                term = replace(one, side="") if one.side == "jusque" or say.END in letters[rank - 3 : rank] else term
                last = replace(one, side="")
    beside = {day.where.block: [span for span in spans if span.where.block == day.where.block] for _, day in moved}
    alone = len(moved) == 1 == len({str(span.value) for span in spans})
    for since, day in moved:
        here = beside[day.where.block]
        span = here[0] if len({str(one.value) for one in here}) == 1 else spans[0] if alone else None
        if span and day.where.kind not in _FOOT:
            yield from _told(span, since, replace(day, side=""), early=False, stated=True)


def _apart(part: Part, index: int, said: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    """What a paragraph says, if a delay and two days are all of it; else what two of its sentences say."""
    if len(said) <= SOME:
        yield said
        return
    for (start, _), (_, end) in pairwise(sentences(part.blocks[index].text)):
        some = [(rank, item) for rank, item in said if start <= item.where.start < end]
        if len(some) == SOME and isinstance(some[0][1], Time):
            yield some


def _made(one: Counted, value: Duration) -> date:
    """The day that another duration of the paragraph makes: « dix mois, dont un mois de préparation, à compter du »."""
    if one.since is None or value == one.span.value:
        return one.right
    return (add if one.right >= one.since.value else before)(one.since.value, value)


def one_of(part: Part, index: int, token: Token) -> Day | Time | None:
    mention = token.value
    if not isinstance(mention, Mention) or mention.problem or token.sort not in (DURATION, DAY, PERIOD):
        return None
    where = Passage(part, index, token.start, token.end)
    school = where.context.startswith(" scolaire", where.end)  # « trois années scolaires », which no day begins
    if isinstance(mention.value, Duration) and (school or _AGED.search(where.low_before) or "dernier" in where.text):
        return None  # « âgés de 16 à 25 ans au 31 décembre », « les six derniers mois »
    if isinstance(mention.value, Duration):
        return Time(where, mention.value)
    bounds = mention.value if isinstance(mention.value, Bounds) else Bounds(None, mention.value)  # type: ignore[arg-type]
    first, last = _day(bounds.debut), _day(bounds.fin)
    side = "clos" if first and last else "depuis" if first else "jusque"
    side = side if isinstance(mention.value, Bounds) else ""
    value, whole = last or first or (date.min, False)
    return Day(where, value, whole, side, first[0] if first else None)


def _day(when: object) -> tuple[date, bool] | None:
    """A day, and whether its year is said."""
    if isinstance(when, PartialDate) and when.mois and when.jour:
        return in_year(ANY, when.mois, when.jour), False
    return (when, True) if isinstance(when, date) else None


Placed = tuple[int, Day | Time]
"""What stands in a paragraph, and the rank of its token."""


_THAT = pattern(
    r"\b(?:avant|apres|precedant|suivant|a (?:compter|partir) de)"
    r" (?:cette (?:echeance|date)|ce (?:terme|jour)|cel\w+-ci)\b"
)


def _of_paragraph(said: Sequence[Placed], found: Sequence[Token], above: Day | None) -> Iterator[Counted]:
    before = above
    for place, (rank, one) in enumerate(said):
        ranks = [said[place - 1][0] if place else -1, rank, *(r for r, _ in said[place + 1 : place + 3])]
        words = [shape(found[a + 1 : b]) for a, b in pairwise([*ranks, len(found), len(found)])][:3]
        second, third = [*(item for _, item in said[place + 1 : place + 3]), None, None][:2]
        last = said[place - 1][1] if place else None
        before = last if isinstance(last, Day) else before
        that = isinstance(second, Day) and _THAT.search(one.where.low, one.where.end, second.where.start)
        ended = isinstance(second, Day) and (say.SO in words[1] or _ends(second, words[1]))
        if isinstance(one, Time) and isinstance(second, Day) and before and that and ended:
            yield from _told(one, replace(before, side=""), second, early=say.BEFORE in words[1], stated=True)
        elif isinstance(one, Time) and say.TIMES not in words[1]:  # « un an, quatre fois au plus, soit jusqu'au »
            if isinstance(last, Day) and isinstance(second, Day) and _runs_on(last, one, second, words):
                yield from _told(one, replace(last, side=""), second, early=False, stated=False)
            days = [_from(day) for _, day in said[:place] if isinstance(day, Day)]
            since = next((day for day in days if day.side == "depuis"), None)
            if since and isinstance(second, Day) and {say.TOTAL, say.SO} <= {*words[0]} and _ends(second, words[1]):
                yield from _told(one, since, second, early=False, stated=True)  # « …, soit quatre ans, expirant le »
        if third is None or third.where.start - one.where.end > FAR or say.AGAIN in words[0] + words[1]:
            continue  # « reconductible deux fois par période d'un an, son terme étant alors fixé au … »
        told = say.SO in words[2]
        if isinstance(one, Time) and isinstance(second, Day) and isinstance(third, Day):
            yield from _linked(one, second, third, words[1], stated=told) if told or _ends(third, words[2]) else ()


def _runs_on(since: Day, span: Time, day: Day, words: Sequence[str]) -> bool:
    """« reçues le 22 mai, disposaient d'un mois, expirant le 22 juin »; « fixé au 30 juin, reporté d'un an, au »."""
    moved = say.CHANGED in words[0] and _TO.fullmatch(span.where.low, span.where.end, day.where.start)
    near = day.where.end - since.where.start < FAR and since.whole and day.whole
    apart = re.search(r"[.;]\s", span.where.low[since.where.end : day.where.start])
    return bool(near and not apart and (moved or say.END in words[1]))


def _from(day: Day) -> Day:
    """What opens a time: « un an, du 1er janvier 2026 au 31 décembre 2026 »."""
    return replace(day, value=day.opens, side="depuis") if day.opens and day.whole else day


_TIED = pattern(r"\b(?:soit|apres|pendant|durant|au bout de) (?:une duree de )?\Z")


def _alone(said: Sequence[Placed], found: Sequence[Token], *, below: bool = False) -> Iterator[Counted]:
    """The only delay of a paragraph and its only two days, whatever the words: one makes the other."""
    times = [(rank, item) for rank, item in said if isinstance(item, Time)]
    days = [(rank, item) for rank, item in said if isinstance(item, Day) and item.whole]
    if len(times) != 1 or len(said) != SOME or len({day.value for _, day in days}) != 2:
        return
    (at, span), ((first, since), (second, day)) = times[0], sorted(days, key=lambda one: one[1].value)
    text, letters, led = span.where.low, shape(found), re.split("[DJB]", shape(found[:first]))[-1]
    if since.side == "jusque" or say.LIMIT in led or say.AGAIN in letters:
        return
    begun = re.split(r"[.;]\s", text[: span.where.start])[-1]
    if _REMEDY.search(begun + re.split(r"[.;]\s", text[span.where.start :])[0]):
        return
    last = max(since.where.end, day.where.end)
    if not below and (at > max(first, second) and re.search(r"[.;]\s", text[last : span.where.start])):
        return  # what so long is of is said after both
    tied = _TIED.search(text, max(0, span.where.start - 16), span.where.start) is not None
    if not below and not tied and say.SO in letters[:at].rpartition(DAY)[2]:
        return  # « soit dans le délai de trente jours »
    for one in _told(span, replace(since, side=""), day, early=False, stated=False):
        beside = re.split("[DJB]", letters[:second])[-1] + letters[second + 1 : second + 3]
        ended = _ends(day, beside)
        whole = (
            span.value.mois is not None and abs(one.right.day - one.day.value.day) <= 1
        )  # from quantième to quantième
        made, length = (one.right - since.value).days, (day.value - since.value).days
        if (ended or whole or tied) and one.close and made <= RATIO * length and length <= RATIO * made:
            yield one


def _ends(day: Day, letters: str) -> bool:
    return day.side == "jusque" or bool(ENDS & {*letters})


def _linked(span: Time, since: Day, day: Day, letters: str, *, stated: bool) -> Iterator[Counted]:
    """« dix jours avant le 15 juin, soit le 5 juin », « le 15 mai, soit un mois avant le 15 juin »: `letters` lead to
    what it counts from.
    """
    low = span.where.low
    between = low[span.where.end : since.where.start]
    early = say.BEFORE in letters or _BEFORE.match(between) is not None
    late = since.side == "depuis" or say.AFTER in letters or _SINCE.search(between) is not None
    apart = re.search(r"[.;]\s", low[span.where.end : max(since.where.start, day.where.start)])
    if (early or late) and not apart:
        yield from _told(span, since, day, early=early, stated=stated)


def _told(span: Time, since: Day, day: Day, *, early: bool, stated: bool) -> Iterator[Counted]:
    low = span.where.low
    last, *_, first = sorted((span.where, since.where, day.where), key=lambda one: -one.start)
    if LOOSE.search(low, 0, span.where.start) or (not stated and _OTHERWISE.search(low, first.end, last.start)):
        return
    if not early and _AHEAD.match(low, span.where.end):
        return  # « un mois avant la fin du stage »: back from another day
    if date.min in (since.value, day.value) or "clos" in (since.side, day.side) or not _sane(span, since.value):
        return
    right = before(since.value, span.value) if early else add(since.value, span.value)
    yield Counted(span, since, day if since.whole and day.whole else day.near(right), right, stated)


def _sane(span: Time, day: date) -> bool:
    """Whether the calendar goes as far, and all the days count."""
    years = (span.value.mois or 0) / 12 + (span.value.jours or 0) / 365
    far = years <= YEARS < min(day.year, date.max.year - day.year)
    return far and EFFECTIVE.match(span.where.context, span.where.end) is None
