"""An act that was read, as our own are composed: what a template is shown with, beside the file it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from ...document import Block, Cell, Document, Kind, Literal, Row, Span, Style
from ...place import Place
from ...reading.apart import cut
from ...reading.openings import fold
from .seen import LEAD, LED, Shown


def comparable(blocks: Sequence[Block], name: str, foot: str, looks: Mapping[str, Shown]) -> Document:
    """The document of an act; `foot` is what it said of itself at the foot of its pages, `looks` are the template's."""
    footer = (Span(foot, Literal(Place(name))),) if foot else ()
    signed = {**looks, "mention": looks.get("sous_signature", looks.get("mention"))}
    above = tuple(takewhile(lambda block: block.kind is not Kind.SIGNATURE, blocks))
    found = tuple(_joined(_marked(b, looks if n < len(above) else signed) for n, b in enumerate(blocks)))
    title = " ".join(block.text for block in found if block.kind is Kind.TITRE)
    return Document(name, found, title, footer=footer)


def _marked(block: Block, looks: Mapping[str, Shown | None]) -> Block:
    """What is bold in the template is not marked so in the text; « Vu » is, in our acts."""
    if block.kind is Kind.TABLEAU:
        return replace(block, rows=tuple(_row(row, n, len(block.rows)) for n, row in enumerate(block.rows)))
    if block.rows:
        return replace(block, rows=tuple(replace(row, cells=tuple(map(_cell, row.cells))) for row in block.rows))
    white = len(block.text) - len(block.text.lstrip("\t "))
    look = looks.get(f"item{block.level}" if block.kind is Kind.ITEM else block.kind.value.replace("entete", "entete2"))
    both = ((Style.GRAS, look.ink.bold), (Style.ITALIQUE, look.ink.italic)) if look is not None else ()
    marks = frozenset(mark for mark, on in both if on)
    spans = tuple(s._replace(styles=s.styles - marks) for s in cut(block.spans, white, len(block.text)))
    text = "".join(span.text for span in spans)
    lead = LEAD.match(text) if block.kind in LED else None
    if lead is None:
        return replace(block, spans=spans)
    head = (span._replace(styles=frozenset({Style.GRAS})) for span in cut(spans, 0, lead.end()))
    return replace(block, spans=(*head, *_plain(tuple(cut(spans, lead.end(), len(text))))))


def _plain(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans without the marks that all of them bear."""
    shared = frozenset(Style).intersection(*(span.styles for span in spans if span.text.strip()))
    return tuple(span._replace(styles=span.styles - shared) for span in spans)


def _row(row: Row, number: int, count: int) -> Row:
    total = fold(row.cells[0].text).startswith("total") if row.cells else False
    cells = tuple(map(_cell, row.cells))
    return replace(row, cells=cells, header=row.header or (number == 0 < count - 1), total=row.total or total)


def _cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(_plain(line) for line in cell.paragraphs if line))


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """An article whose title stands alone, with its text: as our acts have them."""
    held: Block | None = None
    for block in (*blocks, None):
        if held is not None and block is not None and block.kind is Kind.PARAGRAPHE:
            spaced = (span if n else span._replace(text=f" {span.text}") for n, span in enumerate(block.spans))
            yield replace(held, spans=(*held.spans, *spaced))
            held = None
            continue
        if held is not None:
            yield held
        bold = block is not None and all(span.styles for span in block.spans if span.text.strip())
        held = block if block is not None and block.kind is Kind.ARTICLE and bold else None
        if held is None and block is not None:
            yield block
