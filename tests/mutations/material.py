"""The acts that are mutated, as plain text: a paragraph a line, and the file written again after a change.

Nothing of `actes` is imported here: what a mutant says must not depend on how `actes` reads.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
BREAK = "\v"  # a line break inside a paragraph
Row = tuple[tuple[int, int], ...]  # the spans of the cells of a row, in the text of the file


@dataclass(frozen=True, slots=True)
class File:
    """A file of an act: its text, a paragraph a line, its bytes, and the rows of its tables."""

    name: str
    text: str
    data: bytes = field(repr=False)
    tables: tuple[tuple[Row, ...], ...] = ()

    def with_text(self, text: str) -> bytes:
        """The bytes of the file once its text has changed: paragraphs replaced, left out or repeated."""
        return _word(self, text) if self.name.endswith(".docx") else text.encode()


@dataclass(frozen=True, slots=True)
class Material:
    """An act: one file or several."""

    name: str
    files: tuple[File, ...]


def text_file(name: str, data: bytes) -> File:
    text = data.decode().replace("\r\n", "\n")
    return File(name, text, data, tuple(_bars(text)))


_TABLE = re.compile(r"(?:^\|[^\n]*\|[ ]*\n?)+", re.MULTILINE)
_ROW = re.compile(r"^\|(?![-:| ]+\|$)[^\n]*\|", re.MULTILINE)


def _bars(text: str) -> Iterator[tuple[Row, ...]]:
    """The tables of a Markdown text, without the line of hyphens."""
    for table in _TABLE.finditer(text):
        rows = []
        for row in _ROW.finditer(text, *table.span()):
            edges = [match.start() for match in re.finditer(r"\|", text[: row.end()]) if match.start() >= row.start()]
            rows.append(tuple(_cell(text, left + 1, right) for left, right in itertools.pairwise(edges)))
        yield tuple(rows)


def _cell(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), max(start, end - len(inside) + len(inside.rstrip()))


def word_file(name: str, data: bytes) -> File:
    """A Word file: every paragraph of its body, those of cells included, in order."""
    paragraphs = _paragraphs(_body(data))
    texts = [_text(paragraph) for paragraph in paragraphs]
    starts = _starts(texts)
    index = {id(paragraph): rank for rank, paragraph in enumerate(paragraphs)}
    spans = {key: (starts[rank], starts[rank] + len(texts[rank])) for key, rank in index.items()}
    tables = []
    for table in paragraphs[0].getroottree().iter(f"{W}tbl"):
        rows = []
        for row in table.iterchildren(f"{W}tr"):
            cells = [list(cell.iter(f"{W}p")) for cell in row.iterchildren(f"{W}tc")]
            rows.append(tuple((spans[id(cell[0])][0], spans[id(cell[-1])][1]) for cell in cells if cell))
        tables.append(tuple(rows))
    return File(name, "\n".join(texts), data, tuple(tables))


def _starts(texts: Sequence[str]) -> list[int]:
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    return starts


def _body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(BODY))


def _paragraphs(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(f"{W}p"))


def _pieces(paragraph: etree._Element) -> list[etree._Element]:
    return [node for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab") if node.getparent().tag == f"{W}r"]


def _said(node: etree._Element) -> str:
    return (node.text or "") if node.tag == f"{W}t" else BREAK if node.tag == f"{W}br" else "\t"


def _text(paragraph: etree._Element) -> str:
    return "".join(_said(node) for node in _pieces(paragraph))


def _word(file: File, text: str) -> bytes:
    root = _body(file.data)
    old, new, paragraphs = file.text.split("\n"), text.split("\n"), _paragraphs(root)
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    changed, wanted = paragraphs[head : len(old) - tail], new[head : len(new) - tail]
    for paragraph, words in zip(changed, wanted, strict=False):
        _rewrite(paragraph, words)
    for paragraph in changed[len(wanted) :]:
        paragraph.getparent().remove(paragraph)
    before = paragraphs[head + len(changed) - 1]
    for words in reversed(wanted[len(changed) :]):
        copy = deepcopy(paragraphs[old.index(words)] if words in old else before)
        _rewrite(copy, words)
        before.addnext(copy)
    return _packed(file.data, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _rewrite(paragraph: etree._Element, words: str) -> None:
    """Give a paragraph other words: what stands before and after the change keeps its runs."""
    pieces = _pieces(paragraph)
    old = "".join(_said(node) for node in pieces)
    head = next((n for n, (a, b) in enumerate(zip(old, words, strict=False)) if a != b), min(len(old), len(words)))
    tail = 0
    while tail < min(len(old), len(words)) - head and old[-1 - tail] == words[-1 - tail]:
        tail += 1
    end, inserted, position = len(old) - tail, words[head : len(words) - tail], 0
    for node in pieces:
        said = _said(node)
        if node.tag == f"{W}t":
            start, stop = max(0, head - position), max(0, end - position)
            here = inserted if position <= head <= position + len(said) else ""
            node.text = said[:start] + here + said[stop:]
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            inserted = "" if here else inserted
        position += len(said)


def _packed(data: bytes, body: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, body if name == BODY else source.read(name))
    return made.getvalue()
