"""A plain text becomes a document: lines, tables and paragraphs, each word with its line and column."""

from __future__ import annotations

from ..document import Document
from .decoding import decode
from .flattened import gathered
from .furniture import furniture_blocks, set_aside
from .lines import lines_of
from .markdown import looks_like_markdown, markdown_reading
from .paragraphs import blocks_of, leveled
from .result import Reading
from .structure import recognised
from .texttables import fold_tables


def read_text(data: bytes, path: str) -> Reading:
    """The document in a text. Raises CannotGoOn when it is too long."""
    text, notes = decode(data, path)
    if looks_like_markdown(text):
        return markdown_reading(text, path, notes)
    kept, aside = set_aside(lines_of(text, path))
    blocks = recognised(leveled(blocks_of(gathered(fold_tables(kept)))))
    return Reading(Document(path, blocks), furniture_blocks(aside), notes=notes)
