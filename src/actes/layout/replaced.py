"""Words of a Word file replaced where they stand, in the runs that hold them: their look, and all else, stays.

The look of the first character replaced is that of what comes. Nothing but text is touched: words with a field, a
break or a drawing among them are not replaced.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..frozen import frozen
from ..reading.docx import main_part
from ..reading.package import BadPackage, Member, read_package
from ..reading.wordml import T
from ..reading.wordtext import Paragraph, Piece, paragraphs_of
from ..values.markup import escape
from .package import write_package
from .placed import Placed
from .ranges import PRESERVE, Words


@frozen
class Replacement:
    """Words of one paragraph, and what comes in their place."""

    words: Words
    by: str


def replaced(data: bytes, replacements: Iterable[Replacement]) -> bytes:
    """The file with these words replaced. Raises BadPackage where some of them are not only text."""
    package = read_package(data)
    main = main_part(package)
    placed = Placed.of(package.data(main), main)
    paragraphs = paragraphs_of(placed.root)
    texts: dict[Element, str] = {}
    for one in sorted(replacements, key=lambda one: (one.words.first, one.words.start), reverse=True):
        _replace(paragraphs[one.words.first - 1], one, texts)
    part = _written(placed, texts)
    return write_package(Member.stored(n, part) if n == main else m for n, m in package.members.items())


def _replace(paragraph: Paragraph, one: Replacement, texts: dict[Element, str]) -> None:
    """Put the new words in the first text that held the old ones, and take these out of all."""
    start, end, by = one.words.start, one.words.end, one.by
    held = [piece for piece in paragraph.pieces if piece.start < end and piece.end > start]
    if one.words.first != one.words.last or not held or not all(map(_is_text, held)):
        raise BadPackage("les mots à remplacer sont coupés par un champ, un saut ou un dessin")
    for piece in held:
        text = texts.get(piece.holder, piece.text)
        first, last = max(0, start - piece.start), min(len(piece.text), end - piece.start)
        texts[piece.holder] = text[:first] + by + text[last:]  # those after it were replaced before
        by = ""


def _is_text(piece: Piece) -> bool:
    return piece.holder.tag == T and (piece.holder.text or "") == piece.text


def _written(placed: Placed, texts: dict[Element, str]) -> bytes:
    data = placed.data
    for element in sorted(texts, key=lambda one: placed.extent(one).start, reverse=True):
        at = placed.extent(element)
        opening = data[at.start : at.inner]
        if b"xml:space" not in opening:
            opening = opening[:-1] + PRESERVE + b">"
        data = data[: at.start] + opening + escape(texts[element]).encode("utf-8") + data[at.outer :]
    return data
