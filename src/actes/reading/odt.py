"""An OpenDocument text (.odt) becomes a document: what LibreOffice shows, in order, with places.

Lists with the numbers LibreOffice computes, tables, frames, notes, headers and footers set aside, pending changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from ..document import Block, Cell, Document, Kind, Row, Span, Style
from ..pattern import pattern
from ..place import Place
from .apart import merged
from .furniture import stamped_blocks
from .numbering import Number
from .odf import DC, DRAW, OFFICE, SKIPPED, STYLE, TABLE, TEXT, H, OdfLists, OdfStyles, OpenList, P, paragraphs
from .openings import tells
from .package import Package, read_package
from .problems import refuse_pictures, unread, unreadable
from .result import Change, Reading, Revision
from .revisions import pending_notes
from .structure import recognised
from .symbols import named
from .texttables import column_name
from .wordbody import WIDEST, Pages, typed_item
from .xml import parse_xml, whole

WHITE = pattern(r"[ \t\r\n]+")  # a no-break space is not white space here
NOWHERE = Place("")  # of a change that the text does not show
SPACES = 200  # at most, from one element
KINDS = {f"{TEXT}insertion": Change.INSERTION, f"{TEXT}deletion": Change.SUPPRESSION}


@dataclass(slots=True)
class OdfText:
    """Reads paragraphs in order; knows which changes are open."""

    styles: OdfStyles
    regions: dict[str, Revision]  # the pending changes; insertions are gathered from the text
    open: set[str] = field(default_factory=set)
    notes: list[Element] = field(default_factory=list)
    comments: int = 0
    hidden: bool = False

    def pieces(
        self, element: Element, place: Place, marks: frozenset[Style] = frozenset()
    ) -> Iterator[tuple[str, frozenset[Style]]]:
        """The words of an element with their styles; paragraphs of frames are not entered."""
        yield from self._text(element.text, marks)
        for child in element:
            yield from self._child(child, place, marks)
            yield from self._text(child.tail, marks)

    def _child(self, child: Element, place: Place, marks: frozenset[Style]) -> Iterator[tuple[str, frozenset[Style]]]:
        match child.tag.removeprefix(TEXT):
            case "s":
                yield from self._said(" " * whole(child.get(f"{TEXT}c", ""), 1, SPACES), marks)
            case "tab":
                yield from self._said("\t", marks)
            case "line-break":
                yield from self._said("\n", marks)
            case "note":
                self.notes.append(child)
            case "hidden-text" | "hidden-paragraph":
                self.hidden = True
            case "change-start" | "change" | "change-end" as mark:
                self._marked(mark, child.get(f"{TEXT}change-id", ""), place)
            case _ if child.tag == f"{OFFICE}annotation":
                self.comments += 1
            case _ if child.tag not in SKIPPED and child.tag not in (P, H) and not child.tag.startswith(DRAW):
                more = (
                    self.styles.marks(child.get(f"{TEXT}style-name", "")) if child.tag == f"{TEXT}span" else frozenset()
                )
                yield from self.pieces(child, place, marks | more)

    def _text(self, text: str | None, marks: frozenset[Style]) -> Iterator[tuple[str, frozenset[Style]]]:
        if text:
            yield from self._said(WHITE.sub(" ", named(text)), marks)

    def _said(self, text: str, marks: frozenset[Style]) -> Iterator[tuple[str, frozenset[Style]]]:
        for name in self.open:
            self.regions[name] = replace(self.regions[name], text=self.regions[name].text + text)
        yield text, marks

    def _marked(self, mark: str, name: str, place: Place) -> None:
        region = self.regions.get(name)
        if region is None:
            return
        if region.place is NOWHERE:
            region = self.regions[name] = replace(region, place=place)
        if mark == "change-start" and region.change is Change.INSERTION:
            self.open.add(name)
        elif mark == "change-end":
            self.open.discard(name)


def regions_of(root: Element) -> dict[str, Revision]:
    """The pending changes of a document, by their name; the words of an insertion are not there yet."""
    found: dict[str, Revision] = {}
    for region in root.iter(f"{TEXT}changed-region"):
        name = region.get(f"{TEXT}id", "") or region.get("{http://www.w3.org/XML/1998/namespace}id", "")
        for change in region:
            if change.tag in KINDS:
                info = change.find(f"{OFFICE}change-info")
                author, date = (info.findtext(DC + n, "") if info is not None else "" for n in ("creator", "date"))
                deleted = "\n".join("".join(paragraph.itertext()) for paragraph in paragraphs(change))
                found[name] = Revision(KINDS[change.tag], deleted, NOWHERE, author, date)
    return found


def revisions_of(regions: Mapping[str, Revision], path: str) -> tuple[Revision, ...]:
    """The pending changes of words, in the order of the text."""
    made = [replace(one, place=Place(path)) if one.place is NOWHERE else one for one in regions.values()]
    return tuple(sorted((one for one in made if one.text.strip()), key=lambda one: one.place.paragraph or 0))


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
        self.pages = Pages()
        self.numbers = {p: n for n, p in enumerate(paragraphs(body), start=1)}

    def blocks(self, element: Element) -> Iterator[Block]:
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
        """What an element holds, with the page breaks of its style."""
        name = _style(element) if family == "paragraph" else element.get(f"{TABLE}style-name", "")
        yield from self.pages.turned(blocks, *self.styles.breaks(family, name))

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
