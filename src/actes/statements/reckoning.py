"""What « soit » announces, worked out from the numbers around it: right, or wrong by one digit of one number.

A number may be made of others by accident. So nothing is said where any way of reckoning gives what is written, and a
slip is told only where there were few ways to find it, for a number that has many digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ..context import Context
from ..document import Kind
from ..part import Nature, Part, Passage
from ..values.exact import half_up
from .arithmetic import misprint
from .combinations import Made, made
from .quantities import Quantity, Sort, implied, quantities
from .quotas import wholes

_ANNOUNCED = re.compile(
    r"\bsoit\b(?!\s(?:près|environ|à\speu))|\bce\squi\s(?:porte|représente|correspond)\b|\bainsi\b|c['’]est-à-dire"
    r"|\bportant\b|\breprésente(?:nt)?\b|\b(?:est|sont)\s(?:porté|ramené)e?s?\b|\bau\stotal\b|\s=\s"
    r"|\bs['’]élève(?:nt)?\s(?:donc\s|ainsi\s)?à\b|\b(?:hausse|baisse|augmenté?e?s?|diminué?e?s?)\sde\b|\bau\slieu\sde\b"
    r"|\bpassant\sde\b|\bfois\s(?=[0-9])|\s/\s",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(r"\b(?:environ|près\sde|quelque|arrondi|au\splus|au\smoins|maxim|minim|plafonn|dont)", re.I)
_END = re.compile(r"[.;!?]\s|\n")
CHANCE = Fraction(1, 8)  # how likely a match by accident may be
SMALL = 60  # a count: any other one may have been meant
EXACT = 3  # a whole percentage that two amounts make exactly is as telling as so many digits
TRIED = 3  # of numbers that are tried, those of the same size


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """A reckoning that would be right if the number at `where` were `meant`; `words` are the right side of it.

    `result` is what is announced: the number at fault, or another one that shows it.
    """

    where: Passage
    said: Quantity
    meant: Fraction
    result: Quantity
    words: str
    related: tuple[Passage, ...]


@lru_cache(maxsize=2)
def slips(context: Context) -> tuple[Slip, ...]:
    """Every reckoning of the act's own sentences that fails by one digit, or by one count."""
    return tuple(
        slip
        for part in context.parts
        if part.nature is not Nature.PIECE
        for index, block in enumerate(part.blocks)
        if block.kind not in (Kind.TABLEAU, Kind.VISA) and _ANNOUNCED.search(block.text)
        for slip in _in_block(context, part, index)
    )


def _in_block(context: Context, part: Part, index: int) -> Iterator[Slip]:
    text, found = part.blocks[index].text, quantities(part, index)
    known = [Quantity(Fraction(value), Sort.EUROS, 0, 0, 2, implied=True) for value in wholes(context)]
    told: set[int] = set()
    for result in found:
        start, stop = _bounds(text, result)
        announced = [m.end() for m in _ANNOUNCED.finditer(text, start, result.start)]
        if not announced or _ROUGHLY.search(text, announced[-1], result.start) or digits(result.value) < 2:
            continue
        sentence = [q for q in found if start <= q.start and q.end <= stop and q is not result]
        beside = [*sentence, *implied(text[start:stop])]
        around = [q for q in found if q is not result]
        if any(_same(one, result) for one in made(result.sort, [*beside, *around], back=True)) or _elsewhere(
            result, beside, known
        ):
            continue
        slip = _slip(result, beside) or (_slip(result, around, far=True) if len(around) > len(sentence) else None)
        slip = slip or _known(result, beside, known)
        if slip is not None and not told & {slip[0].start, result.start}:
            told |= {slip[0].start, result.start}
            yield _told(part, index, result, *slip)


def _bounds(text: str, one: Quantity) -> tuple[int, int]:
    start = max((m.end() for m in _END.finditer(text, 0, one.start)), default=0)
    end = _END.search(text, one.end)
    return start, end.start() if end else len(text)


