"""Corrections that rules know, and findings that somebody accepts, written into entries: proved first, then undoable.

`corrections(folder, identifier, findings)` gives each correction as a person sees it before it is made; `apply` makes
those that she chose. A `WorkingCopy` makes them one after the other in memory, and writes them at the end. Nothing is
written that was not checked again: the finding is gone, no other one came, and the act says what was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from ..context import RegisterContext
from ..finding import CannotGoOn, Finding
from ..model.ecart import Ecart
from ..problems import problem
from ..registry.load import Shelf
from ..rules import names_over
from ..store.locked import locked
from ..store.undo import Kept, digest, undo
from ..waivers import accepts, is_about
from ..workspace import STATE
from .correction import Correction, Mended, Outdated, not_found, said_place
from .survey import NAME, survey
from .workingcopy import WorkingCopy


def corrections(folder: Path, identifier: str, findings: Iterable[Finding]) -> tuple[Correction, ...]:
    """What can be corrected of findings of an act, in reading order; `folder` is the registry.

    What somebody accepted is left as it is.
    """
    return tuple(WorkingCopy(folder, identifier, date.min).corrections(findings))


def references(folder: Path, identifier: str) -> tuple[Correction, ...]:
    """Literals of an entry that state its facts in the same words, each with the `{{ }}` that says it."""
    return tuple(WorkingCopy(folder, identifier, date.min).references())


def apply(
    folder: Path,
    identifier: str,
    chosen: Sequence[Correction],
    today: date,
    *,
    force: bool = False,
    known: Mended | None = None,
) -> Mended:
    """Write corrections into the register, all of them or none, so that they can be undone.

    `known` is the act as it was checked when they were shown, where it is still at hand: it is not checked twice.
    Raises Outdated where a file changed since, CannotGoOn where one does not mend what it should, or where the act is
    signed (unless `force`).
    """
    with locked(folder.parent / STATE):
        work = WorkingCopy(folder, identifier, today, force=force, known=known)
        for one in chosen:
            if digest(data := work.bytes_of(one.path)) != one.digest:
                raise Outdated(one, data.decode("utf-8", "replace"))
        work.make(chosen)
        work.write()
    return work.mended


def accept(folder: Path, identifier: str, finding: Finding, motif: str, par: str, today: date) -> Mended:
    """Accept a finding of an act: its entry says by whom, why and since today; the finding stays, marked.

    Raises CannotGoOn where it is none that somebody can accept, or where reason or name are empty.
    """
    with locked(folder.parent / STATE):
        work = WorkingCopy(folder, identifier, today, force=True)
        work.accept(finding, motif, par)
        work.write()
    return work.mended


def acceptable(folder: Path, identifier: str, rule: str, endroit: str, today: date) -> Finding:
    """The finding that somebody means by the code or name of its rule, and words of its place where there are several.

    Raises CannotGoOn where there is none, or where the words leave several.
    """
    wanted = Ecart(regle=rule, motif="", par="", le=today, endroit=endroit)
    of_register = is_about(wanted, names_over(RegisterContext))
    found = (
        _of_register(folder, identifier, today)
        if of_register
        else WorkingCopy(folder, identifier, today).mended.findings
    )
    matches = [one for one in found if not one.waived and accepts(wanted, one)]
    if not matches:
        raise not_found(rule)
    if len({said_place(one) for one in matches}) > 1:
        places = " ; ".join(dict.fromkeys(map(said_place, matches)))
        message = f"« {rule} » désigne {len(matches)} remarques de cet acte"
        raise CannotGoOn([problem("COR103", message, f"dites laquelle avec --where : {places}")])
    return matches[0]


def _of_register(folder: Path, identifier: str, today: date) -> tuple[Finding, ...]:
    """What the check of the whole register finds in the entry of an act."""
    shelf = Shelf(folder)
    files = shelf.shown(identifier)
    found = (one for act in survey(shelf, None, today) if act.name == NAME for one in act.findings)
    return tuple(one for one in found if one.where and one.where.path in files)


def undo_last(folder: Path) -> Kept:
    """Undo the last write of corrections, acceptances or follow-up; what it was. Raises CannotGoOn."""
    with locked(folder.parent / STATE):
        return undo(folder.parent)
