"""What the entry of an act says: its amounts as claims like those of sentences, and what is no number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from ..compose.cited import accounts_of, period_of
from ..context import Context
from ..facts import Basis, Tax
from ..frozen import frozen
from ..model.accounts import Accounts, Line, Payment, Price, Share
from ..part import Field
from ..statements.days import days
from ..statements.identifiers import SHOWN, identifiers
from ..statements.subjects import THIS
from ..text.tokens import EUROS, PERCENT, Token
from ..values.durations import Duration
from ..values.kept import kept_on_it
from ..values.percent import Percent
from .claim import Claim, Sure


@frozen
class Held:
    """What a field says that is no number: its role, whose where it is a body's, its value."""

    role: str
    value: date | Duration | str
    where: Field
    owner: str = ""


@kept_on_it
def field_claims(context: Context) -> tuple[Claim, ...]:
    """The amounts and shares of the entry, stated or worked out from what it states."""
    accounts = accounts_of(context.entry, context.register) if context.entry and context.register else None
    return tuple(_of_accounts(context, accounts)) if accounts else ()


def _of_accounts(context: Context, accounts: Accounts) -> Iterator[Claim]:
    costs = [(accounts.cout_annuel, Basis.AN, "cout_annuel"), (accounts.cout_total, Basis.PERIODE, "cout_total")]
    for price, basis, path in costs if accounts.base == "annuel" else reversed(costs):  # what is stated, then reckoned
        yield from _of_price(context, "cout", price, basis, path)
    if accounts.tva and accounts.tva.applicable:
        yield _percent(context, "taux", accounts.tva.taux, "tva", "TVA")
    for label, share in accounts.repartition.items():
        if share.part:
            yield _percent(context, "participation", share.part, f"repartition.{label}", share.nom)
    if (ours := accounts.participation) is not None:
        yield from _of_price(context, "participation", ours.annuel, Basis.AN, "participation", ours.nom)
        yield from _of_price(context, "participation", ours.periode, Basis.PERIODE, "participation", ours.nom)
    tables: tuple[tuple[str, str, Mapping[str, Line | Share | Payment]], ...] = (
        ("cout", "lignes", accounts.lignes),
        ("participation", "repartition", accounts.repartition),
        ("acompte", "echeances", accounts.echeances),
    )
    for role, name, lines in tables:
        for label, line in lines.items():
            for price, basis in ((line.annuel, Basis.AN), (line.periode, Basis.PERIODE)):
                yield from _of_price(context, role, price, basis, f"{name}.{label}", line.nom)


def _of_price(
    context: Context, role: str, price: Price | None, basis: Basis, path: str, of: str = ""
) -> Iterator[Claim]:
    """An amount with and without tax, or the only one where there is no tax."""
    if price is None:
        return
    amounts = ((price.ht, Tax.HT), (price.ttc, Tax.TTC)) if price.taxe else ((price.ht, None),)
    for amount, tax in amounts:
        where = context.field(f"financement.{path}", text=str(amount))
        value, token = Fraction(amount.valeur), Token(EUROS, 0, 0)
        yield Claim(THIS, role, value, "€", where, Sure.STATED, token, of, frozenset({role}), tax, basis, 2)


def _percent(context: Context, role: str, value: Percent, path: str, of: str) -> Claim:
    where = context.field(f"financement.{path}", text=str(value))
    return Claim(
        THIS, role, Fraction(value.valeur), "%", where, Sure.STATED, Token(PERCENT, 0, 0), of, frozenset({role})
    )


def field_facts(context: Context) -> Iterator[Held]:
    """The days of the entry, its period, its parties, the identifiers of bodies and of its pieces."""
    act = context.entry
    if act is None:
        return
    yield Held("numéro", act.numero.code, context.field("numero"))
    for day in days(context):
        if isinstance(day.where, Field):
            yield Held(day.role.value, day.value, day.where)
    period = period_of(act)
    if period is not None:
        for role, value in (("début", period.debut), ("fin", period.fin), ("durée", period.duree)):
            yield Held(role, value, context.field("periode"))
    tiers = context.register.tiers if context.register else {}
    for rank, name in enumerate(act.parties):
        if name in tiers:
            yield Held("partie", tiers[name].nom, context.field(f"parties[{rank}]"))
    for one in identifiers(context):
        if isinstance(one.where, Field):
            yield Held(SHOWN[one.kind], one.text, one.where, one.holder)
