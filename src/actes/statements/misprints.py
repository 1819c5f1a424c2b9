"""Amounts that differ by one digit from another one of the act: a slip of the keyboard, or of a copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..document import Kind
from ..facts import Tax
from ..part import Nature, Passage
from ..values.money import Amount
from .amounts import moneys, noun_of
from .statement import About
from .tables import Sort, tables
from .wording import same_thing, words_around

_OTHERS = re.compile(
    r"arr[êe]t[ée]|d[ée]lib[ée]ration|d[ée]cision|convention|avenant|march[ée]|contrat|\bacte\b", re.IGNORECASE
)
LEAST = 100  # euros: below, prices that look alike are many
SURE = 5  # significant digits: so long, two amounts do not look alike by chance
FAIR = 4
TAXES = frozenset({Fraction(6, 5), Fraction(11, 10), Fraction(211, 200), Fraction(2), Fraction(3)})


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """An amount where it stands. `twice`: it is also in words beside, which confirms it; `cited`: in a visa."""

    where: Passage
    value: Decimal
    noun: str = ""
    tax: Tax | None = None
    twice: bool = False
    cited: bool = False


def misprints(context: Context) -> Iterator[tuple[Seen, Seen]]:
    """An amount that stands once, and one elsewhere that it looks like, in reading order of the former."""
    seen = list(_seen(context))
    counts = Counter(one.value for one in seen)
    nouns = {(one.value, one.noun) for one in seen if one.noun}
    confirmed = {one.value for one in seen if one.twice}
    masks = _masks({one.value: one for one in reversed(seen)}.values())
    told: set[frozenset[Decimal]] = set()
    for one in seen:
        if counts[one.value] > 1 or one.value in confirmed:
            continue
        for other in _neighbours(one, masks):
            pair = frozenset({one.value, other.value})
            same = (other.value, one.noun) in nouns
            known = counts[other.value] > 1 or other.value in confirmed
            same = same or (known and (len(counts) == 2 or _same_words(one, other, seen)))
            if pair not in told and _doubtful(one, other, known, same):
                told.add(pair)
                yield one, other
                break


def _same_words(one: Seen, other: Seen, seen: Sequence[Seen]) -> bool:
    """Whether the words around an amount are those around another one, wherever it stands."""
    around = words_around(one.where)
    return any(same_thing(around, words_around(its.where)) for its in seen if its.value == other.value)


def _seen(context: Context) -> Iterator[Seen]:
    for money in moneys(context):
        if money.value >= LEAST and money.subject.about is not About.CITED:
            words = isinstance(money.mention.words, Amount) and money.mention.words == money.mention.value
            cited = money.where.kind is Kind.VISA
            if not cited or not _OTHERS.search(money.where.context):
                yield Seen(money.where, money.value, money.noun, money.tax, words, cited)
    for table in tables(context):
        for column in table.columns if table.part.nature is not Nature.PIECE else ():
            if column.sort is Sort.EUROS:
                for line, figure in table.figures(column):
                    if figure.value >= LEAST:
                        yield Seen(figure.where, figure.value, noun_of(line.label), column.tax)


def _key(value: Decimal) -> str:
    return f"{value:.2f}"


def _masks(seen: Iterable[Seen]) -> Mapping[str, Sequence[Seen]]:
    """Amounts by what is left of them when one digit is hidden, or two neighbours are not told apart."""
    found: dict[str, list[Seen]] = {}
    for one in seen:
        for mask in _hidden(_key(one.value)):
            found.setdefault(mask, []).append(one)
    return found


def _hidden(key: str) -> Iterator[str]:
    for n in range(len(key)):
        if key[n] != ".":
            yield f"{key[:n]}?{key[n + 1 :]}"
        if n + 1 < len(key) and "." not in key[n : n + 2] and key[n] != key[n + 1]:
            yield f"{key[:n]}{''.join(sorted(key[n : n + 2]))}~{key[n + 2 :]}"


def _neighbours(one: Seen, masks: Mapping[str, Sequence[Seen]]) -> Iterator[Seen]:
    for mask in _hidden(_key(one.value)):
        yield from (other for other in masks[mask] if other.value != one.value)


def _doubtful(one: Seen, other: Seen, known: bool, same: bool) -> bool:
    """Whether two amounts that look alike are one. `known`: the other stands more than once; `same`: of one thing."""
    if _series(one, other) or ((one.cited or other.cited) and not (same and one.noun)):
        return False
    high, low = max(one.value, other.value), min(one.value, other.value)
    if Fraction(high) / Fraction(low) in TAXES and (one.tax is not other.tax or one.tax is None):
        return False
    digits = max(_significant(one.value), _significant(other.value))
    if digits >= SURE:
        return True
    if digits == FAIR:
        return known or same or (one.value % 1 != 0 and other.value % 1 == one.value % 1)
    return known and same


def _series(one: Seen, other: Seen) -> bool:
    """Amounts of one table, one list, one paragraph, or neighbours: a series looks alike."""
    a, b = one.where, other.where
    if a.kind is Kind.TABLEAU is b.kind and (a.part, a.block) != (b.part, b.block):
        return _significant(max(one.value, other.value)) < SURE  # the same label in two tables: two years, two lots
    if a.part is not b.part:
        return False
    if a.block == b.block:
        return True
    between = range(min(a.block, b.block), max(a.block, b.block) + 1)
    return all(a.part.blocks[n].kind is Kind.ITEM for n in between)


def _significant(value: Decimal) -> int:
    return len(str(abs(value)).replace(".", "").strip("0"))
