"""What comes to its end: for a terminal, for a program, for a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from textwrap import shorten

from ..history.due import Due
from ..values.dates import show_date_numeric
from .json import VERSION, json_text
from .rendering import columns

OBJECT_WIDTH = 80


def due_text(found: Sequence[Due], today: date) -> str:
    """A line for each convention: its end, what to do, its object."""
    rows = [("fin", "acte", "", "objet")]
    for one in found:
        said = shorten(one.objet, OBJECT_WIDTH, placeholder=" …")
        rows.append((show_date_numeric(one.end), one.identifier, one.state(today), said))
    return columns(rows)


def due_json(found: Sequence[Due], today: date) -> str:
    """One stable JSON object; dates are « 2026-12-31 ».

    >>> print(due_json([], date(2026, 11, 27)).replace("\\n", ""))
    {  "version": 1,  "echeances": []}
    """
    acts = [
        {
            "acte": one.identifier,
            "objet": one.objet,
            "fin": one.end.isoformat(),
            "a_preparer": one.start.isoformat(),
            "echue": one.end < today,
            "projet": one.draft or None,
        }
        for one in found
    ]
    return json_text({"version": VERSION, "echeances": acts})


def due_calendar(found: Sequence[Due], today: date) -> bytes:
    """A calendar to open with Outlook: for each convention the day by which to start, and its last day."""
    from icalendar import Calendar, Event

    calendar, stamp = Calendar(prodid="-//actes//echeances//FR", version="2.0"), datetime.combine(today, time(0), UTC)
    calendar.add("x-wr-calname", "Échéances des conventions")
    for one in found:
        ready = f" ({one.draft} à signer)" if one.draft else ""
        for day, key, words in (
            (one.start, "preparer", f"Préparer le renouvellement de {one.identifier}"),
            (one.end, "fin", f"Fin de {one.identifier}{ready}"),
        ):
            uid, end = f"{one.identifier}-{key}-{one.end:%Y%m%d}@actes", day + timedelta(days=1)
            event = Event.new(uid=uid, stamp=stamp, start=day, end=end, summary=words, description=one.objet)
            calendar.add_component(event)
    return bytes(calendar.to_ical())
