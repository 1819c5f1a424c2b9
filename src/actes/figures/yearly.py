"""Amounts of a year, and amounts of the whole period: which is written for which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..claims import Claim, claims
from ..claims.table import amounts
from ..context import Context
from ..facts import Basis
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.periods import agreed, whole
from ..values.periods import Period
from ..values.text import unaccented

_WORD = pattern(r"\w{4,}")


def own_period(context: Context) -> Period | None:
    """The period of the act: its entry's, else the one that its documents agree on."""
    said = agreed(whole(context))
    return said.value.period if said else None


def yearly(context: Context) -> tuple[Claim, ...]:
    """Every amount given for a year."""
    return tuple(claim for claim in amounts(context) if claim.basis is Basis.AN)


def same_as_a_year(context: Context, money: Claim, annual: Sequence[Claim]) -> Claim | None:
    """The yearly amount that is written for the period: that of the line whose name the sentence bears."""
    said = _words(money.said.context) | _words(context.register.collectivite.nom if context.register else "")
    found = [y for y in annual if y.value == money.value and (y.tax == money.tax or None in (y.tax, money.tax))]
    return max(found, key=lambda y: len(_words(y.of or y.role) & said), default=None)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(unaccented(text)))


def orders(context: Context, annual: Sequence[Claim], years: Fraction) -> Iterator[tuple[Passage, Claim]]:
    """An attached piece that gives a yearly amount as many times as there are years."""
    made = {claim.value * years: claim for claim in annual if claim.value}
    for claim in claims(context):
        if claim.unit == "€" and claim.value in made and claim.said.part.nature is Nature.PIECE:
            yield claim.said, made[claim.value]
            return
