"""A paragraph taken apart: several blocks behind line breaks, an item behind a typed marker, the columns of who signs.

>>> from .lines import lines_of
>>> from .paragraphs import block_of
>>> text = "Pour la commune,          Pour le club,\\nLe maire\\n                          Rose DELMAS"
>>> [[cell.text for cell in row.cells] for row in rows_of([block_of([line]) for line in lines_of(text, "a.txt")])]
[['Pour la commune,', 'Pour le club,'], ['Le maire', ''], ['', 'Rose DELMAS']]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..document import Block, Cell, Kind, Literal, Row, Span, Style
from ..facts.flat import folded
from ..frozen import frozen
from ..pattern import pattern
from ..place import Locatable
from .lines import Passage, parted
from .openings import marker, opening

DELEGATED = pattern(r"prise? par delegation")
STRONG = (Kind.VISA, Kind.CONSIDERANT, Kind.ARTICLE)
SENTENCE = pattern(r"(?<=[.;:,»]) (?=[A-ZÀ-Ý])")
LONG = 300  # characters
FEW = 3  # parts of an act in one paragraph: the lines of the page were lost


def parts_of(block: Block) -> Iterator[Block]:
    """A paragraph in which line breaks stand before « Vu », « Considérant », « Article 1 », cut there."""
    starts = [0]
    if block.kind is Kind.PARAGRAPHE and "\n" in block.text:
        lines = [m.end() for m in re.finditer(r"\n", block.text)]
        starts += [at for at in lines if opening(block.text[at:]) in STRONG or DELEGATED.match(folded(block.text[at:]))]
    elif block.kind is Kind.PARAGRAPHE and len(block.text) > LONG:
        found = [m.end() for m in SENTENCE.finditer(block.text) if _begins(block.text[m.end() : m.end() + LONG])]
        starts += found if len(found) >= FEW else []
    if len(starts) == 1:
        yield block
        return
    for start, stop in zip(starts, [*(at - 1 for at in starts[1:]), len(block.text)], strict=True):
        yield replace(block, spans=tuple(cut(block.spans, start, stop)), page=block.page and not start)


def _begins(text: str) -> bool:
    """Whether words in the middle of a paragraph begin a part of an act."""
    told = opening(text)
    return told in STRONG or (told in (Kind.FORMULE, Kind.LIEU_DATE) and not text.startswith(("À ", "A ")))


def merged(pieces: Iterable[tuple[str, frozenset[Style]]], source: Locatable) -> tuple[Span, ...]:
    """The words of a paragraph as spans: pieces of one look are one."""
    spans: list[Span] = []
    offset = 0
    for text, styles in pieces:
        if spans and spans[-1].styles == styles:
            spans[-1] = spans[-1]._replace(text=spans[-1].text + text)
        elif text:
            spans.append(Span(text, Literal(source, offset), styles))
        offset += len(text)
    return tuple(spans)


def cut(spans: Iterable[Span], start: int, stop: int) -> Iterator[Span]:
    """The part of spans between two offsets, each word keeping its place."""
    at = 0
    for span in spans:
        first, last = max(start - at, 0), min(stop - at, len(span.text))
        if first < last:
            yield span._replace(text=span.text[first:last], origin=_moved(span, first))
        at += len(span.text)


def _moved(span: Span, first: int) -> Literal:
    source, offset = span.origin.source, span.origin.offset
    if isinstance(source, Passage):
        return Literal(source.cut(offset + first) if offset + first else source)
    return Literal(source, offset + first)


def itemised(block: Block) -> Block:
    """A paragraph that begins with a typed marker is an item."""
    plain = block.kind is Kind.PARAGRAPHE and opening(block.text) is not Kind.FORMULE  # « - ARRÊTE - »
    head = marker(block.text) if plain else None
    if not head or not head[1]:
        return block
    length = len(block.text) - len(head[1])
    return replace(block, kind=Kind.ITEM, marker=head[0], spans=tuple(cut(block.spans, length, len(block.text))))


GAP = pattern(r" {3,}|\t| ?\| ?")


@frozen
class _Piece:
    """Words of a line between two gaps, and the column at which they begin."""

    column: int
    spans: tuple[Span, ...]


def rows_of(blocks: Sequence[Block]) -> tuple[Row, ...]:
    """A row for each line, a cell for each column; those that a file has as a table keep theirs."""
    lines = [_pieces(block) for block in blocks if not block.rows]
    widest = max(lines, key=len, default=[])
    starts = [piece.column for piece in widest]
    rows: list[Row] = []
    for block in blocks:
        rows.extend(block.rows or (Row(tuple(_placed(_pieces(block), starts))),))
    return tuple(rows)


def _pieces(block: Block) -> list[_Piece]:
    text, place = block.text, block.spans[0].origin.place if block.spans else None
    first = (place.column if place else None) or 1
    places = [(start, end) for start, end in parted(text, GAP) if start < end]
    return [_Piece(first + start, tuple(cut(block.spans, start, end))) for start, end in places]


def _placed(pieces: Sequence[_Piece], starts: Sequence[int]) -> list[Cell]:
    """The cells of a line: each piece in the column that is nearest, after the one before."""
    if len(starts) < 2:
        return [Cell((pieces[0].spans,))] if pieces else [Cell(((),))]
    cells = [Cell(((),)) for _ in starts]
    free = 0
    for rank, piece in enumerate(pieces):
        last = len(starts) - (len(pieces) - rank)
        at = min(range(free, last + 1), key=lambda n: abs(starts[n] - piece.column))
        cells[at] = Cell((piece.spans,))
        free = at + 1
    return cells
