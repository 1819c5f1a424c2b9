"""A plain text becomes a document: lines, tables and paragraphs, each word with its line and column."""

from __future__ import annotations

from ..document import Block, Document, Kind, Literal, Span
from ..finding import Finding, Severity
from ..place import Place
from .flattened import gathered
from .furniture import set_aside
from .lines import Line, lines_of
from .paragraphs import blocks_of, leveled
from .problems import problem, unreadable
from .result import Reading
from .structure import recognised
from .symbols import named
from .texttables import fold_tables

LONGEST = 5_000_000  # characters: a thousand pages and more


def read_text(data: bytes, path: str) -> Reading:
    """The document in a text. Raises CannotGoOn when it is too long."""
    text, notes = decode(data, path)
    from .markdown import looks_like_markdown, markdown_reading

    if looks_like_markdown(text):
        return markdown_reading(text, path, notes)
    kept, aside = set_aside(lines_of(text, path))
    blocks = recognised(leveled(blocks_of(gathered(fold_tables(kept)))))
    return Reading(Document(path, blocks), furniture_blocks(aside), notes=notes)


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of bytes: UTF-8, UTF-16 with its mark, else the old coding of Windows, which is said."""
    notes: tuple[Finding, ...] = ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            hint = "relisez les accents ; enregistrez le fichier en UTF-8"
            told = "le fichier n'est pas en UTF-8 : lu comme un texte Windows (cp1252)"
            notes = (problem("LEC206", told, hint, Place(path), severity=Severity.CONSEIL),)
    if len(text) > LONGEST:
        raise unreadable("LEC102", "le texte est trop long pour être un acte", "donnez un acte à la fois", path)
    return named(text.replace("\r\n", "\n").replace("\r", "\n")), notes


def furniture_blocks(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """Lines that were set aside, each as a block."""
    return tuple(Block(Kind.PARAGRAPHE, (Span(line.text, Literal(line.place), line.styles),)) for line in lines)
