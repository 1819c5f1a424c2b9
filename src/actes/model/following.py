"""What happened to an act after signature, as somebody states it: what it changes in the entry, field by field.

Nothing is replaced in silence: a field that says something else already is a conflict, and both are shown.

Then since when the act is executory, and until when it can be contested: worked out from that, as an indication.
CGCT, art. L. 2131-1 and L. 5211-3: an act is executory once it is published (notified, where it is individual) and
sent to the préfecture. CJA, art. R. 421-1: two months from publication; CGCT, art. L. 2131-6: two months from receipt
for the préfet. Both are full days (délai franc). What prolongs them (gracious appeal, remedies left unsaid) is not
known here: every use says « à titre indicatif ».
"""

from __future__ import annotations

from datetime import date

from ..frozen import frozen
from ..values.dates import in_french
from ..values.holidays import last_useful_day
from ..values.receipt import Receipt
from .acte import Acte
from .natures import NatureActe, TypeActe


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
        return self.old == self.new

    @property
    def conflict(self) -> bool:
        return bool(self.old) and not self.known

    @property
    def shown(self) -> str:
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


MONTHS = 2
NOTICE = "à titre indicatif"
SOURCE = "CGCT, art. L. 2131-1, L. 2131-6 et L. 5211-3 ; CJA, art. R. 421-1"


@frozen
class Executory:
    """Where an act stands after signature.

    `since` is the day it became executory, None while something is missing; `missing` says what, in French
    (« la publication »). `contestable` is the last useful day before the administrative court, `defere` the préfet's;
    None while they do not run.
    """

    since: date | None
    missing: tuple[str, ...]
    contestable: date | None
    defere: date | None


def executory(act: Acte) -> Executory:
    """Where an act stands after signature, from the dates of its entry.

    The day of receipt counts, where it is known, rather than that of sending: the later one is safe. An individual act
    is notified, and no entry says when: neither its day nor its time limit is worked out.
    """
    follow = act.suivi
    sent = follow.reception or follow.transmission
    individual = act.nature_actes is NatureActe.AI
    told = None if individual else follow.publication
    telling = "la notification à l'intéressé" if individual else "la publication"
    sending = "la transmission à la préfecture" + (", s'il y est soumis" if act.type is TypeActe.ARRETE else "")
    if follow.accuse_reception:
        sending = "la date de réception par la préfecture"  # the identifier says that of the act only
    wanted = ((act.jour, "la signature"), (sent, sending), (told, telling))
    missing = tuple(name for day, name in wanted if day is None)
    since = max(day for day in (act.jour, sent, told) if day) if not missing else None
    return Executory(since, missing, _limit(told), _limit(sent))


def _limit(event: date | None) -> date | None:
    """The last useful day; None where no calendar goes so far."""
    try:
        return last_useful_day(event, MONTHS) if event else None
    except (ValueError, OverflowError):
        return None
