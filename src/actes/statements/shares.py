"""Shares of a cost that prose gives to somebody, beside the lines of tables that bear the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..document import Kind
from ..facts import Mention
from ..facts.flat import folded
from ..outline.nature import Nature
from ..part import Part, Passage
from ..text.lexicon import BEARS, PAYS, REST, SHARE
from ..text.tokens import OF, PERCENT, Token, by_clause, shape
from ..values.kept import kept_on_it
from ..values.percent import Percent
from .figures import Figure
from .tables import Column, Line, Rank, Sort, Table, tables

_BORNE = frozenset({BEARS, PAYS, REST, SHARE})
_OF_COST = re.compile(rf"(?:\([^)]*\))?{OF}(?![^.;,P]*[ar])")  # « 50 % du coût », and no deposit of it
_EQUALLY = re.compile(r"\b(?:a|en)\s(?:quotites?|parts?)\segales?|\ba\segalite")
_SIGNERS = re.compile(r"co-?contractant\w*|co-?signataires?|parties\ssignataires|autres\sparties|signataires")
FAR = 160  # characters from what is left to those who share it


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A percentage of a cost that somebody bears; `sentence` is what stands before it, folded."""

    where: Passage
    value: Decimal
    sentence: str
    rest: bool  # « les 50 % restants », of which others bear some


@dataclass(frozen=True, slots=True, eq=False)
class Borne:
    """A share that prose gives, and the cell of a table that should be that share of the total."""

    share: Share
    table: Table
    column: Column
    line: Line
    cell: Figure
    total: Figure

    @property
    def expected(self) -> Decimal:
        """What the cell should be, in euros, not rounded."""
        return self.total.value * self.share.value / 100

    @property
    def right(self) -> bool:
        """Whether the cell is that share of the total, as far as the percentage is written."""
        exponent = self.share.value.as_tuple().exponent
        half = Fraction(1, 2) / 10 ** max(0, -int(exponent))
        real = Fraction(self.cell.value) / Fraction(self.total.value or 1) * 100
        return bool(abs(real - Fraction(self.share.value)) <= half)


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """« les 50 % restants à parts égales aux co-contractants »: `where` names them, `others` is how many they are.

    `lines` are those of the table, beside the one that bears the fixed share.
    """

    where: Passage
    rest: Decimal
    others: int
    borne: Borne
    lines: Sequence[Line]


@kept_on_it
def shares(context: Context) -> tuple[Share, ...]:
    """Every share of a cost that prose gives to somebody, and what such shares leave."""
    return tuple(
        share
        for part in context.parts
        for index, _ in (part.saying("%", "pour cent") if part.nature is not Nature.PIECE else ())
        if part.blocks[index].kind is not Kind.TABLEAU
        for share in _in_block(part, index)
    )


def _in_block(part: Part, index: int) -> Iterator[Share]:
    text = part.blocks[index].text
    low = folded(text)
    for first, clause in by_clause(text):
        ranks = [n for n, one in enumerate(clause) if one.sort == PERCENT and _rate(one) is not None]
        for before, rank in zip([-1, *ranks], ranks, strict=False):
            one, value = clause[rank], _rate(clause[rank])
            since = clause[before].end if before >= 0 else first
            left = before >= 0 and re.match(r"\s(?:restant|du\sreste|du\ssolde)", low[one.end :]) is not None
            borne = _BORNE & {said.sort for said in clause[before + 1 : rank]}
            if value is not None and (left or (borne and _OF_COST.match(shape(clause[rank + 1 :])))):
                yield Share(Passage(part, index, one.start, one.end), value, low[since : one.start], left)


def _rate(token: Token) -> Decimal | None:
    mention = token.value
    told = isinstance(mention, Mention) and mention.label != "TVA" and isinstance(mention.value, Percent)
    return mention.value.valeur if told else None  # type: ignore[union-attr]


@kept_on_it
def borne(context: Context) -> tuple[Borne, ...]:
    """Shares beside the lines of tables that bear the same name."""
    given = [share for share in shares(context) if not share.rest]
    return tuple(found for share in given for table in tables(context) for found in _in_table(share, table))


def _in_table(share: Share, table: Table) -> Iterator[Borne]:
    if table.part.nature is Nature.PIECE:
        return
    named = [line for line in table.lines if len(line.key) > 3 and line.key in share.sentence]
    if len(named) != 1:
        return
    for column in table.columns:
        total, cell = table.total(column), named[0].figures[column.index]
        if column.sort is Sort.EUROS and total is not None and cell is not None and named[0] is not total[0]:
            yield Borne(share, table, column, named[0], cell, total[1])


def duties(context: Context) -> Iterator[Duty]:
    """Where fewer sign than the table makes pay."""
    for share in shares(context) if context.part(Nature.CONVENTION) else ():
        where = share.where
        after = folded(where.context)[where.end : where.end + FAR]
        signers = _SIGNERS.search(after) if share.rest and _EQUALLY.search(after) else None
        bearers = [b for b in borne(context) if b.share.where.block == where.block and b.share.where.part is where.part]
        if signers is None or not bearers:
            continue
        others = _parties(where.part) - 1
        lines = [x for x in bearers[0].table.lines if x.rank is Rank.LIGNE and x is not bearers[0].line]
        if 0 < others < len(lines):
            named = Passage(where.part, where.block, where.end + signers.start(), where.end + signers.end())
            yield Duty(named, share.value, others, bearers[0], lines)


def _parties(part: Part) -> int:
    """How many sign the convention: those it presents, else those it has sign."""
    return len(part.roster.parties) or len(part.roster.signatories)
