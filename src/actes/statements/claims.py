"""What sentences compute: « 12 mensualités de 100 €, soit 1 200 € », « 248 € / 5 = 49,60 € », « dont … et … »."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..facts.numerals import NUMBER, number
from ..part import Nature, Part, Passage
from ..values.durations import Duration
from ..values.text import unaccented
from .amounts import MONTHS_OF, amount
from .arithmetic import cents, misprint, shown, sum_shown, total_of
from .breakdowns import dont, funded, in_payments, listed, parts_of, raised
from .equations import Claim, equations, unit_prices
from .extents import sentences
from .portions import Said, percent_after, percent_of, share
from .quotas import quota_claims, wholes

LEAST = 1000  # euros: a change that is no accident
KINDS = (MentionKind.AMOUNT, MentionKind.PERCENT, MentionKind.DURATION)
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


def claims(context: Context) -> Iterator[Claim]:
    """Every computation of the act's own sentences."""
    for part in context.parts:
        if part.nature is Nature.PIECE:
            continue
        for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
            found = [m for m in mentions if m.kind in KINDS and m.value is not None and m.label != "TVA"]
            if block.kind is Kind.TABLEAU or not any(m.kind is MentionKind.AMOUNT for m in found):
                continue
            text = block.text
            if " par " in text and " pour " in text:
                yield from unit_prices(part, index, text)
            if "=" in text or "×" in text or " x " in text:
                yield from equations(part, index, text)
            for group in sentences(text, found):
                yield from _sentence(part, index, text, group, wholes(context))
            yield from listed(part, index, text, [m for m in found if m.kind is MentionKind.AMOUNT])
    yield from quota_claims(context)


def _sentence(part: Part, index: int, text: str, group: Sequence[Mention], known: Sequence[Decimal]) -> Iterator[Claim]:
    money = [m for m in group if m.kind is MentionKind.AMOUNT]

    def at(mention: Mention) -> Passage:
        return Passage(part, index, mention.start, mention.end)

    for number_, result in enumerate(money):
        before = money[:number_]
        so = _last(_SO, text, before[-1].end if before else group[0].start, result.start)
        if so is None or _ROUGHLY.search(text, so, result.start):
            continue
        percents = [m for m in group if m.kind is MentionKind.PERCENT and m.end <= so]
        words = _so(text, group, before, result, percents, so)
        if words is not None:
            said, expected, sure, used = words
            yield Claim(at(result), tuple(at(m) for m in used), said, expected, amount(result), sure)
    for pair in percent_after(text, group):
        part_, share, whole = pair
        expected = Fraction(amount(whole)) * Fraction(percent_of(share)) / 100
        said = f"{shown(percent_of(share))} % × {cents(amount(whole))} = {cents(expected)}"
        yield Claim(at(part_), (at(share), at(whole)), said, expected, amount(part_))
    if (paid := in_payments(text, money)) is not None:
        whole, parts = paid
        values = [amount(m) for m in parts]
        yield Claim(at(whole), tuple(map(at, parts)), sum_shown(values), Fraction(total_of(values)), amount(whole))
    if (bill := funded(text, money)) is not None:
        yield from _misprinted(at, bill[0], bill[1], amount(bill[0]))
    if parts := parts_of(text, money):
        total = total_of(map(amount, parts))
        near = [whole for whole in known if _slipped(parts, whole)]
        if total not in known and len(near) == 1:
            yield from _misprinted(at, parts[-1], parts, near[0])
    if (change := raised(text, money)) is not None:
        old, new = map(amount, change)
        near = [by for by in known if by >= LEAST and (misprint(old, new - by) or misprint(new, old + by))]
        if new - old not in known and len(near) == 1:
            added = f"{cents(old)} + {cents(near[0])} = {cents(old + near[0])}"
            yield Claim(at(change[1]), (at(change[0]),), added, Fraction(old + near[0]), new, sure=False)
    if (split := dont(text, money)) is not None:
        whole, parts = split
        total = total_of(amount(m) for m in parts)
        if total > amount(whole):
            yield Claim(
                at(whole), tuple(map(at, parts)), sum_shown([amount(m) for m in parts]), Fraction(total), amount(whole)
            )


