"""A Word file becomes a `Document`: paragraphs and tables in order, each with its place.

What is read: the body, with content controls, hyperlinks, pending insertions and text boxes (after the paragraph
that holds them); bold and italic; our own styles, which give a block its kind back; the footer. What is not read yet:
numbers that Word computes for lists, footnotes, headers, comments; pending deletions are left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

from ..document import Block, Cell, Document, Kind, Literal, Row, Span, Style
from ..place import Place
from .package import Package, read_package
from .wordml import BODY, SKIPPED, TBL, TC, TR, P, W, attribute, paragraph_text, paragraphs, runs
from .xml import parse_xml

MAIN = "word/document.xml"
# The names of the styles of our templates, as Word shows them, in lower case.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "heading 1": Kind.TITRE,
        "subtitle": Kind.SOUS_TITRE,
        "heading 2": Kind.ARTICLE,
        "en-tête, première ligne": Kind.ENTETE,
        "en-tête, lignes suivantes": Kind.ENTETE,
        "objet": Kind.OBJET,
        "autorité": Kind.AUTORITE,
        "visa": Kind.VISA,
        "considérant": Kind.CONSIDERANT,
        "formule": Kind.FORMULE,
        "intertitre": Kind.INTERTITRE,
        "partie": Kind.PARTIE,
        "article": Kind.ARTICLE,
        "élément de liste 1": Kind.ITEM,
        "élément de liste 2": Kind.ITEM,
        "élément de liste 3": Kind.ITEM,
        "lieu et date": Kind.LIEU_DATE,
        "signataire": Kind.SIGNATURE,
        "nom du signataire": Kind.SIGNATURE,
        "mention": Kind.MENTION,
        "annonce d'annexe": Kind.ANNONCE,
    }
)
STYLES: Mapping[str, Style] = MappingProxyType({"b": Style.GRAS, "i": Style.ITALIQUE})
NAMED: Mapping[str, frozenset[Style]] = MappingProxyType(
    {
        "strong": frozenset({Style.GRAS}),
        "emphasis": frozenset({Style.ITALIQUE}),
        "intense emphasis": frozenset({Style.GRAS, Style.ITALIQUE}),
    }
)
ALIGN = {"right": "droite", "end": "droite", "center": "centre"}


def read_docx(data: bytes, path: str) -> Document:
    """The document in a Word file. Raises BadPackage, in French, when it cannot be read safely."""
    package = read_package(data)
    root = parse_xml(package.data(MAIN), MAIN)
    reader = _Reader(path, style_names(package), numbers(root))
    body = root.find(BODY)
    blocks = tuple(reader.blocks(body if body is not None else root))
    return Document(path, blocks, footer=_footer(package, path))


def numbers(root: Element) -> Mapping[Element, int]:
    """The number of each paragraph of a part, counted from 1."""
    return {paragraph: number for number, paragraph in enumerate(paragraphs(root), start=1)}


def style_names(package: Package) -> Mapping[str, str]:
    """Identifiers of styles to their names in lower case."""
    if "word/styles.xml" not in package:
        return {}
    root = parse_xml(package.data("word/styles.xml"), "word/styles.xml")
    return {s.get(f"{W}styleId", ""): attribute(s, "name").lower() for s in root.iter(f"{W}style")}


def _footer(package: Package, path: str) -> tuple[Span, ...]:
    names = sorted(n for n in package.names() if n.startswith("word/footer") and n.endswith(".xml"))
    texts = [paragraph_text(p) for name in names for p in paragraphs(parse_xml(package.data(name), name))]
    return tuple(Span(text, Literal(Place(path))) for text in texts if text)


class _Reader:
    """Reads one body; holds what its paragraphs refer to."""

    def __init__(self, path: str, styles: Mapping[str, str], numbers: Mapping[Element, int]) -> None:
        self.path, self.styles, self.numbers = path, styles, numbers

    def blocks(self, element: Element) -> Iterator[Block]:
        for child in element:
            if child.tag == P:
                block = self.paragraph(child)
                if block.spans:  # an empty paragraph only spaces
                    yield block
                yield from self.blocks_inside(child)
            elif child.tag == TBL:
                yield self.table(child)
            elif child.tag not in SKIPPED:
                yield from self.blocks(child)

    def blocks_inside(self, paragraph: Element) -> Iterator[Block]:
        """Paragraphs of text boxes anchored in a paragraph."""
        for inner in paragraphs(paragraph):
            yield self.paragraph(inner)

    def paragraph(self, element: Element) -> Block:
        spans = tuple(self.spans(element))
        kind = KINDS.get(self.style(element), Kind.PARAGRAPHE)
        if kind is Kind.ITEM:
            return _item(spans, int(self.style(element)[-1]))
        return Block(kind, spans)

    def style(self, paragraph: Element) -> str:
        return self.styles.get(attribute(paragraph, "pPr/pStyle"), "")

    def spans(self, paragraph: Element) -> Iterator[Span]:
        origin = Literal(Place(self.path, paragraph=self.numbers.get(paragraph)))
        merged: list[tuple[str, frozenset[Style]]] = []
        for run, text in runs(paragraph):
            styles = self.run_styles(run)
            if text and merged and merged[-1][1] == styles:
                merged[-1] = (merged[-1][0] + text, styles)
            elif text:
                merged.append((text, styles))
        return (Span(text, origin, styles) for text, styles in merged)

    def run_styles(self, run: Element | None) -> frozenset[Style]:
        properties = run.find(f"{W}rPr") if run is not None else None
        if properties is None:
            return frozenset()
        named = NAMED.get(self.styles.get(attribute(properties, "rStyle"), ""), frozenset())
        direct = {style for tag, style in STYLES.items() if _on(properties.find(W + tag))}
        return named | direct

    def table(self, element: Element) -> Block:
        rows = tuple(self.row(row) for row in _inside(element, TR))
        first = next((s for p in paragraphs(element) if (s := self.style(p))), "")
        return Block(KINDS.get(first, Kind.TABLEAU), rows=rows)

    def row(self, element: Element) -> Row:
        header = _on(element.find(f"{W}trPr/{W}tblHeader"))
        cells = tuple(self.cell(cell) for cell in _inside(element, TC))
        total = any(self.style(p) == "total" for p in paragraphs(element))
        return Row(cells, header=header, total=total)

    def cell(self, element: Element) -> Cell:
        inner = list(paragraphs(element))
        align = attribute(inner[0], "pPr/jc") if inner else ""
        return Cell(tuple(tuple(self.spans(p)) for p in inner), ALIGN.get(align, "gauche"))


def _on(element: Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off", "none")


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Children of a tag, those inside content controls included, those of nested tables left to their cell."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in SKIPPED and child.tag not in (TR, TC, P):
            yield from _inside(child, tag)


def _item(spans: tuple[Span, ...], level: int) -> Block:
    """The marker is what stands before the first tab."""
    text = "".join(span.text for span in spans)
    marker, tab, _ = text.partition("\t")
    if not tab:
        return Block(Kind.ITEM, spans, level)
    return Block(Kind.ITEM, tuple(_without(spans, len(marker) + 1)), level, marker)


def _without(spans: Iterable[Span], length: int) -> Iterator[Span]:
    for span in spans:
        cut, length = min(length, len(span.text)), max(0, length - len(span.text))
        if span.text[cut:]:
            yield Span(span.text[cut:], span.origin, span.styles)
