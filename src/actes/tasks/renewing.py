"""The renewal of an act from its file to the new one: read, edited, read again, written once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ..context import Context, of_entry
from ..finding import CannotGoOn, errors_of
from ..frozen import frozen
from ..model.confirm import AConfirmer
from ..model.register import Register
from ..registry.folder import shown_path
from ..registry.load import Loaded, Shelf
from ..registry.splice import splice_bytes
from ..renew.choices import Choices, Given, choose, refuse
from ..renew.draft import Draft
from ..renew.kept import left_over, untouched
from ..renew.plan import plan
from ..report.renewal import changes_text, confirms_text
from ..store.atomic import create
from ..store.names import safe_name
from ..store.problems import data_of
from .known import documents_of
from .naming import field_name

TRIES = 5  # numbers proposed, when colleagues take them at the same time


@frozen
class Renewed:
    """The new entry: its identifier, its file, what was done, what is left to confirm."""

    identifier: str
    path: Path
    choices: Choices
    plan: Draft
    confirms: tuple[AConfirmer, ...]
    kept: tuple[str, ...]


def source(folder: Path, identifier: str) -> Register:
    """The act to renew, what it cites, the delegations, the acts that name it; `folder` is the registry.

    Raises CannotGoOn (status 1) where its entry has errors.
    """
    shelf = Shelf(folder)
    _sound(shelf.load([identifier]))
    others = [name for name, paths in shelf.files.items() if any(_concerned(path, identifier) for path in paths)]
    register = shelf.load([identifier, *others]).register
    assert register is not None  # it was sound
    return register


def _concerned(path: Path, identifier: str) -> bool:
    data = data_of(path)
    return b"delegation:" in data or identifier.encode() in data


def _sound(loaded: Loaded) -> Register:
    if loaded.register is None or not loaded.sound:
        raise CannotGoOn(errors_of(loaded.findings) or loaded.findings)
    return loaded.register


def renew(folder: Path, identifier: str, given: Given, today: date) -> Renewed:
    """Write the next entry of an act. Raises CannotGoOn, with nothing written, where it cannot be.

    A number that was proposed and that a colleague has just taken is proposed again; one that was asked for is not.
    """
    for _ in range(TRIES):
        register = source(folder, identifier)
        choices = choose(register, identifier, given, today)
        renewed, data = _drafted(folder, register, identifier, choices, today)
        if create(renewed.path, data):
            return renewed
        if given.numero is not None:
            break
    message = f"{renewed.identifier} vient d'être pris par quelqu'un d'autre"
    raise refuse(message, "choisissez un autre numéro avec --numero")


def _drafted(folder: Path, register: Register, identifier: str, choices: Choices, today: date) -> tuple[Renewed, bytes]:
    """The bytes of the new entry, read again and found sound, with what its own words still say of the former act."""
    shelf = Shelf(folder)
    act = register.actes[identifier]
    before = shelf.files[identifier][0]
    old = data_of(before)
    new = register.collectivite.serie(act).identifier(choices.numero)
    target = folder / str((choices.date or today).year if not choices.numero.annee else choices.numero.annee)
    path = target / f"{safe_name(new)}.yaml"
    shelf.files[new] = [path]
    made = plan(register, identifier, choices, today)
    data = splice_bytes(old, made.edits, shown_path(folder, before))
    context = _context(shelf, new, path, data, today)
    more, lines = left_over(context, made.confirms)
    if more:
        data = splice_bytes(data, more, shown_path(folder, path))
        context = _context(shelf, new, path, data, today)
    assert context.entry is not None
    kept = tuple(untouched(context.entry, old.decode("utf-8-sig"), data.decode("utf-8-sig")))
    return Renewed(new, path, choices, made, (*made.confirms, *lines), kept), data


def _context(shelf: Shelf, new: str, path: Path, data: bytes, today: date) -> Context:
    """The new entry as it will be once all that is asked is confirmed: nothing hides behind what is to fill in."""
    register = _sound(shelf.load([new], {path: data}))
    act = register.actes[new]
    answered = replace(act, a_confirmer=tuple(replace(line, confirme=True) for line in act.a_confirmer))
    register = replace(register, actes={**register.actes, new: answered})
    return of_entry(register, new, documents_of(answered, register), today)


def told(renewed: Renewed) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was done, under what it asks for: the points to confirm, what to look at, what changed, what did not."""
    parts = (
        (f"À confirmer ({len(renewed.confirms)})", confirms_text(renewed.confirms, field_name)),
        ("Attention", renewed.plan.warnings),
        ("Changé", changes_text(renewed.plan.changes, field_name)),
        ("Gardé", renewed.kept),
    )
    return tuple((title, lines) for title, found in parts if (lines := tuple(found)))
