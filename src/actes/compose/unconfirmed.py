"""In a draft, what nobody has confirmed yet is seen: « [À COMPLÉTER : 19 550,00 € ?] ».

Once in a paragraph or a table: a price that a table divides among eleven bodies is one thing to confirm, not thirty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..document import Document, Fact, Literal, Span
from ..model.confirm import AConfirmer, shows, to_fill, within
from ..place import Locatable


def marked(
    documents: Sequence[Document], lines: Sequence[AConfirmer], places: Mapping[str, Locatable]
) -> Iterator[Document]:
    """The documents, with the words that `lines` are about between brackets; `places` are the fields of the entry."""
    sources = {id(node): path for path, node in places.items()} if any(line.mots for line in lines) else {}
    for document in documents:
        yield replace(document, blocks=tuple(block.mapped(_Marks(lines, sources).spans) for block in document.blocks))


@dataclass(slots=True)
class _Marks:
    """The marks of one block: `told` are the lines that it has shown already."""

    lines: Sequence[AConfirmer]
    sources: Mapping[int, str]
    told: set[AConfirmer] = field(default_factory=set)

    def spans(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(made for span in spans for made in self.span(span))

    def span(self, span: Span) -> Iterator[Span]:
        origin = span.origin
        if isinstance(origin, Fact):
            shown = {line for line in self.lines if shows(line, origin.path, span.text)}
            yield span._replace(text=to_fill(span.text, origin.path)) if shown - self.told else span
            self.told |= shown
            return
        here = self.sources.get(id(origin.source), "")
        for line in self.lines:
            words = line.mots and within(here, line.champ) and _found(span.text, line.mots)
            if words:
                yield from self.cut(span, origin, *words)
                return
        yield span

    def cut(self, span: Span, origin: Literal, start: int, end: int) -> Iterator[Span]:
        def piece(first: int, last: int) -> Span:
            return Span(span.text[first:last], Literal(origin.source, origin.offset + first), span.styles)

        if start:
            yield piece(0, start)
        words = piece(start, end)
        yield words._replace(text=to_fill(words.text))
        if end < len(span.text):
            yield from self.span(piece(end, len(span.text)))


def _found(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text whose spaces were repaired."""
    plain = text.replace("\u00a0", " ").replace("’", "'")
    start = plain.find(words.replace("\u00a0", " ").replace("’", "'"))
    return (start, start + len(words)) if start >= 0 else None
