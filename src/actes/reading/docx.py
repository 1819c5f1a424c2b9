"""A Word file becomes a `Document`: paragraphs and tables in order, each with its place.

`read_docx` reads files of ours, whose styles say what each block is. `read_word` reads anybody's: what blocks are is
told from their words, headers and footers are set aside, pending changes and what was not read are reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from ..document import Block, Document, Kind, Literal, Span
from ..finding import Finding
from ..place import Place
from ..problems import problem
from .furniture import stamped_blocks
from .numbering import PART as NUMBERING
from .numbering import Numbering
from .package import Package, read_package
from .problems import unreadable
from .result import Reading
from .revisions import pending_note, revisions_of
from .structure import recognised
from .wordbody import BodyReader, Notes
from .wordml import BODY, W, paragraph_text, paragraphs
from .wordstyles import Styles
from .xml import parse_xml

MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
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
    if not document.words() and any(name.startswith("word/media/") for name in file.package.names()):
        hint = "demandez le texte d'origine, ou faites une reconnaissance de caractères (OCR)"
        raise unreadable("LEC104", "ce fichier Word ne contient que des images", hint, path)
    revisions = tuple(revisions_of(file.root, path))
    notes = chain([pending_note(revisions)], file.notes())
    return Reading(document, (*file.furniture(), *stamps), revisions, tuple(note for note in notes if note))


class _File:
    """The parts of one Word file, read when they are needed."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path, self.package = path, read_package(data)
        self.root = parse_xml(self.package.data(main_part(self.package)), MAIN)
        self.styles = Styles.of(self.package)
        self.reader = self._reader(self.root, _called(self.package))

    def _reader(self, root: Element, notes: Notes) -> BodyReader:
        known = self.part(NUMBERING) if any(True for _ in chain(*self._numbered(root))) else None
        return BodyReader(self.path, root, self.styles, Numbering(known, self.styles.elements), notes)

    def _numbered(self, root: Element) -> Iterator[Iterator[Element]]:
        """Where a number may come from: paragraphs, styles."""
        yield root.iter(f"{W}numPr")
        yield from (style.iter(f"{W}numPr") for style in self.styles.elements.values())

    def part(self, name: str) -> Element | None:
        return parse_xml(self.package.data(name), name) if name in self.package else None

    def document(self) -> Document:
        body = self.root.find(BODY)
        blocks = tuple(self.reader.blocks(body if body is not None else self.root))
        return Document(self.path, blocks, footer=tuple(self._running("footer")))

    def _running(self, what: str) -> Iterator[Span]:
        names = sorted(n for n in self.package.names() if n.startswith(f"word/{what}") and n.endswith(".xml"))
        for name in names:
            for paragraph in paragraphs(parse_xml(self.package.data(name), name)):
                if text := paragraph_text(paragraph):
                    yield Span(text, Literal(Place(self.path)))

    def furniture(self) -> Iterator[Block]:
        """The headers and footers of every page but the first."""
        first = {text for block in self.first_header() for text in [block.text]}
        for span in chain(self._running("header"), self._running("footer")):
            if span.text.strip() and span.text not in first:
                yield Block(Kind.PARAGRAPHE, (span,))

    def first_header(self) -> tuple[Block, ...]:
        """The header of the first page, when it has its own: the letterhead, which is of the act."""
        section = next(self.root.iter(f"{W}sectPr"), None)
        if section is None or section.find(f"{W}titlePg") is None:
            return ()
        references = [r for r in section.findall(f"{W}headerReference") if r.get(f"{W}type") == "first"]
        relations = self.part(RELATIONS)
        if not references or relations is None:
            return ()
        targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
        name = "word/" + targets.get(references[0].get(REFERENCE, ""), "").removeprefix("/word/")
        root = self.part(name)
        return tuple(self._reader(root, {}).blocks(root)) if root is not None else ()

    def notes(self) -> Iterator[Finding]:
        """What the file holds that is not in the document."""
        comments = self.part("word/comments.xml")
        if comments is not None and (count := len(comments.findall(f"{W}comment"))):
            told = "un commentaire n'est pas lu" if count == 1 else f"{count} commentaires ne sont pas lus"
            yield self._note("LEC202", told, "retirez les commentaires avant la signature")
        if self.reader.runs.hidden:
            yield self._note("LEC203", "du texte masqué n'est pas lu", "affichez-le ou supprimez-le dans Word")
        if next(self.root.iter(f"{W}altChunk"), None) is not None:
            yield self._note(
                "LEC205", "un document inséré n'est pas lu", "ouvrez le fichier dans Word et enregistrez-le"
            )

    def _note(self, code: str, message: str, hint: str) -> Finding:
        return problem(code, message, hint, Place(self.path))


def main_part(package: Package) -> str:
    """The part that holds the text: Word names it document.xml, other programs document2.xml at times."""
    named = (n for n in package.names() if n.startswith("word/document") and n.endswith(".xml"))
    return MAIN if MAIN in package else next(named, MAIN)


def _called(package: Package) -> Notes:
    """Footnotes and endnotes by identifier; the lines that separate them from the text are not notes."""
    found = {}
    for kind, name in NOTES.items():
        if name in package:
            for note in parse_xml(package.data(name), name).findall(f"{W}{kind}"):
                if note.get(f"{W}type", "normal") == "normal":
                    found[kind, note.get(f"{W}id", "")] = note
    return found
