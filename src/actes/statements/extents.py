"""Periods as sentences say them: an end, both, a duration, or several that agree with each other.

« une période de 24 mois, courant à partir du 1 janvier 2024 » is one extent; so are « prend effet le … et s'achève
le …, soit 18 mois » and « 33 jours consécutifs du 5 juin au 7 juillet inclus ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..facts import Bounds, Mention, MentionKind
from ..facts.mention import When
from ..values.dates import YearMonth, show_date_numeric
from ..values.dateshift import end_of
from ..values.durations import Duration
from ..values.periods import Period

KINDS = frozenset({MentionKind.PERIOD, MentionKind.DURATION})
LASTING = frozenset({"durée", "période", "engagement"})
BREAK = re.compile(r"[;\n\t]|(?<!\b[A-Za-z])(?<!\bart)(?<!\bMM)(?<!\bMme)[.!?]\s+(?=[«\"A-ZÀ-Ü])")
_SO = re.compile(r",?\s?\(?(?:soit|ou)\s(?:pour\s)?(?:une?\s)?(?:p[ée]riode\s|dur[ée]e\s)?(?:totale\s)?(?:de\s|d['’])?")
_OF = re.compile(
    r"(?:pendant|durant|pour|sur|(?:convention|contrat|bail|mission|march[ée])\s(?:de|d['’])|dur(?:e|ent|era|eront))\s?(?:une?\s)?\Z",
    re.I,
)
_BESIDE = re.compile(r"(?:,\s?|\s?\()(?:(?:soit|à\ssavoir|c['’]est-à-dire)\s)?")
_TIMED = re.compile(
    r"dur[ée]|p[ée]riode|prolong|prorog|recondu|renouvel|pendant|durant|conclu|contrat|convention|bail|mission|location",
    re.I,
)
DELAYS = frozenset({"préavis", "délai"})
_COURANT = re.compile(r",?\s?courant\s?", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:avant|apr[èe]s|dans|d[ée]lai|pr[ée]avis|renouvel|recondu|prorog|prolong|reste|dont|puis|possibilit|mise\sen)",
    re.IGNORECASE,
)
NEAR = 70  # characters between a period and its duration


@dataclass(frozen=True, slots=True)
class Extent:
    """A period as it is said; `start` and `end` are where it is said in the text of the block."""

    debut: date | None
    fin: date | None
    duree: Duration | None
    start: int
    end: int
    mention: Mention
    inclus: bool = False

    @property
    def period(self) -> Period | None:
        """Both ends, one of them worked out from the duration where need be."""
        if self.debut is None:
            return None
        fin = self.fin or (end_of(self.debut, self.duree) if self.duree and self.duree.nombre < 1200 else None)
        return Period(self.debut, fin) if fin is not None and self.debut <= fin else None

    @property
    def length(self) -> Duration | None:
        """The duration said, else that of both ends."""
        return self.duree or (self.period.duree if self.period else None)

    def __str__(self) -> str:
        return shown(self.debut, self.fin, self.duree)


def shown(debut: date | None, fin: date | None, duree: Duration | None = None) -> str:
    """An extent in words.

    >>> shown(date(2025, 1, 1), None, Duration.parse("24 mois"))
    '24\\xa0mois à compter du 01/01/2025, soit jusqu’au 31/12/2026'
    """
    if debut and fin:
        return f"du {show_date_numeric(debut)} au {show_date_numeric(fin)}"
    if debut and duree:
        end = show_date_numeric(end_of(debut, duree))
        return f"{duree} à compter du {show_date_numeric(debut)}, soit jusqu’au {end}"
    if debut:
        return f"à compter du {show_date_numeric(debut)}"
    if fin:
        return f"jusqu’au {show_date_numeric(fin)}"
    return str(duree)


def extents_of(text: str, mentions: Sequence[Mention]) -> Iterator[Extent]:
    """What the periods and durations of a block say, in order; what could not be read is left out."""
    for group in sentences(text, [m for m in mentions if m.kind in KINDS and m.value is not None and not m.problem]):
        yield from _joined(text, group)


def sentences(text: str, mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    """Mentions in order, those of one sentence together."""
    group: list[Mention] = []
    for mention in mentions:
        if group and BREAK.search(text, group[-1].end, mention.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _joined(text: str, group: Sequence[Mention]) -> Iterator[Extent]:
    periods = _both_ends(text, [_said(mention) for mention in group if mention.kind is MentionKind.PERIOD])
    durations = [mention for mention in group if mention.kind is MentionKind.DURATION]
    for duration in durations:
        index = next((n for n, said in enumerate(periods) if _belong(text, said, duration)), None)
        if index is None:
            periods.append(_lasting(duration))
        else:
            said = periods[index]
            first, last = min(said.start, duration.start), max(said.end, duration.end)
            periods[index] = replace(said, duree=_lasting(duration).duree, start=first, end=last)
    yield from sorted((said for said in periods if said.debut or said.fin or said.duree), key=lambda said: said.start)


def _said(mention: Mention) -> Extent:
    bounds = mention.value
    assert isinstance(bounds, Bounds)
    included = mention.text.endswith(("inclus", "compris"))
    return Extent(first_day(bounds.debut), last_day(bounds.fin), None, mention.start, mention.end, mention, included)


def _lasting(mention: Mention) -> Extent:
    duration = mention.value if isinstance(mention.value, Duration) else None
    return Extent(None, None, duration, mention.start, mention.end, mention)


def first_day(when: When | None) -> date | None:
    """The day that a period begins on; a month begins on its first day."""
    return when.debut if isinstance(when, YearMonth) else when if isinstance(when, date) else None


def last_day(when: When | None) -> date | None:
    """The day that a period ends on."""
    return when.fin if isinstance(when, YearMonth) else when if isinstance(when, date) else None


def _both_ends(text: str, said: Sequence[Extent]) -> list[Extent]:
    """« prend effet le … et s'achève le … »: two open periods that follow each other are one."""
    found: list[Extent] = []
    for extent in said:
        last = found[-1] if found else None
        if last and not last.fin and not extent.debut and last.debut and _follow(text, last, extent):
            found[-1] = replace(last, fin=extent.fin, end=extent.end, inclus=extent.inclus)
        else:
            found.append(extent)
    return found


