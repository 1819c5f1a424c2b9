"""A text becomes a document: lines, tables and paragraphs, each word with its line and column; Markdown too."""

from __future__ import annotations

from ..document import Document
from ..finding import Finding
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from .flattened import gathered
from .furniture import furniture_blocks, set_aside
from .lines import lines_of
from .markdown import looks_like_markdown, markdown_reading
from .paragraphs import blocks_of, leveled
from .problems import unreadable
from .result import Reading
from .structure import recognised
from .symbols import named
from .texttables import fold_tables
from .xml import LONGEST

_STRAY = "\x00-\x08\x0e-\x1f\x7f"  # what extraction leaves for the bullet of a font, or inside a word
_BULLET = pattern(rf"(?m)^([ \t\f]*)[{_STRAY}]+(?=[ \t])")
_NOTHING = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F))


def read_text(data: bytes, path: str) -> Reading:
    """The document in a text. Raises CannotGoOn when it is too long."""
    text, notes = decode(data, path)
    if path.lower().endswith((".md", ".markdown")) or looks_like_markdown(text):
        return markdown_reading(text, path, notes)
    kept, aside = set_aside(lines_of(text, path))
    blocks = recognised(leveled(blocks_of(gathered(fold_tables(kept)))))
    return Reading(Document(path, blocks), furniture_blocks(aside), notes=notes)


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of bytes: UTF-8, UTF-16 with its mark, else the old coding of Windows, which is said.

    Raises CannotGoOn when it is longer than any act.
    """
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
            notes = (problem("LEC206", told, hint, Place(path)),)
    if len(text) > LONGEST:
        raise unreadable("LEC102", "le texte est trop long pour être un acte", "donnez un acte à la fois", path)
    text = _BULLET.sub("\\1•", text).translate(_NOTHING)
    return named(text.replace("\r\n", "\n").replace("\r", "\n")), notes
