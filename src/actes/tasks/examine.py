"""What `check` looks at: an entry with all that it composes, or files, made into contexts for the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..check import check
from ..context import AgainstContext, Context, RegisterContext, of_entry
from ..document import Document, Kind
from ..finding import CannotGoOn, Finding, Severity
from ..model.ecart import Ecart
from ..model.register import Register
from ..part import Nature, Part, part_of
from ..rules import names_over
from ..store import is_kept
from ..waivers import accept, accepts, is_about

if TYPE_CHECKING:
    from ..against.facing import Reference

WRITTEN = frozenset({".docx", ".odt"})
SUFFIXES = frozenset({".docx", ".odt", ".pdf", ".txt", ".md"})
CONVENTION = re.compile(
    r"\b(?:convention|avenant|contrat|protocole|bail|marché|accord-cadre|lettre\sde\scommande|acte\sd['’]engagement)\b",
    re.IGNORECASE,
)
AGREED = re.compile(r"\bconvenu\b", re.IGNORECASE)
DECIDES = re.compile(
    r"\W*(?:extrait\sd[ue]s?\s[^.;]{0,40}\s)?(?:d[ée]lib[ée]ration|d[ée]cision|arr[êe]t[ée])s?\b", re.IGNORECASE
)
ANNEXE = re.compile(r"\W*annexe\b", re.IGNORECASE)
ORDER = re.compile(r"\b(?:bon de commande|devis|facture|bon pour accord)\b", re.IGNORECASE)
COMPARED = "-compare-a-"  # in the name of a file that bears the changes against another act
SLIP = re.compile(
    r"\b(?:bordereau|fiche|page)\s(?:de\s|d['’])(?:t[ée]l[ée])?(?:transmission|envoi|publication)", re.IGNORECASE
)
HEAD = 8  # blocks in which a document says what it is


@dataclass(frozen=True, slots=True)
class Examined:
    """An act that was checked: its name for the report, and everything found.

    `documents` are what was examined, in the order that a finding's spot counts; `files` those that they were read
    from, none for an entry. `refused`: the exit status of what could not be read, else 0.
    """

    name: str
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...] = ()
    files: tuple[Path, ...] = ()
    refused: int = 0


def examine_documents(
    register: Register, identifier: str, documents: Sequence[Document], today: date
) -> tuple[Finding, ...]:
    """Check an entry and the documents that it composed; what the entry accepts is marked."""
    return examine_context(of_entry(register, identifier, documents, today))


def examine_context(context: Context) -> tuple[Finding, ...]:
    """Check an act of the register; an acceptance that is about the register, or files, waits for their check."""
    assert context.entry is not None
    accepted = [
        (ecart, context.field(f"ecarts_acceptes[{index}]").where)
        for index, ecart in enumerate(context.entry.ecarts_acceptes)
        if not _waits(ecart)
    ]
    return tuple(accept(check(context), accepted))


def _waits(ecart: Ecart) -> bool:
    """Whether an acceptance is of what another check finds."""
    if is_about(ecart, names_over(Context)):
        return False
    return any(is_about(ecart, names_over(other)) for other in (RegisterContext, AgainstContext))


def examine_files(
    paths: Sequence[Path], today: date, *, together: bool = False, against: Reference | None = None
) -> list[Examined]:
    """Check files, each an act of its own; `together` makes them one act. What cannot be read is a finding.

    `against`: each is compared with the document that it is among those that this entry composes.
    """
    read: list[tuple[Path, Part, tuple[Finding, ...]]] = []
    refused: list[Examined] = []
    for path in paths:
        try:
            read.append(_read(path, alone=not together))
        except CannotGoOn as error:
            refused.append(Examined(path.name, error.findings, refused=error.status))
    groups = [read] if together and read else [[one] for one in read]
    done = [_examined(group, today, against, together) for group in groups]
    return [*refused, *done]


def _examined(
    group: Iterable[tuple[Path, Part, tuple[Finding, ...]]], today: date, against: Reference | None, together: bool
) -> Examined:
    members = list(group)
    ordered = sorted(members, key=lambda member: list(Nature).index(member[1].nature))
    parts = tuple(part for _, part, _ in ordered)
    notes = [note for _, _, found in members for note in found]
    name = ", ".join(path.name for path, _, _ in members)
    found = compared(parts, today, against, together=together) if against else check(Context(parts, today))
    documents = tuple(part.document for part in parts)
    return Examined(name, (*notes, *found), documents, tuple(path for path, _, _ in ordered))


def compared(parts: Sequence[Part], today: date, against: Reference, *, together: bool) -> Sequence[Finding]:
    """What differs from the entry, then what the files say of themselves; what the entry accepts is marked.

    An acceptance that accepts nothing here may be about the entry, or about another of its documents.
    """
    from ..against.facing import face

    facing = face(parts, against, today, together=together)
    found = [*check(facing), *check(Context(facing.parts, today))]
    accepted = against.register.actes[against.identifier].ecarts_acceptes
    place = against.register.place(against.identifier, "ecarts_acceptes")
    used = [ecart for ecart in accepted if any(accepts(ecart, finding) for finding in found)]
    return accept(found, [(ecart, place.place_at(0) if place else None) for ecart in used])


def _read(path: Path, alone: bool) -> tuple[Path, Part, tuple[Finding, ...]]:
    from ..reading.files import read_file
    from ..reading.problems import problem

    reading = read_file(path)
    notes = tuple(
        problem(
            "LEC301",
            f"{revision.change.value} en attente : « {revision.text} »",
            "acceptez ou refusez cette modification dans Word avant la signature",
            revision.place,
            severity=Severity.ALERTE,
        )
        for revision in reading.revisions
    )
    part = part_of(reading.document, nature_of(reading.document, alone), path.name, reading.furniture)
    return path, part, (*reading.notes, *notes)


def nature_of(document: Document, alone: bool) -> Nature:
    """What a file is, from its own words: an act decides, a convention has parties who agree, an annexe says so.

    `alone`: a file that is checked by itself is the act, whatever it looks like; among others it may be a piece.
    """
    head = " ".join(block.text for block in document.blocks[:HEAD])
    kinds = {block.kind for block in document.blocks}
    formula = next((block.text for block in document.blocks if block.kind is Kind.FORMULE), "")
    agreed = Kind.PARTIE in kinds and AGREED.search(formula) is not None  # a convention that has visas
    titles = [block.text for block in document.blocks[:HEAD] if block.kind is Kind.TITRE]
    if not agreed and ((Kind.VISA in kinds and formula) or any(DECIDES.match(title) for title in titles)):
        return Nature.ACTE
    if ORDER.search(head) or SLIP.search(document.blocks[0].text if document.blocks else ""):
        return Nature.PIECE
    if any(ANNEXE.match(block.text) for block in document.blocks[:2]):
        return Nature.ANNEXE
    if CONVENTION.search(head):
        return Nature.CONVENTION
    return Nature.ACTE if alone or Kind.VISA in kinds else Nature.PIECE


def files_of(folder: Path) -> list[Path]:
    """The documents of a folder, in order, each once: without the PDF of one that is there, what was kept of an older
    version, what programs put there for themselves, ours too.
    """
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith(("~$", ".")))
    copies = {annotated_name(path) for path in found}
    copies |= {path.with_suffix(".pdf") for path in found if path.suffix.lower() in WRITTEN}
    return [path for path in found if path not in copies and COMPARED not in path.name and not is_kept(path)]


def annotated_name(path: Path) -> Path:
    """Where the annotated copy of a file stands.

    >>> annotated_name(Path("recu/convention.docx")).name
    'convention-annotee.docx'
    """
    return path.with_name(f"{path.stem}-annotee{path.suffix}")
