"""What a day is called beside it: the quarter that it is of or ends, the morrow or the eve of the day before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise

from ..context import Context
from ..facts import Bounds, Mention, MentionKind, PartialDate
from ..facts.flat import folded
from ..part import Part, Passage
from ..pattern import pattern
from ..values.calendar_fr import weekdays
from ..values.dates import YearMonth, show_date_numeric, weekday

_RANKS = {"premier": 1, "1er": 1, "deuxieme": 2, "second": 2, "2": 2, "troisieme": 3, "3": 3, "quatrieme": 4, "4": 4}
_QUARTER = pattern(
    r"(?P<end>\b(?:fin|terme|issue|dernier jour) d[ue] (?:le )?)?"
    r"\b(?P<rank>premier|1er|deuxieme|second|2|troisieme|3|quatrieme|4|dernier)(?:e|eme|nd)? (?P<of>tri|se)mestre\b"
    r"(?! (?:scol|univ|d'activ|suiv))(?: civil)?"
)
_LED = pattern(r" ?[,(:] ?(?:soit|c'est-a-dire|a savoir)? ?(?:a la |au )?")  # from the day to the quarter
_LEADS = pattern(r"(?:,? (?:soit|c'est-a-dire)(?: le| de| d[ue])?|,? le| \(| :) ?")  # from the quarter to the day
_BESIDE = pattern(
    r"\b(?:(?P<n>surlendemain|lendemain|avant-veille|veille)|(?P<day>" + "|".join(weekdays()) + r") suivant),?"
    r"(?: \(|,)?(?: soit)?(?: le)? ?\Z"
)
MOST = 50  # quarters of a paragraph
_APART = {"lendemain": 1, "surlendemain": 2, "veille": -1, "avant-veille": -2}
_WHENS = frozenset((MentionKind.DATE, MentionKind.MONTH, MentionKind.PERIOD))


def miscalled(context: Context) -> Iterator[tuple[Passage, str]]:
    """The quarters and the morrows that are not those of the day beside them."""
    for part in context.own:
        for index, low in part.saying("mestre"):
            yield from _quarters(part, index, low)
        for word in ("veille", "lendemain", "suivant"):
            for index, _ in part.saying(word):
                yield from _morrows(part, index, word)


def _quarters(part: Part, index: int, low: str) -> Iterator[tuple[Passage, str]]:
    whens = [m for m in part.mentions[index] if m.kind in _WHENS and not m.problem]
    for found in islice(_QUARTER.finditer(low), MOST):
        length = 3 if found["of"] == "tri" else 6
        rank = _RANKS.get(found["rank"], 12 // length)
        day = next((m for m in whens if _LED.fullmatch(low, m.end, found.start())), None)
        day = day or next((m for m in whens if _LEADS.fullmatch(low, found.end(), m.start)), None)
        months = _months(day) if day else ()
        last = rank * length
        fits = {last} if found["end"] else {*range(last - length + 1, last + 1)}
        if day and months and rank * length <= 12 and not fits.issuperset(months):
            what = "la fin" if found["end"] else "un jour"
            yield Passage(part, index, *found.span()), f"« {day.text} » : ce n’est pas {what} de ce {found['of']}mestre"


def _months(mention: Mention) -> Sequence[int]:
    """The months that a day is in, that a period begins and ends in."""
    said = mention.value
    ends = (said.debut, said.fin) if isinstance(said, Bounds) else (said,)
    named = [one.mois for one in ends if isinstance(one, YearMonth | PartialDate) and one.mois]
    return [one.month for one in ends if isinstance(one, date)] + named


def _morrows(part: Part, index: int, word: str) -> Iterator[tuple[Passage, str]]:
    low = folded(part.blocks[index].text)
    days = [m for m in part.mentions[index] if m.kind is MentionKind.DATE and isinstance(m.value, date)]
    for one, other in pairwise(days):
        said = _BESIDE.search(low, one.end, other.start) if word in low[one.end : other.start] else None
        if said is None or not isinstance(one.value, date) or not isinstance(other.value, date):
            continue
        apart = (other.value - one.value).days
        right = apart == _APART[said["n"]] if said["n"] else 0 < apart <= 7 and weekday(other.value) == said["day"]
        if not right and word in said[0]:
            where = Passage(part, index, other.start, other.end)
            yield where, f"« {said[0].strip(' ,(')} » : le {show_date_numeric(one.value)} est dit avant"
