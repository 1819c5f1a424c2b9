"""The same amount said two ways: in two documents, in the entry and a sentence, or to one digit in one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..compose.cited import accounts_of
from ..context import Context
from ..facts import Tax
from ..model.accounts import Accounts
from ..part import Field, Passage
from ..values.money import Amount
from .amounts import Money, moneys
from .arithmetic import misprint
from .misprints import misprints
from .statement import About

MANY = 8  # pairs: beyond, prices look alike by nature


@dataclass(frozen=True, slots=True, eq=False)
class Contradiction:
    """Two amounts that should be one: `sure` where both are said of the same thing."""

    what: str
    where: Passage
    value: Decimal
    elsewhere: Passage | Field
    other: Decimal
    sure: bool


def contradictions(context: Context) -> Iterator[Contradiction]:
    """What the entry computes otherwise, then amounts that look like others."""
    own = [m for m in moneys(context) if m.subject.about is About.THIS]
    yield from _entry(context, own)
    yield from _alike(context)


def _entry(context: Context, own: list[Money]) -> Iterator[Contradiction]:
    """An amount that somebody typed, which the entry computes otherwise."""
    act = context.entry
    typed = [money for money in own if money.noun == "participation" and not money.where.fact]
    if not typed or act is None or context.register is None or act.financement is None or not act.financement.couts:
        return
    accounts = accounts_of(act, context.register)
    if accounts is None:
        return
    known = {price.valeur for price in _prices(accounts)}
    own_share = accounts.participation
    due = (own_share.annuel or own_share.periode) if own_share else None
    if due is None:
        return
    for money in typed:
        right = (due.ttc if money.tax is Tax.TTC else due.ht).valeur
        if money.value not in known:
            field = context.field("financement.participation", text=str(due))
            sure = bool(misprint(money.value, right))
            yield Contradiction("« participation »", money.where, money.value, field, right, sure)


def _prices(accounts: Accounts) -> Iterator[Amount]:
    """Every amount that the entry states or works out."""
    prices = [accounts.cout_annuel, accounts.cout_total]
    for share in accounts.repartition.values():
        prices += [share.annuel, share.periode]
    for line in accounts.lignes.values():
        prices += [line.annuel, line.periode]
    for payment in accounts.echeances.values():
        prices += [payment.annuel, payment.periode]
    for price in prices:
        if price is not None:
            yield from (price.ht, price.ttc, price.tva)


def _alike(context: Context) -> Iterator[Contradiction]:
    """Amounts that differ by one digit."""
    found = list(misprints(context))
    for one, other in found if len(found) <= MANY else ():
        yield Contradiction("montants presque semblables", one.where, one.value, other.where, other.value, sure=False)
