"""An act opened: what its entry states, its documents as they will be, what its check finds, each place named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from hashlib import sha256
from itertools import groupby

from ..compose.dossier import attached
from ..compose.nameable import label_of
from ..document import Attached, Document, Fact
from ..finding import Finding, Severity
from ..frozen import frozen
from ..jinja.parts import Paragraph, paragraphs
from ..model.acte import Acte
from ..model.confirm import BLANK, AConfirmer
from ..model.edits import Added, Change, Typed
from ..model.register import Register
from ..registry.folder import COLLECTIVITE
from ..registry.load import Shelf, model_of
from ..registry.nodes import Node, Scalar
from ..registry.places import Places
from ..registry.syntax import parse_yaml
from ..renew.literals import literals
from ..report.text import COUNTS, LABELS, SIGNED, document_name, human_place, told_source, verdict, worst_first
from ..values.text import comparable
from .aside import Held
from .examine import Examined, survey
from .fields import Act, Field, Group, Offer, printed_in
from .form import form
from .overview import Line, Users, line_of

ACCEPTED = "Acceptés"
TO_CONFIRM, KEPT = "REN101", "REN102"  # a point of `a_confirmer`; a value that is as it was, of which nobody said so


@frozen
class Remark:
    """A finding, where a person looks for it, and the field of the entry at which it stands, "" where none.

    `asks` is what to write where it is about a value that is right as it is: that somebody confirms it; `blank`: it is
    about a place left to be filled in, which nobody confirms.
    """

    finding: Finding
    label: str
    place: str
    source: str
    field: str = ""
    asks: Change | None = None
    blank: bool = False

    @property
    def key(self) -> str:
        """What tells this remark from the others of its act, from one check to the next."""
        said = (self.finding.code, self.finding.message, self.place, self.finding.excerpt, str(self.finding.spot))
        return sha256("\n".join(said).encode()).hexdigest()[:16]


@frozen
class Heading:
    """What some findings ask for, and these."""

    title: str
    remarks: tuple[Remark, ...]

    @property
    def severity(self) -> str:
        first = self.remarks[0].finding
        return "accepte" if first.waived else first.severity.value


@frozen
class Opened:
    """An act opened. Without documents, its findings say what is wrong.

    `names` are those of its documents; `at` gives, for a fact that its pages show, the field where it is stated;
    `texts`, for a text of its entry, its path and its paragraphs. `digest` is that of the entry, `undoable` what its
    last write was, `redoable` what was undone last;
    `lists`, the names that a field may be filled with, each with what it is; `locked`: it is signed,
    its facts say what was signed; `users`, where it is no act, are those that stand on it.
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
    texts: Mapping[int, tuple[str, tuple[Paragraph, ...]]] = field(default_factory=dict)
    digest: str = ""
    undoable: str = ""
    redoable: str = ""
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    locked: bool = False
    users: Users | None = None

    @property
    def every(self) -> list[Remark]:
        """Its remarks, in the order in which a screen numbers them."""
        return [remark for heading in self.remarks for remark in heading.remarks]

    @property
    def shown(self) -> frozenset[str]:
        return frozenset(self.at.values())


def opened(held: Held, identifier: str, today: date) -> Opened:
    """An act of the register as it is, or what acts share; of an entry that cannot be read, what is wrong in it."""
    cls = model_of(identifier)
    examined = list(survey(held.shelf, [identifier], today)) if cls is Acte else []
    findings = [found for one in examined for found in one.findings] or about(held, identifier)
    documents = next((one.documents for one in examined if one.name == identifier), ())
    file, register = held.shelf.shown(identifier)[0], held.loaded.register
    root = _root(held, identifier, file)
    if register is None or identifier not in register.actes:
        facts = form(root, None, cls) if root is not None else ()
        told = tuple(remarks(findings, Places(root) if root is not None else None))
        return Opened(
            identifier, name_of(held.shelf, identifier), (), (), facts, told, verdict(findings), file, None, {}, {}
        )
    act = register.actes[identifier]
    assert root is not None  # what was read of it made the act
    labels = SIGNED if act.signed_by(today) else COUNTS
    facts = form(root, Act(act, register, printed_in(documents), _offers(act, register)))
    return Opened(
        identifier,
        f"{act.type[:1].upper()}{act.type[1:]} {act.numero}",
        documents,
        attached(act, register) if documents else (),
        facts,
        tuple(remarks(findings, Places(root), act, labels)),
        verdict(findings, labels),
        file,
        line_of(register, identifier, today),
        dict(_stated(documents, act, frozenset(one.path for one in fields_of(facts) if one.stated))),
        {document.name: document_name(document.name) for document in documents},
        {id(node): (path, paragraphs(node.text)) for path, node in Places(root).items() if isinstance(node, Scalar)},
        lists={
            "tiers": {label: body.nom for label, body in register.tiers.items()},
            "parts": {
                label: one.nom for label, one in (act.financement.repartition if act.financement else {}).items()
            },
            "actes": dict.fromkeys(register.identifiers, ""),
        },
        locked=act.locked(today),
    )


