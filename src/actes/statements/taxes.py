"""Amounts said both without and with tax, in sentences, on lines and in tables, and the rate between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, Tax
from ..facts.flat import folded
from ..part import Part, Passage
from ..text.lexicon import OF_WHICH, SO, TAX, TOTAL
from ..text.sentences import clauses
from ..text.tokens import EUROS, Token, by_clause, shape, tokens
from ..values.kept import kept_on_it
from ..values.money import Amount
from ..values.percent import Percent
from .arithmetic import CENT, rounded
from .figures import Figure
from .tables import Column, Line, Rank, Sort, Table, tables

CLOSE = Decimal(1)  # euros: a base worked out from a rate is that of the line
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
_RATE = re.compile(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?)\s?%")


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """An amount without tax (`ht`) and the same with tax (`ttc`), in euros; `slack` is what rounding allows.

    `stated` is the rate that the words give; `tva` the tax, where it is given; `table` where both are cells of one.
    """

    ht: Decimal
    ttc: Decimal
    where_ht: Passage
    where: Passage
    slack: Fraction
    stated: Decimal | None = None
    tva: Decimal | None = None
    label: str = ""
    total: bool = False
    table: Table | None = None

    @property
    def rate(self) -> Fraction:
        """The rate that takes one to the other."""
        return Fraction(self.ttc) / Fraction(self.ht) - 1

    def base(self, rate: Fraction) -> Decimal:
        """The amount without tax that this rate makes the other of, where it is the line's but for a rounding.

        Only a rate that somebody may have typed, to the half percent, says what the line was made from.
        """
        if (rate * 200).denominator != 1:
            return self.ht
        base = rounded(Fraction(self.ttc) / (1 + rate))
        exact = abs(Fraction(base) * (1 + rate) - Fraction(self.ttc)) <= Fraction(CENT) / 2
        return base if exact and abs(base - self.ht) <= CLOSE else self.ht

    def at(self, rate: Decimal) -> Decimal:
        """With tax at that rate."""
        return rounded(Fraction(self.ht) * (1 + Fraction(rate) / 100))


def slack(unit: Decimal) -> Fraction:
    """What rounding each of the two to that unit may change; where one has decimals the other is exact."""
    return Fraction(CENT if unit < 1 else unit) * Fraction(11, 10)


@kept_on_it
def priced(context: Context) -> tuple[Priced, ...]:
    """Every amount said without and with tax, in reading order by part; attached pieces included."""
    prose = [found for part in context.parts for found in (*_in_prose(part), *_in_lines(part))]
    return (*prose, *(found for table in tables(context) for found in (*in_rows(table), *stacked(table))))


@kept_on_it
def priced_in(context: Context, table: Table) -> tuple[Priced, ...]:
    """Those of a table."""
    return tuple(one for one in priced(context) if one.table is table)


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

    def rate(self, start: int, end: int) -> Decimal | None:
        """The only rate of tax that stands there."""
        said = [m.value for m in self.part.mentions[self.block] if m.label == "TVA" and start <= m.start < end]
        rates = [value.valeur for value in said if isinstance(value, Percent)]
        return rates[0] if len(rates) == 1 else None

    def priced(self, one: _Said, other: _Said, stated: Decimal | None, tva: Decimal | None) -> Priced:
        ht, ttc = (one, other) if one.mention.tax is Tax.HT else (other, one)
        where_ht, where = (Passage(self.part, self.block, m.start, m.end) for m in (ht.mention, ttc.mention))
        cents = tva is not None or any(_DECIMALS.search(one.mention.text) for one in (ht, ttc))
        return Priced(ht.value, ttc.value, where_ht, where, slack(CENT if cents else Decimal(1)), stated, tva)


def _in_prose(part: Part) -> Iterator[Priced]:
    for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
        taxes = [m.tax for m in mentions if isinstance(m.value, Amount)]
        if block.kind is Kind.TABLEAU or len(taxes) < 2 or not (Tax.TTC in taxes or Tax.HT in taxes):
            continue
        found, cuts = tokens(block.text), clauses(block.text)
        for _, clause in by_clause(block.text):
            yield from _in_clause(_Words(part, index, clause, shape(clause)))
        if len(cuts) > 1:
            yield from _in_three(_Words(part, index, found, shape(found)), cuts)


def _in_clause(words: _Words) -> Iterator[Priced]:
    text = words.part.blocks[words.block].text
    amounts = list(words.amounts)
    own, vat = [one for one in amounts if not one.vat], [one for one in amounts if one.vat]
    for one, other in pairwise(own):
        ends = one.mention.end, other.mention.start
        if {one.mention.tax, other.mention.tax} != {Tax.HT, Tax.TTC} or not _linked(words, one, other, folded(text)):
            continue
        if not (one.mention.basis is other.mention.basis or other.mention.basis is None) or _two_lists(text, own, one):
            continue
        taxes = [m.value for m in vat if ends[0] <= m.mention.start <= other.mention.end + FAR]
        rate = words.rate(one.mention.start, other.mention.end + FAR)
        yield words.priced(one, other, rate, taxes[0] if len(taxes) == 1 else None)
    for whole, tax in pairwise(amounts):  # « 1 488,60 € TTC, dont 248,10 € de TVA à 20 % »
        rate = words.rate(tax.mention.end, tax.mention.end + FAR)
        included = tax.vat and whole.mention.tax is not Tax.HT and OF_WHICH in words.between(whole, tax)
        if included and rate is not None and whole.value > tax.value:
            where, total = (Passage(words.part, words.block, m.mention.start, m.mention.end) for m in (tax, whole))
            yield Priced(whole.value - tax.value, whole.value, where, total, slack(CENT), rate, label="dont")


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


def _in_three(words: _Words, cuts: Sequence[tuple[int, int]]) -> Iterator[Priced]:
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
            yield words.priced(first, last, words.rate(first.mention.end, last.mention.start + 1), vat.value)


def _in_lines(part: Part) -> Iterator[Priced]:
    """« Montant HT : 184 500,00 € » and, on the next line but one at most, « Montant TTC : 221 400,00 € »."""
    lines = [(n, *line) for n, _ in part.saying("ht", "ttc", "taxe") if (line := _line(part, n)) is not None]
    for (one, tax, ht), (other, its, ttc) in pairwise(lines):
        if other - one > NEXT or tax is not Tax.HT or its is not Tax.TTC:
            continue
        between = [m.value for n in range(max(0, one - NEXT), other) for m in part.mentions[n] if m.label == "TVA"]
        rates = [value.valeur for value in between if isinstance(value, Percent)]
        taxes = [value.valeur for value in between if isinstance(value, Amount)]
        where_ht, where = Passage(part, one, ht.start, ht.end), Passage(part, other, ttc.start, ttc.end)
        assert isinstance(ht.value, Amount)
        assert isinstance(ttc.value, Amount)
        yield Priced(
            ht.value.valeur, ttc.value.valeur, where_ht, where, slack(CENT),
            rates[-1] if rates else None, taxes[-1] if len(taxes) == 1 else None,
        )  # fmt: skip


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


def in_rows(table: Table) -> Iterator[Priced]:
    """Lines with an amount without tax and one with tax, in columns that go together."""
    rate = next(
        (c for c in table.columns if c.key.startswith("taux") or ("tva" in c.key and c.sort is Sort.PERCENT)), None
    )
    tax = [c for c in table.columns if c.sort is Sort.EUROS and re.match(r"(?:montant (?:de la )?)?tva\b", c.key)]
    headed = _RATE.search(tax[0].heading) if len(tax) == 1 else None  # « TVA 20 % (€) »
    for ht, ttc in _columns(table):
        found = [figure for column in (ht, ttc) for _, figure in table.figures(column)]
        allowed = slack(min((figure.unit for figure in found), default=CENT))
        for line in table.lines:
            one, other = line.figures[ht.index], line.figures[ttc.index]
            if one is None or other is None or one.percent or other.percent or one.value * other.value <= 0:
                continue
            cell = line.figures[rate.index] if rate else None
            stated = cell.value if cell else _percent(headed) if headed else None
            vat = line.figures[tax[0].index] if len(tax) == 1 else None
            yield Priced(
                one.value, other.value, one.where, other.where, allowed, stated,
                vat.value if vat else None, line.label, line.rank is not Rank.LIGNE, table,
            )  # fmt: skip


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


def stacked(table: Table) -> Iterator[Priced]:
    """« Total HT », « TVA (20 %) », « Total TTC », one under the other."""
    for column in table.columns:
        found = list(table.figures(column)) if column.sort is Sort.EUROS and column.tax is None else []
        priced = [pair for pair in found if _says(pair[0], "ht") and not _says(pair[0], "ttc")]
        without = [pair for pair in priced if pair[0].rank is Rank.TOTAL] or priced
        with_tax = [pair for pair in found if _says(pair[0], "ttc")]
        taxes = [pair for pair in found if pair[0].rank is Rank.TAXE]
        if len(without) == len(with_tax) == 1 and len(taxes) < 2 and without[0][0].row < with_tax[0][0].row:
            yield _of_stack(table, without[0][1], with_tax[0], taxes)


def _of_stack(table: Table, ht: Figure, whole: tuple[Line, Figure], taxes: Sequence[tuple[Line, Figure]]) -> Priced:
    line, ttc = whole
    said = _RATE.search(taxes[0][0].label) if taxes else None
    stated = _percent(said) if said else None
    tva = taxes[0][1].value if taxes else None
    allowed = slack(min(ht.unit, ttc.unit))
    return Priced(ht.value, ttc.value, ht.where, ttc.where, allowed, stated, tva, line.label, True, table)


def _percent(said: re.Match[str]) -> Decimal:
    return Decimal(said[1].replace(",", "."))


def _says(line: Line, tax: str) -> bool:
    return tax in line.key.replace(".", "").split()
