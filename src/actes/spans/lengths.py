"""A start and a duration make an end, whatever the words, in whatever order, in one sentence or several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..context import Context
from ..facts.numerals import NUMBER, numeral
from ..pattern import pattern
from ..statements.moments import CONTRACT, Clause, Event, Lasts, Moment, Span, clauses_of, own_clauses
from ..text import timewords as say
from ..text.tokens import DURATION, PERIOD
from ..values.accident import misdated
from ..values.dateshift import end_of
from .relation import Length, Total

_TIMES = pattern(r"(?P<n>[0-9]{1,2}|une|deux|trois|quatre|cinq|six)\s(?:\([a-z0-9]{1,8}\)\s)?(?:nouvelles\s)?\Z")
MOST = 100  # years


def lengths(context: Context) -> Iterator[Length]:
    """Every start, end and duration that belong together, in a sentence, else in a paragraph, else in an article."""
    done = set[object]()
    for scope in (id, _block, _article, lambda one: id(one.where.part)):
        for _, group in groupby(own_clauses(context), key=scope):
            clauses = list(group)
            every = scope not in (id, _block, _article)
            together = (*_together(clauses, near=len(clauses) == 1), *_latest(clauses))
            for found in _only(clauses) if every else together:
                of_first = found.times == 1  # that year's start and duration serve for the last one too
                spots = {one.where[:3] for one in (found.start, found.end, found.span) if of_first or one is found.end}
                shorter = found.expected < found.end.last and found.span.where.led(_EXCEPT)
                if not (spots & done or shorter):
                    yield found
                done |= spots


def _block(one: Clause) -> object:
    return id(one.where.part), one.where.block, one.row


def _article(one: Clause) -> object:
    """What stands in an article, else below a heading; a row of a table is alone."""
    here = one.where.section.article or id(one.heading)
    return id(one.where.part), here if one.row < 0 else (one.where.block, one.row)


def _together(clauses: Sequence[Clause], *, near: bool) -> Iterator[Length]:
    """The only start, the only end and the only duration of what is said, if they are of one thing."""
    told = [one for one in clauses if near or not _of_a_season(one)]
    spans = [span for one in told for span in one.spans if span.lasts is Lasts.WHOLE and not _limit(clauses, span)]
    spans = [span for span in spans if not (span.where.then(_EACH_YEAR) or span.where.led(_WINDOW))]
    if any(span.where.then(_AND_DAYS) for span in spans):
        return  # `tally` counts them
    moments = [moment for one in clauses for moment in one.moments if near or not moment.past]
    moments = [moment for moment in moments if say.CHANGED not in moment.letters]
    starts = [one for one in moments if one.event is Event.START]
    ends = [one for one in moments if one.event is Event.END or _at_the_end(one)]
    if len(starts) == 1 and starts[0].thing and not near:
        ends = [one for one in ends if one.thing in ("", starts[0].thing)] or ends
    if len(starts) != 1 or len(ends) != 1:
        return
    start, end = starts[0], ends[0]
    if not spans:
        spans = [s for one in clauses for s in one.spans if s.lasts is Lasts.AGAIN]
    if len({(span.value.mois, span.value.jours) for span in spans}) != 1 or start.first > end.last:
        return
    span = spans[0]
    if span.lasts is not Lasts.AGAIN and any(_longer(one) for one in clauses):
        return  # « quatre mois …, prolongé de trois semaines »: the end is another
    same = near or span.lasts is Lasts.AGAIN or _one_thing(clauses, start, end, span)
    if not same or not span.owner == start.owner == end.owner:
        return
    found = Length(start, end, span, _times_before(clauses, end) + 1, near)
    school = span.where.then(_SCHOOL)
    if school and abs((found.expected - end.last).days) <= SUMMER:
        return  # « trois années scolaires, du 4 septembre 2023 au 31 août 2026 »
    if span.value.nombre <= 12 * MOST * 31:
        yield found


_EXCEPT = pattern(  # « hors vacances scolaires, soit 34 semaines »
    r"\b(?:hors|sauf|en dehors d\w+|a l'exception d\w+|excepte) (?:(?:les|la|des|periodes? de) )*"
    r"(?:vacances|conges|jours? ferie|fermeture|interruption)[^.;]{0,60}\Z"
)
_SCHOOL, SUMMER = pattern(r"\sscolaires?\b"), 80  # days


_AND_DAYS = pattern(rf"\set\s(?:{NUMBER}|[0-9]+)\sjours?\b")  # « un mois et trois jours »
_WINDOW = pattern(r"\bsur\s(?:une|toute)\speriode\sde\s\Z")  # « au plus douze mois sur une période de dix-huit mois »
_EACH_YEAR = pattern(r"[^.;,]{0,30}\bpar (?:an|annee|saison|exercice)\b")  # « 35 semaines de service par année »


def _latest(clauses: Sequence[Clause]) -> Iterator[Length]:
    """« un an à compter du …, reconductible trois fois », and the one day beyond which it may not go."""
    again = [(one.where.block, place, times) for one in clauses for place, times in renewals(one)]
    starts = [m for one in clauses for m in one.moments if m.event is Event.START and not m.past]
    spans = [s for one in clauses for s in one.spans if s.lasts in (Lasts.WHOLE, Lasts.AGAIN)]
    if len(again) != 1 or len(starts) != 1 or len({(s.value.mois, s.value.jours) for s in spans}) != 1:
        return
    block, place, times = again[0]
    ends = [m for one in clauses for m in one.moments if m.event in (Event.END, Event.LIMIT)]
    ends = [m for m in ends if (m.where.block, m.where.start) > (block, place) and m.first > starts[0].last]
    found = [Length(starts[0], end, spans[0], times + 1, near=False) for end in ends]
    most = {end_of(starts[0].first, s.value) for one in clauses for s in one.spans if s.lasts is Lasts.LIMIT}
    if len(found) == 1 and ends[0].last in most:
        return  # « sa durée totale ne peut excéder trois ans, soit jusqu'au … »: the number of times is told
    if len(found) == 1 and spans[0].value.nombre < 12 * MOST and misdated(found[0].expected, ends[0].last):
        yield found[0]


def _at_the_end(one: Moment) -> bool:
    """« jusqu'à son terme, au plus tard le … », and not what is to be done before the end."""
    return one.event is Event.LIMIT and say.END in one.letters and say.BEFORE not in one.letters


