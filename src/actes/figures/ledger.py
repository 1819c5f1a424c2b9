"""Lines of a label and a number each, which a total closes: a budget that is no table, lots, instalments, rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ..claims import Claim, claims_of
from ..claims.table import own_parts
from ..context import Context
from ..document import Kind as Block
from ..facts.flat import folded
from ..outline.lists import SEVERAL
from ..part import Part
from ..pattern import pattern
from .relation import Relation, total

_TOTAL = pattern(
    r"\W*(?:soit |pour |ce qui fait )?(?:un |le |la |les )?(?:montant |cout |prix |depenses? |recettes? |surface )?"
    r"(?:total|totale|totaux|ensemble)\b"
)
_SUB = pattern(r"\W*sous[- ]totau?[lx]")
_APART = pattern(
    r"\W*(?:dont|tva|t\.v\.a|taxe|moins|remise|rabais|a deduire|deduction|reste|solde|ecart|difference|soit)\b"
)
_AFTER = pattern(r"(?:\s*(?:ht|ttc|h\.t\.|t\.t\.c\.|nets?|euros?))?\s*(?:\([^()]{1,60}\))?\s*[;.,]?\s*(?:et)?\Z")
LONGEST = 160  # characters of a line
FAR = 3  # times that a total may be off: more is of something else


class Line(Enum):
    """What a line is."""

    ITEM = auto()
    SUB = auto()
    TOTAL = auto()


@dataclass(frozen=True, eq=False)
class _Row:
    kind: Line
    claim: Claim


def ledgers(context: Context) -> Iterator[Relation]:
    """What each total or subtotal of such lines is the sum of."""
    for part in own_parts(context):
        run: list[_Row] = []
        for index in range(len(part.blocks)):
            row = _row(context, part, index)
            if row is None or (run and not _alike(run[-1].claim, row.claim)):
                run = []
            if row is not None:
                if row.kind is not Line.ITEM:
                    yield from _closed(run, row)
                run.append(row)


def _row(context: Context, part: Part, index: int) -> _Row | None:
    """A line of one label and its number, which nothing but its unit or a remark in brackets follows."""
    block = part.blocks[index]
    if block.kind not in (Block.PARAGRAPHE, Block.ITEM) or len(block.text) > LONGEST or not block.text.strip():
        return None
    low = folded(block.text)
    counted = [c for c in claims_of(context, part, index) if c.unit not in ("%", "")]
    last = next((c for c in reversed(counted) if _AFTER.match(low, c.said.end)), None)
    if last is None or (_APART.match(low) and not _TOTAL.match(low)) or not low[: last.said.start].strip(" -–—•:."):
        return None
    kind = Line.SUB if _SUB.match(low) else Line.TOTAL if _TOTAL.match(low) else Line.ITEM
    return _Row(kind, last)


def _alike(one: Claim, other: Claim) -> bool:
    taxes = {one.tax, other.tax} - {None}
    return one.unit == other.unit and len(taxes) < 2


def _closed(run: Sequence[_Row], row: _Row) -> Iterator[Relation]:
    """The reading that holds, else the first: subtotals and what follows them, all items, former totals, the last."""
    plain = all(one.kind is Line.ITEM for one in run)
    found = [total(row.claim, parts, sure=plain) for parts in _readings(run, row.kind) if len(parts) >= SEVERAL]
    held = [one for one in found if one.holds]
    alone = row.claim.value not in {one.claim.value for one in run}
    near = [one for one in found if max(one.made, row.claim.value) <= FAR * min(one.made, row.claim.value)]
    if near and alone:
        yield (held or near)[0]


def _readings(run: Sequence[_Row], kind: Line) -> Iterator[Sequence[Claim]]:
    since = max((n + 1 for n, one in enumerate(run) if one.kind is Line.TOTAL), default=0)
    own = run[since:]
    after = max((n + 1 for n, one in enumerate(own) if one.kind is Line.SUB), default=0)
    if kind is Line.SUB:
        yield [one.claim for one in own[after:]]
        return
    subs = [one.claim for one in own if one.kind is Line.SUB]
    yield [*subs, *(one.claim for one in own[after:])]
    items = [one.claim for one in own if one.kind is Line.ITEM]
    yield items
    yield [one.claim for one in run if one.kind is Line.TOTAL]
    for start in range(1, len(items) - 1):
        yield items[start:]