def _misprinted(
    at: Callable[[Mention], Passage], where: Mention, parts: Sequence[Mention], whole: Decimal
) -> Iterator[Claim]:
    """Parts that would make the whole but for one digit."""
    values = [amount(m) for m in parts]
    total = total_of(values)
    if misprint(total, whole) or _slipped(parts, whole):
        related = tuple(at(m) for m in parts if m is not where)
        if where in parts:
            expected = whole - total + amount(where)
            words = f"{sum_shown(values)}, et le tout est {cents(whole)}"
            yield Claim(at(where), related, words, Fraction(expected), amount(where), sure=False)
        else:
            yield Claim(at(where), related, sum_shown(values), Fraction(total), whole, sure=False)


def _slipped(parts: Sequence[Mention], whole: Decimal) -> bool:
    """Whether one wrong digit of one part keeps the parts from making the whole."""
    gap = whole - total_of(map(amount, parts))
    return any(misprint(amount(part), amount(part) + gap) for part in parts if amount(part) + gap > 0)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    found = list(pattern.finditer(text, start, end))
    return found[-1].start() if found else None


def _so(
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
    same = [m for m in before if m.tax == result.tax or result.tax is None or m.tax is None]
    values = [amount(m) for m in same]
    between = text[same[0].start : result.start] if same else ""
    if len(same) == 2 and _LESS.search(between) and (values[0] >= values[1] or _LEFT.search(text, so, result.start)):
        return (
            f"{cents(values[0])} − {cents(values[1])} = {cents(values[0] - values[1])}",
            Fraction(values[0] - values[1]),
            True,
            same,
        )
    if len(before) == 2 and _CHANGE.search(text, so, result.start) and _FROM_TO.search(between):
        low, high = sorted(values)
        return f"{cents(high)} − {cents(low)} = {cents(high - low)}", Fraction(high - low), True, same
    if len(same) > 1 and _TOTAL.search(text, so, result.start) and not _LESS.search(between):
        return sum_shown(values), Fraction(total_of(values)), len(same) == len(before), same
    return None


def _parts_of(text: str, base: Mention, result: Mention, so: int) -> Said | None:
    """« 4 800 € par an, soit 4 trimestres de 1 200 € »: equal parts of the amount before."""
    said = unaccented(text[so : result.start].replace("’", "'"))
    counted = _COUNTED.search(said)
    count = (int(counted["n"]) if counted["n"].isdigit() else number(counted["n"])) if counted else None
    if not count or counted is None or said[: counted.start()].strip() not in ("soit", "soit en"):
        return None
    each = Fraction(amount(base)) / count
    return f"{cents(amount(base))} / {count} = {cents(each)}", each, True, (base,)


def _product(text: str, group: Sequence[Mention], base: Mention, result: Mention, so: int) -> Said | None:
    """« 500 € par mois pendant 2 ans, soit 12 000 € », « 12 mensualités de 100 €, soit 1 200 € »."""
    value = amount(base)
    if (said := _parts_of(text, base, result, so)) is not None:
        return said
    counted = _COUNTED.search(unaccented(text[: base.start].replace("’", "'"))[-60:])
    if counted and len(unaccented(text[: base.start])) == base.start:
        count = int(counted["n"]) if counted["n"].isdigit() else number(counted["n"])
        if count:
            return f"{count} × {cents(value)} = {cents(count * value)}", Fraction(count * value), True, (base,)
    if base.basis is None or base.basis not in MONTHS_OF:
        return None
    lasting = [
        m
        for m in group
        if isinstance(m.value, Duration) and m.value.mois and abs(m.start - base.end) < 80 and m.start < result.end + 40
    ]
    unit = MONTHS_OF[base.basis]
    if result.basis in MONTHS_OF and result.basis is not base.basis:
        assert result.basis is not None
        months = MONTHS_OF[result.basis]
    elif len(lasting) == 1 and isinstance(lasting[0].value, Duration) and lasting[0].value.mois:
        months = lasting[0].value.mois
    else:
        return None
    factor = Fraction(months, unit)
    expected = Fraction(value) * factor
    return f"{cents(value)} × {shown(factor)} = {cents(expected)}", expected, factor.denominator == 1, (base,)
