"""What happened after signature, written into the register once it is checked; where an act stands after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ..check import check
from ..context import Context
from ..finding import CannotGoOn, Finding, errors_of
from ..frozen import frozen
from ..model.acte import Acte, Suivi
from ..model.collectivite import signatory
from ..model.edits import Add, Edit, Put, Typed
from ..model.following import Change, Stated, changes
from ..model.register import Register
from ..place import Place, first_place
from ..problems import problem
from ..reading.acknowledgement import Acknowledgement, read_acknowledgement
from ..registry.folder import COLLECTIVITE, shown_path
from ..registry.load import Loaded, Shelf
from ..registry.splice import splice_bytes
from ..registry.typed import written
from ..regular import read_regular
from ..report.following import after_signature
from ..rules.order import order_of_events
from ..rules.receipts import receipt_of_another
from ..store.atomic import locked
from ..store.undo import rewrite_undoable
from ..store.writing import Rewritten
from ..values.dates import show_date
from ..values.receipt import Receipt
from ..workspace import STATE
from .examine import survey

CHECKED = (receipt_of_another, order_of_events)  # what is checked at once; the rest is for « actes check »


@frozen
class Recorded:
    """What was recorded: the fields, and the register as it is now."""

    changes: tuple[Change, ...]
    register: Register


def record(
    folder: Path,
    identifier: str,
    stated: Stated,
    today: date,
    *,
    by: str | None = None,
    force: bool = False,
    knowingly: bool = False,
) -> Recorded:
    """Write what somebody states of an act into its entry; `folder` is the registry, `by` who signed, as typed.

    Raises CannotGoOn (status 1), with nothing written: what the entry says otherwise already (unless `force`), what
    does not go with the act, an entry that cannot be read, the signature of an act with errors (unless `knowingly`).
    """
    with locked(folder.parent / STATE):  # from reading to writing: of two facts recorded at once, neither is lost
        shelf = Shelf(folder)
        before = shelf.load([identifier]).holding([identifier])
        act = before.actes[identifier]
        if by is not None:
            stated = replace(stated, by=signatory(before.collectivite, by, stated.signed or act.jour))
        wanted = changes(act, stated)
        refused = [*_to_come(stated, today), *([] if force else _conflicts(before, identifier, wanted))]
        if (stated.signed or act.jour) and not (refused or knowingly):
            refused += _signed_wrong(shelf, act, identifier, today)
        if refused:
            raise CannotGoOn(refused)
        typed = tuple(Typed(change.path, change.new) for change in wanted)
        return Recorded(wanted, _write(shelf, {identifier: typed}, today))


def to_correct(act: Acte, findings: Iterable[Finding], today: date) -> list[Finding]:
    """The errors of an act that nobody accepted, while they can be corrected: before it is signed."""
    return [] if act.locked(today) else [found for found in errors_of(findings) if not found.waived]


def _signed_wrong(shelf: Shelf, act: Acte, identifier: str, today: date) -> list[Finding]:
    """What is to correct before an act is signed, and how to record its signature all the same."""
    every = (found for examined in survey(shelf, [identifier], today) for found in examined.findings)
    if not (wrong := to_correct(act, every, today)):
        return []
    message = "cet acte a encore des erreurs, et une fois signé il ne se corrige plus"
    return [*wrong, _refused(message, "corrigez-les ; s'il a été signé ainsi, ajoutez --anyway (--quand-meme)")]


def mark_reported(folder: Path, identifiers: Sequence[str], meeting: date, today: date) -> Register:
    """Write in the entries of decisions that they were reported at a meeting, and that meeting among the council's.

    Raises CannotGoOn, with nothing written.
    """
    typed = Typed("suivi.compte_rendu", meeting.isoformat())
    with locked(folder.parent / STATE):
        shelf = Shelf(folder)
        return _write(shelf, dict.fromkeys(identifiers, (typed,)), today, _meeting_draft(shelf, meeting))


def _meeting_draft(shelf: Shelf, meeting: date) -> dict[Path, Rewritten]:
    """The collectivity's file with one more meeting, in order; nothing where it is there already."""
    meetings = shelf.body.seances if shelf.body else ()
    if meeting in meetings:
        return {}
    index = sum(1 for other in meetings if other < meeting)
    edit: Edit = Add("seances", meeting.isoformat(), index)
    if not meetings:
        edit = Put("seances", [meeting.isoformat()], after="mandats")
    path = shelf.folder / f"{COLLECTIVITE}.yaml"
    data = read_regular(path)
    return {path: Rewritten(data, splice_bytes(data, (edit,), shown_path(shelf.folder, path)))}


