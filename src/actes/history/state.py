"""What a history amounts to: the days that nothing covers, and a convention as its avenants have made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ..frozen import frozen
from ..values.money import Amount, total
from ..values.percent import Percent
from ..values.periods import Period
from .steps import Step, Tie

_CENT = Decimal("0.01")


@frozen
class Consolidated:
    """A convention and its avenants: when it ends now, and what it costs, in euros for the whole (HT, or free of tax).

    `amount` is None where one of the acts states no cost; `percent` is what the avenants add to the first amount.
    """

    base: Step
    avenants: tuple[Step, ...]
    period: Period
    amount: Amount | None
    percent: Percent | None


def holes(steps: Sequence[Step]) -> tuple[Period, ...]:
    """The days between the first and the last that no act covers.

    >>> from datetime import date
    >>> first, last = Period(date(2021, 11, 1), date(2022, 6, 30)), Period(date(2023, 1, 1), date(2024, 12, 31))
    >>> [str(hole).replace("\\xa0", " ") for hole in holes([Step("2022-054", first), Step("2023-051", last)])]
    ['du 1er juillet 2022 au 31 décembre 2022']
    """
    return tuple(_holes(sorted(step.period for step in steps)))


def _holes(periods: Iterable[Period]) -> Iterator[Period]:
    covered: Period | None = None
    for period in periods:
        if covered is not None and period.debut > covered.fin and (hole := covered.gap(period)):
            yield hole
        if covered is None or period.fin > covered.fin:
            covered = period


def consolidated(steps: Sequence[Step]) -> tuple[Consolidated, ...]:
    """Each convention that avenants extended or amended, as they have made it."""
    return tuple(_of(base, tuple(after)) for base in steps if not base.avenant and (after := _avenants(base, steps)))


def _avenants(base: Step, steps: Sequence[Step]) -> list[Step]:
    found = [base]
    for one in found:
        found += [s for s in steps if s.before == one.name and s.tie in (Tie.PROLONGE, Tie.MODIFIE)]
    return found[1:]


def _of(base: Step, avenants: tuple[Step, ...]) -> Consolidated:
    period = Period(base.period.debut, max(step.period.fin for step in (base, *avenants)))
    amounts = [step.price.ht for step in (base, *avenants) if step.price is not None]
    if base.price is None or len(amounts) < len(avenants) + 1:
        return Consolidated(base, avenants, period, None, None)
    whole, first = total(amounts), base.price.ht
    share = (100 * (whole - first).valeur / first.valeur).quantize(_CENT, ROUND_HALF_UP) if first.valeur else None
    return Consolidated(base, avenants, period, whole, Percent(share) if share is not None else None)
