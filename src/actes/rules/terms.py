"""Terms: a duration and its renewals, the day they lead to, what is to be done before the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..context import Context
from ..facts import Bounds, Mention
from ..facts.numerals import number
from ..finding import Severity
from ..part import Nature, Part, Passage
from ..statements.extents import sentences
from ..statements.periods import dissent
from ..values.dates import show_date_numeric
from ..values.dateshift import before, end_of
from ..values.durations import Duration, Unit
from .rule import Report, rule

CLOSE = 3  # days: « le 30 septembre » and « le 1er octobre » are three months before the same term
_TIMES = re.compile(
    r"(?:renouvelable|reconductible|renouvel[ée]e?|reconduite?)s?\s(?:\w+\s){0,2}?(?P<times>[0-9]{1,2}|une|deux|trois|quatre|cinq|six)"
    r"\s(?:\([0-9]{1,2}\)\s)?fois",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"dur[ée]e\s(?:globale|totale|maximale|maximum)", re.IGNORECASE)
_EXACT = re.compile(r"soit\s", re.IGNORECASE)


@rule("PER203", "renouvellements-et-total", Severity.ALERTE)
def renewals_and_total(context: Context) -> Iterator[Report]:
    """La durée initiale et ses renouvellements font la durée totale annoncée, ou ne la dépassent pas.

    Mauvais : « un an, renouvelable trois fois, soit une durée totale de trois ans »
    Bon : « un an, renouvelable trois fois, soit une durée totale de quatre ans »
    Source : usage
    """
    for part in context.parts:
        for index, mentions in enumerate(part.mentions):
            durations = [m for m in mentions if isinstance(m.value, Duration)]
            text = part.blocks[index].text if len(durations) > 1 else ""
            for group in sentences(text, durations) if text else ():
                if message := _renewals(text, group):
                    passage = Passage(part, index, group[0].start, group[-1].end)
                    yield Report(passage, message, "corrigez l’un des trois nombres")
            yield from _end_of_renewals(part, index, durations)


_UNTIL = re.compile(r"\bsoit\s(?:au\splus\stard\s)?\Z|\bsoit\s[^.;]{0,40}\Z", re.IGNORECASE)


def _end_of_renewals(part: Part, index: int, durations: list[Mention]) -> Iterator[Report]:
    """« un an à compter du 1er janvier 2027 … reconductible trois fois …, soit jusqu'au 31 décembre 2030 »."""
    text = part.blocks[index].text
    times = _TIMES.search(text) if durations else None
    bounds = [m for m in part.mentions[index] if isinstance(m.value, Bounds)]
    if times is None or part.nature is Nature.PIECE or durations[0].start > times.start():
        return
    starts = [m.value.debut for m in bounds if m.end < times.start() and isinstance(m.value, Bounds)]
    ends = [m for m in bounds if m.start > times.end() and isinstance(m.value, Bounds) and m.value.debut is None]
    count, each = _times_said(times), durations[0].value
    if len(starts) != 1 or len(ends) != 1 or not isinstance(starts[0], date) or count is None:
        return
    end = ends[0].value.fin if isinstance(ends[0].value, Bounds) else None
    if (
        not isinstance(each, Duration)
        or not each.mois
        or not isinstance(end, date)
        or not _UNTIL.search(text, 0, ends[0].start)
    ):
        return
    meant = end_of(starts[0], Duration(each.mois * (count + 1), Unit.MOIS))
    if abs((meant - end).days) > 1:
        message = f"{each}, puis {count} fois {each}, à compter du {show_date_numeric(starts[0])}, finissent le "
        passage = Passage(part, index, ends[0].start, ends[0].end)
        said, right = show_date_numeric(end), show_date_numeric(meant)
        yield Report(passage, f"{message}{right}, et non le {said}", "corrigez la date ou le nombre", said, right)


def _times_said(times: re.Match[str]) -> int | None:
    return int(times["times"]) if times["times"].isdigit() else number(times["times"].lower())


_BEFORE_TERM = re.compile(
    r"\bavant\s(?:le\sterme|la\sfin|l['’]expiration|l['’][ée]ch[ée]ance|son\s(?:terme|[ée]ch[ée]ance|expiration))\b[^.;]{0,50}?"
    r",?\ssoit\s(?:[^.;]{0,20}\s)?\Z",
    re.IGNORECASE,
)


@rule("PER205", "date-avant-le-terme", Severity.ALERTE)
def before_the_term(context: Context) -> Iterator[Report]:
    """La date que l'on donne à ce qui se fait tant de mois avant le terme se compte depuis ce terme.

    Mauvais : « trois mois avant le terme, soit au plus tard le 30 septembre 2028 », pour un terme le 31 décembre 2029
    Bon : « trois mois avant le terme, soit au plus tard le 30 septembre 2029 »
    Source : usage
    """
    reference, _ = dissent(context)
    period = reference.value.period if reference else None
    for part in context.parts if reference and period else ():
        for index, mentions in enumerate(part.mentions):
            for one, other in pairwise(mentions):
                end = other.value.fin if isinstance(other.value, Bounds) else other.value
                text = part.blocks[index].text
                if not isinstance(one.value, Duration) or not isinstance(end, date):
                    continue
                if one.value.mois is None or not _BEFORE_TERM.search(text[one.end : other.start]):
                    continue
                meant = before(period.fin, one.value)  # type: ignore[union-attr]
                if abs((meant - end).days) > CLOSE:
                    said, right = show_date_numeric(end), show_date_numeric(meant)
                    message = f"{one.value} avant le {show_date_numeric(period.fin)} : le {right}, et non le {said}"  # type: ignore[union-attr]
                    passage = Passage(part, index, other.start, other.end)
                    related = ((reference.where, str(period)),)  # type: ignore[union-attr]
                    yield Report(passage, message, "vérifiez l’année, ou le nombre de mois", said, right, related)


def _renewals(text: str, group: list[Mention]) -> str:
    """What is wrong between the first duration, the times it is renewed, and the total."""
    first, last = group[0], group[-1]
    times = _TIMES.search(text, first.end, last.start)
    total = _TOTAL.search(text, times.end(), last.start) if times else None
    if times is None or total is None or not isinstance(first.value, Duration) or not isinstance(last.value, Duration):
        return ""
    each, said = first.value.mois, last.value.mois
    count = _times_said(times)
    if each is None or said is None or count is None:
        return ""
    real = each * (count + 1)
    exact = _EXACT.search(text, times.end(), total.start()) is not None
    if real == said or (real < said and not exact):
        return ""
    return f"{first.value}, puis {count} fois {first.value}, font {real} mois, et non {last.value}"