def _longer(one: Clause) -> bool:
    """Whether a clause says by how much a delay is prolonged."""
    again = any(t.sort == say.AGAIN and str(t.value).startswith(("prolong", "prorog")) for t in one.tokens)
    return again and any(span.lasts is Lasts.AGAIN for span in one.spans)


def _only(clauses: Sequence[Clause]) -> Iterator[Length]:
    """The only start, the only end and the only duration of a document, wherever they stand."""
    moments = [(m, one.spans) for one in clauses for m in one.moments if m.own and not m.past]
    starts = [m for m, _ in moments if m.event is Event.START]
    delays = [m for m, spans in moments if any(s.lasts is Lasts.WITHIN for s in spans)]  # a delay of its own makes it
    ends = [m for m, _ in moments if (m.event is Event.END and m not in delays) or _at_the_end(m)]
    again = {times for one in clauses for _, times in renewals(one)}
    told = [one for one in clauses if (say.TOTAL if again else say.OTHER) not in one.shape]  # « la période d'essai »
    lasts = (Lasts.WHOLE, Lasts.AGAIN if again else Lasts.OTHER)
    spans = [s for one in told for s in one.spans if s.own and s.lasts in lasts]
    one_each = len({m.first for m in starts}) == len({m.last for m in ends}) == 1
    if any(_of_a_season(one) or _longer(one) for one in clauses):
        return
    if one_each and len({(s.value.mois, s.value.jours) for s in spans}) == 1 and starts[0].first < ends[0].last:
        times = max(again, default=0) + 1
        found = Length(starts[0], ends[0], spans[0], times, near=False, alone=True)
        if spans[0].lasts is Lasts.OTHER and {starts[0].thing, ends[0].thing, spans[0].thing} != {CONTRACT}:
            return  # « dispose de six mois »
        if spans[0].value.nombre < 12 * MOST and misdated(found.expected, ends[0].last):
            yield found


