"""Prices raised or lowered by a rate that a sentence states, one a line: the line that does not follow the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..claims import Claim, claims_of, table_of
from ..claims.tables import Rank, Table, tables
from ..context import Context
from ..outline.nature import Nature
from ..part import Part
from ..pattern import pattern
from ..text.tokens import EUROS, PERCENT, shape
from .changes import LESS
from .relation import Relation, changed
from .stretch import Stretch, paragraphs

ABOVE = 4  # blocks between the rate and the table
STEP = Fraction(5, 100)  # prices are often rounded to five cents
_RATE = pattern(r"[g+u-][on_]*P(?![^.;]*E)")
Pair = tuple[Claim, Claim]


def raised(context: Context) -> Iterator[Relation]:
    """« Les tarifs augmentent de 5 % : », then lines that give each price, and what it was."""
    for paragraph in paragraphs(context):
        blocks = paragraph.part.led(paragraph.block)
        rate = _rate(context, paragraph.part, paragraph.block) if blocks else None
        if rate is not None:
            yield from _followed(*rate, list(_items(paragraph)), least=1)
    for table in tables(context):
        if table.part.nature is Nature.PIECE:
            continue
        above = range(max(0, table.block - ABOVE), table.block)
        rates = [found for n in above if (found := _rate(context, table.part, n)) is not None]
        if len(rates) == 1:
            yield from _followed(*rates[0], list(_lines(table)), least=2)


def _rate(context: Context, part: Part, index: int) -> tuple[Claim, int] | None:
    """The one rate of a block, where it is that of a change, and whether prices rise or fall by it."""
    found = table_of(part)[index]
    match = _RATE.search(shape(found))
    rates = [c for c in claims_of(context, part, index) if c.unit == "%"]
    if match is None or len(rates) != 1:
        return None
    words = " ".join(str(one.value) for one in found[match.start() : match.end()] if isinstance(one.value, str))
    return rates[0], -1 if LESS.search(words) else 1


def _items(paragraph: Stretch) -> Iterator[Pair]:
    by_block: dict[int, list[Claim]] = {}
    for rank in paragraph.ranks(EUROS):
        if (claim := paragraph.claim(rank)) is not None and claim.spot[1] != paragraph.block:
            by_block.setdefault(claim.spot[1], []).append(claim)
    for found in by_block.values():
        if len(found) == 2 and PERCENT not in found[0].words:
            yield found[0], found[1]


def _lines(table: Table) -> Iterator[Pair]:
    columns = [c for c in table.columns if all(claim.unit == "€" for _, claim in table.cells(c)) and table.cells(c)]
    for line in table.lines if len(columns) == 2 else ():
        one, other = (line.claims[c.index] for c in columns)
        if one is not None and other is not None and line.rank is Rank.LIGNE:
            yield one, other


def _followed(rate: Claim, sign: int, pairs: Sequence[Pair], *, least: int) -> Iterator[Relation]:
    """The changes of all lines, old and new in the order that most follow; only one may be wrong."""
    ways = [[_change(rate, sign, *(pair if first else pair[::-1])) for pair in pairs] for first in (True, False)]
    best = max(ways, key=lambda way: sum(one.holds for one in way))
    wrong = sum(not one.holds for one in best)
    if wrong == 1 and len(best) - wrong >= least:
        yield from best


def _change(rate: Claim, sign: int, old: Claim, new: Claim) -> Relation:
    found = changed(new, old, rate, sign, sure=False)
    rounded = new.places == 2 and new.value % STEP == 0
    return replace(found, slack=max(found.slack, STEP / 2)) if rounded and found.gap else found
