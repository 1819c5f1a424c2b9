"""Shares: that a sentence gives to somebody, beside the lines that bear his name; that a table has beside amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..claims import Claim
from ..claims.tables import Column, Line, Rank, Table, tables
from ..context import Context
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.wording import stems
from ..text.lexicon import BEARS, PAYMENTS, PAYS, REST, SHARE
from ..text.tokens import COUNT, OF, PERCENT
from ..values.kept import kept_on_it
from .columns import TOTALS, shares_of
from .reach import NOTE_BLOCKS, REST_CHARACTERS
from .relation import Kind, Relation, ratio
from .shares import is_of, is_share
from .stretch import Stretch, paragraphs
from .taxes import is_rate

_BORNE = frozenset({BEARS, PAYS, REST, SHARE})
_OF_COST = pattern(rf"(?:\([^)]*\))?{OF}(?![^.;,P]*[ar])")  # « 50 % du coût », and no deposit of it
_LEFT = pattern(r"\s(?:restant|du\sreste|du\ssolde)")
_EQUALLY = pattern(r"\b(?:a|en)\s(?:quotites?|parts?)\segales?|\ba\segalite")
_SIGNERS = pattern(r"co-?contractant\w*|co-?signataires?|parties\ssignataires|autres\sparties|signataires")


@frozen(eq=False)
class Share:
    """A percentage of a cost that somebody bears; `sentence` is what stands before it, folded."""

    claim: Claim
    sentence: str
    rest: bool  # « les 50 % restants », of which others bear some


@frozen(eq=False)
class Borne:
    """A share that prose gives, and the cell of a table that should be that share of the total."""

    share: Share
    table: Table
    column: Column
    line: Line
    cell: Claim
    total: Claim


@frozen(eq=False)
class Duty:
    """« les 50 % restants à parts égales aux co-contractants »: `where` names them, `others` is how many they are.

    `lines` are those of the table, beside the one that bears the fixed share.
    """

    where: Passage
    rest: Fraction
    others: int
    borne: Borne
    lines: Sequence[Line]


@kept_on_it
def shares(context: Context) -> tuple[Share, ...]:
    """Every share of a cost that prose gives to somebody, and what such shares leave."""
    return tuple(share for paragraph in paragraphs(context) for share in _given(paragraph))


def _given(paragraph: Stretch) -> Iterator[Share]:
    ranks = [n for n in paragraph.ranks(PERCENT) if not is_rate(paragraph, n)]
    for before, rank in zip([-1, *ranks], ranks, strict=False):
        one, previous = paragraph.at(rank), paragraph.pieces[before][1] if before >= 0 else None
        low, here = one.said.low, previous is not None and previous.said.block == one.said.block
        since = previous.said.end if previous and here else 0
        left = here and _LEFT.match(low, one.said.end) is not None
        letters = re.split(r"[.;]", paragraph.shape[before + 1 : rank])[-1]
        paid = any(c and c.unit in PAYMENTS for _, c in paragraph.pieces[before + 1 : rank])  # « en deux fois : 60 % »
        if left or (not paid and _BORNE & {*letters} and _OF_COST.match(paragraph.after(rank))):
            yield Share(one, re.split(r"[.;]\s", low[since : one.said.start])[-1], left)


@kept_on_it
def borne(context: Context) -> tuple[Borne, ...]:
    """Shares beside the lines of tables that bear the same name."""
    given = [share for share in shares(context) if not share.rest]
    return tuple(found for share in given for table in tables(context) for found in _in_table(share, table))


def _in_table(share: Share, table: Table) -> Iterator[Borne]:
    named = [line for line in table.lines if len(line.key) > 3 and line.key in share.sentence]
    if table.part.nature is Nature.PIECE or len(named) != 1:
        return
    for column in table.euros:
        total, cell = table.total(column), named[0].claims[column.index]
        if total is not None and cell is not None and named[0] is not total[0] and total[1].value:
            yield Borne(share, table, column, named[0], cell, total[1])


def shared(context: Context) -> Iterator[Relation]:
    """The share that a sentence gives is what a line pays of the total, in one column of its table at least."""
    found: dict[tuple[int, int], list[Relation]] = {}
    for one in borne(context):
        note = f"« {one.line.label} » paie {one.cell.where.text}"
        made = replace(ratio(one.share.claim, one.cell, one.total), kind=Kind.PART, note=note)
        found.setdefault((id(one.share), id(one.line)), []).append(made)
    for group in found.values():
        yield from [one for one in group if one.holds] or group


def percentages(table: Table) -> Iterator[Relation]:
    """Cells of euros beside a percentage of the total, give or take one unit of its last digit.

    Only where most lines of the two columns agree: else the percentages are of something else.
    """
    euros = table.euros
    for column in shares_of(table) if euros else ():
        amounts = table.cells(min(euros, key=lambda c: (abs(c.index - column.index), c.index)))
        rates = {line.row: claim for line, claim in table.cells(column)}
        totals = [pair for pair in amounts if pair[0].rank in TOTALS and pair[1].value]
        tried = [
            [_percent(rates[line.row], cell, base) for line, cell in amounts if line is not total and line.row in rates]
            for total, base in totals
        ]
        found = max(tried, key=lambda each: sum(one.holds for one in each), default=[])  # the base that most are of
        agreeing = sum(one.holds for one in found)
        if agreeing > 1 or (agreeing == 1 and len(found) == 2):
            yield from found


def _percent(rate: Claim, cell: Claim, base: Claim) -> Relation:
    made = ratio(rate, cell, base)
    exact = (made.made * 10**rate.places).denominator == 1  # nothing was rounded
    return replace(made, kind=Kind.PART, slack=made.slack if exact else 2 * made.slack)


def duties(context: Context) -> Iterator[Duty]:
    """Where fewer sign than the table makes pay."""
    for share in shares(context) if context.part(Nature.CONVENTION) else ():
        where = share.claim.said
        after = where.low[where.end : where.end + REST_CHARACTERS]
        signers = _SIGNERS.search(after) if share.rest and _EQUALLY.search(after) else None
        bearers = [b for b in borne(context) if b.share.claim.spot[:2] == share.claim.spot[:2]]
        if signers is None or not bearers:
            continue
        others = len(where.part.roster.parties) - 1
        lines = [x for x in bearers[0].table.lines if x.rank is Rank.LIGNE and x is not bearers[0].line]
        if 0 < others < len(lines):
            named = Passage(where.part, where.block, where.end + signers.start(), where.end + signers.end())
            yield Duty(named, share.claim.value, others, bearers[0], lines)


def spoken(context: Context) -> Iterator[Relation]:
    """What a sentence just below a table says one of its lines is of another, or of the total."""
    for paragraph in paragraphs(context):
        own = (t for t in tables(context) if t.part is paragraph.part)
        above = [t for t in own if 0 < paragraph.block - t.block <= NOTE_BLOCKS]
        for sentence in paragraph.sentences if above and "E" not in paragraph.shape else ():
            for rank in sentence.ranks(PERCENT):
                if is_share(sentence, rank) and is_of(sentence, rank):
                    tried = list(_tried(sentence, rank, above[-1]))
                    held = [one for one in tried if one.holds]
                    yield from held[:1] or (tried if len(tried) == 1 else [])


def _tried(sentence: Stretch, rank: int, table: Table) -> Iterator[Relation]:
    """Each line that words before the percentage name, of the one that those after it name, else of its total."""
    rate = sentence.at(rank)
    text, percents = rate.said.context, sentence.ranks(PERCENT)
    edges = [sentence.pieces[n][0] for n in percents]
    place = percents.index(rank)
    before = stems(text[edges[place - 1].end if place else 0 : rate.said.start])
    after = stems(text[rate.said.end : edges[place + 1].start if place + 1 < len(edges) else len(text)])
    for column in table.columns:
        found = [(line, claim, _label(line, column.index)) for line, claim in table.cells(column)]
        whole = [c for line, c, label in found if label and label <= after and line.rank is not Rank.TOTAL]
        whole = whole or [c for line, c, _ in found if line.rank is Rank.TOTAL]
        counted = [c for n in sentence.ranks(COUNT) if n < rank and (c := sentence.at(n)).unit]
        if len(counted) == len(whole) == 1 and counted[0].unit in column.key:  # « 2 900 m², soit 29,5 % du total »
            yield ratio(rate, counted[0], whole[0], sure=False)
        for _, part, label in found:
            if label and label <= before and len(whole) == 1 and part.value < whole[0].value and part.unit != "%":
                yield ratio(rate, part, whole[0], sure=False)


def _label(line: Line, column: int) -> frozenset[str]:
    """The words of the nearest cell before it that holds no figure."""
    cells = zip(line.texts[:column], line.claims[:column], strict=False)
    named = [text for text, figure in cells if text and figure is None]
    return stems(named[-1]) if named else frozenset()
