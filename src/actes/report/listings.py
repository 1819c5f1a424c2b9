"""What is said of the whole register: the documents made from it and what to do next, what comes to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from textwrap import shorten

from ..compose.dossier import object_of
from ..frozen import frozen
from ..history.due import Due
from ..model.register import Register
from ..model.yearbook import Fate, Selection, overdue, years_series
from ..store.writing import Written
from ..values.dates import show_date, show_date_numeric
from ..values.periods import Period
from .json import VERSION, json_text
from .rendering import columns, document_lines

WIDTH = 80  # characters of an object
SHOWN = 8  # names told one by one


def report_text(register: Register, selection: Selection, period: Period, meeting: date | None) -> str:
    """The decisions of the report, those reported already, those forgotten before; then what to do."""
    lines = [f"Décisions prises {period} : {len(selection.to_report) or 'aucune'}"]
    lines += [f"  {line}" for line in columns(rows_of(register, selection.to_report)).splitlines()]
    if selection.reported:
        lines.append(f"Déjà rapportées à une autre séance, donc laissées de côté : {_some(selection.reported)}")
    if selection.forgotten:
        first = min(day for name in selection.forgotten if (day := register.actes[name].jour))
        lines.append(f"Jamais rapportées, et antérieures au {show_date(period.debut)} : {_some(selection.forgotten)}")
        lines.append(f"  pour les y mettre : --since {show_date_numeric(first)}")
    if selection.to_report:
        lines.append(_next(register, selection, meeting))
    return "\n".join(lines)


def _next(register: Register, selection: Selection, meeting: date | None) -> str:
    if all(register.actes[name].suivi.compte_rendu for name in selection.to_report):
        return "C'est déjà enregistré : elles ont été rapportées à cette séance"
    if meeting is None:
        return "Rien n'est enregistré. Pour une séance du conseil, ajoutez sa date : --meeting DATE"
    return f"Rien n'est encore enregistré. Après la séance : actes report --meeting {show_date_numeric(meeting)} --done"


def _some(names: Sequence[str]) -> str:
    """The names, or how many they are and between which ones."""
    return ", ".join(names) if len(names) <= SHOWN else f"{len(names)}, de {names[0]} à {names[-1]}"


def rows_of(register: Register, identifiers: Iterable[str], width: int = WIDTH) -> list[tuple[str, str, str]]:
    """A line for each act: its identifier, its date, its object."""
    rows = []
    for name in identifiers:
        act = register.actes[name]
        said = " ".join(object_of(act, register).split())
        rows.append((name, show_date_numeric(act.jour) if act.jour else "", shorten(said, width, placeholder=" …")))
    return rows


def written_text(written: Written, folder: Path, command: str) -> str:
    """What became of the file, what a person had changed in it, and how to write all the same."""
    lines = list(document_lines(written, folder))
    if not written.done:
        lines.append(f"Pour écrire quand même : {command} --force (votre version sera gardée à côté)")
    return "\n".join(lines)


@frozen
class Marked:
    """What a report said: the decisions recorded as reported, those recorded at another meeting, other numbers."""

    recorded: tuple[str, ...]
    elsewhere: tuple[str, ...]
    unknown: tuple[str, ...]
    register: Register


def marked_text(made: Marked, meeting: date, today: date) -> str:
    """What was recorded as reported at a meeting, what was not, and what is still to report."""
    count, s = len(made.recorded) or "aucune", _s(len(made.recorded))
    lines = [f"Séance du {show_date(meeting)} : {count} décision{s} enregistrée{s} comme rapportée{s}"]
    lines += [f"  {name}" for name in made.recorded]
    if made.elsewhere:
        lines.append(f"Laissées comme elles sont, rapportées à une autre séance : {_some(made.elsewhere)}")
    if made.unknown:
        lines.append(f"Dans le document, mais pas parmi les décisions du registre : {', '.join(made.unknown)}")
    left = [name for name, act in made.register.actes.items() if any(overdue((meeting,), act, today))]
    if left:
        lines.append(f"Restent à rapporter, prises avant cette séance : {_some(left)}")
    return "\n".join(lines)


def _s(number: int) -> str:
    return "s" if number > 1 else ""


def yearbook_text(register: Register, year: int) -> str:
    """The acts of each series, its numbers set aside, those that nothing explains, the acts without a subject."""
    lines = []
    for serie, entries in years_series(register, year):
        acts = [entry.identifier for entry in entries if entry.fate is Fate.ACTE]
        aside = sum(entry.fate in (Fate.RESERVE, Fate.ANNULE) for entry in entries)
        others = f", {aside} numéro{_s(aside)} réservé{_s(aside)} ou annulé{_s(aside)}" if aside else ""
        lines.append(f"{serie.prefixe} {year} : {len(acts)} acte{_s(len(acts))}{others}")
        absent = [entry.numbers for entry in entries if entry.fate is Fate.ABSENT]
        if absent:
            lines.append(f"  absents du registre, à expliquer (« series » de collectivite.yaml) : {', '.join(absent)}")
        lines += _incomplete(register, acts)
    return "\n".join(lines)


def _incomplete(register: Register, acts: Sequence[str]) -> Iterator[str]:
    wanting = (
        ("sans matière (« matiere: 1.4 » dans la fiche)", [n for n in acts if register.actes[n].matiere is None]),
        ("sans date", [n for n in acts if register.actes[n].jour is None]),
    )
    for said, names in wanting:
        if names:
            yield f"  {said} : {_some(names)}"


# what comes to its end


def due_text(found: Sequence[Due], today: date) -> str:
    """A line for each convention: its end, what to do, its object."""
    rows = [("fin", "acte", "", "objet")]
    for one in found:
        said = shorten(one.objet, WIDTH, placeholder=" …")
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