def _follow(text: str, first: Extent, second: Extent) -> bool:
    return second.start - first.end <= NEAR and not _APART.search(text, first.end, second.start)


def _worked_out(text: str, said: Extent, between: str) -> bool:
    """« huit mois à compter du 3 mars 2025, soit jusqu'au 2 novembre 2025 »: the end follows from the rest."""
    words = text[said.start : said.end]
    return not between.strip() and "compter" in words and "soit" in words


def _belong(text: str, said: Extent, duration: Mention) -> bool:
    """Whether a duration is that of a period of the same sentence, as the words between say."""
    if said.duree is not None or (said.debut is None and not _SO.match(text, said.end)):
        return False
    before = duration.end <= said.start
    between = text[duration.end : said.start] if before else text[said.end : duration.start]
    if before and said.debut and said.fin and duration.label in DELAYS and _worked_out(text, said, between):
        return True
    if before and said.debut and said.fin and _BESIDE.fullmatch(between) and duration.label not in DELAYS:
        return _TIMED.search(text, max(0, duration.start - NEAR), duration.start) is not None
    if (
        len(between) > NEAR
        or _APART.search(between)
        or _APART.search(text[max(0, duration.start - 25) : duration.start])
    ):
        return False
    if _SO.fullmatch(between) if not before else _COURANT.fullmatch(between):
        return True
    return duration.label in LASTING or _OF.search(text, max(0, duration.start - 30), duration.start) is not None
