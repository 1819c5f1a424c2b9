"""What « soit » announces: « 12 mensualités de 100 €, soit 1 200 € », « 500 € par mois pendant 2 ans, soit … »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ..facts import Mention, MentionKind
from ..facts.numerals import NUMBER, number
from ..values.durations import Duration
from ..values.text import unaccented
from .amounts import MONTHS_OF, amount
from .arithmetic import cents, shown, sum_shown, total_of
from .portions import Said, share

_SO = re.compile(r"(?:\bsoit\b|\bc['’]est-à-dire\b)(?!\s(?:près|environ|à\speu))", re.I)
_ROUGHLY = re.compile(r"\b(?:environ|près\sde|quelque|arrondi|au\splus|au\smoins|maximum|minimum|plafonn)", re.I)
_TOTAL = re.compile(r"\b(?:total\w*|ensemble|somme\sglobale|cumul\w*)\b", re.I)
_LESS = re.compile(r"soustrai|d[ée]dui|d[ée]duction|retranch|diminu[ée]|\bmoins\b", re.I)
_LEFT = re.compile(r"\breste\b|\bsolde\b|reliquat|différence|restant", re.I)
_CHANGE = re.compile(
    r"\b(?:augmentation|hausse|majoration|plus-value|diminution|baisse|r[ée]duction|moins-value|écart|différence)\b",
    re.I,
)
_FROM_TO = re.compile(r"\s(?:à|au)\s", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?P<n>[0-9]{{1,3}}|{NUMBER})\s(?:\([0-9]{{1,3}}\)\s)?(?:mensualites|echeances|versements|annuites|trimestres|semestres|mois|fois"
    r"|jours|journees|heures|seances|nuits|nuitees|repas|exemplaires|annees|ans|trimestrialites|acomptes|paiements|tranches)"
    r"(?:\s(?:egaux|egales|mensuels|annuels|annuelles|mensuelles))?\s?(?:de|d'|a|x|×)\s?\Z"
)


def announced(text: str, group: Sequence[Mention]) -> Iterator[tuple[Mention, Said]]:
    """Each amount of a sentence that « soit » announces, and the computation that it should be the result of."""
    money = [m for m in group if m.kind is MentionKind.AMOUNT]
    for rank, result in enumerate(money):
        before = money[:rank]
        so = _last(_SO, text, before[-1].end if before else group[0].start, result.start)
        if so is None or _ROUGHLY.search(text, so, result.start):
            continue
        percents = [m for m in group if m.kind is MentionKind.PERCENT and m.end <= so]
        said = _said(text, group, before, result, percents, so)
        if said is not None:
            yield result, said


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    found = list(pattern.finditer(text, start, end))
    return found[-1].start() if found else None


def _said(
    text: str,
    group: Sequence[Mention],
    before: Sequence[Mention],
    result: Mention,
    percents: Sequence[Mention],
    so: int,
) -> Said | None:
    """What « soit » should give: a share, a product, a total or a difference; None where it is not said which."""
    if any(so < m.start < result.start for m in group if m.kind is MentionKind.PERCENT):
        return None  # « 6 000 €, soit 20 %, et 90 000 € »: it announces the percentage
    if percents and (said := share(text, before, percents, result, so)):
        return said
    if not before or (before[-1].tax != result.tax and None not in (before[-1].tax, result.tax)):
        return None
    if (said := _product(text, group, before[-1], result, so)) is not None:
        return said
    return _sum(text, before, result, so)


def _sum(text: str, before: Sequence[Mention], result: Mention, so: int) -> Said | None:
    """The total or the difference of the amounts before."""
    same = [m for m in before if m.tax == result.tax or result.tax is None or m.tax is None]
    values = [amount(m) for m in same]
    between = text[same[0].start : result.start] if same else ""
    if len(same) == 2 and _LESS.search(between) and (values[0] >= values[1] or _LEFT.search(text, so, result.start)):
        return _difference(values[0], values[1], same)
    if len(before) == 2 and _CHANGE.search(text, so, result.start) and _FROM_TO.search(between):
        return _difference(max(values), min(values), same)
    if len(same) > 1 and _TOTAL.search(text, so, result.start) and not _LESS.search(between):
        return sum_shown(values), Fraction(total_of(values)), len(same) == len(before), same
    return None


def _difference(high: Decimal, low: Decimal, used: Sequence[Mention]) -> Said:
    return f"{cents(high)} − {cents(low)} = {cents(high - low)}", Fraction(high - low), True, used


def _product(text: str, group: Sequence[Mention], base: Mention, result: Mention, so: int) -> Said | None:
    """« 500 € par mois pendant 2 ans, soit 12 000 € », « 12 mensualités de 100 €, soit 1 200 € »."""
    return _parts_of(text, base, result, so) or _times(text, base) or _lasting(group, base, result)


def _parts_of(text: str, base: Mention, result: Mention, so: int) -> Said | None:
    """« 4 800 € par an, soit 4 trimestres de 1 200 € »: equal parts of the amount before."""
    said = unaccented(text[so : result.start].replace("’", "'"))
    counted = _COUNTED.search(said)
    if counted is None or said[: counted.start()].strip() not in ("soit", "soit en") or not (count := _count(counted)):
        return None
    each = Fraction(amount(base)) / count
    return f"{cents(amount(base))} / {count} = {cents(each)}", each, True, (base,)


def _times(text: str, base: Mention) -> Said | None:
    """« 12 mensualités de 100 € »."""
    before, value = unaccented(text[: base.start].replace("’", "'")), amount(base)
    counted = _COUNTED.search(before[-60:])
    if counted is None or len(before) != base.start or not (count := _count(counted)):
        return None
    return f"{count} × {cents(value)} = {cents(count * value)}", Fraction(count * value), True, (base,)


def _count(counted: re.Match[str]) -> int | None:
    return int(counted["n"]) if counted["n"].isdigit() else number(counted["n"])


def _lasting(group: Sequence[Mention], base: Mention, result: Mention) -> Said | None:
    """« 500 € par mois pendant 2 ans », or the same amount by the year and by the month."""
    months = _months(group, base, result)
    if base.basis is None or base.basis not in MONTHS_OF or months is None:
        return None
    factor = Fraction(months, MONTHS_OF[base.basis])
    expected = Fraction(amount(base)) * factor
    return f"{cents(amount(base))} × {shown(factor)} = {cents(expected)}", expected, factor.denominator == 1, (base,)


def _months(group: Sequence[Mention], base: Mention, result: Mention) -> int | None:
    """How many months the result is for: a year, a quarter, or the one duration that stands beside the amount."""
    if result.basis is not None and result.basis in MONTHS_OF and result.basis is not base.basis:
        return MONTHS_OF[result.basis]
    near = [m for m in group if abs(m.start - base.end) < 80 and m.start < result.end + 40]
    lasting = [m.value.mois for m in near if isinstance(m.value, Duration) and m.value.mois]
    return lasting[0] if len(lasting) == 1 else None