def about(held: Held, owner: str) -> list[Finding]:
    """What is wrong in the file of what acts share."""
    shown = held.shelf.shown(owner)
    return [one for one in held.loaded.findings if owner in held.shelf.shared and one.where and one.where.path in shown]


def name_of(shelf: Shelf, owner: str) -> str:
    """How a person calls what a file describes; by the name of the file where that cannot be read."""
    body = shelf.body if owner == COLLECTIVITE else shelf.third.get(owner.rpartition("/")[2])
    return body.nom if body is not None and owner in shelf.shared else owner


def _offers(act: Acte, register: Register) -> dict[str, list[Offer]]:
    """The words of each text of an entry that say a fact in the same words."""
    found: dict[str, list[Offer]] = {}
    for one in literals(act, register):
        if one.same:
            label = label_of(one.reference.strip("{} "))
            found.setdefault(one.path, []).append(Offer(one.start, " ".join(one.words.split()), label))
    return {path: offers[::-1] for path, offers in found.items()}


def _root(held: Held, identifier: str, file: str) -> Node | None:
    """The tree of an entry, as it was read; None where it is no YAML of ours."""
    register = held.loaded.register
    places = register.places.get(identifier) if register is not None else None
    if isinstance(places, Places):
        return places.root
    return parse_yaml(held.shelf.memory.text(file) if held.shelf.memory else "", file)[0]


def _stated(documents: Iterable[Document], act: Acte, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """For each fact that the pages show, the nearest field that states it."""
    parties = {f"parties.{name}": f"parties[{rank}]" for rank, name in enumerate(act.parties)}
    spans = (span for document in documents for block in document.blocks for span in block.all_spans())
    for path in {span.origin.path for span in spans if isinstance(span.origin, Fact)}:
        near = [".".join(path.split(".")[:length]) for length in range(path.count(".") + 1, 0, -1)]
        field = next((parties.get(one, one) for one in near if one in known or one in parties), "")
        if field:
            yield path, field


def reread(act: Examined) -> Opened:
    """An act of files that somebody dropped, its text and what is found in it."""
    findings = [found.by_name() for found in act.findings]
    names = {document.name: path.name for document, path in zip(act.documents, act.files, strict=False)}
    labels = SIGNED if act.signed else COUNTS
    told = tuple(remarks(findings, labels=labels))
    return Opened(act.name, act.name, act.documents, (), (), told, verdict(findings, labels), "", None, {}, names)


def remarks(
    findings: Sequence[Finding],
    at: Places | None = None,
    act: Acte | None = None,
    labels: Mapping[Severity, str] = COUNTS,
) -> Iterator[Heading]:
    """The findings, the worst first, under what they ask for: to correct, to read again, form; then what is accepted.

    `at`: the fields of the entry, where a screen shows them.
    """
    told = (_remark(found, at, act) for found in worst_first(findings))
    for title, group in groupby(told, key=lambda one: ACCEPTED if one.finding.waived else labels[one.finding.severity]):
        yield Heading(title, tuple(group))


def _remark(found: Finding, at: Places | None, act: Acte | None) -> Remark:
    label = LABELS[found.severity]
    place = human_place(found.document, found.place)
    field = at.field_at(found.where) if at is not None and found.where else ""
    point = _point(found, act) if act is not None and found.code == TO_CONFIRM and not found.waived else None
    blank = point is not None and act is not None and _blank(act.a_confirmer[point], at.get(field) if at else None)
    asks: Change | None = None
    if point is not None and not blank:
        asks = Typed(f"a_confirmer[{point}].confirme", "oui")
    elif act is not None and found.code == KEPT and field and not found.waived:
        asks = Added("a_confirmer", {"champ": field, "motif": "vérifié, inchangé", "confirme": "oui"})
    return Remark(found, label, place, told_source(found.source), field, asks, blank)


def _point(found: Finding, act: Acte) -> int | None:
    """The rank of the line of `a_confirmer` that a finding tells."""
    said = comparable(found.message)
    for rank, line in enumerate(act.a_confirmer):
        if not line.confirme and comparable(line.motif) in said and comparable(line.mots or line.valeur) in said:
            return rank
    return None


def _blank(line: AConfirmer, node: Node | None) -> bool:
    """Whether what a line asks about is still to be filled in: its words, else somewhere in its field."""
    text = line.mots or (node.text if isinstance(node, Scalar) else "")
    return BLANK in text


def fields_of(facts: Iterable[Group]) -> Iterator[Field]:
    left = [one for group in facts for one in group.fields]
    for one in left:
        left += one.fields
        yield one
