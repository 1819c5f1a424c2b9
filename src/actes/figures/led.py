"""What the words above a table or a list give for all its lines: the price of each, or what its percentages are of.

« Vacations (taux : 24 €) », then lines of so many and so much: a line that the others do not follow is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..claims import Claim
from ..claims.tables import Sort, Table, own_tables
from ..context import Context
from ..document import Kind as Block
from .relation import Relation, kept_but_one, product, share
from .stretch import Stretch, paragraphs

CENT = Fraction(1, 100)
LEAST = 2  # lines that follow it
ABOVE = 2  # blocks
Row = tuple[Claim, Claim]
"""How many, or what percentage, and the amount."""


def led(context: Context) -> Iterator[Relation]:
    """Every amount of a line that is the price, or the whole, said above, times its number; one line may differ."""
    every = paragraphs(context)
    for table in own_tables(context):
        bases = [c for one in every if _leads(one, table) for c in one.money]
        for rows in _columns(table):
            yield from _kept(rows, bases)
    for above, paragraph in zip((None, *every), every, strict=False):
        beside = above.money if above and above.part is paragraph.part and paragraph.block == above.block + 1 else []
        first = [c for c in paragraph.money if c.said.block == paragraph.block]
        yield from _kept(_items(paragraph), first or beside)


def _leads(one: Stretch, table: Table) -> bool:
    return one.part is table.part and 0 < table.block - one.block <= ABOVE


def _columns(table: Table) -> Iterator[Sequence[Row]]:
    amounts = [column for column in table.columns if column.sort is Sort.EUROS]
    for column in table.columns:
        for amount in amounts if column.sort in (Sort.NUMBER, Sort.PERCENT) else ():
            both = ((line.claims[column.index], line.claims[amount.index]) for line in table.lines)
            yield [(count, made) for count, made in both if count is not None and made is not None]


def _items(paragraph: Stretch) -> Sequence[Row]:
    """Items that say one number and one amount each."""
    blocks = dict.fromkeys(claim.said.block for claim in paragraph.claims)
    each = [[c for c in paragraph.claims if c.said.block == n] for n in blocks]
    items = [c for n, c in zip(blocks, each, strict=True) if paragraph.part.blocks[n].kind is Block.ITEM]
    return [(a, b) for a, b in (i for i in items if len(i) == 2) if a.unit != "€" and b.unit == "€"]


def _kept(rows: Sequence[Row], bases: Sequence[Claim]) -> Iterator[Relation]:
    varied = len({made.value for _, made in rows}) > 1
    ways = [[_of(count, made, base) for count, made in rows] for base in bases] if varied else []
    yield from kept_but_one(ways, least=LEAST)


def _of(count: Claim, made: Claim, base: Claim) -> Relation:
    if count.unit != "%":
        return product(made, [count, base], sure=False)
    found = share(made, count, base, sure=False)
    return replace(found, slack=max(found.slack, CENT))  # one of them takes what the rounding of the others leaves
