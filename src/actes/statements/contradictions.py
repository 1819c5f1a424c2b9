"""The same amount said two ways: in two documents, in the entry and a sentence, or to one digit in one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from ..compose.cited import accounts_of
from ..context import Context
from ..facts import MentionKind, Tax
from ..model.accounts import Accounts
from ..part import Field, Nature, Part, Passage
from ..values.money import Amount
from .amounts import Money, moneys
from .arithmetic import misprint
from .misprints import misprints
from .statement import About

RATIOS = frozenset(Fraction(n) for n in (2, 3, 4, 5, 6, 10, 12, 24, 36, 48, 60))
MANY = 8  # pairs: beyond, prices look alike by nature
GENERIC = frozenset(
    {
        "",
        "plafond",
        "maximum",
        "minimum",
        "seuil",
        "acompte",
        "avance",
        "solde",
        "penalite",
        "tarif",
        "valeur",
        "charge",
    }
)


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
    """Each pair once, the surest first."""
    own = [m for m in moneys(context) if m.subject.about is About.THIS]
    told: set[int] = set()
    for found in (*_across(context, own), *_entry(context, own), *_alike(context)):
        key = hash((found.where.part.name, found.where.block, found.where.start))
        if key not in told:
            told.add(key)
            yield found


def _across(context: Context, own: list[Money]) -> Iterator[Contradiction]:
    """What each document says once of one thing: « la subvention est de … »."""
    for one, other in combinations([p for p in context.parts if p.nature is not Nature.PIECE], 2):
        for noun in sorted({m.noun for m in own} - GENERIC):
            for tax in (None, Tax.HT, Tax.TTC):
                left, right = (
                    [m for m in own if m.where.part is part and m.noun == noun and m.tax is tax]
                    for part in (one, other)
                )
                if len({m.value for m in left}) != 1 or len({m.value for m in right}) != 1:
                    continue
                a, b = left[0], right[0]
                if (
                    a.value != b.value
                    and not _related(a.value, b.value)
                    and not _stated(one, b)
                    and not _stated(other, a)
                ):
                    yield Contradiction(f"« {noun} »", b.where, b.value, a.where, a.value, a.basis is b.basis)


def _related(one: Decimal, other: Decimal) -> bool:
    """A year and the period, a month and a year, a half."""
    low, high = sorted((abs(one), abs(other)))
    return not low or Fraction(high) / Fraction(low) in RATIOS


def _stated(part: Part, money: Money) -> bool:
    """Whether a document also gives that amount, in a sentence or in a table."""
    return any(
        isinstance(m.value, Amount) and m.value.valeur == money.value for _, m in part.passages(MentionKind.AMOUNT)
    )


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
