"""What a day is called beside it: the quarter that it is of or ends, the morrow or the eve of the day before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise

from ..context import Context
from ..facts import Bounds, Mention, MentionKind, PartialDate, walk
from ..facts.flat import folded
from ..part import Part, Passage
from ..pattern import pattern
from ..values.calendar_fr import weekdays
from ..values.dates import YearMonth, show_date_numeric, weekday
from ..values.holidays import easter

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
# A feast, and its day: month and day, or how many days after Easter.
_FEASTS: Mapping[str, tuple[int, int] | int] = {
    "vendredi saint": -2, "dimanche de paques": 0, "lundi de paques": 1, "jeudi de l'ascension": 39, "ascension": 39,
    "dimanche de pentecote": 49, "lundi de pentecote": 50, "mardi gras": -47, "fete nationale": (7, 14),
    "fete du travail": (5, 1), "assomption": (8, 15), "jour de noel": (12, 25), "jour de la toussaint": (11, 1),
    "jour de l'an": (1, 1), "veille de noel": (12, 24), "saint-sylvestre": (12, 31),
}  # fmt: skip
_FEAST = (
    r"(?:(?P<n>surlendemain|lendemain|avant-veille|veille) (?:du |de la |de l'|de |d'))?"
    r"(?:jour de l'|jour de la |l'|la )?"
    rf"(?P<feast>{'|'.join(sorted(_FEASTS, key=len, reverse=True))})"
)
_FEAST_AFTER = pattern(rf"(?: a [0-9]{{1,2}} ?h(?: ?[0-9]{{2}})?)?(?:,| \(| est)? ?(?:le )?{_FEAST}\b(?! d)")
_FEAST_BEFORE = pattern(rf"\b{_FEAST}(?:,| \(|,? soit| est)? ?(?:le )?\Z")
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
        for index, low in part.saying(*{feast.split()[-1] for feast in _FEASTS}):
            yield from _feasts(part, index, low)


def _feasts(part: Part, index: int, low: str) -> Iterator[tuple[Passage, str]]:
    """« le jeudi 14 mai 2026 (jour de l'Ascension) », « le 26 mai 2026, lendemain du lundi de Pentecôte »."""
    for one in walk(part.mentions[index]):
        said = _FEAST_AFTER.match(low, one.end) or _FEAST_BEFORE.search(low, max(0, one.start - MOST), one.start)
        if one.kind is MentionKind.DATE and isinstance(one.value, date) and said:
            day = _FEASTS[said["feast"]]
            feast = (
                easter(one.value.year) + timedelta(days=day)
                if isinstance(day, int)
                else one.value.replace(month=day[0], day=day[1])
            )
            right = feast + timedelta(days=_APART.get(said["n"] or "", 0))
            if right != one.value:
                where = Passage(part, index, one.start, one.end)
                words = part.blocks[index].text[said.start() : said.end()].strip(" ,()")
                yield where, f"« {words} » : en {one.value.year}, c’est le {show_date_numeric(right)}"


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
