"""From words of a `Document` to words of its Word file: of a file that was read, of a file that was rendered.

What was read knows its paragraph and its offset. What was composed does not; but a rendered file says the words of its
document, all of them and in order (see `audit`), so the same character of both is the same word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from ..document import Document, Kind
from ..frozen import frozen
from ..part import span_at
from ..reading.docx import main_part
from ..reading.package import BadPackage, read_package
from ..reading.wordml import CHARACTERS, T
from ..reading.wordtext import Paragraph, paragraphs_of
from ..reading.xml import parse_xml
from .ranges import Words


@frozen
class Anchor:
    """Where a comment goes; `exact` where these are the words meant, else their paragraph or another near them."""

    words: Words
    exact: bool


class ReadAnchors:
    """Anchors in a file that `read_word` gave as this document. They raise BadPackage where there is no paragraph."""

    def __init__(self, document: Document, data: bytes) -> None:
        self.document, self.paragraphs = document, _paragraphs(data)

    def passage(self, block: int, start: int, end: int) -> Anchor:
        """The words of a block between two offsets; the number that Word computes is not among them, nor are notes."""
        first, last = self._point(block, start), self._point(block, max(start, end - 1))
        if first is None or last is None:
            return self._near(block)
        words = Words(first[0], max(0, first[1]), last[0], last[1] + 1)
        return Anchor(words, exact=True) if words.end > 0 else Anchor(self._whole(first[0]).words, exact=False)

    def paragraph(self, number: int) -> Anchor:
        """A whole paragraph, for what has no more precise place."""
        known = 0 < number <= len(self.paragraphs) and len(self.paragraphs[number - 1].element)
        return self._whole(number) if known else self.title()

    def title(self) -> Anchor:
        """Where to say what stands on no words of the document."""
        return self._near(title_of(self.document))

    def _point(self, block: int, offset: int) -> tuple[int, int] | None:
        """The paragraph of a character, and its offset there."""
        span, inside = span_at(self.document.blocks[block], offset)
        number = span.origin.place.paragraph if span else None
        return (number, span.origin.offset + inside) if span and number else None

    def _near(self, block: int) -> Anchor:
        """The paragraph that holds a block, or calls a note, or comes after a letterhead."""
        blocks = self.document.blocks
        before = [span for one in blocks[: block + 1] for span in one.all_spans()]
        after = (span for one in blocks[block + 1 :] for span in one.all_spans())
        number = next((n for span in (*reversed(before), *after) if (n := span.origin.place.paragraph)), 0)
        return self._whole(number or self._first())

    def _first(self) -> int:
        for number, paragraph in enumerate(self.paragraphs, start=1):
            if len(paragraph.element):
                return number
        raise BadPackage("il n'y a pas de texte où accrocher un commentaire")

    def _whole(self, number: int) -> Anchor:
        return Anchor(Words(number, 0, number, len(self.paragraphs[number - 1].text)), exact=False)


class RenderedAnchors:
    """Anchors in the file that was rendered from a document. Raises BadPackage where a template hides its words."""

    def __init__(self, document: Document, data: bytes) -> None:
        self.document = document
        self.points = list(_letters(_paragraphs(data)))
        self.starts = [0, *accumulate(_count(f"{block.marker}{block.text}") for block in document.blocks)]
        if self.starts[-1] != len(self.points):
            raise BadPackage("le modèle masque des mots de l'acte")

    def passage(self, block: int, start: int, end: int) -> Anchor:
        """The words of a block between two offsets."""
        one = self.document.blocks[block]
        before = self.starts[block] + _count(one.marker) + _count(one.text[:start])
        length = _count(one.text[start:end])
        if not length:
            return self._spaces(before)
        first, last = self.points[before], self.points[before + length - 1]
        return Anchor(Words(*first, last[0], last[1] + 1), exact=True)

    def title(self) -> Anchor:
        """Where to say what stands on no words of the document."""
        block = title_of(self.document)
        found = self.passage(block, 0, len(self.document.blocks[block].text))
        return Anchor(found.words, exact=False)

    def _spaces(self, index: int) -> Anchor:
        """What stands between two words."""
        before, after = self.points[max(0, index - 1)], self.points[min(index, len(self.points) - 1)]
        same = before[0] == after[0]
        return Anchor(
            Words(before[0], before[1] + 1, *after) if same else Words(*before, before[0], before[1] + 1), same
        )


def _paragraphs(data: bytes) -> tuple[Paragraph, ...]:
    """The paragraphs of a Word file."""
    package = read_package(data)
    name = main_part(package)
    return paragraphs_of(parse_xml(package.data(name), name))


def title_of(document: Document) -> int:
    """The block that names a document, or its first one."""
    return next((n for n, block in enumerate(document.blocks) if block.kind is Kind.TITRE), 0)


def _letters(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[int, int]]:
    """Every letter of a text, by paragraph number and offset; spaces and symbols are none."""
    for number, paragraph in enumerate(paragraphs, start=1):
        for piece in paragraph.pieces:
            if piece.holder.tag == T or piece.holder.tag in CHARACTERS:
                signs = enumerate(piece.text, start=piece.start)
                yield from ((number, offset) for offset, sign in signs if not sign.isspace())


def _count(text: str) -> int:
    return sum(not letter.isspace() for letter in text)
