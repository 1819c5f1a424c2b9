"""The end of a batch: how many acts were produced, and which were not.

>>> tally = Tally()
>>> tally.add("DEC2025-1", [Written(Path("a.docx"), Outcome.ECRIT)])
>>> tally.add("DEC2025-2", [Written(Path("b.docx"), Outcome.INCHANGE)])
>>> for number in range(3, 10):
...     tally.add(f"DEC2025-{number}", [], refused=True)
>>> print(tally.text())
<BLANKLINE>
9 actes : 1 produit, 1 inchangé, 7 refusés
  Refusés : DEC2025-3, DEC2025-4, DEC2025-5, DEC2025-6, DEC2025-7 et 2 autres
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from enum import Enum
from pathlib import Path  # noqa: F401 - the example above

from ..frozen import frozen
from ..store import Outcome, Written

SHOWN = 5  # acts named in a line


class Fate(Enum):
    """What became of an act: of one, of several, and the title of those that a person must look at."""

    PRODUIT = ("produit", "produits", "")
    INCHANGE = ("inchangé", "inchangés", "")
    GARDE = ("gardé", "gardés", "Gardés, parce que vous les avez modifiés")
    SIGNE = ("signé, gardé", "signés, gardés", "Gardés, parce qu'ils sont signés")
    INCOMPLET = ("incomplet", "incomplets", "Sans tous les documents demandés")
    REFUSE = ("refusé", "refusés", "Refusés")


@frozen
class Tally:
    """The acts by what became of them."""

    acts: dict[Fate, list[str]] = field(default_factory=lambda: {fate: [] for fate in Fate})

    def add(
        self, identifier: str, written: Sequence[Written], absent: Sequence[str] = (), *, refused: bool = False
    ) -> None:
        """Count an act; `absent` are documents asked for that it does not have. One that has nothing is not counted."""
        if written or absent or refused:
            self.acts[_fate(written, absent, refused)].append(identifier)

    def text(self) -> str:
        """The counts in one line, then the names of the acts that are not as they were asked for."""
        total = sum(map(len, self.acts.values()))
        counts = [f"{len(acts)} {fate.value[len(acts) > 1]}" for fate, acts in self.acts.items() if acts]
        named = [f"  {fate.value[2]} : {_named(acts)}" for fate, acts in self.acts.items() if acts and fate.value[2]]
        head = f"{total} acte{'s' if total > 1 else ''} : {', '.join(counts)}" if total else "Aucun acte à produire."
        return "\n".join(["", head, *named])


def _fate(written: Sequence[Written], absent: Sequence[str], refused: bool) -> Fate:
    outcomes = {file.outcome for file in written}
    if refused:
        return Fate.REFUSE
    if Outcome.SIGNE in outcomes:
        return Fate.SIGNE
    if outcomes & {Outcome.GARDE, Outcome.ATTEND}:
        return Fate.GARDE
    if absent:
        return Fate.INCOMPLET
    return Fate.INCHANGE if outcomes == {Outcome.INCHANGE} else Fate.PRODUIT


def _named(acts: Sequence[str]) -> str:
    more = len(acts) - SHOWN
    others = f" et {more} autre{'s' if more > 1 else ''}" if more > 0 else ""
    return f"{', '.join(acts[:SHOWN])}{others}"
