"""An OpenDocument text (.odt) becomes a document: what LibreOffice shows, in order, with places.

Lists with the numbers LibreOffice computes, tables, frames, notes, headers and footers set aside, pending changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from ..document import Block, Cell, Document, Kind, Row, Span
from ..place import Place
from .apart import merged
from .clues import tells
from .furniture import stamped_blocks
from .numbering import Number
from .odf import OFFICE, SKIPPED, STYLE, TABLE, TEXT, H, OdfLists, OdfStyles, OpenList, P, paragraphs
from .odftext import OdfText, regions_of, revisions_of
from .package import Package, read_package
from .problems import refuse_pictures, unread, unreadable
from .result import Reading
from .revisions import pending_notes
from .structure import recognised
from .texttables import column_name
from .wordbody import WIDEST, typed_item
from .xml import parse_xml, whole

LETTERHEADS = (f"{STYLE}header-first",)  # which the first page has for itself
RUNNING = tuple(f"{STYLE}{name}" for name in ("header", "header-left", "footer", "footer-left", "footer-first"))
GROUPS = frozenset(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def read_odt(data: bytes, path: str) -> Reading:
    """The document in an .odt. Raises BadPackage when it cannot be read safely, CannotGoOn when it is protected."""
    package = read_package(data)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.data("META-INF/manifest.xml"):
        hint = "ouvrez-le, enregistrez-le sans mot de passe"
        raise unreadable("LEC106", "le fichier est protégé par un mot de passe", hint, path)
    reader = _Reader(package, path)
    body = next(reader.content.iter(f"{OFFICE}text"), reader.content)
    kept, stamps = stamped_blocks((*reader.running(LETTERHEADS, reader.masters[:1]), *reader.blocks(body)))
    revisions = revisions_of(reader.text.regions, path)
    notes = (*pending_notes(revisions), *unread(reader.text.comments, reader.text.hidden, path))
    document = Document(path, recognised(kept))
    refuse_pictures(document, package, path)
    return Reading(document, (*reader.running(RUNNING, reader.masters), *stamps), revisions, notes)


class _Reader:
    """Reads one file; knows the number of each paragraph."""

    def __init__(self, package: Package, path: str) -> None:
        self.path = path
        self.content = parse_xml(package.data("content.xml"), "content.xml")
        named = parse_xml(package.data("styles.xml"), "styles.xml") if "styles.xml" in package else Element("none")
        self.masters = list(named.iter(f"{STYLE}master-page"))
        self.styles = OdfStyles.of(self.content, named)
        self.lists = OdfLists(named, self.content)
        self.text = OdfText(self.styles, regions_of(self.content))
        body = next(self.content.iter(f"{OFFICE}text"), self.content)
        self.broken = False  # a page break stands before what comes next
        self.numbers = {p: n for n, p in enumerate(paragraphs(body), start=1)}

    def blocks(self, element: Element) -> Iterator[Block]:
        """The blocks inside an element."""
        for child in element:
            if child.tag in (P, H):
                number = self.lists.heading(child) if child.tag == H else None
                yield from self.paged("paragraph", child, self.paragraph_blocks(child, number))
            elif child.tag == f"{TEXT}list":
                yield from self.items(child, self.lists.opened(child), 1)
            elif child.tag == f"{TABLE}table":
                yield from self.paged("table", child, (self.table(child),))
            elif child.tag not in SKIPPED:
                yield from self.blocks(child)

    def paged(self, family: str, element: Element, blocks: Iterable[Block]) -> Iterator[Block]:
        """What an element holds; the first block below a page break says so."""
        name = _style(element) if family == "paragraph" else element.get(f"{TABLE}style-name", "")
        before, after = self.styles.breaks(family, name)
        self.broken = self.broken or before
        for block in blocks:
            yield replace(block, page=self.broken)
            self.broken = False
        self.broken = self.broken or after

    def items(self, element: Element, inside: OpenList, depth: int) -> Iterator[Block]:
        """The items of a list; only the first paragraph of an item bears its number."""
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            waiting = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self.items(child, inside, min(depth + 1, 9))
                elif child.tag in (P, H):
                    start = item.get(f"{TEXT}start-value", "")
                    number = self.lists.number(inside, depth, start) if waiting else None
                    yield from self.paged("paragraph", child, self.paragraph_blocks(child, number))
                    waiting = False

    def paragraph_blocks(self, element: Element, number: Number | None) -> Iterator[Block]:
        """A paragraph, then its frames and its notes; an empty paragraph is only space."""
        block = self.paragraph(element, number)
        if block.text.strip():
            yield block
        notes, self.text.notes = self.text.notes, []
        for child in element:
            if child.tag not in SKIPPED:
                yield from (self.paragraph(inner, None) for inner in paragraphs(child))
        for note in notes:
            marker = note.findtext(f"{TEXT}note-citation", "")
            body = note.find(f"{TEXT}note-body")
            for inner in paragraphs(body) if body is not None else ():
                yield Block(Kind.PARAGRAPHE, self.spans(inner), marker=marker)

    def paragraph(self, element: Element, number: Number | None) -> Block:
        """One paragraph as a block, with what LibreOffice shows before it."""
        spans = self.spans(element)
        style = element.get(f"{TEXT}style-name", "")
        kind = self.styles.kind(style)
        if kind is Kind.ITEM:
            level = next((n[-1] for n in self.styles.names("paragraph", style) if n[-1:].isdigit()), "1")
            return typed_item(spans, int(level))
        if number and number.bullet:
            return Block(Kind.ITEM, spans, number.level, number.text)
        if number and spans:
            return Block(kind, (Span(f"{number.text} ", spans[0].origin), *spans), number.level)
        text = "".join(span.text for span in spans)
        titled = kind is Kind.PARAGRAPHE and element.tag == H and text and not tells(text.strip())
        return Block(Kind.INTERTITRE if titled else kind, spans)

    def spans(self, paragraph: Element, cell: str | None = None) -> tuple[Span, ...]:
        """The words of a paragraph; neighbours of one look are one span."""
        place = Place(self.path, paragraph=self.numbers.get(paragraph), cell=cell)
        return merged(self.text.pieces(paragraph, place), place)

    def table(self, element: Element) -> Block:
        """A table of rows and cells; a covered cell is empty."""
        rows = tuple(self.row(row, number, header) for number, (row, header) in enumerate(_rows(element, False), 1))
        first = next((p.get(f"{TEXT}style-name", "") for p in paragraphs(element)), "")
        kind = self.styles.kind(first)
        return Block(kind if kind is not Kind.PARAGRAPHE else Kind.TABLEAU, rows=rows)

    def row(self, element: Element, number: int, header: bool) -> Row:
        cells: list[Cell] = []
        total = False
        for child in element:
            if child.tag in CELLS:
                for _ in range(whole(child.get(f"{TABLE}number-columns-repeated", ""), 1, WIDEST)):
                    cells.append(self.cell(child, f"{column_name(len(cells))}{number}"))
                total = total or any("total" in self.styles.names("paragraph", _style(p)) for p in paragraphs(child))
        return Row(tuple(cells), header=header, total=total)

    def cell(self, element: Element, name: str) -> Cell:
        inner = list(paragraphs(element)) if element.tag == CELLS[0] else []
        align = self.styles.align(_style(inner[0])) if inner else "gauche"
        return Cell(tuple(self.spans(p, name) for p in inner), align)

    def running(self, tags: Sequence[str], masters: Iterable[Element]) -> Iterator[Block]:
        """The headers and footers with these tags, of sorts of pages."""
        for element in (child for master in masters for child in master if child.tag in tags):
            for paragraph in paragraphs(element):
                spans = self.spans(paragraph)
                if any(span.text.strip() for span in spans):
                    yield Block(Kind.PARAGRAPHE, spans)


def _style(paragraph: Element) -> str:
    return paragraph.get(f"{TEXT}style-name", "")


def _rows(element: Element, header: bool) -> Iterator[tuple[Element, bool]]:
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child, header
        elif child.tag in GROUPS:
            yield from _rows(child, header or child.tag == f"{TABLE}table-header-rows")
