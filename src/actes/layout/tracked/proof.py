"""A file with tracked changes, read again both ways.

A reader reads it as if every change were accepted; once insertions and deletions swap, as if every one were refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from ...document import Block, Document
from ...reading.docx import read_docx
from ...reading.package import Member, Package, read_package
from ...reading.revisions import CHANGES
from ...reading.wordml import W, words
from ..nodes import Element, Plain, parse, written
from ..package import write_package

SWAPPED = {
    f"{W}{one}": f"{W}{other}"
    for pair in (("ins", "del"), ("t", "delText"))
    for one, other in (pair, pair[::-1])
}  # fmt: skip


def lines_of(data: bytes) -> list[str]:
    """The words of a Word file as a reader reads them, every change accepted: a paragraph a line, cells too."""
    return lines_of_document(read_docx(data, ""))


def running_words(data: bytes, names: Iterable[str]) -> list[list[str]]:
    """The words of headers and footers, every change accepted."""
    package = read_package(data)
    return [words(cast("Plain", parse(package.data(name), name))) for name in names]


def lines_of_document(document: Document) -> list[str]:
    """The same of a document that was read."""
    return [words for block in document.blocks for line in _lines(block) if (words := " ".join(line.split()))]


def _lines(block: Block) -> Iterator[str]:
    if not block.rows:
        yield f"{block.marker} {block.text}"
    for row in block.rows:
        for cell in row.cells:
            yield from cell.text.split("\n")


def refused(data: bytes) -> bytes:
    """A file of which a reader reads what is left when every change is refused: what is inserted and deleted swaps."""
    package = read_package(data)
    members = []
    for name in package.names():
        part = package.data(name)
        if name.startswith("word/") and name.endswith(".xml") and f'{W[1:-1]}"'.encode() in part:
            root = parse(part, name)
            for one in root.iter(*SWAPPED):
                inside = one.tag in (f"{W}ins", f"{W}del") or _changed(one)
                one.tag = SWAPPED[one.tag] if inside else one.tag
            _restore(root)
            part = written(root)
        members.append(Member.stored(name, part))
    return write_package(members)


def _restore(root: Element) -> None:
    """Paragraphs take the look that they had: a number that Word shows is among it."""
    for change in list(root.iter(f"{W}pPrChange")):
        properties, old = change.getparent(), change.find(f"{W}pPr")
        assert properties is not None
        kept = [child for child in properties if child.tag == f"{W}rPr"]
        for child in list(properties):
            properties.remove(child)
        properties.extend([*(old if old is not None else ()), *kept])


def _changed(text: Element) -> bool:
    """Whether words are in a change: the others stay words."""
    return next(text.iterancestors(f"{W}ins", f"{W}del"), None) is not None


def pending(data: bytes) -> bool:
    """Whether somebody's changes are waiting in a Word file."""
    package: Package = read_package(data)
    names = [n for n in package.names() if n.startswith("word/") and n.endswith(".xml")]
    return any(next(parse(package.data(name), name).iter(*CHANGES), None) is not None for name in names)