def _draft(shelf: Shelf, path: Path, wanted: Sequence[Typed]) -> Rewritten:
    data = read_regular(path)
    return Rewritten(data, written(data, wanted, Acte, shown_path(shelf.folder, path)))


def _write(
    shelf: Shelf, wanted: Mapping[str, Sequence[Typed]], today: date, others: Mapping[Path, Rewritten] = {}
) -> Register:
    """Write what is typed into entries, once the register that they make is sound: all or none, `others` too."""
    before = shelf.load(wanted)
    before.holding(wanted)
    drafts = {path: _draft(shelf, path, edit) for name, edit in wanted.items() for path in shelf.files[name][:1]}
    after = shelf.load(wanted, {path: draft.after for path, draft in drafts.items()})
    register = after.holding(wanted)
    old = {(found.code, found.message) for found in _errors(before, wanted, today)}
    wrong = [found for found in _errors(after, wanted, today) if (found.code, found.message) not in old]
    if wrong:
        # they are of a text that will not be written: its lines are nowhere to be seen
        raise CannotGoOn([replace(one, where=one.where and Place(one.where.path), related=()) for one in wrong])
    rewrite_undoable(shelf.folder.parent, {**drafts, **others}, f"{', '.join(wanted)} : suivi")
    return register


def _errors(loaded: Loaded, identifiers: Iterable[str], today: date) -> list[Finding]:
    """What is wrong in entries, and in what they say of the days after signature."""
    register = loaded.holding(identifiers)
    found = list(loaded.findings)
    for name in identifiers:
        act = register.actes[name]
        found += check(Context((), today, name, act, register), CHECKED)
        if act.jour is None and act.suivi != Suivi():
            hint = "donnez aussi sa date, par exemple : --signed 2025-07-08"
            found.append(_refused("la fiche ne dit pas quand l'acte a été signé", hint))
    return errors_of(found)


def _to_come(stated: Stated, today: date) -> Iterator[Finding]:
    named = (
        ("la signature", stated.signed),
        ("la transmission", stated.sent),
        ("la réception", stated.received),
        ("la publication", stated.published),
    )
    for name, day in named:
        if day is not None and day > today:
            message = f"{name} est datée du {show_date(day)}, qui n'est pas encore venu"
            yield _refused(message, "vérifiez l'année ; on enregistre ce qui a eu lieu")


def _conflicts(register: Register, identifier: str, wanted: Iterable[Change]) -> Iterator[Finding]:
    for change in wanted:
        if change.conflict:
            message = f"{change.name} : la fiche dit déjà {change.shown_before}, et non {change.shown}"
            hint = "vérifiez laquelle est juste ; pour remplacer ce que dit la fiche : --force"
            where = first_place(register.place(identifier, change.path))
            yield problem("deja-enregistre", message, hint, where=where)


def _refused(message: str, hint: str) -> Finding:
    return problem("suivi-refuse", message, hint)


FILES = (".pdf", ".xml", ".txt", ".docx", ".odt")


def followed(register: Register, identifier: str, today: date) -> tuple[str, ...]:
    """What follows from the signature of an act, a line each."""
    return after_signature(register.actes[identifier], register.collectivite, today)


def receipt(typed: str) -> Acknowledgement:
    """The receipt that somebody gave: its file, else its identifier. Raises ValueError, in French."""
    path = Path(typed)
    if path.is_file() or path.suffix.lower() in FILES:
        return read_acknowledgement(path)
    return numbered(typed)


def numbered(typed: str) -> Acknowledgement:
    return Acknowledgement(Receipt.parse(typed))


def receipt_of(path: Path) -> Acknowledgement:
    """The receipt in a file that somebody dropped: where it is read is no affair of hers. Raises CannotGoOn."""
    try:
        return read_acknowledgement(path)
    except CannotGoOn as error:
        raise CannotGoOn([found.by_name() for found in error.findings]) from None


def stated_of(receipt: Acknowledgement | None, **typed: date | None) -> Stated:
    """What is typed goes before what the receipt's file says."""
    read: dict[str, Any] = {}
    if receipt is not None:
        read = {"sent": receipt.sent, "received": receipt.received, "receipt": receipt.receipt}
    return Stated(**read | {name: day for name, day in typed.items() if day})
