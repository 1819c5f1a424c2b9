"""A whole and its parts: « 10 000 €, dont 6 000 € … », « 12 000 €, versés comme suit : » and items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..document import Kind
from ..facts import Mention, MentionKind
from ..part import Part, Passage
from ..values.money import Amount
from .amounts import amount
from .arithmetic import sum_shown, total_of
from .equations import Claim

_BREAKDOWN = re.compile(
    r"r[ée]parti|d[ée]compos|ventil|se\sdivis|comme\ssuit|versements?\s|[ée]ch[ée]anc|tranches|dont", re.I
)


def dont(text: str, money: Sequence[Mention]) -> tuple[Mention, Sequence[Mention]] | None:
    """« 10 000 €, dont 6 000 € de … et 4 000 € de … »: the whole, its parts."""
    for n, (whole, first) in enumerate(pairwise(money)):
        if re.fullmatch(r"[\s,(]*dont\s(?:\w+\s)?", text[whole.end : first.start], re.I):
            parts = [m for m in money[n + 1 :] if m.tax == first.tax]
            return whole, parts
    return None


def listed(part: Part, index: int, text: str, money: Sequence[Mention]) -> Iterator[Claim]:
    """« 12 000 €, versés comme suit : » and items of one amount each that make it."""
    if not text.rstrip().endswith(":") or len(money) != 1 or not _BREAKDOWN.search(text):
        return
    items: list[Mention] = []
    places: list[Passage] = []
    for number_ in range(index + 1, len(part.blocks)):
        found = [m for m in part.mentions[number_] if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
        if part.blocks[number_].kind is not Kind.ITEM:
            break
        if len(found) != 1:
            return
        items.append(found[0])
        places.append(Passage(part, number_, found[0].start, found[0].end))
    if len(items) > 1:
        values = [amount(m) for m in items]
        where = Passage(part, index, money[0].start, money[0].end)
        yield Claim(where, tuple(places), sum_shown(values), Fraction(total_of(values)), amount(money[0]))
