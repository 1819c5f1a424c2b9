"""What goes in and what comes out: the documents of one act, its entry with what was made of every part, its fate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from ..finding import Finding
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part
from ..place import Place
from ..values.receipt import Receipt


@frozen(eq=False)
class Source:
    """A file of an act, or the part of one that is a document of it, and of which act of the file it is.

    `name` is the file as the entry will call it, `digest` the SHA-256 of its bytes. Several sources may share a file: a
    decision and its convention.
    """

    part: Part
    name: str
    digest: str = ""
    act: int = 0
    notes: tuple[Finding, ...] = ()  # what its file holds that was not read, or not surely

    @property
    def nature(self) -> Nature:
        return self.part.nature


@frozen
class Gathered:
    """The documents of one act, in order: the act itself, its convention, its annexes, its attached pieces.

    `numero` is its number where something else than its own title says it (a file's name); `receipt` the identifier
    that the préfecture gave, where a file says it, with the days that it bears and that file (name and digest).
    """

    sources: tuple[Source, ...]
    numero: str = ""
    receipt: Receipt | None = None
    sent: str = ""  # days as an entry writes them: 2025-07-08
    received: str = ""
    receipt_file: tuple[str, str] = ("", "")

    @property
    def files(self) -> dict[str, str]:
        """The digest of each file that it was gathered from, by its name; the receipt comes last."""
        named = {source.name: source.digest for source in self.sources}
        name, digest = self.receipt_file
        return named | {name: digest} if name else named


@frozen
class Recognised:
    """A field of the entry: its value, the words that say it, where they stand."""

    champ: str
    valeur: str
    mots: str = ""
    where: Place | None = None


@frozen
class ToConfirm(Recognised):
    """A fact that is not sure, and why: it is in `a_confirmer` of the entry."""

    motif: str = ""


@frozen
class Unplaced:
    """Words that have no key of their own: kept as prose (`kept`), or left out; `motif` says why."""

    mots: str
    motif: str
    kept: bool = True
    where: Place | None = None


@frozen
class Difference:
    """Words of a source that the entry composes otherwise; `form`: spaces, signs, the form of a date or an amount."""

    document: str
    before: str
    after: str
    form: bool
    where: Place | None = None


@frozen
class Taken:
    """An act made into an entry, not yet written.

    `identifier` is its name in the register (DEC2025-453) and `entry` the text of its file; `tiers` the text of each
    third party that is new, by name; `acts` the short entry of each act known by a visa alone, by identifier; `pieces`
    the source of each file to be joined, by the path that the entry gives it.
    `same` of `words` words of the sources are composed again, in order.
    """

    identifier: str
    entry: str
    tiers: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)
    pieces: Mapping[str, str] = field(default_factory=dict)
    recognised: tuple[Recognised, ...] = ()
    to_confirm: tuple[ToConfirm, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    differences: tuple[Difference, ...] = ()
    same: int = 0
    words: int = 0

    @property
    def ratio(self) -> float:
        """The part of the words that are composed again, all and in order."""
        return self.same / self.words if self.words else 1.0


@frozen
class Refused:
    """An act that is not taken: why, and what to do, in French; nothing of it is to be written."""

    message: str
    hint: str = ""


class Outcome(StrEnum):
    """What became of an act."""

    REPRIS = "repris"
    COMPLETE = "complete"  # it was known by a visa alone, from an entry of ours that nobody edited
    DEJA = "deja"  # its files were taken already
    GARDE = "garde"  # an entry has its number: it is left as it is
    REFUSE = "refuse"

    @property
    def said(self) -> str:
        """As a person says it of an act."""
        return _SAID[self]


_SAID = {
    Outcome.REPRIS: "repris",
    Outcome.COMPLETE: "repris ; sa fiche n'était que celle d'un visa",
    Outcome.DEJA: "déjà repris de ces fichiers",
    Outcome.GARDE: "gardé tel quel : il a déjà une fiche",
    Outcome.REFUSE: "n'est pas repris",
}


@frozen
class Imported:
    """An act, the files that it was gathered from, what became of it, and the entries written, by path.

    `different`: what the files say and the entry that exists does not; `receipt`: the file of the receipt that the
    entry has not. `edited`: somebody changed the entry since it was taken; `hint`: what to do.
    """

    name: str
    files: tuple[str, ...]
    outcome: Outcome
    taken: Taken | None = None
    refused: Refused | None = None
    written: tuple[Path, ...] = ()
    different: tuple[Finding, ...] = ()
    receipt: Path | None = None
    edited: bool = False
    hint: str = ""

    @property
    def said(self) -> str:
        """What became of it, in words."""
        kept = self.edited and self.outcome is Outcome.DEJA
        return f"{self.outcome.said} ; sa fiche, modifiée depuis, reste telle quelle" if kept else self.outcome.said


@frozen
class Undone:
    """The entries that are gone, those that are short again, those that are left and why; none: nothing to undo."""

    gone: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    none: bool = False
