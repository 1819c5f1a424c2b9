"""The documents of an act as sheets, in pieces: runs of words of one origin, one look and the same remarks, which are
known by their ranks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from ..document import Block, Cell, Document, Fact, Row, Span, Style
from ..frozen import frozen
from ..pattern import pattern
from ..tasks.opened import Opened
from ..values.ordinals import ORDINAL
from ..values.typography import held

HELD = "\x1e"  # a hyphen that is held, until it is drawn
_HELD = pattern(rf"(?<![\w.])[\w.]*(?:{HELD}[\w.]*)+")


@frozen
class Piece:
    """Words: the fact that made them and the field where it is stated, "" where none; the remarks on them.

    `rank` is how many times this field was shown before; `first` the remarks whose words begin here.
    """

    text: str
    fact: str = ""
    field: str = ""
    rank: int = 0
    bold: bool = False
    italic: bool = False
    remarks: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    severity: str = ""


Line = tuple[Piece, ...]


@frozen
class Paragraph:
    """A block of a document with its words, or its rows, each with the lines of its cells; `said` is the paragraph of
    the entry that it comes from.
    """

    block: Block
    line: Line
    rows: tuple[tuple[Row, tuple[tuple[Cell, tuple[Line, ...]], ...]], ...]
    said: str = ""


@frozen
class Sheet:
    """A document as it will be."""

    name: str
    title: str
    blocks: tuple[Paragraph, ...]
    footer: str


Mark = tuple[int, int, int, str]  # from, to, the rank of the remark, how much it weighs


def sheets(act: Opened, start: int = 0) -> tuple[Sheet, ...]:
    """The documents of an act; the screen numbers its remarks from `start` on."""
    shown: Counter[str] = Counter()
    drawn = (_Drawn(act, start, rank, document, shown) for rank, document in enumerate(act.documents))
    return tuple(one.sheet() for one in drawn)


@frozen
class _Drawn:
    """One document being drawn; `shown` counts the places of each field over all of them."""

    act: Opened
    start: int
    rank: int
    document: Document
    shown: Counter[str]

    def sheet(self) -> Sheet:
        blocks = tuple(self.paragraph(rank, block) for rank, block in enumerate(self.document.blocks))
        footer = "".join(span.text for span in self.document.footer)
        return Sheet(self.document.name, self.act.names.get(self.document.name, self.document.name), blocks, footer)

    def paragraph(self, rank: int, block: Block) -> Paragraph:
        cut = iter(list(self.cut(block, list(self.marks(rank)))))
        rows = tuple(
            (row, tuple((cell, tuple(_line(cut, line) for line in cell.paragraphs)) for cell in row.cells))
            for row in block.rows
        )
        return Paragraph(block, _line(cut, block.spans), rows, self.said(block))

    def said(self, block: Block) -> str:
        """The paragraph of the entry that most of a block comes from: its path and its rank; "" where none."""
        for span in block.spans:
            source = getattr(span.origin, "source", None)
            if (known := self.act.texts.get(id(source))) is not None:
                path, extents = known
                at = span.origin.offset
                rank = next((n for n, (start, end) in enumerate(extents) if start <= at <= end), 0)
                return f"{path}#{rank}"
        return ""

    def marks(self, block: int) -> Iterator[Mark]:
        for number, remark in enumerate(self.act.every, self.start):
            spot, found = remark.finding.spot, remark.finding
            if spot is not None and (spot.part, spot.block) == (self.rank, block):
                yield spot.start, spot.end, number, "accepte" if found.waived else found.severity.value

    def cut(self, block: Block, marks: Sequence[Mark]) -> Iterator[Line]:
        for start, end, span in block.laid_out:
            over = [mark for mark in marks if mark[0] < end and mark[1] > start]
            edges = sorted({start, end, *(at for mark in over for at in mark[:2] if start < at < end)})
            fact = span.origin.path if isinstance(span.origin, Fact) else ""
            field = self.act.at.get(fact, "")
            made = []
            for at, to in pairwise(edges):
                here = [mark for mark in over if mark[0] <= at and mark[1] >= to]
                made.append(self.piece(span, span.text[at - start : to - start], fact, field, at, here))
            yield tuple(made)

    def piece(self, span: Span, text: str, fact: str, field: str, at: int, here: Sequence[Mark]) -> Piece:
        self.shown[field] += bool(field)
        return Piece(
            text,
            fact,
            field,
            self.shown[field],
            Style.GRAS in span.styles,
            Style.ITALIQUE in span.styles,
            tuple(mark[2] for mark in here),
            tuple(mark[2] for mark in here if mark[0] == at),
            here[0][3] if here else "",  # remarks come worst first
        )


def _line(cut: Iterator[Line], spans: Iterable[Span]) -> Line:
    return tuple(piece for _ in spans for piece in next(cut))


def typeset(text: str) -> Markup:
    """Words as HTML: « 1er » with its superscript, line breaks, the hyphens at which Word ends no line.

    >>> typeset("le 1er juillet <2025>")
    Markup('le 1<sup>er</sup> juillet &lt;2025&gt;')
    >>> typeset("L. 5211-9 du code")
    Markup('L. <span class="held">5211-9</span> du code')
    """
    words = _HELD.sub(r'<span class="held">\g<0></span>', str(escape(held(text, HELD)))).replace(HELD, "-")
    return Markup(ORDINAL.sub(r"\1<sup>\2</sup>", words).replace("\n", "<br>"))
