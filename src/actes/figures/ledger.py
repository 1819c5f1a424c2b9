"""Lines of a label and a number each, which a total closes: a budget that is no table, lots, instalments, rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..claims import Claim, claims_of
from ..claims.table import own_parts
from ..claims.tables import Line, Rank, Sort
from ..context import Context
from ..document import Kind as Block
from ..facts.flat import folded
from ..part import Part
from ..pattern import pattern
from .columns import Cell, closing
from .relation import Relation

_TOTAL = pattern(
    r"\W*(?:soit |pour |ce qui fait )?(?:un |le |la |les )?(?:montant |cout |prix |depenses? |recettes? |surface )?"
    r"(?:total|totale|totaux|ensemble)\b"
)
_SUB = pattern(r"\W*sous[- ]totau?[lx]")
_APART = pattern(
    r"\W*(?:dont|tva|t\.v\.a|taxe|moins|remise|rabais|a deduire|deduction|reste|solde|ecart|difference|soit)\b"
)
_AFTER = pattern(r"(?:\s*(?:ht|ttc|h\.t\.|t\.t\.c\.|nets?|euros?))?\s*(?:\([^()]{1,60}\))?\s*[;.,]?\s*(?:et)?\Z")
_PLUS = pattern(r"\W*(?:s'y ajout|auxquel|a quoi s'ajout|en sus|plus\b)")
_TAKEN = pattern(r"(?:\s{2}|\t)[-−–]\s*\Z")  # « Rémunérations       - 1 050,00 € »
LONGEST = 160  # characters of a line
FAR = 3  # times that a total may be off: more is of something else


def ledgers(context: Context) -> Iterator[Relation]:
    """What each total or subtotal of such lines is the sum of."""
    for part in own_parts(context):
        run: list[Cell] = []
        for row in (*(_row(context, part, index) for index in range(len(part.blocks))), None):
            if row is None or (run and not _alike(run[-1][1], row[1])):
                yield from _closed(run)
                run = []
            run += [row] if row else []


def _closed(run: Sequence[Cell]) -> Iterator[Relation]:
    """Its totals: of what is since the former one, else of the former ones, else of all that is above."""
    for index, (line, claim) in enumerate(run):
        if line.rank is Rank.LIGNE:
            continue
        above = run[:index]
        totals = [cell for cell in above if cell[0].rank is Rank.TOTAL]
        own = above[above.index(totals[-1]) + 1 :] if totals else above
        found = [closing([*cells, run[index]], len(cells), Sort.EUROS) for cells in (own, totals, above)]
        held = [one for one in found if one and one.holds and len(one.terms) > 1]
        again = claim.value in {c.value for _, c in above}
        near = [one for one in found[:1] if one and max(one.made, claim.value) <= FAR * min(one.made, claim.value)]
        yield from held[:1] or ([] if again or _more(run[0][1]) else near)


def _more(first: Claim) -> bool:
    """Whether something above the first line may be added too: « S'y ajoutent : », a line that is read otherwise."""
    part, above = first.said.part, first.said.block - 1
    text = folded(part.blocks[above].text).rstrip() if above >= 0 else ""
    return _PLUS.match(text) is not None or (text.endswith(("€", ")")) and "€" in text)


def _row(context: Context, part: Part, index: int) -> Cell | None:
    """A line of one label and its number, which nothing but its unit or a remark in brackets follows."""
    block = part.blocks[index]
    if block.kind not in (Block.PARAGRAPHE, Block.ITEM) or len(block.text) > LONGEST or not block.text.strip():
        return None
    low = folded(block.text)
    counted = [c for c in claims_of(context, part, index) if c.unit not in ("%", "")]
    last = next((c for c in reversed(counted) if _AFTER.match(low, c.said.end)), None)
    if last is None or (_APART.match(low) and not _TOTAL.match(low)) or not low[: last.said.start].strip(" -–—•:."):
        return None
    if _TAKEN.search(low, 0, last.said.start):
        last = replace(last, value=-last.value)
    rank = Rank.SOUS_TOTAL if _SUB.match(low) else Rank.TOTAL if _TOTAL.match(low) else Rank.LIGNE
    return Line(index, "", rank, (last,), (), low), last


def _alike(one: Claim, other: Claim) -> bool:
    taxes = {one.tax, other.tax} - {None}
    return one.unit == other.unit and len(taxes) < 2
