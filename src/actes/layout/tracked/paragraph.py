"""Words of one paragraph against those of another: kept, inserted, deleted; its own fields, links, drawings stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from ...compare import Change, Hunk
from ...frozen import frozen
from ...reading.wordml import W
from ...wording import hunks, tokens
from ..package import Element
from .marks import Marker, Piece, Sort, part, pieces_of


@frozen
class Edit:
    """Characters of the old paragraph (`start` to `end`) that those of the new one (`at` to `to`) replace."""

    start: int
    end: int
    at: int
    to: int


def revise(paragraph: Element, old: Sequence[Piece], marker: Marker, *, whole: bool = False) -> None:
    """Mark in a paragraph of the new document what differs from the old one; `whole`: all of it does."""
    new = pieces_of(paragraph)
    edits = list(_edits(old, new, whole=whole))
    if edits:
        _fill(paragraph, [child for piece in _laid_out(new, edits) for child in _made(piece, old, marker)])


def _edits(old: Sequence[Piece], new: Sequence[Piece], *, whole: bool) -> Iterator[Edit]:
    before, after = list(_tokens(old)), list(_tokens(new))
    found: Iterable[Hunk] = hunks(before, after)
    if whole and before != after:
        change = Change.MODIFIE if before and after else Change.AJOUTE if after else Change.RETIRE
        found = [Hunk(change, slice(0, len(before)), slice(0, len(after)))]
    starts, starts_after = (list(accumulate(map(len, words), initial=0)) for words in (before, after))
    for hunk in found:
        if hunk.change is not Change.EGAL:
            a, b = hunk.before, hunk.after
            yield Edit(starts[a.start], starts[a.stop], starts_after[b.start], starts_after[b.stop])


def _tokens(pieces: Iterable[Piece]) -> Iterator[str]:
    """The words, whatever runs they are cut in; an atom is one."""
    text = ""
    for piece in pieces:
        if piece.sort is Sort.ATOM:
            yield from tokens(text)
            yield piece.text
            text = ""
        else:
            text += piece.text
    yield from tokens(text)


@frozen
class _Part:
    """Characters of a piece, new or not; or (no piece) what of the old paragraph goes at this place."""

    piece: Piece | None
    start: int
    end: int
    inserted: bool = False


def _laid_out(new: Sequence[Piece], edits: Sequence[Edit]) -> Iterator[_Part]:
    """The pieces of the new paragraph cut where changes begin and end, and the deletions between them."""
    waiting, edges = list(edits), {edge for edit in edits for edge in (edit.at, edit.to)}
    for piece in new:
        if piece.sort is Sort.NEUTRAL:
            yield _Part(piece, piece.start, piece.end)
            continue
        inner = (edge for edge in edges if piece.start < edge < piece.end)
        for start, end in pairwise(sorted({piece.start, *inner, piece.end})):
            if waiting and waiting[0].at == start:
                gone = waiting.pop(0)
                yield _Part(None, gone.start, gone.end)
            yield _Part(piece, start, end, inserted=any(edit.at <= start < edit.to for edit in edits))
    yield from (_Part(None, edit.start, edit.end) for edit in waiting)


def _made(made: _Part, old: Sequence[Piece], marker: Marker) -> Iterator[Element]:
    if made.piece is None:
        gone = marker.deleted(old, made.start, made.end)
        if gone is not None:
            yield gone
    elif made.inserted:
        yield from marker.inserted(made.piece, made.start, made.end)
    elif made.piece.sort is Sort.WORDS:
        yield part(made.piece, made.start, made.end)
    else:
        yield from made.piece.elements


def _fill(paragraph: Element, children: Iterable[Element]) -> None:
    """The new children of a paragraph; insertions that follow each other are one."""
    placed: list[Element] = []
    for child in children:
        if placed and child.tag == placed[-1].tag == f"{W}ins":
            placed[-1].extend(list(child))
        else:
            placed.append(child)
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.extend(placed)


def insert_words(paragraph: Element, marker: Marker) -> None:
    """Every word of a paragraph is inserted."""
    pieces = pieces_of(paragraph)
    parts = (_Part(piece, piece.start, piece.end, piece.sort is not Sort.NEUTRAL) for piece in pieces)
    _fill(paragraph, [child for one in parts for child in _made(one, (), marker)])
