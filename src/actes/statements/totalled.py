"""Totals that follow what they add up: « Total : … » after items, « la dépense totale est donc de … »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from ..document import Kind
from ..facts import Mention, MentionKind
from ..part import Part, Passage
from ..values.money import Amount
from .amounts import amount
from .arithmetic import misprint, sum_shown, total_of
from .equations import Claim

_FOOT = re.compile(r"\s*(?:soit\s)?(?:un\s)?total\b[^0-9;.]{0,60}", re.IGNORECASE)
LEAST = 3  # items: two and a total may be anything


def footed(part: Part, index: int, money: Sequence[Mention]) -> Iterator[Claim]:
    """« Total : 12 540 € » on the line after items of one amount each."""
    if len(money) != 1 or not _FOOT.fullmatch(part.blocks[index].text[: money[0].start]):
        return
    items: list[tuple[Mention, Passage]] = []
    for above in range(index - 1, -1, -1):
        found = [m for m in part.mentions[above] if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
        if part.blocks[above].kind is not Kind.ITEM or len(found) != 1:
            break
        items.insert(0, (found[0], Passage(part, above, found[0].start, found[0].end)))
    values = [amount(m) for m, _ in items]
    alone = index == len(items) or part.blocks[index - len(items) - 1].kind is not Kind.ITEM
    if len(items) >= LEAST and alone and len({m.tax for m, _ in items}) == 1:
        where = Passage(part, index, money[0].start, money[0].end)
        places = tuple(place for _, place in items)
        yield Claim(where, places, sum_shown(values), Fraction(total_of(values)), amount(money[0]))


_IN_ALL = re.compile(
    r"\b(?:d[ée]pense|co[uû]t|montant|charge|somme)\s(?:total|global)e?\b[^.;0-9€]{0,40}\bdonc\s(?:de|à)\s\Z",
    re.IGNORECASE,
)
BEFORE = 160  # characters: two blocks that follow each other say it


def in_all(part: Part, index: int, text: str, money: Sequence[Mention]) -> Iterator[Claim]:
    """« 23 000 €. Les frais sont estimés à 1 900 €. La dépense totale est donc de 24 900 € »: two amounts just said."""
    for result in money:
        if not _IN_ALL.search(text, max(0, result.start - BEFORE), result.start):
            continue
        above = part.mentions[index - 1] if index else ()
        said = [
            (m, Passage(part, index - 1, m.start, m.end))
            for m in above
            if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)
        ]
        said += [(m, Passage(part, index, m.start, m.end)) for m in money if m.end <= result.start]
        pairs = list(combinations(said, 2))
        total = amount(result)
        if any(amount(a) + amount(b) == total for (a, _), (b, _) in pairs) or total in [amount(m) for m, _ in said]:
            continue
        near = [pair for pair in pairs if misprint(amount(pair[0][0]) + amount(pair[1][0]), total)]
        if len(near) == 1:
            values = [amount(m) for m, _ in near[0]]
            where = Passage(part, index, result.start, result.end)
            related = tuple(place for _, place in near[0])
            yield Claim(where, related, sum_shown(values), Fraction(total_of(values)), total, sure=False)
