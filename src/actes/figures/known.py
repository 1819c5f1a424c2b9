"""The amounts of an act that others may be made of."""

from __future__ import annotations

from ..claims import Claim, Sure, claims
from ..context import Context
from ..values.kept import kept_on_it
from .stretch import own_parts


@kept_on_it
def own_amounts(context: Context) -> tuple[Claim, ...]:
    """Every amount of the act's own documents, tables included, each value once."""
    return tuple({claim.value: claim for claim in amounts(context)}.values())


@kept_on_it
def amounts(context: Context) -> tuple[Claim, ...]:
    """Every amount of the act's own documents, in reading order, tables after sentences."""
    own = {part.name for part in own_parts(context)}
    return tuple(claim for claim in claims(context) if claim.unit == "€" and claim.spot[0] in own)


@kept_on_it
def sentences(context: Context) -> tuple[Claim, ...]:
    """Those that sentences say."""
    return tuple(claim for claim in amounts(context) if claim.sure is not Sure.STATED)
