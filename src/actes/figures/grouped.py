"""What a column without a total, or a list, makes, where the act says it elsewhere: in a considérant, in an article.

No word ties them: the lines make nothing that the act says, and a digit of one of them, or of one number of the act
that no other explains, is all that keeps them from making it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction

from ..claims import Claim, claims
from ..claims.tables import Rank, Sort, own_tables
from ..context import Context
from ..facts.flat import folded
from ..outline.nature import Nature
from ..pattern import pattern
from ..statements.arithmetic import digits, slip
from ..text.lexicon import TOTAL
from .quantities import TIMES, singular
from .relation import Relation, total
from .shares import limiting
from .stretch import paragraphs

FEWEST, LONG = 3, 5  # parts; digits of what two of them make
_WORD = pattern(r"[a-z]{4,}")
_RARE = frozenset({"m", "tonne", "litre", "kg"})  # few numbers of an act have them
_APART = frozenset({"%", "", "mois", "an", "jour", "jours", "semaine", "h", "heures", "minutes"})


def grouped(context: Context, told: Container[object]) -> Iterator[Relation]:
    """Every such group whose sum nobody says, and the one number that it nearly makes."""
    every = [c for c in claims(context) if c.owner.name == "" and _said(c)]
    for group, key in (*_columns(context), *_lists(context)):
        spots, made = {c.spot for c in group}, sum((c.value for c in group), Fraction(0))
        most = max(c.value for c in group)
        others = [c for c in every if c.spot not in spots and _unit(c) == _unit(group[0]) and c.value > most]
        if any(c.value == made for c in others):
            continue
        near = [c for c in others if _slipped(c, group) and _telling(c, group, key) and c.spot not in told]
        if len({c.value for c in near}) == 1:
            yield total(near[0], group, sure=False)


def _said(claim: Claim) -> bool:
    return claim.unit not in _APART and claim.said.part.nature is not Nature.PIECE and not limiting(claim.lead)


def _columns(context: Context) -> Iterator[tuple[Sequence[Claim], str]]:
    for table in own_tables(context):
        for column in table.columns:
            found = [cell for line, cell in table.cells(column) if line.rank is Rank.LIGNE]
            whole = len(found) == len(table.lines) and column.sort not in (Sort.PERCENT, Sort.APART)
            if whole and len(found) >= FEWEST and not column.ranks and _alike(found):
                yield found, column.key


def _lists(context: Context) -> Iterator[tuple[Sequence[Claim], str]]:
    """Items that each say one number of one unit."""
    for one in paragraphs(context):
        items = [n for n in one.part.led(one.block) if n != one.block]
        each = [[c for c in one.claims if c.said.block == n and c.unit not in _APART] for n in items]
        found = [claims[0] for claims in each if len(claims) == 1]
        if len(found) == len(items) > 1 and _alike(found):
            yield found, ""


def _alike(found: Sequence[Claim]) -> bool:
    return len({_unit(c) for c in found}) == 1 and _said(found[0]) and all(c.value > 0 for c in found)


def _unit(claim: Claim) -> str:
    noun = singular(claim.unit)
    return TIMES[noun][0] if noun in TIMES and TIMES[noun][1] == 1 else noun


def _slipped(whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether a key explains it, in the number or in one of the parts; and some of the parts do not make it."""
    one = total(whole, group)
    if any(sum(c.value for c in group[:n]) == whole.value for n in range(2, len(group))):
        return False
    return any(slip(c.value, meant) for n, c in enumerate(one.numbers) if (meant := one.solve(n)) > 0)


def _telling(whole: Claim, group: Sequence[Claim], key: str) -> bool:
    """Whether it is no chance: many digits, or the word of the column, or « total », beside a whole of few."""
    if digits(whole.value) >= LONG:
        return True
    low, at = folded(whole.said.context), whole.said
    around = set(_WORD.findall(low[max(0, at.start - 60) : at.end + 40]))
    named = any(word.rstrip("s") in {w.rstrip("s") for w in around} for word in _WORD.findall(key))
    return len(group) >= FEWEST and whole.unit != "€" and (named or TOTAL in whole.words or _unit(whole) in _RARE)
