"""Words of a Word file replaced where they stand, in the runs that hold them: their look, and all else, stays.

The look of the first character replaced is that of what comes. Nothing but text is touched: words with a field, a
break or a drawing among them are not replaced.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from ..frozen import frozen
from ..reading.docx import main_part
from ..reading.package import BadPackage, Member, read_package
from ..reading.wordml import T
from ..reading.wordtext import Paragraph, Piece, paragraphs_of
from .package import SPACE, Plain, parse, write_package, written
from .ranges import Words


@frozen
class Replacement:
    """Words of one paragraph, and what comes in their place."""

    words: Words
    by: str


def replaced(data: bytes, replacements: Iterable[Replacement]) -> bytes:
    """The file with these words replaced. Raises BadPackage where some of them are not only text."""
    package = read_package(data)
    main = main_part(package)
    root = parse(package.data(main), main)
    paragraphs = paragraphs_of(cast("Plain", root))
    ordered = sorted(replacements, key=lambda one: (one.words.first, one.words.start), reverse=True)
    for one, held in [(one, _held(paragraphs[one.words.first - 1], one.words)) for one in ordered]:
        by = one.by  # in the first text that held the old words, which go out of all
        for piece in held:
            text = piece.holder.text or ""  # what came after them was replaced before
            first, last = max(0, one.words.start - piece.start), min(len(piece.text), one.words.end - piece.start)
            piece.holder.text, by = text[:first] + by + text[last:], ""
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
