"""A transcription in Markdown made into a Word file as a person would type it: headings, lists, tables, line breaks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

_SIGNS = re.compile(r"(\*\*|(?<!\\)\*|</?b>|</?sup>)")
_LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")
_ITEM = re.compile(r"(?P<in> *)- (?:o )?(?P<words>.*)")  # « o » is the sign that Word draws


def word_file(texts: Iterable[str]) -> bytes:
    """Transcriptions one below the other, each on a page of its own."""
    document, file = docx.Document(), io.BytesIO()
    for rank, text in enumerate(texts):
        if rank:
            document.add_page_break()
        for lines in _chunks(text):
            _typed(document, lines)
    document.save(file)
    return file.getvalue()


def _chunks(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph, list or table."""
    for chunk in re.split(r"\n\s*\n", text.strip("\n")):
        yield chunk.split("\n")


def _typed(document: Document, lines: list[str]) -> None:
    if any("\t" in line for line in lines):
        _table(document, [line.split("\t") for line in lines])
    elif heading := re.fullmatch(r"(#+) (.*)", lines[0]):
        _runs(document.add_heading(level=len(heading[1])), heading[2])
        if lines[1:]:
            _typed(document, lines[1:])
    else:
        paragraph: Paragraph | None = None
        for line in lines:
            item = _ITEM.fullmatch(line)
            if item:
                style = "List Bullet 2" if item["in"] else "List Bullet"
                paragraph = document.add_paragraph(style=style)
            elif paragraph is None:
                paragraph = document.add_paragraph()
            elif not paragraph.text.endswith("\n"):
                paragraph.add_run(" ")
            _runs(paragraph, item["words"] if item else line.lstrip())


def _table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            _runs(cell.paragraphs[0], text)


def _runs(paragraph: Paragraph, text: str) -> None:
    """A line, each stretch in its style; two spaces at its end are a line break."""
    bold = italic = raised = False
    for piece in _SIGNS.split(_LINK.sub(r"\1", text.rstrip())):
        if piece in ("**", "<b>", "</b>"):
            bold = not bold
        elif piece == "*":
            italic = not italic
        elif piece in ("<sup>", "</sup>"):
            raised = not raised
        elif piece:
            run = paragraph.add_run(piece.replace("\\", ""))
            run.bold, run.italic, run.font.superscript = bold or None, italic or None, raised or None
    if text.endswith("  "):
        paragraph.add_run().add_break()
