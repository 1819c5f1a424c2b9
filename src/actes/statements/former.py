"""The act that this one renews, and which of its values should have moved.

A value is old when the former act stated it and this one does not: days and years of the former period, its payments,
prices, people out of office, a framework contract that has the same date still.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..compose.cited import accounts_of, period_of
from ..context import Context
from ..frozen import frozen
from ..model.accounts import Accounts, Price
from ..model.acte import Acte
from ..model.people import Representant, in_office
from ..model.register import Register
from ..part import Field
from ..values.dates import YearMonth, show_date_numeric
from ..values.kept import kept_on_it
from ..values.money import Amount
from ..values.periods import Period
from .chain import chain

OldValue = date | YearMonth | int | Amount | str


@frozen
class Former:
    """The former act: its identifier, its entry."""

    identifier: str
    act: Acte

    @property
    def period(self) -> Period | None:
        return period_of(self.act)

    @property
    def name(self) -> str:
        return f"l’acte {self.identifier}"


@frozen
class Old:
    """A value of the former act: what it was, where its entry states it."""

    value: OldValue
    what: str
    where: Field


@kept_on_it
def former(context: Context) -> Former | None:
    """The act renewed: the one that the entry names, else the last of the chain before it. None for an avenant."""
    register, entry = context.register, context.entry
    if register is None or entry is None or entry.modifie:
        return None
    if entry.renouvelle:
        act = register.actes.get(entry.renouvelle)
        return Former(entry.renouvelle, act) if act else None
    links = chain(context)
    before = [link for link in links[:-1] if links[-1].own and link.period.fin < links[-1].period.debut]
    if not before:
        return None
    act = register.actes.get(before[-1].identifier)
    return Former(before[-1].identifier, act) if act else None


@kept_on_it
def outdated(context: Context) -> tuple[Old, ...]:
    """The values of the former act that this one has no more."""
    past = former(context)
    if past is None or context.register is None or context.entry is None:
        return ()
    current = {old.value for old in _values(context, context.identifier, context.entry)}
    found = [old for old in _values(context, past.identifier, past.act) if old.value not in current]
    people = _people(context, past, context.entry.jour or context.today)
    return tuple({(old.what, old.value): old for old in (*found, *people)}.values())


def _values(context: Context, owner: str, act: Acte) -> Iterator[Old]:
    def old(value: OldValue | None, what: str, path: str) -> Iterator[Old]:
        if value is not None:
            yield Old(value, what, context.field(path, owner, stated(value)))

    period = period_of(act)
    if period is not None:
        yield from old(period.debut, "début de la période", "periode")
        yield from old(period.fin, "fin de la période", "periode")
        for year in period.annees:
            yield from old(year, "année de la période", "periode")
    yield from old(act.signature.date, "date de l’acte", "signature.date")
    if act.convention:
        yield from old(act.convention.signature.date, "signature de la convention", "convention.signature.date")
    for name in ("transmission", "publication"):
        yield from old(getattr(act.suivi, name), name, f"suivi.{name}")
    for label, text in act.references.items():
        yield from old(text.date, text.titre, f"references.{label}.date")
        if text.periode is not None:
            yield from old(text.periode.period.debut, text.titre, f"references.{label}.periode")
            yield from old(text.periode.period.fin, text.titre, f"references.{label}.periode")
    if act.financement is not None:
        for label, payment in act.financement.echeances.items():
            when = payment.quand.date or payment.quand.mois
            yield from old(when, "échéance", f"financement.echeances.{label}.quand")
        for year in act.financement.budget.exercices if act.financement.budget else ():
            yield from old(year, "exercice du budget", "financement.budget.exercices")
        assert context.register is not None
        yield from _amounts(context, owner, accounts_of(act, context.register))


def _amounts(context: Context, owner: str, accounts: Accounts | None) -> Iterator[Old]:
    if accounts is None:
        return
    for path, price in _prices(accounts):
        for amount in dict.fromkeys((price.ht, price.ttc) if price else ()):
            if amount.cents:
                yield Old(amount, "montant", context.field(f"financement.{path}", owner, str(amount)))


def _prices(accounts: Accounts) -> Iterator[tuple[str, Price | None]]:
    yield from (("cout_annuel", accounts.cout_annuel), ("cout_total", accounts.cout_total))
    for name in ("lignes", "repartition", "echeances"):
        for label, line in getattr(accounts, name).items():
            yield from ((f"{name}.{label}", line.annuel), (f"{name}.{label}", line.periode))


def _people(context: Context, past: Former, on: date) -> Iterator[Old]:
    """Those who represented a party of the former act and are out of office."""
    register = context.register
    assert register is not None
    then = past.act.jour or (past.period.debut if past.period else None)
    for owner, people in _offices(register, past.act):
        was, now = in_office(people, then), in_office(people, on)
        if was is not None and now is not None and was != now:
            path = "executif" if owner == "collectivite" else "representants"
            yield Old(spelled_out(was), f"{was.fonction} d’alors", context.field(path, owner, spelled_out(was)))


def _offices(register: Register, act: Acte) -> Iterator[tuple[str, tuple[Representant, ...]]]:
    yield "collectivite", register.collectivite.executif
    for name in act.parties:
        if name in register.tiers:
            yield f"tiers/{name}", register.tiers[name].representants


def spelled_out(person: Representant) -> str:
    return f"{person.prenom} {person.nom}"


def stated(value: object) -> str:
    """A value as an entry states it."""
    return value.isoformat() if type(value) is date else str(value)


def shown(value: object) -> str:
    """A value as a message says it."""
    return show_date_numeric(value) if type(value) is date else stated(value)
