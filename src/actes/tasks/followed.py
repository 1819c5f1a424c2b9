"""What somebody says of an act after its signature, and where it stands: for a form as for a command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..finding import CannotGoOn
from ..frozen import frozen
from ..model.acte import Suivi
from ..model.following import Change, Stated
from ..model.register import Register
from ..reading.acknowledgement import Acknowledgement, read_acknowledgement
from ..report.following import after_signature
from ..values.receipt import Receipt
from .follow import Recorded

FILES = (".pdf", ".xml", ".txt", ".docx", ".odt")


@frozen
class Followed:
    """Where an act stands: what its entry says, who may sign (name, words), what follows, a line each."""

    signed: date | None
    by: str
    suivi: Suivi
    signatories: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


def followed(register: Register, identifier: str, today: date) -> Followed:
    """Where an act stands after its signature."""
    act, body = register.actes[identifier], register.collectivite
    deputies = tuple((name, f"{one.prenom} {one.nom}") for name, one in body.delegataires.items())
    return Followed(act.jour, act.signature.par, act.suivi, deputies, after_signature(act, body, today))


def recorded(done: Recorded, identifier: str, today: date) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """What was recorded, and what follows from it."""
    entry = done.register.actes[identifier]
    return done.changes, after_signature(entry, done.register.collectivite, today)


def receipt(typed: str) -> Acknowledgement:
    """The receipt that somebody gave: its file, else its identifier. Raises ValueError, in French."""
    path = Path(typed)
    if path.is_file() or path.suffix.lower() in FILES:
        return read_acknowledgement(path)
    return numbered(typed)


def numbered(typed: str) -> Acknowledgement:
    """The receipt of an identifier. Raises ValueError, in French."""
    return Acknowledgement(Receipt.parse(typed))


def receipt_of(path: Path) -> Acknowledgement:
    """The receipt in a file that somebody dropped: where it is read is no affair of hers. Raises CannotGoOn."""
    try:
        return read_acknowledgement(path)
    except CannotGoOn as error:
        raise CannotGoOn([found.by_name() for found in error.findings]) from None


def stated_of(
    receipt: Acknowledgement | None,
    *,
    signed: date | None = None,
    sent: date | None = None,
    received: date | None = None,
    published: date | None = None,
) -> Stated:
    """What is typed goes before what the receipt's file says."""
    return Stated(
        signed=signed,
        sent=sent or (receipt.sent if receipt else None),
        received=received or (receipt.received if receipt else None),
        receipt=receipt.receipt if receipt else None,
        published=published,
    )
