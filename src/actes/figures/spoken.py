"""Percentages that a sentence says of a table above it: « les charges de personnel, 59,6 % des charges »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..claims.tables import Line, Rank, Table, tables
from ..context import Context
from ..statements.wording import stems
from ..text.tokens import PERCENT
from .relation import Relation, ratio
from .shares import is_share
from .stretch import Stretch, paragraphs

NEAR = 2  # blocks below the table
_OF = re.compile(r"o[onti]*n|o(?=[^onti]|\Z)")


def spoken(context: Context) -> Iterator[Relation]:
    """What a sentence just below a table says one of its lines is of another, or of the total."""
    for paragraph in paragraphs(context):
        above = [t for t in tables(context) if t.part is paragraph.part and 0 < paragraph.block - t.block <= NEAR]
        for sentence in paragraph.sentences if above and "E" not in paragraph.shape else ():
            for rank in sentence.ranks(PERCENT):
                if is_share(sentence, rank) and _OF.match(sentence.shape, rank + 1):
                    tried = list(_tried(sentence, rank, above[-1]))
                    held = [one for one in tried if one.holds]
                    yield from held[:1] or (tried if len(tried) == 1 else [])


def _tried(sentence: Stretch, rank: int, table: Table) -> Iterator[Relation]:
    """Each line that words before the percentage name, of the one that those after it name, else of its total."""
    rate = sentence.claim(rank)
    if rate is None:
        return
    text, percents = rate.said.context, sentence.ranks(PERCENT)
    edges = [sentence.pieces[n][0] for n in percents]
    place = percents.index(rank)
    before = stems(text[edges[place - 1].end if place else 0 : rate.said.start])
    after = stems(text[rate.said.end : edges[place + 1].start if place + 1 < len(edges) else len(text)])
    for column in table.columns:
        found = [(line, claim, _label(line, column.index)) for line, claim in table.cells(column)]
        whole = [c for line, c, label in found if label and label <= after and line.rank is not Rank.TOTAL]
        whole = whole or [c for line, c, _ in found if line.rank is Rank.TOTAL]
        for _, part, label in found:
            if label and label <= before and len(whole) == 1 and part.value < whole[0].value and part.unit != "%":
                yield ratio(rate, part, whole[0], sure=False)


def _label(line: Line, column: int) -> frozenset[str]:
    """The words of the nearest cell before it that holds no figure."""
    cells = zip(line.texts[:column], line.claims[:column], strict=False)
    named = [text for text, figure in cells if text and figure is None]
    return stems(named[-1]) if named else frozenset()
