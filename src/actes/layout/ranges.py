"""Marks around words of a Word file, put in without touching anything else.

A run is cut where the words begin or end inside it: closed, then opened again with the same properties. Marks stand
beside runs, where the schema allows them; where it does not (a formula, words drawn inside a run), they stand around
the whole of it. They stay out of fields where they can, and what refers to the words always does: LibreOffice loses a
comment that is inside one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from ..frozen import frozen
from ..reading.wordml import TC, P, W
from ..reading.wordtext import Paragraph, Piece
from .placed import Placed


@frozen
class Field:
    """A field that begins and ends in one paragraph: the bytes before and after the runs that hold it."""

    start: int
    end: int


def fields_of(placed: Placed) -> tuple[Field, ...]:
    """Every field, those inside another one before it."""
    return tuple(sorted(_fields(placed), key=lambda field: field.end - field.start))


def _fields(placed: Placed) -> Iterator[Field]:
    begun: list[Element] = []
    for element in placed.root.iter():
        if element.tag == f"{W}fldSimple":
            yield Field(placed.extent(element).start, placed.extent(element).end)
        if element.tag != f"{W}fldChar":
            continue
        run, kind = placed.parents[element], element.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(run)
        elif kind == "end" and begun:
            first = begun.pop()
            if _paragraph(placed, first) is _paragraph(placed, run):
                yield Field(placed.extent(first).start, placed.extent(run).end)


def _paragraph(placed: Placed, element: Element) -> Element | None:
    return next((a for a in placed.ancestors(element) if a.tag == P), None)


TEXT, RUN_PROPERTIES, PARAGRAPH_PROPERTIES = f"{W}t", f"{W}rPr", f"{W}pPr"
# What may hold runs and marks side by side, between a paragraph and its runs.
OPEN = frozenset(
    f"{W}{n}" for n in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple")
)
SILENT = frozenset({RUN_PROPERTIES, f"{W}lastRenderedPageBreak"})
PRESERVE = b' xml:space="preserve"'


@frozen
class Words:
    """Characters of a file, by paragraph number (from 1) and offset in what is seen of it; `end` is excluded."""

    first: int
    start: int
    last: int
    end: int


@frozen
class Cut:
    """A place for a mark, in bytes; inside a run, what closes it before the mark and opens it again after.

    `spaced` is where to say that the spaces of a text that is cut count; `after` is where the schema wants what
    refers to the words that end here.
    """

    at: int
    closing: bytes = b""
    opening: bytes = b""
    spaced: int | None = None
    after: int | None = None


class Marker:
    """Finds the cuts of words in one part."""

    def __init__(self, placed: Placed, paragraphs: tuple[Paragraph, ...]) -> None:
        self.placed, self.paragraphs = placed, paragraphs
        self.fields = fields_of(placed)

    def cuts(self, words: Words) -> tuple[Cut, Cut]:
        """Where words begin and end.

        A text box takes no comment in Word: the paragraph that holds it is meant. Nor do words that run from one cell
        to another, in LibreOffice: those of the first paragraph are meant.
        """
        first, last = self.paragraphs[words.first - 1], self.paragraphs[words.last - 1]
        hosts = [host for one in (first, last) if (host := self._host(one.element)) is not None]
        if hosts:
            return self._whole(hosts[0])
        end = words.end
        if last is not first and self._cell(last.element) is not self._cell(first.element):
            last, end = first, len(first.text)
        if last is first and not words.start < min(end, len(first.text)):
            return self._whole(first.element)
        opened = next((p for p in first.pieces if words.start < p.end), None)
        closed = next((p for p in reversed(last.pieces) if p.start < end), None)
        if opened is None or closed is None:
            return self._whole(first.element)
        start = self._before(opened, words.start - opened.start)
        return self._out_before(start, first), self._out_after(self._after(closed, end - closed.start), last)

    def _out_before(self, cut: Cut, paragraph: Paragraph) -> Cut:
        """The cut moved before the field that it is in, when nothing is seen between the two."""
        for field in self.fields:
            if field.start < cut.at < field.end and not self._seen(paragraph, field.start, cut.at):
                cut = Cut(field.start)
        return cut

    def _out_after(self, cut: Cut, paragraph: Paragraph) -> Cut:
        """The cut moved after the field that it is in, when nothing is seen between; what refers to it, always."""
        for field in self.fields:
            if field.start < cut.at < field.end and not self._seen(paragraph, cut.at, field.end):
                cut = Cut(field.end, after=cut.after)
            if cut.after is not None and field.start < cut.after <= field.end:
                cut = replace(cut, after=field.end)
        return cut

    def _seen(self, paragraph: Paragraph, start: int, end: int) -> bool:
        """Whether something is to be seen between two places."""
        holders = (self.placed.extent(piece.holder) for piece in paragraph.pieces)
        return any(holder.start < end and holder.end > start for holder in holders)

    def _host(self, paragraph: Element) -> Element | None:
        """The paragraph of the text that holds the drawing in which a paragraph is."""
        return next((a for a in reversed([*self.placed.ancestors(paragraph)]) if a.tag == P), None)

    def _cell(self, paragraph: Element) -> Element | None:
        return next((a for a in self.placed.ancestors(paragraph) if a.tag == TC), None)

    def _whole(self, paragraph: Element) -> tuple[Cut, Cut]:
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        at = self.placed.extent(paragraph)
        start = at.inner if properties is None else self.placed.extent(properties).end
        return Cut(start), Cut(at.outer, after=at.outer)

    def _before(self, piece: Piece, offset: int) -> Cut:
        run = self._own_run(piece)
        if run is None:
            return Cut(self.placed.extent(self._child(piece.holder)).start)
        if piece.holder not in run or (not offset and not self._beside(run, piece.holder, -1)):
            return Cut(self.placed.extent(run).start)
        return self._split(run, piece, offset) or Cut(self.placed.extent(run).start)

    def _after(self, piece: Piece, offset: int) -> Cut:
        run, child = self._own_run(piece), self._child(piece.holder)
        after = self.placed.extent(child).end
        if run is None:
            return Cut(after, after=after)
        outside = Cut(self.placed.extent(run).end, after=after)
        if piece.holder not in run or (offset >= len(piece.text) and not self._beside(run, piece.holder, 1)):
            return outside
        cut = self._split(run, piece, offset)
        if cut is None:
            return outside
        return Cut(cut.at, cut.closing, cut.opening, cut.spaced, cut.at if child is run else after)

    def _split(self, run: Element, piece: Piece, offset: int) -> Cut | None:
        """A run cut before the character `offset` of a piece, or beside the piece."""
        holder = self.placed.extent(piece.holder)
        opening, closing = self.placed.tags(run)
        properties = run.find(RUN_PROPERTIES)
        if properties is not None:
            at = self.placed.extent(properties)
            opening += self.placed.data[at.start : at.end]
        if offset <= 0 or offset >= len(piece.text):
            return Cut(holder.start if offset <= 0 else holder.end, closing, opening)
        at_byte = self.placed.within(piece.holder, offset) if piece.holder.tag == TEXT else None
        if at_byte is None:
            return None
        text_opening, text_closing = self.placed.tags(piece.holder)
        spaced = None
        if b"xml:space" not in text_opening:
            text_opening, spaced = text_opening[:-1] + PRESERVE + b">", holder.inner - 1
        return Cut(at_byte, text_closing + closing, opening + text_opening, spaced)

    def _own_run(self, piece: Piece) -> Element | None:
        """The run of a piece, where marks may stand beside it."""
        if piece.run is None:
            return None
        return piece.run if all(a.tag in OPEN for a in self._above(piece.run)) else None

    def _above(self, element: Element) -> Iterator[Element]:
        """What stands between an element and its paragraph."""
        for ancestor in self.placed.ancestors(element):
            if ancestor.tag == P:
                return
            yield ancestor

    def _child(self, element: Element) -> Element:
        """The child of the paragraph that holds an element."""
        return [element, *self._above(element)][-1]

    def _beside(self, run: Element, holder: Element, way: int) -> bool:
        """Whether a run has something to show or to do before (-1) or after (1) one of its children."""
        children = list(run)
        index = children.index(holder)
        others = children[:index] if way < 0 else children[index + 1 :]
        return any(child.tag not in SILENT for child in others)
