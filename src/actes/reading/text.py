"""A text becomes a document: lines, tables and paragraphs, each word with its line and column.

Markdown too, light: headings, lists, pipe tables, `**gras**`, `<sup>`, line breaks. People and character recognition
transcribe acts in it; what it does not mark is told from the words, as in a plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..document import Block, Document, Kind, Span
from ..finding import Finding
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..values.text import ends_sentence
from .flattened import gathered
from .furniture import furniture_blocks, set_aside
from .inline import spans_of
from .lines import Line, Passage, lines_of
from .openings import RESUMED, marker, starts_block, tells
from .paragraphs import MOST_LINES, blocks_of, glue, leveled, width_of
from .problems import unreadable
from .result import Reading
from .structure import recognised
from .symbols import named
from .texttables import fold_tables
from .xml import LONGEST

_STRAY = "\x00-\x08\x0e-\x1f\x7f"  # what extraction leaves for the bullet of a font, or inside a word
_BULLET = pattern(rf"(?m)^([ \t\f]*)[{_STRAY}]+(?=[ \t])")
_NOTHING = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F))
HEADING = pattern(r"(#{1,6})\s+(?P<text>\S.*)$")
BULLET = pattern(r"(?P<mark>[-*+•–]|\d{1,2}[.)])\s+(?P<text>\S.*)$")
BREAK = pattern(r"(?: {2,}|\\)$")
RULER = pattern(r"(?:[-*_] ?){3,}$|```|<!--.*-->$")
MARKS = pattern(r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|^\|.*\|\s*$|<sup>", re.MULTILINE)


def read_text(data: bytes, path: str) -> Reading:
    """The document in a text. Raises CannotGoOn when it is too long."""
    text, notes = decode(data, path)
    kept, aside = set_aside(lines_of(text, path))
    if path.lower().endswith((".md", ".markdown")) or looks_like_markdown(text):
        blocks = _marked_blocks(kept, text.split("\n"))
    else:
        blocks = leveled(blocks_of(gathered(fold_tables(kept))))
    return Reading(Document(path, recognised(blocks)), furniture_blocks(aside), notes=notes)


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


def looks_like_markdown(text: str) -> bool:
    """Whether a text, whatever its suffix, is marked as Markdown: two sorts of marks at least, or several headings.

    >>> looks_like_markdown("# ARRÊTÉ\\n\\n**Article 1**"), looks_like_markdown("2 * 3 # 4")
    (True, False)
    """
    found = [match[0][:1] + match[0][1:2].strip("# ") for match in MARKS.finditer(text[:20_000])]
    return len(set(found)) > 1 or found.count("#") > 1


def _cell(text: str, line: Line, offset: int) -> tuple[Span, ...]:
    place = replace(line.place, column=(line.place.column or 1) + offset)
    return spans_of(text, Passage(line.place.path, ((0, place),)))


def _marked_blocks(kept: Iterable[Line], raw: Sequence[str]) -> Iterator[Block]:
    """The blocks of a Markdown text, whose lines are `raw` as they stand in the file."""
    lines = [line for line in fold_tables(kept, _cell) if line.rows or not RULER.match(line.text)]
    width, group = width_of(lines), list[Line]()
    for line in lines:
        if group and _ends(group, line, raw, width):
            yield _block(group, raw)
            group = []
        if line.rows:
            yield Block(Kind.TABLEAU, rows=line.rows)
        else:
            group.append(line)
    if group:
        yield _block(group, raw)


def _ends(group: Sequence[Line], line: Line, raw: Sequence[str], width: int | None) -> bool:
    """Whether a line is not of the block that the lines above have begun."""
    last = group[-1]
    if (
        len(group) > MOST_LINES
        or line.rows
        or line.gap
        or HEADING.match(line.text)
        or HEADING.match(last.text)
        or BULLET.match(line.text)
    ):
        return not (line.gap and line.page != last.page and RESUMED.match(line.text) and not ends_sentence(last.text))
    if starts_block(line.text.lstrip("*_")):
        return True
    if BREAK.search(raw[(last.place.line or 1) - 1]):
        return False
    return width is None and (ends_sentence(last.text) or not RESUMED.match(line.text))


def _block(lines: Sequence[Line], raw: Sequence[str]) -> Block:
    head, text = lines[0], lines[0].text
    heading, bullet = HEADING.match(text), BULLET.match(text)
    skipped = heading.start("text") if heading else bullet.start("text") if bullet else 0
    words, starts = _joined(lines, raw, skipped)
    spans = spans_of(words, Passage(head.place.path, tuple(starts)))
    if heading:
        known = len(heading[1]) < 3 or tells("".join(span.text for span in spans))
        return Block(Kind.PARAGRAPHE if known else Kind.INTERTITRE, spans, level=len(heading[1]))
    if not bullet:
        return Block(Kind.PARAGRAPHE, spans)
    inner = marker(words)
    if inner and inner[0] in ("o", "◦", "•", "–"):  # « - o ne pas diffuser »: the bullet that was typed
        cut = len(words) - len(inner[1])
        spans = spans_of(words[cut:], Passage(head.place.path, tuple(starts)).cut(cut))
        return Block(Kind.ITEM, spans, _depth(head), inner[0])
    return Block(Kind.ITEM, spans, _depth(head), bullet["mark"])


def _depth(line: Line) -> int:
    return ((line.place.column or 1) - 1) // 2 + 1


def _joined(lines: Sequence[Line], raw: Sequence[str], skipped: int) -> tuple[str, list[tuple[int, Place]]]:
    """The raw text of a block, and where each of its lines starts in it."""
    text, starts = "", []
    for number, line in enumerate(lines):
        start = skipped if number == 0 else 0
        place = replace(line.place, column=(line.place.column or 1) + start)
        if number:
            text += "\n" if BREAK.search(raw[(lines[number - 1].place.line or 1) - 1]) else glue(text, line.text)
        starts.append((len(text), place))
        ended = line.text.rstrip("# ") if HEADING.match(line.text) else BREAK.sub("", line.text)
        text += ended[start:]
    return text, starts
