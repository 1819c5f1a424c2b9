"""A deposit that was paid, the whole that it is part of, and the balance that is left, each in its article."""

from __future__ import annotations

from collections.abc import Iterator

from ..claims import Claim
from ..context import Context
from ..text.tokens import EUROS
from .relation import Relation, total
from .stretch import Stretch, paragraphs


def balances(context: Context) -> Iterator[Relation]:
    """« une avance de 6 000 € sur une subvention de 20 000 € », and elsewhere « le solde, qui s'élève à 14 000 € »."""
    every = paragraphs(context)
    paid = [pair for stretch in every if (pair := _paid(stretch)) is not None]
    left = [c for stretch in every if len(stretch.ranks(EUROS)) == 1 for c in _left(stretch)]
    if len({(a.value, b.value) for a, b in paid}) == 1 and len({c.value for c in left}) == 1:
        given, whole = paid[0]
        if left[0].value < whole.value and left[0].spot[:2] != whole.spot[:2]:
            yield total(whole, [given, left[0]], sure=False)


def _paid(stretch: Stretch) -> tuple[Claim, Claim] | None:
    """A deposit and what it is a part of, alone in a paragraph."""
    ranks = stretch.ranks(EUROS)
    if len(ranks) != 2 or "r" in stretch.shape or "P" in stretch.shape:
        return None
    one, other = (stretch.claim(n) for n in ranks)
    if one is None or other is None or one.value == other.value:
        return None
    given, whole = sorted((one, other), key=lambda c: c.value)
    rank = ranks[0] if stretch.claim(ranks[0]) is given else ranks[1]
    around = stretch.shape[max(0, rank - 4) : rank + 4]
    return (given, whole) if "a" in around or "y" in around else None


def _left(stretch: Stretch) -> Iterator[Claim]:
    for rank in stretch.ranks(EUROS):
        claim = stretch.claim(rank)
        if claim is not None and "r" in stretch.shape[:rank].rpartition(".")[2]:
            yield claim
