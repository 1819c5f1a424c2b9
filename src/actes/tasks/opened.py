"""An act opened: what its entry states, its documents as they will be, what its check finds, each place named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType

from ..compose.dossier import compose
from ..document import Attached, Document, Fact
from ..finding import Finding
from ..model.acte import Acte
from ..place import Place
from ..report.rules import told_source
from ..report.text import COUNTS, LABELS, document_name, verdict, worst_first
from .fields import Group, groups
from .overview import Line, line_of
from .survey import survey
from .warm import Held

ACCEPTED = "Acceptés"
NOWHERE: Mapping[Place, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, where a person looks for it, and the field of the entry at which it stands, "" where none."""

    finding: Finding
    label: str
    place: str
    source: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What some findings ask for, and these."""

    title: str
    remarks: tuple[Remark, ...]

    @property
    def severity(self) -> str:
        first = self.remarks[0].finding
        return "accepte" if first.waived else first.severity.value


@dataclass(frozen=True, slots=True)
class Opened:
    """An act opened. Without documents, its findings say what is wrong.

    `names` are those of its documents; `at` gives, for a fact that its pages show, the field where it is stated.
    """

    identifier: str
    title: str
    documents: tuple[Document, ...]
    attached: tuple[Attached, ...]
    groups: tuple[Group, ...]
    remarks: tuple[Heading, ...]
    verdict: str
    file: str
    line: Line | None
    at: Mapping[str, str]
    names: Mapping[str, str]


def opened(held: Held, identifier: str, today: date) -> Opened:
    """An act of the register, as it is now; one whose entry cannot be read has only what is wrong in it."""
    examined = list(survey(held.shelf, [identifier], today))
    findings = [found for one in examined for found in one.findings]
    documents = next((one.documents for one in examined if one.name == identifier), ())
    file, register = held.shelf.shown(identifier)[0], held.loaded.register
    if register is None or identifier not in register.actes:
        told = tuple(remarks(findings))
        return Opened(identifier, identifier, (), (), (), told, verdict(findings), file, None, {}, {})
    act = register.actes[identifier]
    facts = groups(act, register)
    places = {path: register.place(identifier, path) for path in _paths(facts)}
    at = {place.place_at(0): path for path, place in places.items() if place}
    return Opened(
        identifier,
        f"{act.type[:1].upper()}{act.type[1:]} {act.numero}",
        documents,
        compose(act, register).attached if documents else (),
        facts,
        tuple(remarks(findings, at)),
        verdict(findings),
        file,
        line_of(register, identifier, today),
        dict(_stated(documents, act, frozenset(_paths(facts, above=True)))),
        {document.name: document_name(document.name) for document in documents},
    )


def _stated(documents: Iterable[Document], act: Acte, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """For each fact that the pages show, the nearest field that states it."""
    parties = {f"parties.{name}": f"parties[{rank}]" for rank, name in enumerate(act.parties)}
    spans = (span for document in documents for block in document.blocks for span in block.all_spans())
    for path in {span.origin.path for span in spans if isinstance(span.origin, Fact)}:
        near = [".".join(path.split(".")[:length]) for length in range(path.count(".") + 1, 0, -1)]
        field = next((parties.get(one, one) for one in near if one in known or one in parties), "")
        if field:
            yield path, field


def remarks(findings: Sequence[Finding], at: Mapping[Place, str] = NOWHERE) -> Iterator[Heading]:
    """The findings, the worst first, under what they ask for: to correct, to read again, form; then what is accepted.

    `at`: the fields that a screen shows, by their place.
    """
    told = (_remark(found, at) for found in worst_first(findings))
    for title, group in groupby(told, key=lambda one: ACCEPTED if one.finding.waived else COUNTS[one.finding.severity]):
        yield Heading(title, tuple(group))


def _remark(found: Finding, at: Mapping[Place, str]) -> Remark:
    label = LABELS[found.severity]
    document = document_name(found.document) if found.document else ""
    place = ", ".join(filter(None, (document, found.place)))
    return Remark(found, label, place, told_source(found.source), at.get(found.where, "") if found.where else "")


def _paths(facts: Iterable[Group], *, above: bool = False) -> Iterator[str]:
    """The paths of the fields that a person typed, and, where asked, of what holds them."""
    left = [field for group in facts for field in group.fields]
    for field in left:
        left += field.fields
        if above or not (field.computed or field.fields):
            yield field.path
