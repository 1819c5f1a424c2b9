"""What a day is called beside it: its quarter, a feast, the morrow of the day before it; the quarters of an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind, PartialDate, walk
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..values.calendar_fr import weekdays
from ..values.dates import YearMonth, show_date_numeric, weekday
from ..values.holidays import easter

_RANKS = {str(n): n for n in range(1, 5)}
_RANKS |= {"premier": 1, "1er": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4}
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
    """The quarters, the feasts and the morrows that are not those of the day beside them; the quarters of an index."""
    for part in context.own:
        yield from _of_index(part)
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
    low = part.lows()[index]
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


_INDEXED = pattern(
    r"\b(?:indices?|irl|icc|ilc|ilat|celui)\b[^;:]{0,120}?\b(?P<said>(?P<rank>premier|deuxieme|second|troisieme|quatrieme|[1-4])"
    r"(?:er|e|eme|nd)? trimestre)\b(?: (?:de l'annee )?(?P<year>20[0-9]{2})\b)?"
)
_BASE = pattern(
    r"\bindices? (?:de (?:base|reference|depart|comparaison)|initial|d'origine|retenu)|\bpar rapport a celui\b"
)
_REVISED = pattern(r"\brevis|\bindex(?:e|ation)|\bvari")
FEW = 6  # quarters of one document: more are a list


@frozen
class Quarter:
    """A quarter of an index, with its year or 0."""

    rank: int
    year: int
    where: Passage


def _of_index(part: Part) -> Iterator[tuple[Passage, str]]:
    """The quarter of an index that is another one than those of the document, or that is not over when it is used."""
    found = [*_revising(part)]
    ranks = Counter(one.rank for one in found)
    based = any(_BASE.search(low) for _, low in part.saying("indice"))
    if len(ranks) == 2 and len(found) <= FEW and based:
        rank = min(ranks, key=lambda one: (ranks[one], -[each.rank for each in found].index(one)))
        odd = next(one for one in found if one.rank == rank)
        other = next(one for one in found if one.rank != rank)
        yield odd.where, f"« {odd.where.text} » ici, « {other.where.text} » ailleurs, pour le même indice"
    for one in found:
        yield from _too_late(one)


def _revising(part: Part) -> Iterator[Quarter]:
    for where, found in part.found(_INDEXED, "trimestre"):
        if where.kind is not Kind.TABLEAU:
            yield Quarter(_RANKS[found["rank"]], int(found["year"] or 0), where.at(*found.span("said")))


def _too_late(one: Quarter) -> Iterator[tuple[Passage, str]]:
    """« révisé le 1er octobre 2026 d'après l'indice du 1er trimestre 2027 »."""
    dated = (m.value for m in walk(one.where.mentions) if m.kind is MentionKind.DATE)
    last = max((day for day in dated if isinstance(day, date)), default=None)
    if one.year and last and last < date(one.year, 3 * one.rank - 2, 1) and _REVISED.search(one.where.low):
        yield one.where, f"« {one.where.text} {one.year} » : après le {show_date_numeric(last)}, où l’indice sert"
