"""What the tool has to say about an act, and the one exception that stops a command.

Wrong data is a finding, never an exception. `CannotGoOn` carries findings to the one place that catches it, the
command line; any other exception is a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from .frozen import frozen
from .place import Place


class Severity(StrEnum):
    """How much a finding weighs.

    `ERREUR`: the act contradicts itself, its entry or arithmetic, or a known date breaks an order that the law
    requires before signature. `ALERTE`: a person must look. `CONSEIL`: form.
    """

    ERREUR = "erreur"
    ALERTE = "alerte"
    CONSEIL = "conseil"

    @property
    def rank(self) -> int:
        """0 for what weighs most."""
        return list(Severity).index(self)


@frozen
class Related:
    """Another place that bears on a finding, and what it says."""

    says: str
    where: Place | None = None
    document: str | None = None
    excerpt: str = ""


@frozen
class Waiver:
    """Why, by whom and when a finding was accepted in the entry."""

    motif: str
    par: str
    le: str


@frozen
class Spot:
    """The words at fault as an examination knows them: the rank of the part, that of the block, offsets in its text."""

    part: int
    block: int
    start: int
    end: int

    @property
    def first(self) -> tuple[int, int, int]:
        """Where they begin."""
        return self.part, self.block, self.start


@frozen
class Fix:
    """A correction that is certain: the words that stand at a place, and by what they are to be replaced.

    `spot`, `where`, `document` and `place` say where these words are, as those of a finding say where it is.
    """

    words: str
    by: str
    spot: Spot
    where: Place | None = None
    document: str | None = None
    place: str = ""

    def meets(self, other: Fix) -> bool:
        """Whether both change some of the same words."""
        one, two = self.spot, other.spot
        return (one.part, one.block) == (two.part, two.block) and one.start < two.end and two.start < one.end


@frozen
class Finding:
    """One thing that is wrong or doubtful: where, what, and what to write instead. Words are French.

    `place` says where for a person (« article 1er, 2e alinéa »); `mark`, two offsets, is what `excerpt` has at fault;
    `spot` says the same to who annotates the document, and is None for what stands on no words of it. `fix` is what the
    rule knows how to write: empty where a person has to choose.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""
    where: Place | None = None
    document: str | None = None
    excerpt: str = ""
    place: str = ""
    mark: tuple[int, int] | None = None
    source: str = ""
    found: str | None = None
    expected: str | None = None
    related: tuple[Related, ...] = ()
    waived: Waiver | None = None
    spot: Spot | None = None
    fix: tuple[Fix, ...] = ()

    def by_name(self) -> Finding:
        """The same, its files by their names alone: of one that somebody dropped, the folder says nothing."""
        related = tuple(replace(one, where=one.where and one.where.by_name()) for one in self.related)
        return replace(self, where=self.where and self.where.by_name(), related=related)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Files in order, then pages, lines, columns: the order in which a person corrects."""
        place = self.where or Place("")
        line = (place.page or 0) * 10_000 + (place.line or place.paragraph or 0)
        return (place.path, line, place.column or 0, self.code, self.message)


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop."""
    return [finding for finding in findings if finding.severity is Severity.ERREUR]


def fixes_of(findings: Iterable[Finding]) -> list[tuple[Fix, Finding]]:
    """Corrections of what nobody accepted, in reading order; of the same words, of what weighs most first."""
    found = [(fix, one) for one in findings if not one.waived for fix in one.fix]
    return sorted(found, key=lambda pair: (*pair[0].spot.first, pair[1].severity.rank))


AT_FAULT, COULD_NOT_RUN = 1, 2  # exit statuses: what a person wrote is wrong; the command, its words or the disk


class CannotGoOn(Exception):
    """The command cannot go on; `status` is its exit status, AT_FAULT or COULD_NOT_RUN."""

    def __init__(self, findings: Sequence[Finding], status: int = AT_FAULT) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = tuple(sorted(findings, key=Finding.sort_key))
        self.status = status
