"""What « soit » announces, worked out from the numbers around it: right, or wrong by one digit of one number.

Nothing is said where any way of reckoning gives what is written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..part import Nature, Part, Passage
from ..values.exact import half_up
from ..values.kept import kept_by_text
from ..values.percent import Percent
from .combinations import Made, made
from .figures import Figure
from .likeliest import digits, half_a_unit, likeliest, same, with_one_of
from .quantities import Quantity, Sort, implied, quantities
from .quotas import wholes
from .tables import Line, Table, tables
from .tables import Sort as Column

_ANNOUNCED = re.compile(
    r"\bsoit\b(?!\s(?:près|environ|à\speu))|\bce\squi\s(?:porte|représente|correspond)\b|\bainsi\b|c['’]est-à-dire"
    r"|\bportant\b|\breprésente(?:nt)?\b|\b(?:est|sont)\s(?:porté|ramené)e?s?\b|\bau\stotal\b|\s=\s"
    r"|\bs['’]élève(?:nt)?\s(?:donc\s|ainsi\s)?à\b|\b(?:hausse|baisse|augmenté?e?s?|diminué?e?s?)\sde\b|\bau\slieu\sde\b"
    r"|\bpassant\sde\b|\bfois\s(?=[0-9])|\s/\s|\ble\sporter\sà\b|\bet\s(?:porté|ramené)e?s?\sà\b",
    re.IGNORECASE,
)
_SPREAD = re.compile(  # « soit 120 000 € en 2026, 125 000 € en 2027 »: parts, and no result
    r"(?:\s(?:HT|TTC))?\s(?:en|pour)\s20[0-9]{2}(?:,|\set)\s[0-9]", re.IGNORECASE
)
_OF_ALL = re.compile(r"\s(?:restante?s?|du\s(?:reste|solde|total))\b", re.IGNORECASE)  # of a whole that is not beside
_ROUGHLY = re.compile(r"\b(?:environ|près\sde|quelque|arrondi|au\splus|au\smoins|maxim|minim|plafonn|dont)", re.I)
_CHANGE = re.compile(
    r"hausse|baisse|augment|diminu|r[ée]duction|[ée]cart|[ée]volution|inf[ée]rieur|sup[ée]rieur|port[ée]", re.I
)
_SO = re.compile(r"\bsoit\b", re.IGNORECASE)
_END = re.compile(r"[.;!?]\s|\n")
BALANCE = re.compile(r"(?:resultat|solde|excedent|deficit|ecart|reste|difference|besoin|capacite)\b")
_UNIT = Quantity(Fraction(1), Sort.EUROS, 0, 0, 2)  # what is made of one euro is made of any other amount alike
LEAST = 2  # digits of what is announced, numbers that make it


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
        if block.kind not in (Kind.TABLEAU, Kind.VISA) and _announces(block.text)
        for slip in _in_block(context, part, index)
    )


@kept_by_text
def _announces(text: str) -> bool:
    return _ANNOUNCED.search(text) is not None


def _in_block(context: Context, part: Part, index: int) -> Iterator[Slip]:
    text, found = part.blocks[index].text, quantities(part, index)
    told: set[int] = set()
    vat = {m.start for m in part.mentions[index] if m.kind is MentionKind.PERCENT and m.label == "TVA"}
    for result in found:
        slip = _at(text, found, result, [*_rates(context), *_amounts(context)])
        if slip is not None and not (told | vat) & {slip[0].start, result.start}:
            told |= {slip[0].start, result.start}
            yield _told(part, index, result, *slip)


def _at(
    text: str, found: Sequence[Quantity], result: Quantity, others: Sequence[Quantity]
) -> tuple[Quantity, Made] | None:
    """The number at fault in what is announced there; `others` are the amounts and rates of the whole act."""
    start, stop = _bounds(text, result)
    announced = [m.end() for m in _ANNOUNCED.finditer(text, start, result.start)]
    if (
        not announced
        or _SPREAD.match(text, result.end)
        or _ROUGHLY.search(text, announced[-1], result.start)
        or digits(result.value) < LEAST
    ):
        return None
    sentence = [q for q in found if start <= q.start and q.end <= stop and q is not result]
    beside = [*sentence, *implied(text[start:stop])]
    around = [q for q in found if q is not result]
    change = _CHANGE.search(text, start, result.end) is not None
    if (direct := _direct(text, result, sentence, beside, change=change)) is not None:
        return direct
    known = [q for q in others if q.sort is Sort.EUROS]
    rates = [q for q in others if q.sort is Sort.PERCENT]
    ways = made(result.sort, [*beside, *around], back=True)
    if any(same(one, result) for one in ways) or _elsewhere(result, [*beside, *rates], known):
        return None
    return (
        likeliest(result, beside, change=change)
        or (likeliest(result, around, far=True, change=change) if len(around) > len(sentence) else None)
        or with_one_of(result, beside, known)
        or with_one_of(result, rates, [q for q in beside if q.sort is Sort.EUROS])
    )


def _direct(
    text: str, result: Quantity, sentence: Sequence[Quantity], beside: Sequence[Quantity], *, change: bool
) -> tuple[Quantity, Made] | None:
    """« quatre visites à 385,00 €, soit 1 540,00 € »: the two numbers just before « soit » are what it reckons with."""
    before = [q for q in sentence if q.end <= result.start]
    if len(before) != LEAST or not _SO.search(text, before[-1].end, result.start):
        return None
    if _OF_ALL.match(text, before[-1].end):
        return None
    terms = [*before, *(q for q in beside if q.implied)]
    if any(same(one, result) for one in made(result.sort, terms, back=True)):
        return None
    return likeliest(result, before, change=change)


@lru_cache(maxsize=2)
def _rates(context: Context) -> tuple[Quantity, ...]:
    """The percentages of the act, each once: « dans la limite de 7,5 % », said where it is voted."""
    said = [m.value.valeur for _, m in context.passages(MentionKind.PERCENT) if isinstance(m.value, Percent)]
    return tuple(Quantity(Fraction(value), Sort.PERCENT, 0, 0, 2) for value in dict.fromkeys(said))


@lru_cache(maxsize=2)
def _amounts(context: Context) -> tuple[Quantity, ...]:
    """The amounts of the act of which others may be a part."""
    return tuple(Quantity(Fraction(value), Sort.EUROS, 0, 0, 2) for value in wholes(context))


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
        factors = {one.value for one in made(Sort.EUROS, [_UNIT, *terms], back=True)}
        return any(_is_between(sorted(values), result, factor) for factor in factors if factor > 0)
    return any(
        same(one, result)
        for a in known
        for b in (*beside, *known)
        if b.sort is Sort.EUROS and b is not a
        for one in made(result.sort, [replace(a, implied=False), replace(b, implied=False)])
    )


def _is_between(values: Sequence[Fraction], result: Quantity, factor: Fraction) -> bool:
    """Whether one of the numbers, in order, times the factor is what is written, to the last digit."""
    half = half_a_unit(result)
    place = bisect_left(values, (result.value - half) / factor)
    return place < len(values) and values[place] * factor <= result.value + half


def _told(part: Part, index: int, result: Quantity, fault: Quantity, one: Made) -> Slip:
    used = [q for q in (*one.used, result) if q.end and q is not fault]
    related = tuple(Passage(part, index, q.start, q.end) for q in sorted(used, key=lambda q: q.start))
    meant = Fraction(half_up(one.value * 10**fault.places), 10**fault.places)
    return Slip(Passage(part, index, fault.start, fault.end), fault, meant, result, one.words, related)


@lru_cache(maxsize=2)
def balances(context: Context) -> tuple[Slip, ...]:
    """Lines of tables that are what two lines above them leave: a result, a balance, what is left to pay."""
    return tuple(
        slip
        for table in tables(context)
        if table.part.nature is not Nature.PIECE
        for column in table.columns
        if column.sort in (Column.EUROS, Column.NUMBER)
        for slip in _balances(table, list(table.figures(column)))
    )


def _balances(table: Table, lines: Sequence[tuple[Line, Figure]]) -> Iterator[Slip]:
    if any(figure.value < 0 for _, figure in lines):
        return  # deficits: what is added and what is taken away is not said
    above: list[Quantity] = []
    for line, figure in lines:
        one = Quantity(Fraction(figure.value), Sort.EUROS, figure.where.start, figure.where.end, 2)
        right = sum((q.value for q in above), Fraction(0)) == one.value
        if BALANCE.match(line.key) and not right and not any(same(way, one) for way in made(Sort.EUROS, above)):
            slip = likeliest(one, above)
            if slip is not None:
                yield _told(table.part, table.block, one, *slip)
        above.append(one)
