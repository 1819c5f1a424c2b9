"""Two numbers a line, of which all lines but one make the same: a share of one whole, a rise of one rate.

« la Région, 22 %, soit 8 800 € », « Repas : 4,00 €, 4,20 € en 2027 », line after line: the line that does not follow
the others is told, whoever says the whole, or nobody; or the words above a table or a list (`led`): « Vacations
(taux : 24 €) », then lines of so many and so much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ..claims import Claim, claims_of, table_of
from ..claims.table import amounts
from ..claims.tables import Rank, Sort, Table, own_tables
from ..context import Context
from ..part import Part
from ..pattern import pattern
from ..statements.arithmetic import summed
from ..text.tokens import shape
from .changes import LESS
from .reach import LEAD_BLOCKS, RATE_BLOCKS
from .relation import CENT, HUNDRED, Relation, changed, kept_but_one, last_digit, product, share
from .stretch import Stretch, paragraphs

Pair = tuple[Claim, Claim]
"""A number, and what makes it: an amount and its percentage."""
FOLLOW = 2  # lines that follow what leads to a table
STEP = Fraction(5, 100)  # prices are often rounded to five cents
_PAIRS = (
    pattern(r"(?P<of>P)[^EP;.]*,?s[on]*(?P<made>E)"),  # « 22 %, soit 8 800 € »
    pattern(r"(?P<made>E)\((?P<of>P)\)"),  # « 192 000 € (30 %) »
    pattern(r"(?P<made>N)[,(]?s?(?P<of>P)"),  # « 14 postes (28 %) »
)
_RAISED = pattern(r"[g+u-][on_]*P(?![^.;]*E)")


def series(context: Context) -> Iterator[Relation]:
    """Every such line, of those that only one does not follow."""
    known = {claim.value: claim for claim in amounts(context)}
    for run in (run for way in _PAIRS for run in _runs(paragraphs(context), way)):
        yield from _of_one_whole(run, known)
    yield from _raised(context)


def _runs(every: Sequence[Stretch], way: re.Pattern[str]) -> Iterator[list[Pair]]:
    """What lines that follow each other say, as long as it is of the same units."""
    run: list[Pair] = []
    for one in every:
        for match in way.finditer(one.shape):
            made, of = one.claim(match.start("made")), one.claim(match.start("of"))
            if made is None or of is None or not of.value:
                continue
            full = of.unit == "%" and summed(rate.value for _, rate in run) == HUNDRED
            if run and (full or not _follow(run[-1], (made, of), one)):
                yield run
                run = []
            run.append((made, of))
    if run:
        yield run


def _follow(last: Pair, pair: Pair, where: Stretch) -> bool:
    near = where.part is last[0].said.part and where.block <= max(claim.said.block for claim in last) + 1
    return near and [claim.unit for claim in last] == [claim.unit for claim in pair]


def _of_one_whole(run: Sequence[Pair], known: Mapping[Fraction, Claim]) -> Iterator[Relation]:
    """Shares of the whole that most are of, where there are reasons enough to say so."""
    stated = {**known, **{made.value: made for made, rate in run if rate.value == HUNDRED}}
    bases = [(made.value * HUNDRED / rate.value, rate) for made, rate in run]
    best = kept_but_one([[_share(*pair, stated.get(base), base, of) for pair in run] for base, of in bases])
    whole = best[0].terms[1].value if best else Fraction(0)
    rates, made = (summed(claim.value for claim in each) for each in ([of for _, of in run], [one for one, _ in run]))
    if rates == HUNDRED and made == whole:
        return  # a cent may go from one to the other
    agreed = sum(one.holds for one in best) > 1
    if (agreed or rates == HUNDRED) if whole in stated else (agreed and rates <= HUNDRED):
        yield from best


def _share(made: Claim, rate: Claim, stated: Claim | None, base: Fraction, of: Claim) -> Relation:
    """What a rate makes of a whole; one that nobody states is no surer than the rate `of` another line, rounded."""
    found = share(made, rate, stated or replace(made, value=base), sure=False)
    if stated is None and of.places:
        found = replace(found, slack=max(found.slack, base * rate.value * last_digit(of) / of.value / 200))
    return found if made.unit == "€" else replace(found, slack=base * last_digit(rate) / 200)


def _raised(context: Context) -> Iterator[Relation]:
    """« Les tarifs augmentent de 5 % : », then a table that gives each price, and what it was."""
    for table in own_tables(context):
        above = range(max(0, table.block - RATE_BLOCKS), table.block)
        rates = [found for n in above if (found := _rate(context, table.part, n)) is not None]
        if len(rates) == 1:
            yield from _followed(*rates[0], list(_lines(table)))


def _rate(context: Context, part: Part, index: int) -> tuple[Claim, int] | None:
    """The one rate of a block, where it is that of a change, and whether prices rise or fall by it."""
    found = table_of(part)[index]
    match = _RAISED.search(shape(found))
    rates = [c for c in claims_of(context, part, index) if c.unit == "%"]
    if match is None or len(rates) != 1:
        return None
    words = " ".join(str(one.value) for one in found[match.start() : match.end()] if isinstance(one.value, str))
    return rates[0], -1 if LESS.search(words) else 1


def _lines(table: Table) -> Iterator[Pair]:
    columns = [c for c in table.columns if all(claim.unit == "€" for _, claim in table.cells(c)) and table.cells(c)]
    for line in table.lines if len(columns) == 2 else ():
        one, other = (line.claims[c.index] for c in columns)
        if one is not None and other is not None and line.rank is Rank.LIGNE:
            yield one, other


_SAME = pattern(r"\b(?:inchang|mainten|identique)")  # « la caution restant inchangée »


def _followed(rate: Claim, sign: int, pairs: Sequence[Pair]) -> Iterator[Relation]:
    """The changes of all lines, old and new in the order that most follow; only one may be wrong."""
    said = rate.said.low
    moved = [pair for pair in pairs if pair[0].value != pair[1].value or not _SAME.search(said)]
    ways = [[_change(rate, sign, *(pair if first else pair[::-1])) for pair in moved] for first in (True, False)]
    yield from kept_but_one(ways, least=FOLLOW)


def _change(rate: Claim, sign: int, old: Claim, new: Claim) -> Relation:
    found = changed(new, old, rate, sign, sure=False)
    rounded = new.places == 2 and new.value % STEP == 0
    return replace(found, slack=max(found.slack, STEP / 2)) if rounded and found.gap else found


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
        yield from _kept(_entries(paragraph), first or beside)


def _leads(one: Stretch, table: Table) -> bool:
    return one.part is table.part and 0 < table.block - one.block <= LEAD_BLOCKS


def _columns(table: Table) -> Iterator[Sequence[Pair]]:
    amounts = table.euros
    for column in table.columns:
        for amount in amounts if column.sort in (Sort.NUMBER, Sort.PERCENT) else ():
            both = ((line.claims[column.index], line.claims[amount.index]) for line in table.lines)
            yield [(count, made) for count, made in both if count is not None and made is not None]


def _entries(paragraph: Stretch) -> Sequence[Pair]:
    """Items that say one number and one amount each."""
    pairs = [(each[0], each[1]) for each in paragraph.entries if len(each) == 2]
    return [(count, made) for count, made in pairs if count.unit != "€" and made.unit == "€"]


def _kept(rows: Sequence[Pair], bases: Sequence[Claim]) -> Iterator[Relation]:
    varied = len({made.value for _, made in rows}) > 1
    ways = [[_of(count, made, base) for count, made in rows] for base in bases] if varied else []
    yield from kept_but_one(ways, least=FOLLOW)


def _of(count: Claim, made: Claim, base: Claim) -> Relation:
    if count.unit != "%":
        return product(made, [count, base], sure=False)
    found = share(made, count, base, sure=False)
    return replace(found, slack=max(found.slack, CENT))  # one of them takes what the rounding of the others leaves
