"""The day that words name and do not say: the end of the contract, a signature, the first performance, this act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..facts import MentionKind
from ..frozen import frozen
from ..part import Passage
from ..pattern import pattern
from ..statements.days import taken_on
from ..statements.moments import Event, Lasts, Moment, clauses_of, moments
from ..statements.periods import dissent
from ..text import timewords as say
from ..values.dateshift import add, before
from ..values.durations import Duration
from .periods import closed

SINCE = pattern(r"\b(?:a (?:compter|partir)|des|depuis|date de)\b")
FROM_WHAT = pattern(
    r"(?:a compter|suivant|apres|depuis)[^.;]{0,30}?"
    r"\b(?P<what>notif|recep|signat|publi|command|ordre de serv|date limite)"
)
YEAR_END = pattern(r"\b(?:fin|cloture|terme) (?:de )?(?:l'|chaque |son |d'un )?(?:exercice|annee civile)\b")
_THIS_ACT = pattern(
    r"\b(?:de|suivant|a compter de) la presente (?:deliberation|decision)|de(?:puis)? ce jour"
    r"|(?:date d[ue]|a compter d[ue]) (?:la )?presente? (?:arrete|acte|decision|deliberation)\b"
)
_LASTS = pattern(r"\b(?:duree|conclue?s?|prend effet|convention|contrat|bail)\b")
_WORD = pattern(r"[a-z]{5,}")
_ENDS = (Event.END, Event.VALID, Event.LIMIT)
NEAR = 60  # characters before a day that say what it is


@frozen
class Tie:
    """A duration, the day that it leads to, and the words of what it counts from, with the letters before and in them.

    `exact`: nothing else of the act may explain the day.
    """

    span: Passage
    value: Duration
    day: Passage
    said: date
    words: str
    before: str
    letters: str

    @property
    def exact(self) -> bool:
        return bool({say.BEFORE, say.AFTER, say.LIMIT} & {*self.letters})

    def made(self, since: date) -> date:
        late = say.AFTER in self.letters or not self.exact or SINCE.match(self.words.strip()) is not None
        return add(since, self.value) if late else before(since, self.value)


Anchor = tuple[date, Passage | None]
"""A day, and where it is said."""


def anchors(context: Context, tie: Tie, *, whole: bool) -> Iterator[Anchor]:
    """The days that a duration may count from, as its words name them; the first way that they read."""
    if YEAR_END.search(tie.words):
        return  # of any year: `elsewhere`
    if not whole:
        return
    for find in (_of_act, _of_event, _of_term, _of_day_before):
        found = [*find(context, tie)]
        if found:
            yield from found
            return


def _of_act(context: Context, tie: Tie) -> Iterator[Anchor]:
    """« dans les six mois de la présente délibération, soit avant le 19 septembre 2026 »."""
    taken = taken_on(context)
    if taken and _THIS_ACT.search(tie.words):
        yield taken.value, None


def _of_event(context: Context, tie: Tie) -> Iterator[Anchor]:
    """« six mois à compter de sa signature, soit jusqu'au … », and « la promesse signée le … » elsewhere."""
    event = FROM_WHAT.search(tie.words)
    limit = event is not None and event["what"] == "date limite"  # « de remise des offres »: its own words say which
    of = {*_WORD.findall(tie.words[event.end() :] if event and limit else tie.span.low[: tie.span.start])}
    for where, mention in context.passages(MentionKind.DATE) if event else ():
        said = where.low[max(0, where.start - NEAR) : where.start]
        shared = len(of & {*_WORD.findall(said)})
        named = event is not None and event["what"][:4] in said and shared >= (len(of) if limit else 1)
        if named and isinstance(mention.value, date):
            yield mention.value, where


def _of_term(context: Context, tie: Tie) -> Iterator[Anchor]:
    """« trois mois avant le terme, soit le 30 septembre »: of the act's period, where it has one."""
    if say.END not in tie.letters or not tie.exact or tie.value.mois is None:
        return
    reference, others = dissent(context)
    if reference is None:
        every = closed(context)
        ruled = [one for one in every if one.value.extent.duree]
        lasting = [one for one in every if isinstance(one.where, Passage) and _LASTS.search(one.where.low)]
        reference = next((some[0] for some in (ruled, lasting) if len({one.value.period for one in some}) == 1), None)
    if reference is not None and reference.value.period is not None and not others:  # else the term itself is in doubt
        where = reference.where if isinstance(reference.where, Passage) else None
        yield reference.value.period.fin, where


def _of_day_before(context: Context, tie: Tie) -> Iterator[Anchor]:
    """« Elle est valable deux ans, soit jusqu'au … », « prolongé de vingt jours, soit … »: the day said before."""
    here = next((c for c in clauses_of(context) for s in c.spans if s.where == tie.span), None)
    told = tie.exact or SINCE.search(tie.words) is not None or bool({say.BEFORE, say.AFTER} & {*tie.before})
    if here is None or told or tie.day.start < tie.span.start:
        return
    span = next(s for s in here.spans if s.where == tie.span)
    day = next((m for m in here.moments if m.where == tie.day and m.event in _ENDS), None)
    if day is None or span.lasts in (Lasts.WITHIN, Lasts.NOTICE) or any(m.event is Event.START for m in here.moments):
        return
    again = say.AGAIN in tie.before
    earlier = [m for m in moments(context) if _above(m, tie.span) and (not again or m.event in _ENDS)]
    yield from ((moment.last, moment.where) for moment in earlier[-1:])


def _above(moment: Moment, span: Passage) -> bool:
    """Whether a day is said before, in the article."""
    there = moment.where
    article = span.section.article
    same = there.section.article == article if article else there.block == span.block
    return there.part is span.part and same and (there.block, there.start) < (span.block, span.start)
