"""The register as somebody who starts her day wants it: what is to be done, then the acts, each on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from ..compose.dossier import object_of
from ..finding import Finding, Severity
from ..frozen import frozen
from ..model.acte import Acte
from ..model.natures import NatureActe, TypeActe
from ..model.register import Register
from ..values.periods import Period
from ..values.text import unaccented

Counts = Mapping[Severity, int]


class State(StrEnum):
    """How far an act has come. `CITE`: known by the visas of others only, it has no life of its own here."""

    BROUILLON = "brouillon"
    PRET = "prêt"
    SIGNE = "signé"
    TRANSMIS = "transmis"
    PUBLIE = "publié"
    CITE = "cité"


@frozen
class Line:
    """An act on a line. `counts`: what its check finds, None as long as it was not checked as it now is."""

    identifier: str
    type: str
    objet: str
    partners: tuple[str, ...]
    period: Period | None
    day: date | None
    year: int
    state: State
    to_confirm: int = 0
    counts: Counts | None = None

    @property
    def signed(self) -> bool:
        return self.state in (State.SIGNE, State.TRANSMIS, State.PUBLIE)

    @property
    def errors(self) -> int:
        return self.counts.get(Severity.ERREUR, 0) if self.counts else 0

    @property
    def ready(self) -> bool:
        """Whether a draft was checked, and nothing keeps it from being signed."""
        return self.counts is not None and not self.errors and not self.to_confirm


@frozen
class Users:
    """The acts that stand on what acts share: drafts, and what was signed."""

    drafts: tuple[Line, ...]
    signed: tuple[str, ...]


@frozen
class Body:
    """A third party on a line: how many acts name it, what is wrong in its file."""

    owner: str
    nom: str
    acts: int
    findings: tuple[Finding, ...]


@frozen
class Wanted:
    """What somebody looks for: words, a year, a state; 0 and "" for any."""

    words: str = ""
    year: int = 0
    state: str = ""


EVERY = Wanted()


def line_of(register: Register, identifier: str, today: date) -> Line:
    act = register.actes[identifier]
    return Line(
        identifier,
        str(act.type),
        " ".join(object_of(act, register).split()),
        tuple(register.tiers[name].nom if name in register.tiers else name for name in act.parties),
        act.periode.period if act.periode else None,
        act.jour,
        act.numero.annee or (act.jour.year if act.jour else 0),
        state_of(act, today),
        len(act.unconfirmed),
    )


def state_of(act: Acte, today: date) -> State:
    """How far an act has come; whether a draft is ready, its check says."""
    if not act.rendered:
        return State.CITE
    if act.suivi.publication is not None:
        return State.PUBLIE
    if act.transmis:
        return State.TRANSMIS
    return State.SIGNE if act.signed_by(today) else State.BROUILLON


def checked(line: Line, counts: Counts | None) -> Line:
    told = replace(line, counts=counts)
    return replace(told, state=State.PRET) if told.state is State.BROUILLON and told.ready else told


def to_transmit(act: Acte, today: date) -> bool:
    """Whether an act is signed and not transmitted; an arrêté that is published may not be subject to it."""
    subject = act.type is not TypeActe.ARRETE or act.suivi.publication is None
    return act.rendered and act.signed_by(today) and not act.transmis and subject


def to_publish(act: Acte) -> bool:
    """Whether an act is transmitted and not published; an individual one is notified, and no entry says when."""
    return act.rendered and act.transmis and act.suivi.publication is None and act.nature_actes is not NatureActe.AI


def newest_first(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.year, line.identifier), reverse=True)


def found(lines: Iterable[Line], wanted: Wanted, words: Mapping[str, str]) -> Iterator[Line]:
    """The acts that somebody looks for; every word counts. `words` has those of the entries, by identifier."""
    asked = unaccented(wanted.words).split()
    for line in lines:
        if (wanted.year and line.year != wanted.year) or (wanted.state and line.state != wanted.state):
            continue
        said = unaccented(" ".join([line.identifier, line.objet, *line.partners])) if asked else ""
        if all(word in said or word in words.get(line.identifier, "") for word in asked):
            yield line
