"""A Word file becomes a `Document`: paragraphs and tables in order, each with its place.

`read_docx` reads files of ours, whose styles say what each block is. `read_word` reads anybody's: what blocks are is
told from their words, headers and footers are set aside, pending changes and what was not read are reported.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from ..document import Block, Document, Kind, Literal, Span
from ..finding import Finding
from ..frozen import frozen
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from .furniture import stamped_blocks
from .numbering import PART as NUMBERING
from .numbering import Numbering
from .package import Package, read_package
from .problems import refuse_pictures, unread
from .result import Reading
from .revisions import pending_notes, revisions_of
from .structure import recognised
from .wordbody import BodyReader, Notes
from .wordml import BODY, W, paragraph_text, paragraphs
from .wordstyles import Styles
from .xml import parse_xml

MAIN = "word/document.xml"
PAGE_NUMBER = pattern(r"(?:\bpages?\b[\s:]{0,4}|^\W{0,4})\d{1,3}(?:\s?(?:/|sur|de)\s?\d{1,3})?\W{0,4}$", re.IGNORECASE)
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NOTES = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}


def read_docx(data: bytes, path: str) -> Document:
    """The document in a Word file of ours. Raises BadPackage, in French, when it cannot be read safely."""
    return _File(data, path).document()


def read_word(data: bytes, path: str) -> Reading:
    """Any Word file. Raises BadPackage when it cannot be read safely, CannotGoOn when it holds only pictures."""
    file = _File(data, path)
    plain = file.document()
    kept, stamps = stamped_blocks((*file.first_header(), *plain.blocks))
    document = Document(path, recognised(kept), footer=plain.footer)
    refuse_pictures(document, file.package, path)
    revisions = tuple(revisions_of(file.root, path))
    notes = (*pending_notes(revisions), *file.notes())
    return Reading(document, (*file.furniture(), *stamps), revisions, notes)


class _File:
    """The parts of one Word file, read when they are needed."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path, self.package = path, read_package(data)
        self.root = parse_xml(self.package.data(main_part(self.package)), MAIN)
        self.styles = Styles.of(self.package)
        self.reader = self._reader(self.root, _called(self.package))

    def _reader(self, root: Element, notes: Notes) -> BodyReader:
        numbering = Numbering(self.part(NUMBERING), self.styles.elements)
        return BodyReader(self.path, root, self.styles, numbering, notes)

    def part(self, name: str) -> Element | None:
        return parse_xml(self.package.data(name), name) if name in self.package else None

    def document(self) -> Document:
        body = self.root.find(BODY)
        blocks = tuple(self.reader.blocks(body if body is not None else self.root))
        return Document(self.path, blocks, footer=tuple(self._footer()))

    def _footer(self) -> Iterator[Span]:
        """Each line once: LibreOffice writes it several times; without page numbers, which each program works out."""
        said = (PAGE_NUMBER.sub("", span.text).rstrip() for span in self._running("footer"))
        if lines := "\n".join(filter(None, dict.fromkeys(said))):
            yield Span(lines, Literal(Place(self.path)))

    def _running(self, what: str) -> Iterator[Span]:
        names = sorted(n for n in self.package.names() if n.startswith(f"word/{what}") and n.endswith(".xml"))
        for name in names:
            for paragraph in paragraphs(parse_xml(self.package.data(name), name)):
                if text := paragraph_text(paragraph):
                    yield Span(text, Literal(Place(self.path)))

    def furniture(self) -> Iterator[Block]:
        """The headers and footers of every page but the first."""
        first = {block.text for block in self.first_header()}
        for span in chain(self._running("header"), self._running("footer")):
            if span.text.strip() and span.text not in first:
                yield Block(Kind.PARAGRAPHE, (span,))

    def first_header(self) -> tuple[Block, ...]:
        """The header of the first page, when it has its own: the letterhead, which is of the act."""
        section = next(self.root.iter(f"{W}sectPr"), None)
        if section is None or section.find(f"{W}titlePg") is None:
            return ()
        references = [r for r in section.findall(f"{W}headerReference") if r.get(f"{W}type") == "first"]
        if not references:
            return ()
        header = relations(self.package, main_part(self.package)).get(references[0].get(REFERENCE, ""))
        root = self.part(header.part) if header else None
        return tuple(self._reader(root, {}).blocks(root)) if root is not None else ()

    def notes(self) -> Iterator[Finding]:
        """What the file holds that is not in the document."""
        comments = self.part("word/comments.xml")
        count = len(comments.findall(f"{W}comment")) if comments is not None else 0
        yield from unread(count, self.reader.runs.hidden, self.path)
        if next(self.root.iter(f"{W}altChunk"), None) is not None:
            hint = "ouvrez le fichier dans Word et enregistrez-le"
            yield problem("LEC205", "un document inséré n'est pas lu", hint, Place(self.path))


def main_part(package: Package) -> str:
    """The part that holds the text: Word names it document.xml, other programs document2.xml at times."""
    named = (n for n in package.names() if n.startswith("word/document") and n.endswith(".xml"))
    return MAIN if MAIN in package else next(named, MAIN)


@frozen
class Related:
    """Something that a part refers to: its identifier there, its type, its target, whether it is out of the file.

    >>> [Related("rId1", "", target).part for target in ("media/image1.png", "/word/header1.xml")]
    ['word/media/image1.png', 'word/header1.xml']
    """

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def part(self) -> str:
        """The name of the part that it is, from the main part or from a header."""
        return posixpath.normpath(posixpath.join("/word", self.target)).lstrip("/")


def relations(package: Package, part: str) -> dict[str, Related]:
    """What a part refers to, by identifier."""
    folder, base = posixpath.split(part)
    name = f"{folder}/_rels/{base}.rels"
    found = parse_xml(package.data(name), name) if name in package else ()
    every = (
        Related(one.get("Id", ""), one.get("Type", ""), one.get("Target", ""), one.get("TargetMode", "") == "External")
        for one in found
    )
    return {one.id: one for one in every}


def _called(package: Package) -> Notes:
    """Footnotes and endnotes by identifier; the lines that separate them from the text are not notes."""
    found = {}
    for kind, name in NOTES.items():
        if name in package:
            for note in parse_xml(package.data(name), name).findall(f"{W}{kind}"):
                if note.get(f"{W}type", "normal") == "normal":
                    found[kind, note.get(f"{W}id", "")] = note
    return found
