"""What an avenant says of the initial amount of its contract: so many percent of it, alone or with those before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from ..context import Context
from .amounts import amount, moneys
from .proportions import (
    Proportion,
    blocks_of,
    comes_after,
    euros_of_lines,
    in_euros,
    is_amount,
    place_of,
    share_of,
    unit_of,
)
from .quotas import wholes

_INITIAL = re.compile(
    r"\s(?:du|de\sce|de\sla)\s(?:montant|prix|valeur)\s(?:du\smarch[ée]\s)?initial|\sdu\smarch[ée]\sinitial", re.I
)
_OF_IT = re.compile(r"\ben\srepr[ée]sente(?:nt)?\s\Z", re.I)
_FIRST = re.compile(r"\binitial\w*\b[^.;€]{0,40}\Z", re.I)


def of_initial(context: Context) -> Iterator[Proportion]:
    """« Le présent avenant représente 8,63 % du montant initial »: no amount of the act, nor two of them, make it."""
    initial = tuple(dict.fromkeys(_initial(context)))
    if not initial:
        return
    likely = {money.value for money in moneys(context)} | set(euros_of_lines(context, "avenant"))
    made = {Fraction(n) for n in wholes(context)} | {Fraction(a + b) for a, b in combinations(likely, 2)}
    made |= {abs(Fraction(a - b)) for a, b in combinations(likely, 2)}
    for part, index, found in blocks_of(context):
        text = part.blocks[index].text
        beside = False
        for share in found:
            value = share_of(share)
            if value is None or not (
                _INITIAL.match(text, share.end) or (beside and _OF_IT.search(text, 0, share.start))
            ):
                continue
            beside = True
            ratios = [
                (abs(one / Fraction(base) * 100 - Fraction(value)), one, base)
                for one in made
                for base in initial
                if base
            ]
            gap, one, base = min(ratios)
            if gap > unit_of(share):
                real = one / Fraction(base) * 100
                words = f"aucun montant de l’acte n’est {share.text} de {in_euros(Fraction(base))} ; le plus proche"
                yield Proportion(place_of(part, index, share), words, Fraction(value), real, True, ())


def _initial(context: Context) -> Iterator[Decimal]:
    """The amount of a contract before its avenants, as the act and its tables say it."""
    for part, index, found in blocks_of(context):
        for mention in found:
            if is_amount(mention) and comes_after(part, (index, mention), _FIRST):
                yield amount(mention)
    yield from euros_of_lines(context, "initial")
