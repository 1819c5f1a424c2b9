"""What is told of the whole register, on a screen and in documents: what ends, what the council is told, a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from ..compose.dossier import Dossier, object_of
from ..compose.report import compose_report, compose_yearbook
from ..document import Document
from ..facts import MentionKind, read
from ..finding import CannotGoOn, Finding
from ..frozen import frozen
from ..history.due import Due, due
from ..layout.audit import audit, refuse_blanks
from ..model.natures import TypeActe
from ..model.register import Register
from ..model.yearbook import Entry, Fate, Selection, last_meeting, select, years_series
from ..part import span_at
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading.docx import read_docx
from ..registry.load import load_register
from ..report.listings import Marked, due_calendar
from ..store.problems import data_of
from ..store.writing import Written, write
from ..values.actnumber import ActNumber
from ..values.durations import Duration
from ..values.periods import Period
from ..workspace import Workspace
from .follow import mark_reported
from .pipeline import Renderer

REPORT, YEARBOOK = "compte-rendu", "registre"
_YEAR = pattern(r"[A-Z]+(\d{4})-")


def report_file(workspace: Workspace, period: Period | None, meeting: date | None) -> Path:
    name = f"{meeting}" if meeting else f"du-{period.debut}-au-{period.fin}" if period else ""
    return workspace.output / REPORT / f"{REPORT}-{name}.docx"


def yearbook_file(workspace: Workspace, year: int) -> Path:
    return workspace.output / YEARBOOK / f"{YEARBOOK}-{year}.docx"


def there(target: Path) -> Path:
    """A document that somebody wants to open. Raises CannotGoOn where it is not there."""
    if not target.is_file():
        raise CannotGoOn([problem("suivi-refuse", f"{target.name} n'est pas encore écrit", "écrivez-le d'abord")])
    return target


def period_of(register: Register, since: date | None, until: date | None, meeting: date | None, today: date) -> Period:
    """The period of a report, from the last meeting to today unless somebody says. Raises ValueError, in French."""
    last = last_day(until, meeting, today)
    held, day_after = register.collectivite.seances, last + timedelta(days=1)  # a meeting held today is the last one
    first = since or last_meeting(held, day_after if meeting and meeting > last else last)
    if first is None:
        raise ValueError("dites depuis quand : collectivite.yaml ne nomme aucune séance d'avant (« seances »)")
    if first > last:
        raise ValueError(f"la période finit le {last:%d/%m/%Y}, avant de commencer le {first:%d/%m/%Y}")
    return Period(first, last)


def last_day(until: date | None, meeting: date | None, today: date) -> date:
    """The last day of a report. Raises ValueError, in French, where it is after its meeting."""
    last = until or min(today, meeting or today)
    if meeting and last > meeting:
        raise ValueError(f"la période finit le {last:%d/%m/%Y}, après la séance du {meeting:%d/%m/%Y}")
    return last


def write_report(
    workspace: Workspace, register: Register, period: Period, meeting: date | None, today: date, *, force: bool = False
) -> tuple[Written, Selection]:
    """Write the report on the decisions of a period. Nothing is recorded: the council has not met yet."""
    words = register.collectivite.formules.compte_rendu
    if words is None:
        raise CannotGoOn([_wordless(REPORT.replace("-", "_"), register)])
    selection = select(register, period.debut, period.fin, meeting)
    dossier = compose_report(register, words, selection.to_report, period, meeting)
    target = report_file(workspace, period, meeting)
    return _written(workspace, dossier, f"{REPORT}.docx", target, today, force), selection


def write_yearbook(
    workspace: Workspace, register: Register, year: int, today: date, *, force: bool = False
) -> Written | None:
    """Write the tables of a year; None where it has no act."""
    words = register.collectivite.formules.registre
    if words is None:
        raise CannotGoOn([_wordless(YEARBOOK, register)])
    if not any(years_series(register, year)):
        return None
    target = yearbook_file(workspace, year)
    dossier = compose_yearbook(register, words, year)
    return _written(workspace, dossier, f"{YEARBOOK}.docx", target, today, force)


def _written(workspace: Workspace, dossier: Dossier, template: str, target: Path, today: date, force: bool) -> Written:
    """Lay out, audit and write one document, never over what a person edited."""
    (document,) = dossier.documents
    if found := (*dossier.findings, *_blanks(document)):
        raise CannotGoOn(found)
    data = Renderer(workspace, today, final=True).layout(template).render(document, draft=False)
    audit(document, data, target.name)
    refuse_blanks(data, f"templates/{template}")
    (written,) = write({target: data}, workspace.state, force=force)
    return written


def _blanks(document: Document) -> Iterator[Finding]:
    """What somebody left to be filled in, each place once: no council and no register is given a placeholder."""
    found: dict[Place | None, str] = {}
    for block in document.blocks:
        for blank in (m for m in read(block.text) if m.kind is MentionKind.BLANK and m.value != "points"):
            span, offset = span_at(block, blank.start)
            place = span.origin.source.place_at(span.origin.offset + offset) if span else None
            found.setdefault(place, blank.text)
    for place, text in found.items():
        message = f"un passage reste à compléter : « {text} », et ce document le dirait"
        yield problem("acte-a-corriger", message, "complétez-le, puis relancez la commande", where=place)


def whole_register(folder: Path, years: Iterable[int]) -> Register:
    """The whole register. Raises CannotGoOn where an entry that may be of these years cannot be read.

    A decision that is not read would be missing from the list, and nobody would see it.
    """
    loaded, wanted = load_register(folder), set(years)
    known = loaded.register.identifiers if loaded.register else ()
    named = ((name, _YEAR.match(name)) for name in known)
    return loaded.holding(name for name, year in named if year is None or int(year[1]) in wanted)


def record_report(workspace: Workspace, meeting: date, today: date) -> Marked:
    """Record that the decisions of a report were reported at its meeting: those that its file lists, as it is now.

    Raises CannotGoOn: a meeting to come, no report for it, an entry that cannot be changed.
    """
    target = report_file(workspace, None, meeting)
    if meeting > today:
        hint = "relancez cette commande quand elle aura eu lieu"
        raise CannotGoOn([problem("suivi-refuse", f"la séance du {meeting:%d/%m/%Y} n'a pas encore eu lieu", hint)])
    years = (meeting.year - 1, meeting.year)
    register = whole_register(workspace.registry, years)
    numbers = listed(_reopened(target))
    known = {act.numero: name for name, act in register.actes.items() if act.type is TypeActe.DECISION}
    names = [known[number] for number in numbers if number in known]
    elsewhere = [name for name in names if register.actes[name].suivi.compte_rendu not in (None, meeting)]
    early = [name for name in names if (day := register.actes[name].jour) is None or day > meeting]
    if early:
        message = f"{', '.join(early)} : prises après la séance du {meeting:%d/%m/%Y}, ou sans date"
        raise CannotGoOn([problem("suivi-refuse", message, "retirez-les du document, ou corrigez leur date")])
    recorded = tuple(name for name in names if name not in elsewhere)
    unknown = tuple(str(number) for number in numbers if number not in known)
    mark_reported(workspace.registry, recorded, meeting, today)
    return Marked(recorded, tuple(elsewhere), unknown, whole_register(workspace.registry, years))


def _reopened(target: Path) -> Document:
    """The report as it is now, edited or not."""
    if not target.is_file():
        message = f"il n'y a pas de compte rendu pour cette séance ({target.name})"
        hint = "écrivez-le d'abord, puis donnez-le à la séance : la même commande, sans --done"
        raise CannotGoOn([problem("suivi-refuse", message, hint, where=Place(str(target)))])
    return read_docx(data_of(target), str(target))


def listed(document: Document) -> Sequence[ActNumber]:
    """The numbers in the first column of the tables of a document, each once."""
    found: dict[ActNumber, None] = {}
    for block in document.blocks:
        for row in block.rows:
            try:
                found[ActNumber.parse(row.cells[0].text)] = None
            except (ValueError, IndexError):
                continue  # the headings, a row that somebody added
    return tuple(found)


def _wordless(key: str, register: Register) -> Finding:
    where = register.place("collectivite", "formules")
    message = f"collectivite.yaml ne dit pas les mots de ce document (« {key}: » sous « formules: »)"
    hint = "copiez-les de l'exemple, ou voyez docs/cles.md"
    return problem("formules-absentes", message, hint, where=where.place_at(0) if where else None)


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
