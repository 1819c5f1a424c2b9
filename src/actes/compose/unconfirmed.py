"""In a draft, what nobody has confirmed yet is seen: « [À COMPLÉTER : 19 550,00 € ?] »."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..document import Block, Cell, Document, Fact, Literal, Span
from ..model.confirm import AConfirmer, shows, to_fill, within
from ..place import Locatable


def marked(
    documents: Sequence[Document], lines: Sequence[AConfirmer], places: Mapping[str, Locatable]
) -> Iterator[Document]:
    """The documents, with the words that `lines` are about between brackets; `places` are the fields of the entry."""
    sources = {id(node): path for path, node in places.items()} if any(line.mots for line in lines) else {}
    for document in documents:
        yield replace(document, blocks=tuple(_block(block, lines, sources) for block in document.blocks))


def _block(block: Block, lines: Sequence[AConfirmer], sources: Mapping[int, str]) -> Block:
    if not block.rows:
        return replace(block, spans=_spans(block.spans, lines, sources))
    rows = tuple(replace(row, cells=tuple(_cell(cell, lines, sources) for cell in row.cells)) for row in block.rows)
    return replace(block, rows=rows)


def _cell(cell: Cell, lines: Sequence[AConfirmer], sources: Mapping[int, str]) -> Cell:
    return replace(cell, paragraphs=tuple(_spans(spans, lines, sources) for spans in cell.paragraphs))


def _spans(spans: Sequence[Span], lines: Sequence[AConfirmer], sources: Mapping[int, str]) -> tuple[Span, ...]:
    return tuple(made for span in spans for made in _span(span, lines, sources))


def _span(span: Span, lines: Sequence[AConfirmer], sources: Mapping[int, str]) -> Iterator[Span]:
    origin = span.origin
    if isinstance(origin, Fact):
        shown = any(shows(line, origin.path, span.text) for line in lines)
        yield replace(span, text=to_fill(span.text, origin.path)) if shown else span
        return
    here = sources.get(id(origin.source), "")
    for line in lines:
        words = line.mots and within(here, line.champ) and _found(span.text, line.mots)
        if words:
            yield from _cut(span, origin, *words, lines, sources)
            return
    yield span


def _found(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text whose spaces were repaired."""
    plain = text.replace("\u00a0", " ").replace("’", "'")
    start = plain.find(words.replace("\u00a0", " ").replace("’", "'"))
    return (start, start + len(words)) if start >= 0 else None


def _cut(
    span: Span, origin: Literal, start: int, end: int, lines: Sequence[AConfirmer], sources: Mapping[int, str]
) -> Iterator[Span]:
    def piece(first: int, last: int) -> Span:
        return Span(span.text[first:last], Literal(origin.source, origin.offset + first), span.styles)

    if start:
        yield piece(0, start)
    words = piece(start, end)
    yield replace(words, text=to_fill(words.text))
    if end < len(span.text):
        yield from _span(piece(end, len(span.text)), lines, sources)
