"""What documents made from the whole register share: their names for prose, their cells, their signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..document import Block, Cell, Document, Fact, Kind, Row, Span
from ..frozen import frozen
from ..model.formulas import Formules
from ..model.natures import TypeActe
from ..model.people import in_office
from ..model.prose import Prose
from ..model.register import Register
from ..model.texts import Signature
from ..place import Locatable
from .act import Words
from .parties import signer
from .prose import Scope, Writer, repaired
from .scope import own_object


@frozen
class Lister(Words):
    """What every such document is composed with. `forms` are the formulas of decisions."""

    register: Register
    writer: Writer
    forms: Formules
    scope: Scope

    @classmethod
    def of(cls, register: Register, on: date, **names: Any) -> Lister:
        """The head of the executive that day signs; `names` are the facts of this document."""
        body = register.collectivite
        chef = signer(in_office(body.executif, on))
        facts = {"collectivite": body, "chef": chef, "signataire": chef, "lieu": body.lieu, "signature": Signature()}
        forms = body.formules.pour(TypeActe.DECISION)
        return cls(register, Writer(body.orthographe, spent=None), forms, {**facts, **names})

    def heading(self, *proses: Prose) -> Row:
        """The row that each page repeats."""
        return Row(tuple(self.cell(prose) for prose in proses), header=True)

    def fact(self, identifier: str, path: str, *lines: str, align: str = "gauche") -> Cell:
        """A cell that says a fact of an act, a paragraph for each line."""
        source = self.register.place(identifier, path) or self.register.actes[identifier].objet.source
        return said(path, source, *lines, align=align)

    def object_of(self, identifier: str) -> str:
        """The object of an act, as a sentence begins."""
        text = own_object(self.register.actes[identifier], self.register, self.writer).strip()
        return text[:1].upper() + text[1:]

    def signed(self) -> tuple[Block, Block]:
        """Place and date, then room for the head of the executive to sign."""
        return self.block(Kind.LIEU_DATE, self.forms.lieu_date), self.signature()

    def listed(self, name: str, blocks: Sequence[Block], footer: Prose) -> Document:
        """The document; its title is that of its properties."""
        title = next((block.text for block in blocks if block.kind is Kind.TITRE and block.text.strip()), name)
        return self.document(name, blocks, title, footer)


def said(path: str, source: Locatable, *lines: str, align: str = "gauche") -> Cell:
    """A cell that says a fact, a paragraph for each line that is not empty."""
    paragraphs = tuple(repaired([Span(line, Fact(path, source))]) for line in lines if line)
    return Cell(paragraphs or ((),), align)
