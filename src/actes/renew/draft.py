"""What a renewal gathers as it goes: edits, what changed, what is to confirm, what to tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..frozen import frozen
from ..model.confirm import AConfirmer
from ..model.edits import Add, Edit, Put, Remove, Rewrite, Tree
from ..pattern import pattern

YEAR = pattern(r"\b(?:19|20)\d\d\b")  # in a short text of the entry: to read again


@frozen
class Change:
    """A field that changed: its value before and after (empty where there is none), why."""

    path: str
    before: str
    after: str
    why: str = ""


@dataclass(slots=True)
class Draft:
    """The renewal of an act, to which its parts add: the edits that make the next entry, and what a person is told."""

    edits: list[Edit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    confirms: list[AConfirmer] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def put(self, path: str, value: Tree, before: str, after: str, why: str = "", *, neighbour: str = "") -> None:
        self.edits.append(Put(path, value, neighbour))
        if before != after:
            self.changes.append(Change(path, before, after, why))

    def remove(self, path: str, before: str, why: str, *, comment: bool = False) -> None:
        self.edits.append(Remove(path, comment))
        self.changes.append(Change(path, before, "", why))

    def add(self, path: str, value: Tree, after: str, why: str = "", index: int | None = None) -> None:
        self.edits.append(Add(path, value, index))
        self.changes.append(Change(path, "", after, why))

    def rewrite(self, path: str, start: int, end: int, words: str, text: str, why: str = "") -> None:
        self.edits.append(Rewrite(path, start, end, text))
        self.changes.append(Change(path, words, text, why))

    def confirm(self, champ: str, motif: str, valeur: str = "") -> None:
        self.confirms.append(AConfirmer(champ=champ, motif=motif, valeur=valeur))
