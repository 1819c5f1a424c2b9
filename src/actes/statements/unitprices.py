"""« 8,50 € par heure » and « 432 heures », « trois versements de 1 224,00 € »: what they come to stands in the act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..document import Kind
from ..part import Nature, Part, Passage
from ..values.text import unaccented
from .arithmetic import cents, misprint, shown
from .likeliest import SMALL, digits
from .quantities import Quantity, Sort, quantities
from .quotas import wholes
from .reckoning import Slip

_PER = re.compile(r"(?:\s(?:ht|ttc))?\s?(?:par|/|de\sl'|le|la)\s?(?P<unit>m²|m2|[a-z]{4,})")
_NAMED = re.compile(r"\s(?P<unit>m²|m2|[a-z]{4,})")
_EACH = re.compile(r"\s(?P<noun>[a-z]{4,})(?:\s[a-z]{4,}){0,2}\s(?:de|d'un\smontant\sde|a)\s\Z")
_PAID = re.compile(r"versement|echeance|mensualite|annuite|acompte|paiement|tranche|trimestr|semestr|fois|terme")
LEAST = 3  # digits of an amount that cannot be a multiple of another by accident


def unit_slips(context: Context) -> Iterator[Slip]:
    """Unit prices and instalments that come to no amount of the act, and would by one digit or one count."""
    totals = [Fraction(value) for value in wholes(context)]
    blocks = list(_blocks(context))
    counts = _counts(blocks)
    for part, index, low, found in blocks:
        for price in (q for q in found if q.sort is Sort.EUROS):
            match = _PER.match(low, price.end)
            if match is not None and (named := counts.get(_stem(match["unit"]))):
                yield from _priced(part, index, price, named, totals)
            before = max((q for q in found if q.end <= price.start), key=lambda q: q.end, default=None)
            each = _EACH.fullmatch(low, before.end, price.start) if before and before.sort is Sort.COUNT else None
            if before and each and _PAID.match(each["noun"]):
                yield from _paid(part, index, before, price, totals)


def _blocks(context: Context) -> Iterator[tuple[Part, int, str, tuple[Quantity, ...]]]:
    """Part, rank, text without accents and numbers of each block that has some."""
    for part in context.parts:
        for index, block in enumerate(part.blocks if part.nature is not Nature.PIECE else ()):
            if block.kind is not Kind.TABLEAU and (found := quantities(part, index)):
                yield part, index, _low(part, index), found


def _low(part: Part, index: int) -> str:
    text = part.blocks[index].text.replace("’", "'")
    low = unaccented(text)
    return low if len(low) == len(text) else text.lower()


def _stem(unit: str) -> str:
    return "m²" if unit == "m2" else unit.rstrip("sx")


def _counts(
    blocks: Sequence[tuple[Part, int, str, tuple[Quantity, ...]]],
) -> Mapping[str, list[tuple[Passage, Quantity]]]:
    """The counts of the act by the word that says of what."""
    found: dict[str, list[tuple[Passage, Quantity]]] = {}
    for part, index, low, quantified in blocks:
        for q in quantified:
            if q.sort is not Sort.COUNT:
                continue
            inside = re.search(r"[a-z]{4,}\Z", low[q.start : q.end])
            match = inside or _NAMED.match(low, q.end)
            if match is not None:
                unit = _stem(match[0].strip())
                found.setdefault(unit, []).append((Passage(part, index, q.start, q.end), q))
    return found


def _priced(
    part: Part, index: int, price: Quantity, named: Sequence[tuple[Passage, Quantity]], totals: Sequence[Fraction]
) -> Iterator[Slip]:
    if any(price.value * count.value in totals for _, count in named):
        return
    at = Passage(part, index, price.start, price.end)
    for where, count in named:
        for total in totals:
            if digits(total) < LEAST or total <= price.value or digits(count.value) < 2:
                continue
            meant = total / count.value
            if _near(price.value, meant):
                yield Slip(at, price, meant, count, f"{cents(total)} / {shown(count.value)}", (where,))
                return
            meant = total / price.value
            if _near(count.value, meant):
                yield Slip(where, count, meant, price, f"{cents(total)} / {cents(price.value)}", (at,))
                return


def _paid(part: Part, index: int, count: Quantity, each: Quantity, totals: Sequence[Fraction]) -> Iterator[Slip]:
    """« trois versements de 1 224,00 € »: their total is an amount of the act."""
    total = count.value * each.value
    if total in totals or digits(each.value) < LEAST or not 1 < count.value <= SMALL:
        return
    where, at = (Passage(part, index, q.start, q.end) for q in (count, each))
    for one in totals:
        times = one / each.value
        if times.denominator == 1 and 1 < times <= SMALL:
            yield Slip(where, count, times, each, f"{cents(one)} / {cents(each.value)}", (at,))
            return
        if _near(each.value, one / count.value):
            words = f"{cents(one)} / {shown(count.value)}"
            yield Slip(at, each, one / count.value, count, words, (where,))
            return


def _near(said: Fraction, meant: Fraction) -> bool:
    if (meant * 100).denominator != 1:
        return False
    one, other = (Decimal(int(value * 100)).scaleb(-2) for value in (said, meant))
    return (said * 100).denominator == 1 and bool(misprint(one, other))
