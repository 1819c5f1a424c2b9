"""A paragraph taken apart: where line breaks hide several blocks, and where a typed marker begins an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..document import Block, Kind, Literal, Span, Style
from ..pattern import pattern
from ..place import Locatable
from .lines import Passage
from .openings import fold, marker, opening

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
        starts += [at for at in lines if opening(block.text[at:]) in STRONG or DELEGATED.match(fold(block.text[at:]))]
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
