"""Words of a Word file, in its runs: marks go around them, or others come in their place.

For marks, runs are cut where the words begin or end inside them, and nothing else moves. Marks stand beside runs, where
the schema allows them; where it does not (a formula, words drawn inside a run), they stand around the whole of it. They
stay out of fields where they can, and what refers to the words always does: LibreOffice loses a comment that is inside
one.

Words are replaced where they stand: their look, and all else, stays. The look of the first character replaced is that
of what comes. Nothing but text is touched: words with a field, a break or a drawing among them are not replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import accumulate, takewhile
from typing import TypeAlias

from ..document import Document, Kind
from ..frozen import frozen
from ..part import span_at
from ..reading.docx import main_part
from ..reading.package import BadPackage, Member, read_package
from ..reading.wordml import CHARACTERS, TC, P, Paragraph, Piece, R, T, W, paragraphs_of
from ..reading.xml import parse_xml
from .package import SPACE, Element, element, parent_of, parse, write_package, written

# What may hold runs and marks side by side, between a paragraph and its runs.
OPEN = frozenset(
    f"{W}{n}" for n in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple")
)
SILENT = frozenset({f"{W}rPr", f"{W}lastRenderedPageBreak"})
Field: TypeAlias = "tuple[Element, Element]"  # one that begins and ends in one paragraph: its ends
Place: TypeAlias = "tuple[Element, Element | None]"  # inside an element: before one of its children, or at its end


@frozen
class Words:
    """Characters of a file, by paragraph number (from 1) and offset in what is seen of it; `end` is excluded."""

    first: int
    start: int
    last: int
    end: int


class Ranges:
    """Where the marks of words go in one part, whose runs it cuts."""

    def __init__(self, root: Element, every: Iterable[Words]) -> None:
        before = paragraphs_of(root)
        self.meant = [meant(words, before) for words in every]
        _cut_runs(before, [one for one in self.meant if isinstance(one, Words)])
        self.paragraphs = paragraphs_of(root)
        fields = list(_fields(root))
        self.extents = _extents(root) if fields else {}
        self.fields = sorted(fields, key=lambda one: self.extents[one[1]][1] - self.extents[one[0]][0])

    def __iter__(self) -> Iterator[tuple[Place, Place, Place]]:
        """Where the words begin, where they end, and where the schema wants what refers to them."""
        for one in self.meant:
            if isinstance(one, Words):
                yield self._around(one)
            else:
                first = next((child for child in one if child.tag != f"{W}pPr"), None)
                yield (one, first), (one, None), (one, None)

    def _around(self, words: Words) -> tuple[Place, Place, Place]:
        first, last = self.paragraphs[words.first - 1], self.paragraphs[words.last - 1]
        opened, closed = _beside(_opened(first, words.start)), _beside(_closed(last, words.end))
        start, end, after = self._out(opened, 0, first), self._out(closed, 1, last), _child(closed)
        for begin, close in self.fields:
            if self.extents[begin][0] < self.extents[after][1] <= self.extents[close][1]:
                after = close
        return (parent_of(start), start), (parent_of(end), end.getnext()), (parent_of(after), after.getnext())

    def _out(self, beside: Element, side: int, paragraph: Paragraph) -> Element:
        """What a mark stands beside (0: before it, 1: after): the field around it, if nothing is seen between them."""
        for field in self.fields:
            at, edges = self.extents[beside][side], (self.extents[field[0]][0], self.extents[field[1]][1])
            if edges[0] < at < edges[1] and not self._seen(paragraph, *sorted((at, edges[side]))):
                beside = field[side]
        return beside

    def _seen(self, paragraph: Paragraph, start: int, end: int) -> bool:
        """Whether something is to be seen between two places."""
        held = (self.extents[piece.holder] for piece in paragraph.pieces)
        return any(begins < end and ends > start for begins, ends in held)


def meant(words: Words, paragraphs: Sequence[Paragraph]) -> Words | Element:
    """The words that can be marked, or the whole paragraph that is instead.

    A text box takes no comment in Word: the paragraph that holds it is meant. Nor do words that run from one cell to
    another, in LibreOffice: those of the first paragraph are meant.
    """
    first, last = paragraphs[words.first - 1], paragraphs[words.last - 1]
    one: Element = first.element
    other: Element = last.element
    if hosts := [*one.iterancestors(P)][-1:] or [*other.iterancestors(P)][-1:]:
        return hosts[0]
    number, end = words.last, words.end
    if next(one.iterancestors(TC), None) is not next(other.iterancestors(TC), None):
        number, end = words.first, len(first.text)
    told = paragraphs[number - 1].text
    if words.start >= len(first.text) or not told or end <= (words.start if number == words.first else 0):
        return one
    return Words(words.first, words.start, number, end)


def _cut_runs(paragraphs: Sequence[Paragraph], every: Iterable[Words]) -> None:
    """Cut runs where words begin or end inside them: the last ones first, so that offsets stay true."""
    points = {point for w in every for point in ((w.first, w.start, True), (w.last, w.end, False))}
    for number, offset, begins in sorted(points, reverse=True):
        piece = (_opened if begins else _closed)(paragraphs[number - 1], offset)
        run = parent_of(piece.holder)
        if run.tag == R and all(above.tag in OPEN for above in _above(run)):
            _split(run, piece.holder, offset - piece.start)


def _split(run: Element, holder: Element, offset: int) -> None:
    """Cut a run before the character `offset` of one of its children; what follows has the same look."""
    text, after = holder.text or "", [*([holder] if offset <= 0 else []), *holder.itersiblings()]
    if holder.tag == T and 0 < offset < len(text):
        other = deepcopy(holder)
        for one, words in ((holder, text[:offset]), (other, text[offset:])):
            one.text = words
            one.set(SPACE, "preserve")
        after.insert(0, other)
    elif not all(
        any(child.tag not in SILENT for child in side) for side in ([c for c in run if c not in after], after)
    ):
        return  # all that it shows or does is on one side
    rest = element("r", *map(deepcopy, run.findall(f"{W}rPr")), *after)
    rest.attrib.update(run.attrib)
    run.addnext(rest)


def _opened(paragraph: Paragraph, start: int) -> Piece:
    return next(piece for piece in paragraph.pieces if start < piece.end)


def _closed(paragraph: Paragraph, end: int) -> Piece:
    return next(piece for piece in reversed(paragraph.pieces) if piece.start < end)


def _fields(root: Element) -> Iterator[Field]:
    begun: list[Element] = []
    for one in root.iter(f"{W}fldSimple", f"{W}fldChar"):
        if one.tag == f"{W}fldSimple":
            yield one, one
        elif one.get(f"{W}fldCharType") == "begin":
            begun.append(parent_of(one))
        elif one.get(f"{W}fldCharType") == "end" and begun:
            first, last = begun.pop(), parent_of(one)
            if next(first.iterancestors(P), None) is next(last.iterancestors(P), None):
                yield first, last


def _extents(root: Element) -> dict[Element, tuple[int, int]]:
    """Where each element begins and ends, counted in tags."""
    from lxml import etree

    found: dict[Element, tuple[int, int]] = {}
    for at, (event, one) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        found[one] = (at, at) if event == "start" else (found[one][0], at)
    return found


def _beside(piece: Piece) -> Element:
    """What marks stand beside: the run of a piece, else what the paragraph holds of it."""
    run: Element | None = piece.run
    return run if run is not None and all(above.tag in OPEN for above in _above(run)) else _child(piece.holder)


def _above(one: Element) -> Iterator[Element]:
    """What stands between an element and its paragraph."""
    return takewhile(lambda above: above.tag != P, one.iterancestors())


def _child(one: Element) -> Element:
    """The child of the paragraph that holds an element."""
    return [one, *_above(one)][-1]


# words replaced


def replaced(data: bytes, replacements: Iterable[tuple[Words, str]]) -> bytes:
    """The file with words, each of one paragraph, replaced. Raises BadPackage where some of them are not only text."""
    package = read_package(data)
    main = main_part(package)
    root = parse(package.data(main), main)
    paragraphs = paragraphs_of(root)
    ordered = sorted(replacements, key=lambda one: (one[0].first, one[0].start), reverse=True)
    for words, comes, held in [(words, by, _held(paragraphs[words.first - 1], words)) for words, by in ordered]:
        for n, piece in enumerate(held):  # the first text that held the old words has the new ones
            text = piece.holder.text or ""  # what came after them was replaced before
            first, last = max(0, words.start - piece.start), min(len(piece.text), words.end - piece.start)
            piece.holder.text = text[:first] + ("" if n else comes) + text[last:]
            piece.holder.set(SPACE, "preserve")
    part = Member.stored(main, written(root))
    return write_package(part if name == main else member for name, member in package.members.items())


def _held(paragraph: Paragraph, words: Words) -> list[Piece]:
    """The texts that hold words. Raises BadPackage where something else is among them."""
    held = [piece for piece in paragraph.pieces if piece.start < words.end and piece.end > words.start]
    texts = [piece for piece in held if piece.holder.tag == T and piece.holder.text == piece.text]
    if words.first != words.last or not held or len(texts) < len(held):
        raise BadPackage("les mots à remplacer sont coupés par un champ, un saut ou un dessin")
    return held


# From words of a `Document` to words of its Word file. What was read knows its paragraph and its offset. What was
# composed does not; but a rendered file says the words of its document, all of them and in order (see `audit`), so the
# same character of both is the same word.


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
        filled = (n for n, paragraph in enumerate(self.paragraphs, start=1) if len(paragraph.element))
        number = next((n for span in (*reversed(before), *after) if (n := span.origin.place.paragraph)), 0)
        if not (number := number or next(filled, 0)):
            raise BadPackage("il n'y a pas de texte où accrocher un commentaire")
        return self._whole(number)

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
        (number, last), same = before, before[0] == after[0]
        return Anchor(Words(number, last + 1, *after) if same else Words(number, last, number, last + 1), same)


def _paragraphs(data: bytes) -> tuple[Paragraph, ...]:
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
