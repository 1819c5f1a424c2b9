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
    faced = tuple(_named(Faced(part, documents_of(part, entry.parts))) for part in parts)
    bodies = [reference.register.tiers[key] for key in act.parties]
    names = (name for body in bodies for name in (body.nom, body.nom_complet) if name)  # in every form that is written
    attached = sum(not annexe.composed for annexe in act.annexes)
    pieces = [one.part for one in faced if not one.composed and one.part.nature in ATTACHED][:attached]
    missing = tuple(_missing(entry, faced)) if together else ()
    strangers = tuple(one.part for one in faced if not one.composed and one.part not in pieces)
    return AgainstContext(
        reference.identifier,
        tuple(one.part for one in faced),
        tuple(one for one in faced if one.composed),
        today,
        (reference.register.collectivite.nom, *names),
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
            titles = (" ".join(block.text.split()) for block in part.blocks if block.kind is Kind.TITRE)
            yield Quote(part.name, human, where, next(titles, ""))
