"""Amounts said both without and with tax, in sentences, on lines and in tables, with the rate and the tax beside.

The tax between the two is as a rate or a tax says (`rated`), else at a rate that exists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim, Sure
from ..claims.table import sentences
from ..claims.tables import Column, Line, Rank, Sort, Table, tables
from ..context import Context
from ..facts import MentionKind, Tax
from ..frozen import frozen
from ..law.vat import NORMAL, known
from ..law.vat import rates as in_force
from ..pattern import pattern
from ..statements.days import act_day
from ..statements.subjects import About
from ..text.lexicon import GENERIC, SO, TAX, TOTAL
from ..text.tokens import shape, tokens
from ..values.kept import kept_on_it
from .columns import rate_in
from .reach import TAX_BLOCKS, TAX_TOKENS, TOTAL_CHARACTERS
from .relation import Kind, Relation, related, said
from .stretch import Stretch, every_paragraph, paragraphs
from .taxes import between, is_rate, is_vat, with_tax

LINE, END = 60, 2  # characters of the line of an amount, and those after it
_SHARE_OF = pattern(r"\(Po[^()]*\Z")  # « (9 % de 1 500,00 € HT) »
_TERM = pattern(r"\((?:[^()]*[-+x])?\Z")  # « (12 430,00 € − 2 486,00 €) »
_PAIR = pattern(rf"[on,():&{SO}P{TAX}bpYtdE_+-]*|[^EP.;]*{SO}[on]*")
_OF_ANOTHER = pattern(rf"\A[^{TAX}]*&[^{TAX}]*P[^{TAX}]*\Z")  # « 400 € HT et la retenue (5 %) est de 600 € »
_RATE = pattern(r"taux(?! (?:(?:de|du|des) (?!tva|taxes?\b|la tva|la taxe)|d'))")  # no « taux de remise »
_BARE = pattern(
    r"[\s(),:/–—-]*(?:(?:et|ou|pour)\s)?(?:(?:un|le)\s(?:montant|total|cout|prix)\s(?:total\s)?(?:de\s)?)?[\s(:]*"
)


@frozen(eq=False)
class Pair:
    """An amount without tax (`ht`) and the same with tax (`ttc`); `slack` is what rounding allows.

    `rate` and `vat` are those that are written beside them; `table` where both are cells of one.
    """

    ht: Claim
    ttc: Claim
    slack: Fraction
    rate: Claim | None = None
    vat: Claim | None = None
    total: bool = False
    table: Table | None = None

    def known(self, candidates: Sequence[Decimal]) -> tuple[Decimal, ...]:
        """The rates that make one of the other."""
        return known(self.ht.value, self.ttc.value, self.slack, tuple(candidates))


def slack(places: int) -> Fraction:
    """What rounding each of the two may change; where one has decimals the other is exact."""
    return Fraction(11, 1000 if places else 10)


@kept_on_it
def pairs(context: Context) -> tuple[Pair, ...]:
    """Every amount said without and with tax, in reading order by part; attached pieces included."""
    every = every_paragraph(context)
    prose = (found for one in every for found in _in_prose(one))
    tabled = (found for table in tables(context) for found in pairs_in(table))
    return (*prose, *_in_lines(every), *tabled)


@kept_on_it
def pairs_in(table: Table) -> tuple[Pair, ...]:
    """Those of a table."""
    return (*_in_rows(table), *_stacked(table))


def _in_prose(stretch: Stretch) -> Iterator[Pair]:
    """Two amounts that follow each other, which words make one: « soit », « (… », the tax, or next to nothing."""
    own = [claim for claim in stretch.claims if claim.unit == "€" and claim.value > 0 and not _apart(stretch, claim)]
    for index, (one, other) in enumerate(pairwise(own)):
        ht, ttc = (one, other) if one.tax is Tax.HT else (other, one)
        same = one.basis is other.basis or other.basis is None
        if (ht.tax, ttc.tax) != (Tax.HT, Tax.TTC) or not same or not _linked(stretch, one, other):
            continue
        if one.tax is Tax.TTC and index and own[index - 1].tax is Tax.HT:
            continue  # « 1 080 € HT et 1 296 € TTC, ou 12 960 € HT par an »
        if [c.tax for c in own[index : index + 3]] == [Tax.TTC, Tax.HT, Tax.HT]:
            continue  # « augmente de 21,10 € TTC : 10,40 € HT de l'un, 9,60 € HT de l'autre et 1,10 € de TVA »
        if [c.tax for c in own[max(0, index - 1) : index + 3]] == [Tax.HT, Tax.HT, Tax.TTC, Tax.TTC]:
            continue  # « de 238,00 € HT à 243,40 € HT (251,09 € TTC en 2026 ; 256,79 € TTC en 2027) »: two lists
        low, high = stretch.rank(one), stretch.rank(other) + TAX_TOKENS
        beside = [(n, c) for n, (_, c) in enumerate(stretch.pieces[:high]) if c is not None and n > low]
        vat = [c for n, c in beside if c.unit == "€" and is_vat(stretch, n, c)]
        rates = [c for n, c in beside if c.unit == "%" and is_rate(stretch, n)]
        places = max(ht.places, ttc.places, 2 * len(vat))
        rate, tax = (found[0] if len(found) == 1 else None for found in (rates, vat))
        yield Pair(ht, ttc, slack(places), rate, tax)


def _in_lines(every: Sequence[Stretch]) -> Iterator[Pair]:
    """« Montant HT : 184 500,00 € » and, on the next line but one at most, « Montant TTC : 221 400,00 € »."""
    said = [(one, [c for c in one.claims if c.unit == "€" and not _apart(one, c)]) for one in every]
    alone = [money[0] for one, money in said if len(money) == 1 and len(one.part.blocks[one.block].text) < LINE]
    for ht, ttc in pairwise(alone):
        near = ht.spot[0] == ttc.spot[0] and ttc.spot[1] - ht.spot[1] <= TAX_BLOCKS
        ends = all(claim.said.end + END >= len(claim.said.context) for claim in (ht, ttc))
        if near and ends and (ht.tax, ttc.tax) == (Tax.HT, Tax.TTC):
            yield Pair(ht, ttc, slack(2))


def _apart(stretch: Stretch, claim: Claim) -> bool:
    """Whether an amount is the tax, or a term of a computation in brackets."""
    rank = stretch.rank(claim)
    before = stretch.before(rank)[-TAX_TOKENS:]
    term = _SHARE_OF.search(before) or (claim.tax is None and _TERM.search(before))
    return bool(term) or is_vat(stretch, rank, claim)


def _linked(stretch: Stretch, one: Claim, other: Claim) -> bool:
    letters = stretch.between(stretch.rank(one), stretch.rank(other))
    if one.said.block != other.said.block or not _PAIR.fullmatch(letters) or _OF_ANOTHER.search(letters):
        return False
    between = one.said.low[one.said.end : other.said.start]
    bracketed = letters.endswith("(") and ")" not in letters
    return SO in letters or TAX in letters or bracketed or _BARE.fullmatch(between) is not None


def _in_rows(table: Table) -> Iterator[Pair]:
    """Lines with an amount without tax and one with tax, in columns that go together."""
    rate = next((c for c in table.columns if _RATE.match(c.key) or ("tva" in c.key and c.sort is Sort.PERCENT)), None)
    tax = [c for c in table.euros if re.match(r"(?:montant (?:de la )?)?tva\b", c.key)]
    headed = rate_in(table, tax[0].heading) if len(tax) == 1 else None  # « TVA 20 % (€) »
    for ht, ttc in _columns(table):
        allowed = slack(max((made.places for c in (ht, ttc) for _, made in table.cells(c)), default=2))
        for line in table.lines:
            one, other = line.claims[ht.index], line.claims[ttc.index]
            if one and other and "%" not in (one.unit, other.unit) and one.value * other.value > 0:
                stated = headed or (line.claims[rate.index] if rate else None)
                vat = line.claims[tax[0].index] if len(tax) == 1 else None
                yield Pair(one, other, allowed, stated, vat, line.rank is not Rank.LIGNE, table)


def _columns(table: Table) -> Iterator[tuple[Column, Column]]:
    euros = [column for column in table.euros if column.tax is not None]
    without = [column for column in euros if column.tax is Tax.HT]
    with_tax = [column for column in euros if column.tax is Tax.TTC]
    if len(without) == len(with_tax):
        yield from ((a, b) for a, b in zip(without, with_tax, strict=True) if a.basis == b.basis)
        return
    for ttc in with_tax:  # « Prix HT », « Montant HT », « TVA », « Montant TTC »
        same = [c for c in without if c.basis == ttc.basis and c.key.split()[:1] == ttc.key.split()[:1]]
        if len(same) == 1:
            yield same[0], ttc


def _stacked(table: Table) -> Iterator[Pair]:
    """« Total HT », « TVA (20 %) », « Total TTC », one under the other."""
    for column in (c for c in table.euros if c.tax is None):
        found = table.cells(column)
        untaxed = [pair for pair in found if _says(pair[0], "ht") and not _says(pair[0], "ttc")]
        without = [pair for pair in untaxed if pair[0].rank is Rank.TOTAL] or untaxed
        with_tax = [pair for pair in found if _says(pair[0], "ttc")]
        taxes = [pair for pair in found if pair[0].rank is Rank.TAXE]
        if len(without) == len(with_tax) == 1 and len(taxes) < 2 and without[0][0].row < with_tax[0][0].row:
            ht, ttc = without[0][1], with_tax[0][1]
            rate, vat = (rate_in(table, taxes[0][0].label), taxes[0][1]) if taxes else (None, None)
            yield Pair(ht, ttc, slack(max(ht.places, ttc.places)), rate, vat, True, table)


def _says(line: Line, tax: str) -> bool:
    return tax in line.key.replace(".", "").split()


def rated(context: Context) -> Iterator[Relation]:
    """What each amount with tax is of the one without; in sentences, those with a rate are in `taxes`."""
    candidates = in_force(act_day(context))
    yield from _announced(context)
    totals = (pair for pair in pairs(context) if pair.table and pair.total and _mixed(context, pair, candidates))
    mixed = {(pair.ht.value, pair.ttc.value) for pair in totals}  # said again in a sentence
    for pair in pairs(context):
        if pair.ttc.value < pair.ht.value:
            continue  # turned round
        if pair.table is not None:
            stated = between([pair.ht], [pair.ttc], *([one] if one else [] for one in (pair.rate, pair.vat)))
            yield from (replace(one, slack=max(one.slack, pair.slack)) for one in stated)
        alone = pair.rate is None and pair.vat is None and pair.ttc.value > pair.ht.value
        if alone and (pair.ht.value, pair.ttc.value) not in mixed and not _mixed(context, pair, candidates):
            yield _at(pair, next(iter(pair.known(candidates)), usual(pair, candidates)))


def _announced(context: Context) -> Iterator[Relation]:
    """« Taux de TVA applicable : 10 % », once: of all amounts, where none has it; of the only two prices of a role."""
    ranks = [(one, n, c) for one in paragraphs(context) for n, (_, c) in enumerate(one.pieces) if c and c.unit == "%"]
    said_so = [c for one, n, c in ranks if is_rate(one, n)]
    if len({c.value for c in said_so}) != 1:
        return
    taxed = [pair for pair in pairs(context) if pair.ttc.value > pair.ht.value]
    legal = in_force(act_day(context))
    used = {rate for pair in taxed for rate in pair.known(legal)}
    unused = used and said_so[0].value in set(legal) - used
    told = {pair.ttc.spot for pair in taxed}
    for pair in (*(taxed if unused else ()), *(one for one in _of_roles(context) if one.ttc.spot not in told)):
        found = with_tax(pair.ht, pair.ttc, said_so[0], sure=False)
        yield replace(found, slack=max(found.slack, pair.slack))


def _of_roles(context: Context) -> Iterator[Pair]:
    """The only price without tax, and the only one with it, each in its article."""
    own = [c for c in sentences(context) if c.owner.about is About.THIS and c.sure >= Sure.BEFORE and c.role]
    for role in sorted({c.role for c in own} - GENERIC):  # « à la somme de … » is of anything
        ht, ttc = ([c for c in own if c.tax is tax and c.role == role] for tax in (Tax.HT, Tax.TTC))
        alone = len({c.value for c in ht}) == len({c.value for c in ttc}) == 1
        if alone and ht[0].value < ttc[0].value < 2 * ht[0].value:
            yield Pair(ht[0], ttc[0], Fraction(0))


def _at(pair: Pair, rate: Decimal) -> Relation:
    factor = 1 + Fraction(rate) / 100
    words = f"{said(pair.ht)} × {said(replace(pair.ht, value=factor))}"
    return related(Kind.RATE, pair.ttc, (pair.ht,), lambda v: v[0] * factor, words, pair.slack)


def usual(pair: Pair, candidates: Sequence[Decimal]) -> Decimal:
    """The rate of the other lines of the table, else the normal one."""
    found = [rate for other in (pairs_in(pair.table) if pair.table else ()) for rate in other.known(candidates)]
    return max(set(found), key=found.count) if found else NORMAL


def _mixed(context: Context, pair: Pair, candidates: Sequence[Decimal]) -> bool:
    """A total of lines at several rates is at none."""
    part = pair.ttc.said.part
    if pair.ttc.value > pair.ht.value * (1 + Fraction(max(candidates)) / 100):
        return False
    lines = [one for one in pairs_in(pair.table) if not one.total] if pair.table and pair.total else ()
    if len({one.known(candidates)[:1] for one in lines}) > 1:
        return True
    announced = {str(m.value) for _, m in part.passages(MentionKind.PERCENT) if m.label == "TVA"}
    return len(announced) > 1 or (pair.table is None and _sums_up(context, pair, candidates))


def _sums_up(context: Context, pair: Pair, candidates: Sequence[Decimal]) -> bool:
    """Whether a sentence adds up what others say at several rates: « la dépense totale est de … HT, soit … TTC »."""
    rated, ht, ttc = _together(context)[id(pair.ttc.said.part)]
    if len(rated - Counter(pair.known(candidates)[:1])) < 2:
        return False
    where = pair.ht.said
    before = where.context[max(0, where.start - TOTAL_CHARACTERS) : where.start]
    return (ht, ttc) == (2 * pair.ht.value, 2 * pair.ttc.value) or TOTAL in shape(tokens(before)).rpartition(".")[2]


@kept_on_it
def _together(context: Context) -> dict[int, tuple[Counter[Decimal], Fraction, Fraction]]:
    """By part, how often each rate is met, and all the amounts without tax, then with."""
    legal, found = in_force(act_day(context)), dict[int, tuple[Counter[Decimal], Fraction, Fraction]]()
    for pair in pairs(context):
        rated, ht, ttc = found.get(id(pair.ttc.said.part), (Counter(), Fraction(0), Fraction(0)))
        rated.update(pair.known(legal)[:1])
        found[id(pair.ttc.said.part)] = rated, ht + pair.ht.value, ttc + pair.ttc.value
    return found
