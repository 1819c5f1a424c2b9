"""What is told of the register as a whole: a year of a series, number by number (acts, numbers set aside and why,
numbers that nothing explains); decisions taken by delegation, and the meetings at which they were reported.

CGCT, art. L. 5211-10 (each meeting of an EPCI's council) and L. 2122-23 (communes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from ..frozen import frozen
from ..values.actnumber import ActNumber
from .acte import Acte
from .natures import TypeActe
from .register import Register
from .series import Serie, series_of


class Fate(StrEnum):
    """What became of a number. The values are the names of the formulas that say it."""

    ACTE = "acte"
    RESERVE = "reserve"
    ANNULE = "annule"
    ABSENT = "absents"


@frozen
class Entry:
    """A number of a series, or a run of absent ones up to `last`; the act that bears it, or why none does."""

    fate: Fate
    number: ActNumber
    last: ActNumber
    identifier: str = ""
    motif: str = ""

    @property
    def numbers(self) -> str:
        return self.number.code if self.number == self.last else f"{self.number.code} à {self.last.code}"


def years_series(register: Register, year: int) -> Iterator[tuple[Serie, tuple[Entry, ...]]]:
    """The series that have a number that year, each with all its numbers in order."""
    for serie in series_of(register.collectivite.series):
        entries = tuple(yearbook(register, serie, year))
        if entries:
            yield serie, entries


def yearbook(register: Register, serie: Serie, year: int) -> Iterator[Entry]:
    """Every number of a series that year, in order; none left out, where the register is said to be complete.

    It owes nothing for other years: an act may be there because a later one cites it.
    """
    known = sorted([*_acts(register, serie, year), *_set_aside(serie, year, register)], key=lambda e: e.number)
    expected = _first(serie, year, known)
    for entry in known:
        if expected is not None and entry.number.rang > expected:
            first, last = (replace(entry.number, rang=rank, suffixe="") for rank in (expected, entry.number.rang - 1))
            yield Entry(Fate.ABSENT, first, last)
        yield entry
        expected = expected and max(expected, entry.number.rang + 1)


def _first(serie: Serie, year: int, known: Sequence[Entry]) -> int | None:
    """The rank from which every number of a year is owed; None where none is."""
    since = serie.complete_depuis
    if since is None or since.annee > year:
        return None
    if not since.annee:  # it never starts again: the year begins with its lowest number
        return max(since.rang, known[0].number.rang) if known else None
    return since.rang if since.annee == year else 1


def _acts(register: Register, serie: Serie, year: int) -> Iterator[Entry]:
    for identifier, act in register.actes.items():
        if act.type in serie.actes and year_of(act) == year:
            yield Entry(Fate.ACTE, act.numero, act.numero, identifier)


def _set_aside(serie: Serie, year: int, register: Register) -> Iterator[Entry]:
    """Numbers reserved or cancelled that no act bears; a series that never starts again says no year."""
    borne = {act.numero for act in register.actes.values() if act.type in serie.actes}
    for fate, numbers in ((Fate.RESERVE, serie.reserves), (Fate.ANNULE, serie.annules)):
        for aside in numbers:
            if aside.numero not in borne and aside.numero.annee == year:
                number = serie.shown(aside.numero)
                yield Entry(fate, number, number, motif=aside.motif)


def year_of(act: Acte) -> int | None:
    """The year whose register holds an act: that of its number, else that of its date."""
    return act.numero.annee or (act.jour.year if act.jour else None)


def by_subject(register: Register, identifiers: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Acts by subject of two levels (« 1.4 », "" where the entry says none), 7.10 after 7.9, in the order given."""
    names = list(identifiers)
    subjects = {name: register.actes[name].matiere for name in names}
    levels = sorted({matiere.niveaux[:2] for matiere in subjects.values() if matiere})
    known = [".".join(map(str, pair)) for pair in levels]
    said = {name: matiere.nationale if matiere else "" for name, matiere in subjects.items()}
    groups = ((code, tuple(name for name in names if said[name] == code)) for code in (*known, ""))
    return tuple((code, group) for code, group in groups if group)


# what the council is told


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
    acts = register.actes
    decisions = ((act.jour, act.numero, name) for name, act in acts.items() if act.type is TypeActe.DECISION)
    dated = [(day, name) for day, _, name in sorted((day, number, name) for day, number, name in decisions if day)]
    inside = [name for day, name in dated if since <= day <= until]
    return Selection(
        tuple(name for name in inside if acts[name].suivi.compte_rendu in (None, meeting)),
        tuple(name for name in inside if acts[name].suivi.compte_rendu not in (None, meeting)),
        tuple(n for day, n in dated if day < since and acts[n].rendered and acts[n].suivi.compte_rendu is None),
    )


def next_meeting(meetings: Iterable[date], act: Acte) -> date | None:
    """The first meeting after the day of an act: where it must be reported. That very day is too soon."""
    day = act.jour
    return min((meeting for meeting in meetings if day and meeting > day), default=None)


def last_meeting(meetings: Iterable[date], before: date) -> date | None:
    return max((meeting for meeting in meetings if meeting < before), default=None)


def overdue(meetings: Iterable[date], act: Acte, today: date) -> Iterator[date]:
    """The meetings held since a decision was signed, where nobody reported it yet; in order."""
    if act.type is not TypeActe.DECISION or not act.rendered or act.suivi.compte_rendu or not act.signature.date:
        return
    signed = act.signature.date
    yield from sorted(meeting for meeting in meetings if signed < meeting < today)