def _of_a_season(one: Clause) -> bool:
    """Whether a duration is that of days without a year: « du 1er avril au 31 octobre, soit sept mois »."""
    starts = {moment.where.start for moment in one.moments}
    return any(token.sort == PERIOD and token.start not in starts for token in one.tokens)


def _limit(clauses: Sequence[Clause], span: Span, letters: frozenset[str] = frozenset(say.TOTAL)) -> bool:
    """Whether a duration is that of all the renewals together."""
    if not any(say.AGAIN in one.shape for one in clauses):
        return False
    one = next(one for one in clauses if span in one.spans)
    ranks = [n for n, token in enumerate(one.tokens) if token.start == span.where.start]
    return not letters.isdisjoint(one.shape[: ranks[0]].rpartition(DURATION)[2])


def _one_thing(clauses: Sequence[Clause], *found: Moment | Span) -> bool:
    """Whether all are of one thing that is named; « la durée » may be that of what is said beside it."""
    things = {one.thing for one in found}
    length = any(say.LENGTH in one.shape for one in clauses if set(one.spans) & set(found))
    return len(things - {""}) <= 1 and ("" not in things or length)


def _times_before(clauses: Sequence[Clause], end: Moment) -> int:
    """How many renewals are said before an end: « reconductible deux fois …, soit jusqu'au 31 décembre »."""
    counts = [
        n
        for one in clauses
        for place, n in renewals(one)
        if (one.where.block, place) < (end.where.block, end.where.start)
    ]
    return counts[0] if counts else 0


def renewals(one: Clause) -> Iterator[tuple[int, int]]:
    """« renouvelable trois fois »: where it stands, and how many times."""
    text = one.where.context
    for rank, token in enumerate(one.tokens):
        if token.sort == say.TIMES and say.AGAIN in one.shape[:rank]:
            match = _TIMES.search(text[max(0, token.start - 24) : token.start].replace("\u00a0", " ").lower())
            said = numeral(match["n"]) if match else None
            if said:
                yield token.start, said


# « ne peut excéder trois ans, soit jusqu'au 31 août 2028 »: that long
_SO_ENDS = pattern(r",?\ssoit\sjusqu|\set\s(?:il\s|elle\s)?(?:prend\w*\sfin|expire|s['’]ach[èe]v)")


def totals(context: Context) -> Iterator[Total]:
    """« un an, renouvelable trois fois, soit une durée totale de quatre ans »: in one paragraph.

    The first duration may be said above, in the article: « pour deux ans. 2.2. Il est reconductible deux fois … ».
    """
    for _, article in groupby(clauses_of(context), key=_article):
        first: list[Span] = []
        for _, group in groupby(article, key=_block):
            clauses = list(group)
            yield from _total(clauses, first)
            spans = [span for one in clauses for span in one.spans if span.lasts is Lasts.WHOLE]
            first += [span for span in spans if span.thing in ("", CONTRACT)]


def _total(clauses: Sequence[Clause], above: Sequence[Span]) -> Iterator[Total]:
    counts = [found for one in clauses for found in renewals(one)]
    again = [t.start for one in clauses for t in one.tokens if t.sort == say.AGAIN]
    spans = [span for one in clauses for span in one.spans]
    if not again or not spans:
        return
    place, times = counts[0] if counts else (again[0], 0)
    each = [s for s in spans if s.lasts in (Lasts.WHOLE, Lasts.OTHER) and s.where.start < place]
    each = each or list(above if times else ())
    told = frozenset((say.TOTAL, say.SO)) if times else frozenset(say.TOTAL)
    total = [s for s in spans if s.where.start > place and _limit(clauses, s, told)]
    if len(each) == 1 and len(total) == 1:
        end = total[0].where
        between = end.context[place : end.start].lower()
        if not times and not re.search(r"total|global|exc[ée]d|d[ée]pass", between):
            return  # « une prorogation d'une durée maximale d'un an »
        limit = re.search(r"exc[ée]d|d[ée]pass|maxim", between)
        said = "soit" in between or (not limit and "total" in between)
        so = said or _SO_ENDS.match(end.context, end.end)
        more = [s for s in spans if s.lasts is Lasts.AGAIN and s.where.start < end.start]
        yield Total(each[0], times, more[-1] if more else each[0], total[0], not times or not so)
