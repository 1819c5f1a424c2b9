"""Since when an act is executory, and until when it can be contested: worked out from its follow-up, as an indication.

CGCT, art. L. 2131-1 and L. 5211-3: an act is executory once it is published (notified, where it is individual) and
sent to the préfecture. CJA, art. R. 421-1: two months from publication; CGCT, art. L. 2131-6: two months from receipt
for the préfet. Both are full days (délai franc). What prolongs them (gracious appeal, remedies left unsaid) is not
known here: every use says « à titre indicatif ».
"""

from __future__ import annotations

from datetime import date

from ..frozen import frozen
from ..values.holidays import last_useful_day
from .acte import Acte
from .natures import NatureActe, TypeActe

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
    missing = tuple(_missing(act, sent, told))
    since = max(day for day in (act.jour, sent, told) if day) if not missing else None
    return Executory(since, missing, _limit(told), _limit(sent))


def _missing(act: Acte, sent: date | None, told: date | None) -> list[str]:
    wanted = ((act.jour, "la signature"), (sent, _sending(act)), (told, _telling(act)))
    return [name for day, name in wanted if day is None]


def _sending(act: Acte) -> str:
    if act.suivi.accuse_reception:
        return "la date de réception par la préfecture"  # the identifier says that of the act only
    return "la transmission à la préfecture" + (", s'il y est soumis" if act.type is TypeActe.ARRETE else "")


def _telling(act: Acte) -> str:
    return "la notification à l'intéressé" if act.nature_actes is NatureActe.AI else "la publication"


def _limit(event: date | None) -> date | None:
    """The last useful day; None where no calendar goes so far."""
    try:
        return last_useful_day(event, MONTHS) if event else None
    except (ValueError, OverflowError):
        return None