def _elsewhere(result: Quantity, beside: Sequence[Quantity], known: Sequence[Quantity]) -> bool:
    """Whether amounts of the rest of the act make it, with the numbers beside it."""
    if result.sort is not Sort.EUROS and not any(q.sort is Sort.EUROS for q in beside):
        known = [q for q in known if result.sort is Sort.PERCENT]
    values = {q.value for q in known}
    if result.sort is Sort.EUROS:
        others = [q.value for q in beside if q.sort is Sort.EUROS] + sorted(values)
        if any(a != result.value and (result.value - a in values or a - result.value in values) for a in others):
            return True
        terms = [q for q in beside if q.sort is not Sort.EUROS]
        return any(_same(one, result) for a in known for one in made(Sort.EUROS, [a, *terms], back=True))
    return any(
        _same(one, result)
        for a in known
        for b in (*beside, *known)
        if b.sort is Sort.EUROS and b is not a
        for one in made(result.sort, [replace(a, implied=False), replace(b, implied=False)])
    )


def _same(one: Made, result: Quantity) -> bool:
    """Whether it is what is written, to the last digit that is written."""
    gap = abs(one.value - result.value)
    return gap == 0 or (result.places > 0 and 2 * gap * 10**result.places <= 1)


def _slip(result: Quantity, numbers: Sequence[Quantity], *, far: bool = False) -> tuple[Quantity, Made] | None:
    """The number at fault and what makes it right: what most ways of reckoning give, then the likeliest.

    `far`: the numbers are those of other sentences too, whose counts are of other things.
    """
    found: list[tuple[int, Fraction, Quantity, Made]] = []
    for fault in (result, *(q for q in numbers if not q.implied)):
        if far and fault.sort is Sort.COUNT and fault.value <= SMALL:
            continue
        others = [q for q in numbers if q is not fault]
        every = list(made(fault.sort, others if fault is result else [*others, result], back=fault is not result))
        ways = every if fault is result else [one for one in every if result in one.used]
        for one in ways:
            if (chance := _chance(fault, one, result, len(ways))) <= CHANCE:
                found.append((-sum(other.value == one.value for other in every), chance, fault, one))
    best = min(found, key=lambda each: each[:2], default=None)
    return None if best is None else best[2:]


def _known(result: Quantity, beside: Sequence[Quantity], known: Sequence[Quantity]) -> tuple[Quantity, Made] | None:
    """What one amount of the rest of the act makes with one number beside the result."""
    if result.sort is not Sort.EUROS:
        return None
    ways = [
        one
        for total in known
        for q in beside
        if total.value not in (q.value, result.value)
        for one in made(Sort.EUROS, [replace(total, implied=False), q])
        if len(one.used) > 1
    ]
    found = [(_chance(result, one, result, len(ways)), one) for one in ways]
    best = min(found, key=lambda each: each[0], default=None)
    return (result, best[1]) if best and best[0] <= CHANCE else None


def _chance(fault: Quantity, one: Made, result: Quantity, ways: int) -> Fraction:
    """How likely it is that an accident makes the number look like what it should be; 1 where it does not."""
    meant = Fraction(half_up(one.value * 10**fault.places), 10**fault.places)
    exact = meant == one.value or (fault is result and fault.sort is not Sort.COUNT)
    if not exact or meant == fault.value or meant <= 0:
        return Fraction(1)
    known = max(digits(result.value), digits(meant) if fault is result else 0)
    if fault.sort is Sort.PERCENT and meant == one.value:
        known = max(known, EXACT)
    if fault.sort is Sort.COUNT and fault.value <= SMALL and fault.places == 0:
        if not (1 < meant <= SMALL):
            return Fraction(1)
        alike = SMALL
    elif misprint(_decimal(fault.value), _decimal(meant)):
        alike = 10 * max(2, digits(fault.value))
    else:
        return Fraction(1)
    return Fraction(alike * max(1, ways), TRIED * 10**known)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(half_up(value * 10_000)).scaleb(-4)


def digits(value: Fraction) -> int:
    """How many digits tell a number from others: the zeros at its ends do not."""
    return len(f"{_decimal(value):f}".replace(".", "").strip("0"))


def _told(part: Part, index: int, result: Quantity, fault: Quantity, one: Made) -> Slip:
    used = [q for q in (*one.used, result) if q.end and q is not fault]
    related = tuple(Passage(part, index, q.start, q.end) for q in sorted(used, key=lambda q: q.start))
    meant = Fraction(half_up(one.value * 10**fault.places), 10**fault.places)
    return Slip(Passage(part, index, fault.start, fault.end), fault, meant, result, one.words, related)
