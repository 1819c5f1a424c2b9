"""The history of an act: the acts that it follows and those that follow it, with their periods, parties and amounts;
the days that nothing covers, a convention as its avenants have made it.

The register says who renews or amends whom; the visas say the rest (see `statements.chain`): an act of the same object
cited with its period is a step of the history even where nobody linked the two entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ..compose.cited import accounts_of, period_of
from ..compose.dossier import compose, object_of
from ..context import Context, of_entry
from ..frozen import frozen
from ..model.accounts import Price
from ..model.acte import Acte
from ..model.links import whole
from ..model.register import Register
from ..statements.chain import Link, chain
from ..statements.formerparties import listed_between
from ..values.money import Amount, total
from ..values.percent import Percent
from ..values.periods import Period

_CENT = Decimal("0.01")


class Tie(StrEnum):
    """What an act does to the one before it."""

    RENOUVELLE = "renouvelle"
    PROLONGE = "prolonge"
    MODIFIE = "modifie"
    REMPLACE = "remplace"
    SUIT = "suit"


@frozen
class Step:
    """An act of the history, by its identifier; without entry, by what a visa calls it (« n° 2021-331 »).

    `price` is in euros, for its period.
    """

    name: str
    period: Period
    identifier: str = ""
    taken: date | None = None
    avenant: bool = False
    parties: tuple[str, ...] = ()
    price: Price | None = None
    tie: Tie | None = None  # with `before`; None for the first act
    before: str = ""  # the name of the act that it renews, extends, amends or follows


def history(register: Register, identifier: str, today: date) -> tuple[Step, ...]:
    """Every step of the history of an act, in the order of periods; nothing where it has no period."""
    links: dict[str, Link] = {}
    for name in family(register, identifier, today):
        for link in chain(_context(register, name, today)):
            called = link.name or name
            if called not in links or link.own:
                links[called] = link
    ordered = sorted(links.items(), key=lambda item: (item[1].period.debut, item[1].period.fin))
    return tuple(_tied([_step(register, called, link) for called, link in ordered], register))


def family(register: Register, identifier: str, today: date) -> tuple[str, ...]:
    """An act and those that follow it, at any distance."""
    found = [identifier]
    for name in found:
        citing = (other for other in register.cited_by(name) if other not in found)
        found += [o for o in citing if any(link.identifier == name for link in chain(_context(register, o, today)))]
    return tuple(found)


def _context(register: Register, identifier: str, today: date) -> Context:
    act = register.actes[identifier]
    composed = act.rendered and whole(register, act)
    return of_entry(register, identifier, compose(act, register).documents if composed else (), today)


def _step(register: Register, name: str, link: Link) -> Step:
    act = register.actes.get(link.identifier)
    if act is None:
        return Step(name, link.period, taken=link.taken, avenant=link.avenant)
    accounts = accounts_of(act, register)
    price = accounts and (accounts.participation.periode if accounts.participation else accounts.cout_total)
    avenant = bool(act.modifie) or link.avenant
    return Step(name, period_of(act) or link.period, name, act.jour, avenant, _parties(act, register), price or None)


def _parties(act: Acte, register: Register) -> tuple[str, ...]:
    """The parties that the entry has; for an act known by a visa, those that its object names (« entre A, B et C »)."""
    if act.parties:
        known = (register.tiers[name].nom if name in register.tiers else name for name in act.parties)
        return (*known, register.collectivite.nom)
    return tuple(name for _, _, name in listed_between(object_of(act, register)))


def _tied(steps: list[Step], register: Register) -> Iterator[Step]:
    """Each step with what it does to the one before it: as its entry says, else as their periods show."""
    for index, step in enumerate(steps):
        act = register.actes.get(step.identifier)
        linked = (act.renouvelle or act.modifie) if act else ""
        name = linked if linked in register.actes else steps[index - 1].name if index else ""
        before = next((one for one in steps if one.name == name), None)
        if before is None:
            yield step
        else:
            yield replace(step, tie=_tie(step, before, bool(act and act.renouvelle)), before=name)


def _tie(step: Step, before: Step, renews: bool) -> Tie:
    if step.avenant:
        return Tie.PROLONGE if step.period.fin > before.period.fin else Tie.MODIFIE
    if step.period.debut <= before.period.fin:
        return Tie.REMPLACE
    return Tie.RENOUVELLE if renews or before.period.gap(step.period) is None else Tie.SUIT


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
    found: list[Period] = []
    covered: Period | None = None
    for period in sorted(step.period for step in steps):
        if covered is not None and period.debut > covered.fin and (hole := covered.gap(period)):
            found.append(hole)
        if covered is None or period.fin > covered.fin:
            covered = period
    return tuple(found)


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
