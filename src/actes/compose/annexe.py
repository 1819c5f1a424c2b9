"""An annexe composed here: a title, a text, a table made from the facts or typed."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Block, Document, Kind
from ..model.annexes import Annexe
from ..model.prose import Prose
from .act import Composer, document
from .table import table_rows


def compose_annexe(composer: Composer, annexe: Annexe, number: int) -> Document:
    """Annexe `number` as a document of its own."""
    forms = composer.forms
    blocks = [
        composer.block(Kind.TITRE, forms.annexe, rang=number, nombre=len(composer.act.annexes), label=annexe.label),
        composer.block(Kind.SOUS_TITRE, annexe.intitule or annexe.titre),
        *_text(composer, annexe.texte),
        *([Block(Kind.TABLEAU, rows=table_rows(composer, annexe.tableau))] if annexe.tableau else []),
        *_text(composer, annexe.suite),
    ]
    title = " – ".join(block.text for block in blocks[:2])
    return document(f"annexe-{number}", blocks, title, composer, composer.writer.line(forms.pied, composer.scope))


def _text(composer: Composer, prose: Prose | None) -> Iterator[Block]:
    if prose is not None:
        for paragraph in composer.writer.paragraphs(prose, composer.scope):
            yield Block(paragraph.kind, paragraph.spans, level=paragraph.level, marker=paragraph.marker)
