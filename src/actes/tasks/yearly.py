"""What a screen shows of the register as a whole: what ends, what the council is told, a year number by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..compose.dossier import object_of
from ..frozen import frozen
from ..history.due import Due, due
from ..model.register import Register
from ..model.reporting import select
from ..model.yearbook import Entry, Fate, years_series
from ..report.due import due_calendar
from ..values.durations import Duration
from ..values.periods import Period

FATES = {Fate.RESERVE: "numéro réservé", Fate.ANNULE: "numéro annulé", Fate.ABSENT: "absent du registre, à expliquer"}


@frozen
class Row:
    """An act in a list."""

    identifier: str
    day: date | None
    objet: str


@frozen
class Numbered:
    """A number of a year: its act, or why it has none; what its entry does not say yet."""

    number: str
    row: Row | None
    why: str
    subject: str = ""
    missing: tuple[str, ...] = ()


def due_within(register: Register, today: date, within: Duration) -> tuple[Due, ...]:
    """The conventions that end and that nothing goes on after."""
    return due(register, today, within)


def calendar(found: Iterable[Due], today: date) -> bytes:
    """The same, as a calendar to open with Outlook."""
    return due_calendar(tuple(found), today)


def told(register: Register, period: Period, meeting: date | None) -> dict[str, Sequence[Row | str]]:
    """What the report of a period would say: its decisions, those of another meeting, those never reported."""
    selection = select(register, period.debut, period.fin, meeting)
    rows, forgotten = ([_row(register, n) for n in names] for names in (selection.to_report, selection.forgotten))
    return {"rows": rows, "reported": selection.reported, "forgotten": forgotten}


def numbered(register: Register, year: int) -> tuple[tuple[str, tuple[Numbered, ...]], ...]:
    """The series of a year, each number with its act or its reason."""
    return tuple(
        (serie.prefixe, tuple(_numbered(register, entry) for entry in entries))
        for serie, entries in years_series(register, year)
    )


def _numbered(register: Register, entry: Entry) -> Numbered:
    if entry.fate is not Fate.ACTE:
        return Numbered(entry.numbers, None, " : ".join(filter(None, (FATES[entry.fate], entry.motif))))
    act = register.actes[entry.identifier]
    absent = ((act.jour is None, "date"), (act.matiere is None, "matière"))
    missing = tuple(name for gone, name in absent if gone)
    return Numbered(entry.numbers, _row(register, entry.identifier), "", str(act.matiere or ""), missing)


def _row(register: Register, name: str) -> Row:
    act = register.actes[name]
    return Row(name, act.jour, " ".join(object_of(act, register).split()))
