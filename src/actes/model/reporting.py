"""Decisions taken by delegation, and the meetings of the council at which they were reported.

CGCT, art. L. 5211-10 (each meeting of an EPCI's council) and L. 2122-23 (communes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..frozen import frozen
from .acte import Acte
from .natures import TypeActe
from .register import Register


def decisions(register: Register) -> tuple[str, ...]:
    """The identifiers of the dated decisions of the register, in order of date, then of number."""
    return in_order(register, (n for n, a in register.actes.items() if a.type is TypeActe.DECISION))


def in_order(register: Register, identifiers: Iterable[str]) -> tuple[str, ...]:
    """The acts that have a date, in order of date, then of number."""
    dated = [(act.jour, act.numero, name) for name in identifiers if (act := register.actes[name]).jour]
    return tuple(name for _, _, name in sorted(dated))


@frozen
class Selection:
    """The decisions of a period: those to report, those reported already, and those forgotten before it."""

    to_report: tuple[str, ...]
    reported: tuple[str, ...]
    forgotten: tuple[str, ...]


def select(register: Register, since: date, until: date, meeting: date | None = None) -> Selection:
    """What to report for a period, both days included.

    A decision reported at another meeting than `meeting` is left out: each is reported once. Acts known through visas
    only are never called forgotten: nobody knows what became of them here.
    """
    every = [(name, register.actes[name]) for name in decisions(register)]
    inside = [(name, act) for name, act in every if act.jour and since <= act.jour <= until]
    return Selection(
        tuple(name for name, act in inside if act.suivi.compte_rendu in (None, meeting)),
        tuple(name for name, act in inside if act.suivi.compte_rendu not in (None, meeting)),
        tuple(n for n, a in every if a.jour and a.jour < since and a.rendered and a.suivi.compte_rendu is None),
    )


def next_meeting(meetings: Iterable[date], act: Acte) -> date | None:
    """The first meeting after the day of an act: where it must be reported. That very day is too soon."""
    day = act.jour
    return min((meeting for meeting in meetings if day and meeting > day), default=None)


def last_meeting(meetings: Iterable[date], before: date) -> date | None:
    """The last meeting before a day."""
    return max((meeting for meeting in meetings if meeting < before), default=None)


def overdue(meetings: Iterable[date], act: Acte, today: date) -> Iterator[date]:
    """The meetings held since a decision was signed, where nobody reported it yet; in order."""
    if act.type is not TypeActe.DECISION or not act.rendered or act.suivi.compte_rendu or not act.signature.date:
        return
    signed = act.signature.date
    yield from sorted(meeting for meeting in meetings if signed < meeting < today)
