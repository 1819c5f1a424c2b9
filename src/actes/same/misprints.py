"""Amounts that differ by one digit from another one of the act: a slip of the keyboard, or of a copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ..claims import Claim, Sure
from ..claims.table import sentences
from ..claims.tables import Column, Rank, Sort, Table, own_tables
from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Tax
from ..facts.flat import folded
from ..figures.network import sound
from ..frozen import frozen
from ..part import Passage
from ..pattern import pattern
from ..statements.arithmetic import SMALL, rounded
from ..statements.subjects import About

_OTHERS = pattern(
    r"arr[êe]t[ée]|d[ée]lib[ée]ration|d[ée]cision|convention|avenant|march[ée]|contrat|\bacte\b", re.IGNORECASE
)
SURE = 5  # significant digits: so long, two amounts do not look alike by chance
FAIR = 4
FEW = 3  # amounts of an act: two of them that look alike are one
FEWEST = 2  # « 24 000 » and « 23 000 » look alike by nature
ROUND = 1000
MANY = 8  # pairs: beyond, prices look alike by nature
_THRESHOLD = pattern(r"\bseuils? (?:[a-z]+ )?(?:de|a|fixe a) \Z")  # of the law
_YEAR = pattern(r"(?<![\w.,/-])20[0-9]{2}(?![\w/-])")
TAXES = frozenset({Fraction(6, 5), Fraction(11, 10), Fraction(211, 200), Fraction(2), Fraction(3)})


@frozen(eq=False)
class Seen:
    """An amount where it stands. `twice`: words beside, or a sum that holds, confirm it.

    `right`: in a relation that holds. `column` tells the column of a table that holds it.
    """

    where: Passage
    value: Decimal
    roles: frozenset[str] = frozenset()
    tax: Tax | None = None
    twice: bool = False
    column: tuple[int, ...] = ()
    right: bool = False
    years: frozenset[object] = frozenset()  # that its paragraph, or its line, says


def alike(context: Context) -> Sequence[tuple[Seen, Seen]]:
    """Amounts that look like another one, where they are few."""
    found = list(_misprints(context))
    return found if len(found) <= MANY else ()


def telling(one: Seen, other: Seen) -> bool:
    """Whether two of them look alike by no chance: of one name, to the cent, or with two digits turned round.

    That one is said twice, or is a total, tells nothing: an act has many round amounts.
    """
    turned = sorted(_key(one.value)) == sorted(_key(other.value))
    return turned or bool(one.roles & other.roles) or bool(one.value % 1 and other.value % 1)


def _misprints(context: Context) -> Iterator[tuple[Seen, Seen]]:
    """An amount that stands once, in no sum that holds, and one elsewhere that it looks like, in reading order."""
    seen = list(_seen(context))
    counts = Counter(one.value for one in seen)
    nouns = {(one.value, role) for one in seen for role in one.roles}
    confirmed = {one.value for one in seen if one.twice}
    masks = _masks({one.value: one for one in reversed(seen)}.values())
    said = {rounded(claim.value) for claim in sentences(context)}
    told: set[frozenset[Decimal]] = set()
    for one in seen:
        if counts[one.value] > 1 or one.value in confirmed or one.right:
            continue
        for other in _neighbours(one, masks):
            pair = frozenset({one.value, other.value})
            same = any((other.value, role) in nouns for role in one.roles)
            known = counts[other.value] > 1 or other.value in confirmed
            few = len(counts) <= FEW and not (one.roles and other.roles and not same)
            same, known = same or few, known or few
            if _both_here(one, other, seen) or pair in told or abs(one.value - other.value) in said:
                continue
            short = max(map(_significant, (one.value, other.value))) < FAIR and other.value not in confirmed
            short = short and not few
            if (known or same) and not short and _doubtful(one, other, known, same):
                told.add(pair)
                yield one, other
                break


def _seen(context: Context) -> Iterator[Seen]:
    held = sound(context)
    for claim in sentences(context):
        where, mention = claim.said, claim.token.value
        if claim.value < SMALL or claim.owner.about is About.CITED or _THRESHOLD.search(folded(where.before[-40:])):
            continue
        words = isinstance(mention, Mention) and mention.words == mention.value
        if where.kind is not Kind.VISA or not _OTHERS.search(where.context):
            found = where.part.mentions[where.block]
            years = frozenset(one.value for one in found if one.kind is MentionKind.YEAR)
            value, right = rounded(claim.value), claim.spot in held
            yield Seen(where, value, _roles(claim), claim.tax, words, right=right, years=years)
    for table in own_tables(context):
        for column in table.columns:
            if column.sort is Sort.EUROS:
                right, place = _adds_up(table, column), (id(table.part), table.block, column.index)
                for line, claim in table.cells(column):
                    if claim.value >= SMALL:
                        value = rounded(claim.value)
                        years = frozenset(map(int, _YEAR.findall(" ".join((column.heading, *line.texts)))))
                        yield Seen(claim.said, value, _roles(claim), column.tax, right, place, years=years)


def _roles(claim: Claim) -> frozenset[str]:
    """What words before an amount say that it is."""
    before = folded(claim.said.before)
    named = claim.sure is Sure.STATED or (claim.sure is Sure.CLAUSE and before)
    return frozenset(r for r in claim.roles - {"", "montant"} if named and (claim.of or r in before))


def _adds_up(table: Table, column: Column) -> bool:
    """Whether the lines of a column make its total, or what closes it (« Solde »): a slip in one would show."""
    total = table.total(column)
    *above, last = (figure.value for _, figure in table.cells(column))
    lines = [figure.value for line, figure in table.cells(column) if line.rank is Rank.LIGNE]
    closed = len(above) > 1 and sum(above) == last
    return closed or (total is not None and len(lines) > 1 and sum(lines) == total[1].value)


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
    digits = max(_significant(one.value), _significant(other.value))
    if one.years and other.years and not one.years & other.years:
        return False  # what it was in 2023, and what it is in 2024
    if _series(one, other):
        return False
    high, low = max(one.value, other.value), min(one.value, other.value)
    if any(it % ROUND == 0 for it in (high, low)) and high - low < ROUND:
        return False  # 52 000 and 52 080: a valuation and the price, an estimate and what it costs
    if Fraction(high) / Fraction(low) in TAXES and (one.tax is not other.tax or one.tax is None):
        return False
    if digits >= SURE:
        return True
    if digits < FAIR and {one.tax, other.tax} == {Tax.HT, Tax.TTC}:
        return False  # of so few digits, a price and another with its tax
    if digits == FAIR:
        return known or same
    return known and same and digits > FEWEST


def _both_here(one: Seen, other: Seen, seen: Sequence[Seen]) -> bool:
    """Whether the paragraph of an amount says the other one too: they are two."""
    here = one.where.part, one.where.block
    return not one.column and any(
        its.value == other.value and (its.where.part, its.where.block) == here for its in seen if its is not one
    )


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
