"""Sharing an amount out: listed amounts, fixed shares, equal shares of what is left, to the cent."""

from __future__ import annotations

from collections.abc import Mapping

from ..values.money import Amount, total
from ..values.percent import Percent


def share_out(
    whole: Amount, listed: Mapping[str, Amount | None], fixed: Mapping[str, Percent | None]
) -> dict[str, Amount]:
    """The part of each label: its listed amount, its fixed share, or an equal share of what these leave.

    Cents that do not divide go to the first ones. Where a label takes an equal share, or where fixed shares make
    100 %, the parts add up to the whole.

    >>> hundred, none = Amount.parse("100"), {"a": None, "b": None, "c": None}
    >>> [str(part) for part in share_out(hundred, none, none).values()]
    ['33,34\\xa0€', '33,33\\xa0€', '33,33\\xa0€']
    >>> half = {"a": Percent.parse("50 %"), "b": Percent.parse("50 %")}
    >>> [str(part) for part in share_out(Amount.parse("10,01"), {"a": None, "b": None}, half).values()]
    ['5,01\\xa0€', '5,00\\xa0€']
    >>> [str(part) for part in share_out(hundred, {"a": Amount.parse("120"), "b": None}, {}).values()]
    ['120,00\\xa0€', '-20,00\\xa0€']
    """
    shares = {label: amount for label, amount in listed.items() if amount is not None}
    rates = {label: rate for label, rate in fixed.items() if rate is not None}
    free = [label for label in listed if label not in shares and label not in rates]
    if not (shares or free) and sum(rate.valeur for rate in rates.values()) == 100:
        parts = whole.allocate([rate.ratio for rate in rates.values()])
        return dict(zip(rates, parts, strict=True))
    shares |= {label: rate.of(whole) for label, rate in rates.items()}
    left = whole - total(shares.values())
    return {**shares, **dict(zip(free, left.split(len(free)) if free else (), strict=True))}
