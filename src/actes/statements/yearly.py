"""Amounts of a year, and amounts of the whole period: which is written for which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..facts import Basis, MentionKind, Tax
from ..outline.nature import Nature
from ..part import Passage
from ..values.money import Amount
from ..values.periods import Period
from ..values.text import unaccented
from .amounts import Money, moneys
from .periods import agreed, whole
from .tables import Sort, tables


@dataclass(frozen=True, slots=True, eq=False)
class Yearly:
    """An amount given for a year: in a column « HT/AN » (`label` is the line's), or in a sentence."""

    where: Passage
    value: Decimal
    tax: Tax | None
    label: str
    said: str


def own_period(context: Context) -> Period | None:
    """The period of the act: its entry's, else the one that its documents agree on."""
    said = agreed(whole(context))
    return said.value.period if said else None


def years_of(period: Period | None) -> Fraction | None:
    """How many years a period lasts, where it is a whole number of months."""
    months = period.duree.mois if period else None
    return Fraction(months, 12) if months else None


def yearly(context: Context) -> Iterator[Yearly]:
    """Every amount given for a year."""
    for table in tables(context):
        for column in table.columns if table.part.nature is not Nature.PIECE else ():
            if column.sort is Sort.EUROS and column.basis is Basis.AN:
                for line, figure in table.figures(column):
                    said = f"« {line.label} », colonne « {column.heading} »"
                    yield Yearly(figure.where, figure.value, column.tax, line.key, said)
    for money in moneys(context):
        if money.basis is Basis.AN:
            yield Yearly(money.where, money.value, money.tax, money.noun, "par an")


def same_as_a_year(context: Context, money: Money, annual: Sequence[Yearly]) -> Yearly | None:
    """The yearly amount that is written for the period: that of the line whose name the sentence bears."""
    said = _words(unaccented(money.where.context))
    own = _words(unaccented(context.register.collectivite.nom)) if context.register else frozenset()
    found = [y for y in annual if y.value == money.value and (y.tax == money.tax or None in (y.tax, money.tax))]
    return max(found, key=lambda y: len(_words(y.label) & (said | own)), default=None)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w{4,}", text))


def orders(context: Context, annual: Sequence[Yearly], years: Fraction) -> Iterator[tuple[Passage, Yearly]]:
    """An attached piece that gives a yearly amount as many times as there are years."""
    whole = {Fraction(y.value) * years: y for y in annual if Fraction(y.value) != 0}
    for part in context.parts:
        for passage, mention in part.passages(MentionKind.AMOUNT) if part.nature is Nature.PIECE else ():
            found = whole.get(Fraction(mention.value.valeur)) if isinstance(mention.value, Amount) else None
            if found is not None:
                yield passage, found
                return
