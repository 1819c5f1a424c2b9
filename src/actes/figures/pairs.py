"""Amounts said both without and with tax, in sentences, on lines and in tables, with the rate and the tax beside."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim, claims_of
from ..claims.table import cells
from ..context import Context
from ..document import Kind
from ..facts import Mention, Tax
from ..facts.flat import folded
from ..law.vat import known
from ..part import Part
from ..statements.tables import Column, Line, Rank, Sort, Table, tables
from ..text.lexicon import SO, TAX, TOTAL
from ..text.sentences import clauses
from ..text.tokens import EUROS, Token, by_clause, shape, tokens
from ..values.kept import kept_on_it
from ..values.money import Amount
from ..values.percent import Percent
from .columns import column_of, rate_in

FAR = 110  # characters between an amount and the same with tax
NEXT = 2  # blocks between the lines of one amount
_DECIMALS = re.compile(r"[.,]\s?[0-9]{1,2}(?![0-9])")
_VAT = re.compile(rf"{TAX}[()P:,o&_]*\Z")  # « TVA (20 %) : 200 € »
_SHARE_OF = re.compile(r"\(Po[^()]*\Z")  # « (9 % de 1 500,00 € HT) »
_TERM = re.compile(r"\((?:[^()]*[-+x])?\Z")  # « (12 430,00 € − 2 486,00 €) »
_PAIR = re.compile(rf"[on,():&{SO}P{TAX}bpYtdE_+-]*|[^EP.;]*{SO}[on]*")
_OF_ANOTHER = re.compile(rf"\A[^{TAX}]*&[^{TAX}]*P[^{TAX}]*\Z")  # « 400 € HT et la retenue (5 %) est de 600 € »
_BARE = re.compile(
    r"[\s(),:/–—-]*(?:(?:et|ou|pour)\s)?(?:(?:un|le)\s(?:montant|total|cout|prix)\s(?:total\s)?(?:de\s)?)?[\s(:]*"
)
_LINE = re.compile(r"\s*(?:[-–•]\s)?(?:montant|total|prix|cout)\s[^.;0-9]{0,25}:\s*\Z")
_WITHOUT = re.compile(r"\b(?:ht|hors\staxes?)\b")
_LABELLED = re.compile(rf"{_WITHOUT.pattern}|\b(?:ttc|toutes\staxes\scomprises)\b")
_ENDS = re.compile(r".{0,2}\Z|,?\s(?:soit\s)?(?:en\s(?:toutes\s)?lettres|\([^()0-9]+\)\s?[.;]?\Z)")


@dataclass(frozen=True, slots=True, eq=False)
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
    prose = [found for part in context.parts for found in (*_in_prose(context, part), *_in_lines(context, part))]
    return (*prose, *(found for table in tables(context) for found in pairs_in(table)))


@kept_on_it
def pairs_in(table: Table) -> tuple[Pair, ...]:
    """Those of a table."""
    return (*_in_rows(table), *_stacked(table))


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """An amount of a paragraph: its place among the tokens, what it is of the tax."""

    rank: int
    mention: Mention
    vat: bool

    @property
    def value(self) -> Decimal:
        assert isinstance(self.mention.value, Amount)
        return self.mention.value.valeur


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """A paragraph as its tokens, and the amounts that are no term of a computation in brackets."""

    part: Part
    block: int
    tokens: Sequence[Token]
    letters: str
    claims: Mapping[int, Claim]

    @property
    def amounts(self) -> Iterator[_Said]:
        for rank, one in enumerate(self.tokens):
            if one.sort == EUROS and isinstance(one.value, Mention) and isinstance(one.value.value, Amount):
                before, untaxed = self.letters[max(0, rank - FAR) : rank], one.value.tax is None
                vat = untaxed and _VAT.search(before.rpartition(EUROS)[2]) is not None
                reckoned = _SHARE_OF.search(before) or (untaxed and _TERM.search(before))
                if one.value.value.cents > 0 and not reckoned:
                    yield _Said(rank, one.value, vat or one.value.label == "TVA")

    def between(self, one: _Said, other: _Said) -> str:
        return self.letters[one.rank + 1 : other.rank]

    def rate(self, start: int, end: int) -> Claim | None:
        """The only rate of tax that stands there."""
        said = [m for m in self.part.mentions[self.block] if m.label == "TVA" and start <= m.start < end]
        rates = [m.start for m in said if isinstance(m.value, Percent)]
        return self.claims.get(rates[0]) if len(rates) == 1 else None

    def pair(self, one: _Said, other: _Said, rate: Claim | None, vat: _Said | None) -> Iterator[Pair]:
        """The two where a claim was made of both."""
        ht, ttc = (one, other) if one.mention.tax is Tax.HT else (other, one)
        cents = vat is not None or any(_DECIMALS.search(one.mention.text) for one in (ht, ttc))
        first, last = (self.claims.get(said.mention.start) for said in (ht, ttc))
        if first and last:
            tax = self.claims.get(vat.mention.start) if vat else None
            yield Pair(first, last, slack(2 if cents else 0), rate, tax)


def _claims(context: Context, part: Part, block: int) -> Mapping[int, Claim]:
    return {claim.spot[2]: claim for claim in claims_of(context, part, block)}


def _in_prose(context: Context, part: Part) -> Iterator[Pair]:
    for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
        taxes = [m.tax for m in mentions if isinstance(m.value, Amount)]
        if block.kind is Kind.TABLEAU or len(taxes) < 2 or not (Tax.TTC in taxes or Tax.HT in taxes):
            continue
        found, cuts, said = tokens(block.text), clauses(block.text), _claims(context, part, index)
        for _, clause in by_clause(block.text):
            yield from _in_clause(_Words(part, index, clause, shape(clause), said))
        if len(cuts) > 1:
            yield from _in_three(_Words(part, index, found, shape(found), said), cuts)


def _in_clause(words: _Words) -> Iterator[Pair]:
    text = words.part.blocks[words.block].text
    amounts = list(words.amounts)
    own, vat = [one for one in amounts if not one.vat], [one for one in amounts if one.vat]
    for one, other in pairwise(own):
        end = one.mention.end
        if {one.mention.tax, other.mention.tax} != {Tax.HT, Tax.TTC} or not _linked(words, one, other, folded(text)):
            continue
        if not (one.mention.basis is other.mention.basis or other.mention.basis is None) or _two_lists(text, own, one):
            continue
        taxes = [m for m in vat if end <= m.mention.start <= other.mention.end + FAR]
        rate = words.rate(one.mention.start, other.mention.end + FAR)
        yield from words.pair(one, other, rate, taxes[0] if len(taxes) == 1 else None)


def _linked(words: _Words, one: _Said, other: _Said, low: str) -> bool:
    """Whether words make two amounts one: « soit », « (… », the tax, or next to nothing between them."""
    letters, between = words.between(one, other), low[one.mention.end : other.mention.start]
    if len(between) > FAR or not _PAIR.fullmatch(letters) or _OF_ANOTHER.search(letters):
        return False
    return SO in letters or TAX in letters or letters.endswith("(") or _BARE.fullmatch(between) is not None


def _two_lists(text: str, own: Sequence[_Said], first: _Said) -> bool:
    """« de 238,00 € HT à 243,40 € HT (251,09 € TTC en 2026 ; 256,79 € TTC en 2027) »: two lists."""
    index = own.index(first)
    inside = text[first.mention.end : first.mention.end + 3 * FAR].partition("(")[2].partition(")")[0]
    both = [one.mention.tax for one in own[max(0, index - 1) : index + 2]] == [Tax.HT, Tax.HT, Tax.TTC]
    return both and inside.count("TTC") > 1


def _in_three(words: _Words, cuts: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    """« 155 000,00 € HT. La TVA est de 31 000,00 €. Le coût toutes taxes comprises est de 186 000,00 € »."""
    amounts, ends = list(words.amounts), [end for _, end in cuts]
    said = Counter(one.mention.tax for one in amounts)
    for first, vat, last in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if {first.mention.tax, last.mention.tax} != {Tax.HT, Tax.TTC} or vat.mention.tax is not None:
            continue
        if max(vat.mention.start - first.mention.end, last.mention.start - vat.mention.end) > FAR:
            continue
        rank = bisect_left(ends, first.mention.end)
        apart = rank < len(ends) and ends[rank] <= last.mention.start
        several = said[first.mention.tax] > 1  # « Le total dû » is of all of them
        if apart and TAX in words.between(first, vat) and not (several and TOTAL in words.between(vat, last)):
            yield from words.pair(first, last, words.rate(first.mention.end, last.mention.start + 1), vat)


def _in_lines(context: Context, part: Part) -> Iterator[Pair]:
    """« Montant HT : 184 500,00 € » and, on the next line but one at most, « Montant TTC : 221 400,00 € »."""
    lines = [(n, *line) for n, _ in part.saying("ht", "ttc", "taxe") if (line := _line(part, n)) is not None]
    for (one, tax, ht), (other, its, ttc) in pairwise(lines):
        if other - one > NEXT or tax is not Tax.HT or its is not Tax.TTC:
            continue
        first, last = _claims(context, part, one).get(ht.start), _claims(context, part, other).get(ttc.start)
        between = [(n, m) for n in range(max(0, one - NEXT), other) for m in part.mentions[n] if m.label == "TVA"]
        said = [(m.value, _claims(context, part, n).get(m.start)) for n, m in between]
        rates = [claim for value, claim in said if isinstance(value, Percent)]
        taxes = [claim for value, claim in said if isinstance(value, Amount)]
        if first and last:
            yield Pair(first, last, slack(2), rates[-1] if rates else None, taxes[-1] if len(taxes) == 1 else None)


def _line(part: Part, index: int) -> tuple[Tax | None, Mention] | None:
    """The one amount of a line that says nothing else."""
    low = folded(part.blocks[index].text)
    said = [m for m in part.mentions[index] if isinstance(m.value, Amount) and m.label != "TVA"]
    found = [m for m in said if any(map(str.isdigit, m.text))]  # and its words
    if part.blocks[index].kind is Kind.TABLEAU or len(found) != 1:
        return None
    mention = found[0]
    if not (_ENDS.match(low, mention.end) and _LINE.match(low[: mention.start])) or mention.value.cents <= 0:  # type: ignore[union-attr]
        return None
    label = _LABELLED.search(low, 0, mention.start)
    return mention.tax or (None if label is None else Tax.HT if _WITHOUT.match(label[0]) else Tax.TTC), mention


def _in_rows(table: Table) -> Iterator[Pair]:
    """Lines with an amount without tax and one with tax, in columns that go together."""
    rate = next(
        (c for c in table.columns if c.key.startswith("taux") or ("tva" in c.key and c.sort is Sort.PERCENT)), None
    )
    tax = [c for c in table.columns if c.sort is Sort.EUROS and re.match(r"(?:montant (?:de la )?)?tva\b", c.key)]
    headed = rate_in(table, tax[0].heading) if len(tax) == 1 else None  # « TVA 20 % (€) »
    made = cells(table)
    for ht, ttc in _columns(table):
        allowed = slack(max((made[x.row, c.index].places for c in (ht, ttc) for x, _ in table.figures(c)), default=2))
        for line in table.lines:
            one, other = made.get((line.row, ht.index)), made.get((line.row, ttc.index))
            if one and other and "%" not in (one.unit, other.unit) and one.value * other.value > 0:
                stated = made.get((line.row, rate.index)) if rate else headed
                vat = made.get((line.row, tax[0].index)) if len(tax) == 1 else None
                yield Pair(one, other, allowed, stated, vat, line.rank is not Rank.LIGNE, table)


def _columns(table: Table) -> Iterator[tuple[Column, Column]]:
    euros = [column for column in table.columns if column.tax is not None and column.sort is Sort.EUROS]
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
    for column in (c for c in table.columns if c.sort is Sort.EUROS and c.tax is None):
        found = column_of(table, column)
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
