"""The two documents that are compared, as trees of Word: paragraphs and tables, each with the number that Word shows.

The old one may be of any format: what was read of it becomes plain paragraphs and tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...document import Block, Document, Kind
from ...reading.numbering import PART as NUMBERING
from ...reading.numbering import Number, Numbering
from ...reading.package import Package
from ...reading.wordbody import inside
from ...reading.wordml import BODY, SKIPPED, TBL, TC, TR, Node, P, W, attribute, paragraphs
from ...reading.wordstyles import Styles
from ...reading.xml import parse_xml, whole
from ..package import Element, element, elements, parse
from ..runs import NO_STYLES, Sheet, run, runs
from ..view import table
from .marks import Piece, Sort, pieces_of, text_of, text_run

SPANS = ("gridSpan", "vMerge")
BARE = Sheet({})  # no style has a name


@dataclass(frozen=True)
class Tree:
    """A part of a Word file, and the numbers that Word shows before its paragraphs."""

    root: Element
    numbers: Mapping[Element, Number]

    @property
    def body(self) -> Element:
        found = self.root.find(BODY)
        return found if found is not None else self.root

    def pieces(self, paragraph: Element) -> tuple[Piece, ...]:
        """The pieces of a paragraph, its number first, as words."""
        number, own = self.numbers.get(paragraph), pieces_of(paragraph)
        if number is None:
            return own
        text = f"{number.text} "
        moved = (replace(piece, start=piece.start + len(text)) for piece in own)
        return (Piece(Sort.WORDS, 0, text, (text_run(text),)), *moved)

    def text(self, paragraph: Element) -> str:
        """The words of a paragraph as a person sees them, its number first."""
        return text_of(self.pieces(paragraph))


def tree_of(package: Package, name: str) -> Tree:
    """A part of a file, with the numbers of its paragraphs."""
    root = parse(package.data(name), name)
    if NUMBERING not in package:
        return Tree(root, {})
    styles = Styles.of(package)
    counted = Numbering(parse_xml(package.data(NUMBERING), NUMBERING), styles.elements)
    plain: Node = root
    numbers: dict[Node, Number] = {p: number for p in paragraphs(plain) if (number := counted.number(p))}
    return Tree(root, numbers)


def children(container: Element) -> Iterator[Element]:
    """Paragraphs and tables of a container in order, those inside content controls included."""
    for child in container:
        if child.tag in (P, TBL):
            yield child
        elif child.tag not in SKIPPED:
            yield from children(child)


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, those of tables inside it left out."""
    return list(inside(table, TR))


def cells_of(row: Element) -> list[Element]:
    return list(inside(row, TC))


def shape(row: Element) -> str:
    """The columns that the cells of a row cover, so that a row can stand for another."""
    return "|".join("-".join(value(cell.find(f"{W}tcPr/{W}{name}")) for name in SPANS) for cell in cells_of(row))


def value(property_: Element | None) -> str:
    """What a property says; « continue » where it says nothing (of a cell merged with the one above)."""
    return "" if property_ is None else property_.get(f"{W}val", "continue")


def columns(table: Element) -> int:
    """How many columns the cells of a table cover."""
    spans = ([attribute(cell, "tcPr/gridSpan") for cell in cells_of(row)] for row in rows_of(table))
    return max((sum(whole(n, 1) for n in row) for row in spans), default=0)


def tree_from(document: Document) -> Tree:
    """A document read from a text, a PDF, an .odt, as plain Word."""
    body = element("body", *elements("".join(xml for block in document.blocks for xml in _of_block(block))))
    return Tree(element("document", body), {})


def _of_block(block: Block) -> Iterator[str]:
    lines = [row.cells[0].paragraphs for row in block.rows if len(row.cells) == 1]
    if block.kind is Kind.SIGNATURE and len(lines) == len(block.rows):
        yield from (f"<w:p>{runs(spans, BARE)}</w:p>" for cell in lines for spans in cell)
    elif block.rows:
        yield table(block.rows, BARE)
    else:
        marker = run(f"{block.marker}\t", NO_STYLES, BARE) if block.marker else ""
        yield f"<w:p>{marker}{runs(block.spans, BARE)}</w:p>"
