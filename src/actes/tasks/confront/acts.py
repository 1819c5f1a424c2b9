"""Two acts, compared as far as one has something to hold against the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ...comparison import Comparison, compare_acts
from ...comparison.acts import paired_parts
from ...context import Context
from ...finding import COULD_NOT_RUN, CannotGoOn, Finding, Severity
from ...frozen import frozen
from ...outline.nature import Nature
from ...part import Part
from ...problems import problem
from ...workspace import Workspace
from .sides import Side, sides_of

CALLED: Mapping[Nature, str] = {
    Nature.ACTE: "un acte",
    Nature.CONVENTION: "une convention",
    Nature.ANNEXE: "une annexe",
    Nature.PIECE: "une pièce jointe",
}


@frozen
class Confronted:
    """Two acts and what differs between them."""

    before: Side
    after: Side
    comparison: Comparison
    notes: tuple[Finding, ...] = ()


def confront(before: Path, after: Path, today: date, find_workspace: Callable[[], Workspace]) -> Confronted:
    """Compare two acts; `find_workspace` is asked where one of them is an entry.

    Raises CannotGoOn with everything that is wrong in both.
    """
    sides = sides_of((before, after), today, find_workspace)
    if _same(*sides):
        message = f"c'est deux fois le même acte : {sides[0].name}"
        raise CannotGoOn([problem("DIF101", message, "donnez l'ancien acte, puis le nouveau")], status=COULD_NOT_RUN)
    pairs = tuple(paired_parts(sides[0].context.parts, sides[1].context.parts))
    if not pairs and all(side.context.parts for side in sides):
        message = f"{sides[0].name} et {sides[1].name} n'ont aucun document de même nature"
        hint = "comparez une décision avec une décision, une convention avec une convention"
        raise CannotGoOn([problem("DIF102", message, hint)], status=COULD_NOT_RUN)
    one, other = (_held(side, [pair[n] for pair in pairs]) if pairs else side.context for n, side in enumerate(sides))
    notes = (*(note for side in sides for note in _notes(side)), *_of_two_natures(pairs))
    return Confronted(sides[0], sides[1], compare_acts(one, other), notes)


def _held(side: Side, parts: Sequence[Part | None]) -> Context:
    """The act as far as the other one has something to hold against it."""
    return replace(side.context, parts=tuple(part for part in parts if part is not None))


def _same(one: Side, other: Side) -> bool:
    return (one.name, one.folder, one.entry) == (other.name, other.folder, other.entry)


def _notes(side: Side) -> Iterator[Finding]:
    yield from side.notes
    entry = side.context.entry
    if entry is not None and (count := len(entry.unconfirmed)):
        values = "une valeur à confirmer, comparée telle quelle" if count == 1 else ""
        message = f"{side.name} a {values or f'{count} valeurs à confirmer, comparées telles quelles'}"
        yield problem("DIF107", message, f"la liste : actes check {side.name}")
    if side.entry and not side.context.parts:
        message = f"{side.name} n'est connu que par les visas d'autres actes : seuls ses faits sont comparés"
        hint = "comparez plutôt le fichier de cet acte, s'il existe"
        yield problem("DIF103", message, hint, severity=Severity.ALERTE)


def _of_two_natures(pairs: Sequence[tuple[Part | None, Part | None]]) -> Iterator[Finding]:
    """A decision against a convention: somebody took one file for another."""
    for one, other in pairs:
        if one is not None and other is not None and one.nature is not other.nature:
            message = f"{one.name} est {CALLED[one.nature]}, {other.name} est {CALLED[other.nature]}"
            hint = "vérifiez que ce sont bien les deux documents à comparer"
            yield problem("DIF106", message, hint)
