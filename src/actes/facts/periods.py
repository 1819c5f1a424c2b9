"""Periods: two days or months that words tie together, or one with « à compter du », « jusqu'au »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..pattern import pattern
from ..values.dates import YearMonth
from .dates import MONTH, WEEKDAY, month_number, read_day
from .flat import Flat
from .mention import Bounds, Mention, MentionKind, PartialDate, When

_HOUR = r"(?:\sa\s(?:[0-9]{1,2}\s?h(?:eures?)?(?:\s?[0-9]{2})?|minuit|midi)(?:\s\([^()]{1,25}\))?)?"
_FROM = pattern(
    r"\b(?:(?:a\s(?:compter|partir|dater)|en\spartant)\s(?:du|de|d'|des\sle)|depuis(?:\sle)?|des\sle|(?<=courant\s)du|entre\sle"
    r"|(?:prend(?:ra|ront)?\s(?:son\s)?effet|entre(?:ra|ront)?\sen\svigueur|avec\seffet|effet|commenc\w+(?:\sa\scourir)?|a\scourir)\s(?:au|le|du|en))(?:\s|(?<='))\Z"
)
_START = pattern(r"(?:\b(?:du|de|entre(?:\sle)?)\s|\bd')\Z")
_UNTIL = pattern(
    r"\b(?:jusqu'(?:au|en|a\sla\sfin\sde|a\sfin|a\sla\sfin\sdu\smois\sde)|(?:expire|prend(?:ra)?\sfin|(?:se\s)?termin(?:e|era|ant|er)"
    r"|finir|(?:pour\s)?s'achever|arriv(?:e|era|ant)\sa\secheance|echeance|fin|s'acheve|s'achevera)\s(?:le|au|en)|au\splus\stard\s(?:le|en))\s\Z"
)
# « la durée du bail et jusqu'au 31 mars »
_PROLONGED = pattern(r"\b(?:duree|terme|expiration) (?:d[eu]|de l)[^.;:]{3,40}\bet \Z")
AROUND = 60  # characters
_TO = pattern(rf"{_HOUR}(?:,?\s(?:et\s)?(?:jusqu'(?:au|en|a)|au)\s|\s(?:a|et\sle|et)\s|\s?[/-]\s?)")
_BARE = pattern(r"\s?[/-]\s?|\sau\s|\sjusqu'au\s")
_AFTER = pattern(rf"{_HOUR}(?:\s(?:inclus|compris)\b)?")
_DAY_ALONE = pattern(
    rf"(?P<word>\b(?:du|entre\sle)\s|\(\s?)(?P<said>(?:(?P<weekday>{WEEKDAY})\s)?(?P<day>[0-9]{{1,2}})(?:er)?)"
    rf"(?:\sau\s|\set\sle\s)(?=(?:{WEEKDAY}\s)?[0-9]{{1,2}}(?:er|e)?\s{MONTH})"
)
_MONTH_ALONE = pattern(rf"\b(?:de\s|d'|entre\s)(?P<month>{MONTH})\s(?:a|et)\s(?={MONTH})")


def find(flat: Flat, whens: Sequence[Mention]) -> Iterator[Mention]:
    """The periods made of `whens`: days and months, sorted, without overlap."""
    taken = -1
    for mention, following in zip(whens, [*whens[1:], None], strict=False):
        if mention.start < taken:
            continue
        found = _between(flat, mention, following) or _same_month(flat, mention) or _open(flat, mention)
        if found is not None:
            taken = found.end
            yield found


def _between(flat: Flat, first: Mention, last: Mention | None) -> Mention | None:
    if last is None or last.start - first.end > 60:
        return None
    between = flat.low[first.end : last.start]
    head = _before(flat, first, _FROM) or _before(flat, first, _START)
    if not (_TO.fullmatch(between) if head else _BARE.fullmatch(between)):
        return None
    if head and head[0].startswith("de ") and re.fullmatch(r"\set\s(?:le\s)?", between):
        return None
    first = _completed(flat, first, last)
    start = head.start() if head else first.start
    return _period(flat, start, first, last)


def _completed(flat: Flat, first: Mention, last: Mention) -> Mention:
    """« du 1er janvier au 31 décembre 2025 »: the year said once is that of both, when the order allows it."""
    when, end = first.value, last.value
    if isinstance(when, PartialDate) and when.mois and isinstance(end, date) and when.jour:
        if (when.mois, when.jour) <= (end.month, end.day):
            value, problem = read_day(when.jour, when.mois, end.year, flat.words(first.start, first.end))
            return first._replace(value=value, problem=problem)
    elif isinstance(when, PartialDate) and when.mois and isinstance(end, YearMonth) and when.mois <= end.mois:
        return first._replace(value=YearMonth(end.annee, when.mois))
    return first


def _same_month(flat: Flat, last: Mention) -> Mention | None:
    """« du 1er au 31 mars 2025 », « de janvier à juin 2025 »: the first end says only what differs."""
    window = max(0, last.start - 32)
    for match in _DAY_ALONE.finditer(flat.low, window, last.end):
        if match.end() == last.start and last.kind is MentionKind.DATE:
            month, year = _month_and_year(last)
            if month is None:
                return None
            value, problem = read_day(int(match["day"]), month, year, flat.words(match.start("day"), last.end))
            weekday = match["weekday"] or ""
            first = Mention(MentionKind.DATE, *match.span("said"), value, problem, weekday=weekday)
            return _period(flat, match.start(), first, last)
    for match in _MONTH_ALONE.finditer(flat.low, window, last.end):
        if match.end() == last.start and last.kind is MentionKind.MONTH and isinstance(last.value, YearMonth):
            first = Mention(MentionKind.MONTH, *match.span("month"), PartialDate(mois=month_number(match["month"])))
            return _period(flat, match.start(), _completed(flat, first, last), last)
    return None


def _month_and_year(mention: Mention) -> tuple[int | None, int | None]:
    value = mention.value
    if isinstance(value, date):
        return value.month, value.year
    return (value.mois, value.annee) if isinstance(value, PartialDate) else (None, None)


def _open(flat: Flat, mention: Mention) -> Mention | None:
    bounds, end = Bounds(_when(mention), None), mention.end
    if (head := _before(flat, mention, _FROM)) is None:
        head = _before(flat, mention, _UNTIL)
        if head is None or _PROLONGED.search(flat.low, max(0, head.start() - AROUND), head.start()):
            return None
        bounds, end = Bounds(None, _when(mention)), _end(flat, mention)
    return Mention(MentionKind.PERIOD, head.start(), end, bounds, mention.problem, parts=(mention,))


def _period(flat: Flat, start: int, first: Mention, last: Mention) -> Mention:
    bounds = Bounds(_when(first), _when(last))
    problem = first.problem or last.problem
    if not problem and bounds.debut and bounds.fin and not _ordered(bounds):
        problem = f"« {flat.words(start, last.end)} » : la fin est avant le début"
    return Mention(MentionKind.PERIOD, start, _end(flat, last), bounds, problem, parts=(first, last))


def _ordered(bounds: Bounds) -> bool:
    first, last = bounds.debut, bounds.fin
    if isinstance(first, PartialDate) and isinstance(last, PartialDate) and first.mois == last.mois:
        return not (first.jour and last.jour) or first.jour <= last.jour + 1  # « du 3 mai au 2 mai », of the next year
    known = all(isinstance(end, date | YearMonth) for end in (first, last))
    return not known or bounds.period is not None


def _when(mention: Mention) -> When | None:
    return mention.value if isinstance(mention.value, date | YearMonth | PartialDate) else None


def _before(flat: Flat, mention: Mention, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.search(flat.low, max(0, mention.start - 45), mention.start)


def _end(flat: Flat, mention: Mention) -> int:
    match = _AFTER.match(flat.low, mention.end)
    return match.end() if match and match[0].endswith(("inclus", "compris")) else mention.end
