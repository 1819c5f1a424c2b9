"""Which file is which document of an entry: what the rules that compare look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..compose.dossier import compose
from ..context import AgainstContext, Context, Faced, Quote, of_entry
from ..document import Kind
from ..frozen import frozen
from ..model.register import Register
from ..outline.nature import Nature
from ..part import Part
from .identify import documents_of

ATTACHED = (Nature.PIECE, Nature.ANNEXE)  # what a file that is no composed document may be


@frozen
class Reference:
    """The entry that files are compared with; its prose is without error."""

    register: Register
    identifier: str


def face(parts: Sequence[Part], reference: Reference, today: date, *, together: bool) -> AgainstContext:
    """Files held against an entry; each takes the name of the document that it is. `together`: all must be there."""
    act = reference.register.actes[reference.identifier]
    entry = of_entry(reference.register, reference.identifier, compose(act, reference.register).documents, today)
    known = [Faced(part, documents_of(part, entry.parts)) for part in parts]
    faced = tuple(_named(one) for one in known)
    attached = sum(not annexe.composed for annexe in act.annexes)
    pieces = [one.part for one in faced if not one.composed and one.part.nature in ATTACHED][:attached]
    missing = tuple(_missing(entry, faced)) if together else ()
    strangers = tuple(one.part for one in faced if not one.composed and one.part not in pieces)
    return AgainstContext(
        reference.identifier,
        tuple(one.part for one in faced),
        tuple(one for one in faced if one.composed),
        today,
        tuple(_names(entry)),
        strangers,
        tuple(pieces),
        missing,
    )


def _named(faced: Faced) -> Faced:
    """The file under the name of the document that it is, so that both are spoken of alike."""
    if len(faced.composed) != 1:
        return faced
    name, margin = faced.composed[0].name, faced.part.margin
    return Faced(replace(faced.part, name=name, margin=margin and replace(margin, name=name)), faced.composed)


def _missing(entry: Context, faced: Sequence[Faced]) -> Iterator[Quote]:
    """The documents that no file is."""
    there = {part.name for one in faced for part in one.composed}
    for part in entry.parts:
        if part.name not in there:
            number = part.name.removeprefix("annexe-")
            path = f"annexes[{int(number) - 1}].titre" if number.isdecimal() else f"{part.name}.titre"
            where = entry.field(path).where or entry.field("numero").where
            human = entry.entry.type if entry.entry and part.nature is Nature.ACTE else part.name.replace("-", " ")
            yield Quote(part.name, human, where, _title(part))


def _title(part: Part) -> str:
    return next((" ".join(block.text.split()) for block in part.blocks if block.kind is Kind.TITRE), "")


def _names(entry: Context) -> Iterator[str]:
    """The names of the parties, in every form that is written."""
    assert entry.entry is not None
    assert entry.register is not None
    yield entry.register.collectivite.nom
    for key in entry.entry.parties:
        party = entry.register.tiers[key]
        yield from filter(None, (party.nom, party.nom_complet))
