"""What sentences compute: « 12 mensualités de 100 €, soit 1 200 € », « 248 € / 5 = 49,60 € », « dont … et … »."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Basis, Mention, MentionKind
from ..part import Nature, Part, Passage
from .amounts import amount
from .announced import announced
from .arithmetic import cents, misprint, shown, sum_shown, total_of
from .breakdowns import dont, funded, in_payments, listed, parts_of, raised
from .equations import Claim, equations, unit_prices
from .extents import sentences
from .portions import percent_after, percent_of
from .quotas import quota_claims, wholes
from .totalled import footed, in_all

LEAST = 1000  # euros: a change that is no accident
KINDS = (MentionKind.AMOUNT, MentionKind.PERCENT, MentionKind.DURATION)
_AND = re.compile(r"(?:\spar\smois)?,?\s(?:et|ou)\s(?:de\s|à\s)?", re.IGNORECASE)
At = Callable[[Mention], Passage]
"""Where a mention of the sentence stands."""


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
            if "=" in text or "×" in text or " x " in text or "€ − " in text or "€ – " in text:
                yield from equations(part, index, text)
            for group in sentences(text, found):
                yield from _sentence(part, index, text, group, wholes(context))
            money = [m for m in found if m.kind is MentionKind.AMOUNT]
            yield from listed(part, index, text, money)
            yield from footed(part, index, money)
            yield from in_all(part, index, text, money)
    yield from quota_claims(context)


def _sentence(part: Part, index: int, text: str, group: Sequence[Mention], known: Sequence[Decimal]) -> Iterator[Claim]:
    """What one sentence computes; `known` are the wholes that the act names, in euros."""

    def at(mention: Mention) -> Passage:
        return Passage(part, index, mention.start, mention.end)

    money = [m for m in group if m.kind is MentionKind.AMOUNT]
    for result, (said, expected, sure, used) in announced(text, group):
        yield Claim(at(result), tuple(at(m) for m in used), said, expected, amount(result), sure)
    yield from _each_month(at, text, money)
    for made, rate, whole in percent_after(text, group):
        expected = Fraction(amount(whole)) * Fraction(percent_of(rate)) / 100
        said = f"{shown(percent_of(rate))} % × {cents(amount(whole))} = {cents(expected)}"
        yield Claim(at(made), (at(rate), at(whole)), said, expected, amount(made))
    yield from _paid(at, text, money)
    yield from _split(at, text, money, known)
    yield from _changed(at, text, money, known)
    if (inside := dont(text, money)) is not None and total_of(map(amount, inside[1])) > amount(inside[0]):
        yield _total(at, *inside)


def _each_month(at: At, text: str, money: Sequence[Mention]) -> Iterator[Claim]:
    """« 725,00 € chaque mois, et 8 700,00 € par an »."""
    for one, other in pairwise(money):
        if (one.basis, other.basis) == (Basis.MOIS, Basis.AN) and _AND.fullmatch(text, one.end, other.start):
            year = 12 * amount(one)
            words = f"12 × {cents(amount(one))} = {cents(year)}"
            yield Claim(at(other), (at(one),), words, Fraction(year), amount(other))


def _paid(at: At, text: str, money: Sequence[Mention]) -> Iterator[Claim]:
    """Payments that make what is due, money raised that makes what is spent."""
    if (paid := in_payments(text, money)) is not None:
        yield _total(at, *paid)
    if (bill := funded(text, money)) is not None:
        yield from _misprinted(at, bill[0], bill[1], amount(bill[0]))


def _split(at: At, text: str, money: Sequence[Mention], known: Sequence[Decimal]) -> Iterator[Claim]:
    """Parts that make, but for one digit, one of the wholes that the act names."""
    if parts := parts_of(text, money):
        near = [whole for whole in known if _slipped(parts, whole)]
        if total_of(map(amount, parts)) not in known and len(near) == 1:
            yield from _misprinted(at, parts[-1], parts, near[0])


def _changed(at: At, text: str, money: Sequence[Mention], known: Sequence[Decimal]) -> Iterator[Claim]:
    """« porté de … à … »: a change that is, but for one digit, an amount that the act names."""
    if (change := raised(text, money)) is not None:
        old, new = map(amount, change)
        near = [by for by in known if by >= LEAST and (misprint(old, new - by) or misprint(new, old + by))]
        if new - old not in known and len(near) == 1:
            added = f"{cents(old)} + {cents(near[0])} = {cents(old + near[0])}"
            yield Claim(at(change[1]), (at(change[0]),), added, Fraction(old + near[0]), new, sure=False)


def _total(at: At, whole: Mention, parts: Sequence[Mention]) -> Claim:
    values = [amount(m) for m in parts]
    return Claim(at(whole), tuple(map(at, parts)), sum_shown(values), Fraction(total_of(values)), amount(whole))


def _misprinted(at: At, where: Mention, parts: Sequence[Mention], whole: Decimal) -> Iterator[Claim]:
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
