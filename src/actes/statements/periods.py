"""What the act says of its own period, wherever it says it; and the years it names.

A statement is `whole` when its words give the period of the act itself, and not of something in it (a season, a
payment, a notice, a renewal).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind
from ..part import Part, Passage
from ..values.durations import Duration
from ..values.periods import Period
from .extents import BREAK, LASTING, Extent, extents_of
from .statement import THIS, About, Statement
from .subjects import REASONS, TITLES, Subjects

FIELD = "periode"
_LASTS = re.compile(
    r"\b(?:pour|sur|pendant|durant|couvr\w+)\s(?:la|une|toute\sla)\s(?:p[ée]riode|dur[ée]e)\b[^.;]{0,40}\Z|\bcourant\s*\Z",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"(?:courant|prend|entre\w*\sen|avec\seffet|effet|expire|s['’]ach|se\stermine|arrive)", re.IGNORECASE
)
_PARTLY = re.compile(
    r"renouvelable|renouvellement|reconducti|prorog|prolong|pr[ée]avis|r[ée]sili|factur|vers[ée]|\bpay[ée]|acompte|d[ée]lai|au\splus\stard|suspen|port[ée]e?\sd"
    r"|rempla[cç]|maxim|minim|[ée]ventuel|tacite|possibilit|pourra|amort|garanti|d[ée]roge|titre\sde\sl|repr[ée]sent|conserv",
    re.IGNORECASE,
)
_VALID = re.compile(
    r"conclu|[ée]tabli|consenti|\bprend|\bcour[st]?\b|courant|vigueur|valable|dur[ée]e|p[ée]riode|effet|expire|s['’]ach[èe]v|termine|[ée]ch[ée]ance",
    re.IGNORECASE,
)
_HEADING = re.compile(r"dur[ée]e|p[ée]riode|effet|vigueur|[ée]ch[ée]ance", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """An extent, and whether it is given for the period of the whole act."""

    extent: Extent
    whole: bool

    @property
    def period(self) -> Period | None:
        return self.extent.period


@lru_cache(maxsize=2)
def periods(context: Context) -> tuple[Statement[Said], ...]:
    """Every period said in the entry and in the documents, attached pieces too, with whose it is."""
    subjects = Subjects.of_context(context)
    found = [said for part in context.parts for said in _in_part(part, subjects)]
    if context.entry is not None and context.entry.periode is not None:
        period = context.entry.periode.period
        field = context.field(FIELD, text=str(period))
        found.insert(0, Statement(THIS, stated(period), field))
    return tuple(found)


def stated(period: Period) -> Said:
    """A period that a field states."""
    mention = Mention(MentionKind.PERIOD, 0, 0, Bounds(period.debut, period.fin), text=str(period))
    return Said(Extent(period.debut, period.fin, None, 0, 0, mention), whole=True)


def _in_part(part: Part, subjects: Subjects) -> Iterator[Statement[Said]]:
    heading = ""
    for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
        if block.kind in (Kind.ARTICLE, Kind.INTERTITRE):
            heading = block.text[:80]
        if not mentions:
            continue
        text = block.text
        for extent in extents_of(text, mentions):
            passage = Passage(part, index, extent.start, extent.end)
            subject = subjects.of(passage, extent.mention)
            whole = subject == THIS and _whole(passage, extent, heading)
            yield Statement(subject, Said(extent, whole), passage)


def _whole(passage: Passage, extent: Extent, heading: str) -> bool:
    """Whether the words give the period of the act itself."""
    text = passage.context
    breaks = [match.end() for match in BREAK.finditer(text, 0, extent.start)]
    before = text[breaks[-1] if breaks else 0 : extent.start]
    if _PARTLY.search(before) or extent.mention.text.startswith("au plus tard"):
        return False
    if extent.debut is None and extent.fin is None:
        owned = extent.mention.of is not None or _HEADING.search(heading) is not None
        return extent.mention.label in LASTING and owned and passage.kind not in REASONS
    if passage.kind in TITLES or passage.kind in REASONS or _LASTS.search(before):
        return True
    if extent.mention.of is not None:
        return extent.duree is not None or _VALID.search(before + passage.text) is not None
    return bool(_RUNS.match(passage.text) and _HEADING.search(heading))


def whole(context: Context) -> tuple[Statement[Said], ...]:
    """What is said of the period of the act itself."""
    return tuple(said for said in periods(context) if said.subject.about is About.THIS and said.value.whole)


def agreed(statements: tuple[Statement[Said], ...]) -> Statement[Said] | None:
    """The statement that the others are measured by: the entry's, else the one that most say, in order of reading."""
    closed = [said for said in statements if said.value.period is not None]
    fields = [said for said in closed if not isinstance(said.where, Passage)]
    if fields or not closed:
        return fields[0] if fields else None
    counts = Counter(said.value.period for said in closed)
    return max(closed, key=lambda said: counts[said.value.period])


def dissent(context: Context) -> tuple[Statement[Said] | None, tuple[Statement[Said], ...]]:
    """What the statements of the act's period are measured by, and those that say otherwise."""
    statements = whole(context)
    reference = agreed(statements)
    if reference is None or reference.value.period is None:
        return None, ()
    period = reference.value.period
    return reference, tuple(said for said in statements if not agrees(said.value.extent, period))


def agrees(said: Extent, period: Period) -> bool:
    """Whether an extent says nothing against a period."""
    if said.debut and said.fin:
        return (said.debut, said.fin) == (period.debut, period.fin)
    if said.debut:
        worked_out = said.period
        return said.debut == period.debut and (worked_out is None or near(worked_out.fin, period.fin))
    if said.fin:
        return said.fin == period.fin
    return said.duree is None or lasts(period, said.duree)


def near(one: date, other: date) -> bool:
    """The same day, or the day after: people count « du 1er janvier au 1er janvier » as a year."""
    return abs(one - other) <= timedelta(days=1)


def lasts(period: Period, duration: Duration) -> bool:
    """Whether a period lasts so long, from quantième to quantième or in days, its last day counted or not."""
    if duration.jours is not None:
        return abs(period.jours - duration.jours) <= 1
    return near(Period.starting(period.debut, duration).fin, period.fin)
