"""Conventions that come to their end and that nothing renews, with the day by which to start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..compose.dossier import object_of
from ..frozen import frozen
from ..model.acte import Acte
from ..model.register import Register
from ..values.dateshift import add, before
from ..values.durations import Duration, Unit
from ..values.text import unaccented
from .steps import history

PREPARATION = Duration(3, Unit.MOIS)  # usage: to negotiate, write, have it decided, transmitted and published in time
FORGOTTEN = Duration(1, Unit.AN)  # an act that ended longer ago was let go on purpose
_CONVENTION = ("convention", "avenant", "contrat", "bail", "accord", "mise a disposition", "marche")


@frozen
class Due:
    """A convention that ends on `end`: to be on time its renewal is begun on `start`. `draft`: the entry that renews it
    and that nobody has signed.
    """

    identifier: str
    objet: str
    end: date
    start: date
    draft: str = ""

    def state(self, today: date) -> str:
        """How urgent it is, in a few words.

        >>> due = Due("DEC2025-453", "", date(2026, 12, 31), date(2026, 9, 30))
        >>> due.state(date(2026, 8, 1)), due.state(date(2026, 11, 27)), due.state(date(2027, 1, 2))
        ('à préparer avant le 30/09/2026', 'à préparer sans attendre', 'échue')
        >>> Due("DEC2025-453", "", date(2026, 12, 31), date(2026, 9, 30), "DEC2026-512").state(date(2026, 8, 1))
        'préparée, à signer : DEC2026-512'
        """
        if self.draft:
            return f"{'échue ; ' if self.end < today else ''}préparée, à signer : {self.draft}"
        if self.end < today:
            return "échue"
        return f"à préparer avant le {self.start:%d/%m/%Y}" if today <= self.start else "à préparer sans attendre"


def due(register: Register, today: date, within: Duration) -> tuple[Due, ...]:
    """The conventions that end within a duration and that no act renews, extends or follows; the soonest first."""
    return soonest_first(due_of(register, name, today, within) for name in register.actes)


def soonest_first(found: Iterable[Due | None]) -> tuple[Due, ...]:
    """Those that are, in order."""
    return tuple(sorted((one for one in found if one), key=lambda one: (one.end, one.identifier)))


def due_of(register: Register, identifier: str, today: date, within: Duration) -> Due | None:
    """An act, where it is a convention that ends within a duration and that nothing goes on after."""
    act = register.actes[identifier]
    if act.periode is None:
        return None
    end = act.periode.period.fin
    if not before(today, FORGOTTEN) <= end <= add(today, within) or not _is_convention(act, register):
        return None
    following = _following(register, identifier, end, today)
    if not all(_draft(register, one, today) for one in following):
        return None
    begin = before(end + timedelta(days=1), PREPARATION)
    return Due(identifier, object_of(act, register), end, begin, next(iter(following), ""))


def _following(register: Register, identifier: str, end: date, today: date) -> tuple[str, ...]:
    """The acts of its history that go on after its end; of two that end together, the later is due."""
    steps = history(register, identifier, today)
    return tuple(
        step.identifier
        for step in steps
        if step.period.fin > end or (step.period.fin == end and _later(register, step.identifier, identifier))
    )


def _later(register: Register, one: str, other: str) -> bool:
    """Whether an act was taken after another: by their numbers in a series, by their days in two."""
    act, before = register.actes.get(one), register.actes[other]
    if act is None or one == other:
        return False
    if register.collectivite.serie(act) == register.collectivite.serie(before):
        return act.numero > before.numero
    return (act.jour or date.max, one) > (before.jour or date.max, other)


def _draft(register: Register, identifier: str, today: date) -> bool:
    """Whether an entry has a text and is not signed: one known through a visa may have no date, and was signed."""
    act = register.actes.get(identifier)
    return act is not None and act.rendered and not act.signed_by(today)


def _is_convention(act: Acte, register: Register) -> bool:
    """An act that somebody may expect to see renewed; a street closed for three weeks is none."""
    said = unaccented(object_of(act, register))
    return act.convention is not None or any(word in said for word in _CONVENTION)
