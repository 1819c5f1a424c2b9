"""Brackets that follow each other, in a table or a list: « de 401 à 700 € », « de 701 à 1 000 € »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern

_NUMBER = r"[0-9]{1,9}(?: [0-9]{3})*(?:,[0-9]{1,2})?"
_BRACKET = pattern(
    rf"\b(?:de|entre) (?P<low>{_NUMBER}) ?(?:€|euros?)? (?:a|et) (?P<high>{_NUMBER})(?![0-9]| ?h\b| ?%)"
    rf"|\b(?:plus de|au-dela de|a partir de|superieurs? a) (?P<over>{_NUMBER})"
    rf"|(?P<more>{_NUMBER}) ?(?:€|euros?)? et (?:plus|au-dela)\b"
    rf"|\b(?:moins de|jusqu'a|inferieurs? a) (?P<under>{_NUMBER})"
)
LEAST = 3  # ends that meet, or nearly: of fewer, none is the odd one


@frozen
class Bracket:
    """From `low` to `high`, None where it has no such end."""

    where: Passage
    low: Fraction | None
    high: Fraction | None


def broken(context: Context) -> Iterator[tuple[Bracket, Bracket]]:
    """The two brackets between which there is a hole, or which overlap, where all the others follow each other."""
    for part in context.own:
        for ladder in _ladders(part):
            pairs = [(a, b) for a, b in pairwise(ladder) if a.high is not None and b.low is not None]
            odd = [(a, b) for a, b in pairs if not 0 <= (b.low or 0) - (a.high or 0) <= 1]  # one more euro, or cent
            if len(odd) == 1 and len(pairs) >= LEAST:
                yield odd[0]


def _ladders(part: Part) -> Iterator[Sequence[Bracket]]:
    """The brackets of a table, and those of items that follow each other, each from higher than the one before."""
    run: list[Bracket] = []
    for index, block in enumerate(part.blocks):
        found = list(_brackets(part, index))
        if block.kind is Kind.TABLEAU or len(found) > 1:
            yield found
        elif found and block.kind is Kind.ITEM:
            run += found
            continue
        yield run
        run = []
    yield run


def _brackets(part: Part, index: int) -> Iterator[Bracket]:
    for match in _BRACKET.finditer(part.lows()[index]):
        low = match["low"] or match["over"] or match["more"]
        high = match["high"] or match["under"]
        yield Bracket(Passage(part, index, *match.span()), _value(low), _value(high))


def _value(said: str | None) -> Fraction | None:
    return Fraction(said.replace(" ", "").replace(",", ".")) if said else None
