"""Where an act stands after signature, and what was recorded of it, in the words of the person who follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..model.acte import Acte
from ..model.collectivite import Collectivite
from ..model.following import NOTICE, Change, Executory, executory
from ..model.natures import TypeActe
from ..model.yearbook import next_meeting
from ..values.dates import show_date
from ..values.grammar import a, de, list_and


def recorded_text(identifier: str, changes: Iterable[Change]) -> str:
    """A line for each field: what was recorded, what was there already, what was replaced."""
    return "\n".join([identifier, *(f"  {change.name} : {change.shown}{_fate(change)}" for change in changes)])


def _fate(change: Change) -> str:
    if change.known:
        return " (déjà enregistré)"
    return f" (au lieu de {change.shown_before})" if change.conflict else ""


def after_signature(act: Acte, body: Collectivite, today: date) -> tuple[str, ...]:
    """Since when an act is executory, until when it can be contested, at which meeting it is reported: a line each.

    Nothing for an act that is not signed. What is worked out says « à titre indicatif ».
    """
    if not act.dated_by(today):
        return ()
    left, s = len(act.unconfirmed), "s" if len(act.unconfirmed) > 1 else ""
    wrong = [f"attention : la fiche a encore {left} point{s} à confirmer, et l'acte est signé"] if left else []
    return (*wrong, *_executory(executory(act), today), *_reported(act, body, today))


def _executory(found: Executory, today: date) -> Iterator[str]:
    if found.since is not None:
        yield f"exécutoire depuis le {show_date(found.since)}"
    else:
        yield f"pas encore exécutoire : il manque {list_and(found.missing)}"
    limits = (
        (found.contestable, "contestable devant le tribunal administratif", "le délai de recours"),
        (found.defere, "déféré du préfet possible", "le délai du déféré"),
    )
    for day, running, over in limits:
        if day is not None:
            said = f"{running} jusqu'au {show_date(day)}" if today <= day else f"{over} a pris fin le {show_date(day)}"
            yield f"{said}, {NOTICE}"


def _reported(act: Acte, body: Collectivite, today: date) -> Iterator[str]:
    """CGCT, art. L. 5211-10 and L. 2122-23: decisions taken by delegation."""
    if act.type is not TypeActe.DECISION:
        return
    meeting = next_meeting(body.seances, act)
    if act.suivi.compte_rendu is not None:
        yield f"compte rendu {a(body.organe)} le {show_date(act.suivi.compte_rendu)}"
    elif meeting is None:
        yield f"à rapporter à la prochaine séance {de(body.organe)}"
    elif meeting >= today:
        yield f"à rapporter à la séance {de(body.organe)} du {show_date(meeting)}"
    else:
        yield f"n'a pas été rapporté à la séance {de(body.organe)} du {show_date(meeting)}"
