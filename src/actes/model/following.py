"""What happened to an act after signature, as somebody states it: what it changes in the entry, field by field.

Nothing is replaced in silence: a field that says something else already is a conflict, and both are shown.
"""

from __future__ import annotations

from datetime import date

from ..frozen import frozen
from ..values.dates import in_french
from ..values.receipt import Receipt
from .acte import Acte


@frozen
class Stated:
    """What somebody states; None is nothing said. `by` is a deputy's name in the collectivity's file, "" its head."""

    signed: date | None = None
    by: str | None = None
    sent: date | None = None
    received: date | None = None
    receipt: Receipt | None = None
    published: date | None = None


@frozen
class Change:
    """A field of the entry, its name in French, what it says now ("" for nothing) and what it is to say."""

    path: str
    name: str
    old: str
    new: str

    @property
    def known(self) -> bool:
        """Whether the entry says it already."""
        return self.old == self.new

    @property
    def conflict(self) -> bool:
        """Whether the entry says something else."""
        return bool(self.old) and not self.known

    @property
    def shown(self) -> str:
        """What it says, for a person."""
        return in_french(self.new) or "le chef de l'exécutif"

    @property
    def shown_before(self) -> str:
        return in_french(self.old) or "le chef de l'exécutif"


def changes(act: Acte, stated: Stated) -> tuple[Change, ...]:
    """Every field that a statement is about, in the order of the entry; what it says already is among them."""
    day = ("signature.date", "signature", _iso(act.signature.date))
    if act.date and not act.signature.date:
        day = ("date", "date", _iso(act.date))  # known through a visa, which gave its date
    follow = act.suivi
    fields = (
        (*day, stated.signed),
        ("signature.par", "signataire", act.signature.par, stated.by),
        ("suivi.transmission", "transmission à la préfecture", _iso(follow.transmission), stated.sent),
        ("suivi.reception", "réception par la préfecture", _iso(follow.reception), stated.received),
        ("suivi.accuse_reception", "accusé de réception", follow.accuse_reception, stated.receipt),
        ("suivi.publication", "publication", _iso(follow.publication), stated.published),
    )
    return tuple(Change(path, name, old, str(new)) for path, name, old, new in fields if new is not None)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
