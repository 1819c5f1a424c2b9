"""The blocks of a part of a Word file, in the order a person reads them.

Paragraphs, tables as rows and cells, text boxes after the paragraph that holds them, notes after the paragraph that
calls them, numbers that Word computes, content controls. Pending insertions are read, pending deletions are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from ..document import Block, Cell, Kind, Literal, Row, Span
from ..place import Place
from .apart import cut, merged
from .numbering import Number, Numbering
from .openings import tells
from .texttables import column_name
from .wordml import SKIPPED, TBL, TC, TR, Node, P, RunReader, T, W, attribute, on, paragraphs, style_of
from .wordstyles import KINDS, Styles
from .xml import whole

ALIGN = {"right": "droite", "end": "droite", "center": "centre"}
WIDEST = 64  # columns that a merged cell may cover
Notes = Mapping[tuple[str, str], Element]


class Pages:
    """Where the pages of a part break: the first block below a break says so."""

    def __init__(self) -> None:
        self.broken = False  # a page break stands before what comes next

    def turned(self, blocks: Iterable[Block], before: bool = False, after: bool = False) -> Iterator[Block]:
        """What an element holds, that a break stands before, or after."""
        self.broken = self.broken or before
        for block in blocks:
            yield replace(block, page=self.broken)
            self.broken = False
        self.broken = self.broken or after


class BodyReader:
    """Reads one part; holds what its paragraphs refer to and what is open."""

    def __init__(self, path: str, root: Element, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.path, self.styles, self.numbering, self.notes = path, styles, numbering, notes
        counted = paragraphs(root) if root.tag == f"{W}document" else ()  # a header has no place in the text
        self.numbers = {paragraph: n for n, paragraph in enumerate(counted, start=1)}
        self.runs = RunReader()
        self.pages = Pages()
        self.carried: tuple[Span, ...] = ()  # of a paragraph whose end is deleted: it goes on in the next one

    def blocks(self, element: Element) -> Iterator[Block]:
        for child in element:
            if child.tag == P:
                yield from self.pages.turned(self.paragraph_blocks(child), *page_breaks(child))
            elif child.tag == TBL:
                yield from self.pages.turned(block for block in (self.table(child),) if block.rows)
            elif child.tag not in SKIPPED:
                yield from self.blocks(child)

    def paragraph_blocks(self, element: Element) -> Iterator[Block]:
        """A paragraph, then its text boxes and its notes; an empty paragraph is only space."""
        if not ended(element):  # it has no number: the paragraph that it joins has one
            self.carried = (*self.carried, *self.spans(element))
        elif (block := self.paragraph(element)).text.strip() or block.marker:
            yield block
        notes = self.runs.taken_notes()
        for inner in paragraphs(element):
            yield self.paragraph(inner)
        for number, key in enumerate(notes, start=1):
            yield from self.note(key, str(number))

    def note(self, key: tuple[str, str], marker: str) -> Iterator[Block]:
        element = self.notes.get(key)
        for paragraph in paragraphs(element) if element is not None else ():
            if spans := self.spans(paragraph):
                yield Block(Kind.PARAGRAPHE, spans, marker=marker)

    def paragraph(self, element: Element) -> Block:
        """One paragraph as a block, with what Word shows before it."""
        spans = (*self.carried, *self.spans(element))
        self.carried = ()
        style = style_of(element)
        kind = self.styles.kind(style)
        if kind is Kind.ITEM:
            return typed_item(spans, int(self.styles.names[style][-1]))
        number = self.numbering.number(element)
        if number and number.bullet:
            return Block(Kind.ITEM, spans, max(number.level, self.styles.depth(style)), number.text)
        if number:
            return Block(kind, self.numbered(number, spans, element), number.level)
        text = "".join(span.text for span in spans)
        titled = kind is Kind.PARAGRAPHE and self.styles.heading(style) and text and not tells(text.strip())
        apart = kind is Kind.ARTICLE and self.styles.heading(style)  # its title alone: its words are below
        return Block(Kind.INTERTITRE if titled else kind, spans, 2 if apart else 1)

    def numbered(self, number: Number, spans: Sequence[Span], element: Element) -> tuple[Span, ...]:
        """The spans of a paragraph with its number before them."""
        text = f"{number.text} " if spans else number.text
        return (Span(text, self.origin(element, offset=-len(text))), *spans)

    def origin(self, paragraph: Element, cell: str | None = None, offset: int = 0) -> Literal:
        """Words of a paragraph: `offset` counts its visible characters; what stands before the first is below 0."""
        return Literal(Place(self.path, paragraph=self.numbers.get(paragraph), cell=cell), offset)

    def spans(self, paragraph: Element, cell: str | None = None) -> tuple[Span, ...]:
        """The words of a paragraph; runs of one look are one span."""
        pieces = ((text, self.styles.run_styles(run)) for run, _, text in self.runs.pieces(paragraph))
        return merged(pieces, self.origin(paragraph, cell).source)

    def table(self, element: Element) -> Block:
        """A table; a row whose deletion is pending is left out."""
        found = [row for row in inside(element, TR) if row.find(f"{W}trPr/{W}del") is None]
        rows = tuple(self.row(row, number) for number, row in enumerate(found, start=1))
        names = (self.styles.names.get(style_of(p), "") for p in paragraphs(element))
        first = next((name for name in names if name), "")
        return Block(KINDS.get(first, Kind.TABLEAU) if self.styles.ours else Kind.TABLEAU, rows=rows)

    def row(self, element: Element, number: int) -> Row:
        cells = [Cell(())] * whole(attribute(element, "trPr/gridBefore"), 0, WIDEST)
        for cell in inside(element, TC):
            cells.append(self.cell(cell, f"{column_name(len(cells))}{number}"))
            cells += [Cell(())] * (whole(attribute(cell, "tcPr/gridSpan"), 1, WIDEST) - 1)
        total = any(self.styles.names.get(style_of(p)) == "total" for p in paragraphs(element))
        return Row(tuple(cells), header=on(element.find(f"{W}trPr/{W}tblHeader")), total=total)

    def cell(self, element: Element, name: str) -> Cell:
        inner = list(paragraphs(element))
        align = attribute(inner[0], "pPr/jc") if inner else ""
        return Cell(tuple(self.cell_paragraphs(inner, name)), ALIGN.get(align, "gauche"))

    def cell_paragraphs(self, inner: Iterable[Element], name: str) -> Iterator[tuple[Span, ...]]:
        """The paragraphs of a cell; one whose end is deleted goes on in the next one."""
        carried: tuple[Span, ...] = ()
        for paragraph in inner:
            if ended(paragraph):
                yield self.cell_paragraph(paragraph, name, carried)
                carried = ()
            else:
                carried = (*carried, *self.spans(paragraph, name))
        if carried:
            yield carried

    def cell_paragraph(self, paragraph: Element, name: str, carried: tuple[Span, ...] = ()) -> tuple[Span, ...]:
        """A paragraph of a cell, with its number; notes called in a table are read with it."""
        spans = (*carried, *self.spans(paragraph, name))
        number = self.numbering.number(paragraph)
        noted = [self.notes.get(key) for key in self.runs.taken_notes()]
        inner = [p for note in noted if note is not None for p in paragraphs(note)]
        space = Span(" ", self.origin(paragraph, name, offset=-1))
        more = tuple(span for p in inner for span in (space, *self.spans(p, name)))
        return (*(self.numbered(number, spans, paragraph) if number else spans), *more)


def ended(paragraph: Element) -> bool:
    """Whether a paragraph ends where it stands: where its end is deleted it goes on in the next one."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is None


def page_breaks(paragraph: Element) -> tuple[bool, bool]:
    """Whether a page break stands before the words of a paragraph, or after them."""
    asked = on(paragraph.find(f"{W}pPr/{W}pageBreakBefore"))
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    ended = section is not None and attribute(section, "type") != "continuous"
    marks = [one.tag for one in paragraph.iter() if one.tag == T or one.get(f"{W}type") == "page"] or [T]
    return asked or marks[0] != T, ended or marks[-1] != T


def inside(element: Node, tag: str) -> Iterator[Node]:
    """Children of a tag, those inside content controls included, those of nested tables left to their cell."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in SKIPPED and child.tag not in (TR, TC, P):
            yield from inside(child, tag)


def typed_item(spans: Iterable[Span], level: int) -> Block:
    """An item of our templates: the marker is what stands before the first tab."""
    found = tuple(spans)
    marker, tab, _ = "".join(span.text for span in found).partition("\t")
    if not tab:
        return Block(Kind.ITEM, found, level)
    length = sum(len(span.text) for span in found)
    return Block(Kind.ITEM, tuple(cut(found, len(marker) + 1, length)), level, marker)
