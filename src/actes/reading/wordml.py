"""The text of WordprocessingML, in the order a person reads it.

Kept: runs, tabs, breaks, hyperlinks, content controls, fields' results, pending insertions. Left out: pending
deletions, fields' instructions, and the second copy that Word keeps of a drawing (`mc:Fallback`).

What a field holds spans runs and paragraphs, so one `RunReader` reads a whole part, in order; it leaves out what is
hidden, and names symbols.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from ..frozen import frozen
from .symbols import named, symbol

Node: TypeAlias = Any  # an element of Python's own library or of lxml's: for a reader, they answer alike
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
P, R, T, TBL, TR, TC, BODY = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc", "body"))
CHARACTERS: Mapping[str, str] = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",  # as others read it: a word is the same, wherever its line ends
    f"{W}softHyphen": "\u00ad",
}
SKIPPED = frozenset(
    {
        FALLBACK,
        *(
            f"{W}{n}"
            for n in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "sectPr")
        ),
    }
)
PICTURES = frozenset(W + name for name in ("drawing", "pict", "object"))


def paragraphs(root: Element, tags: Collection[str] = (P,), skipped: Collection[str] = SKIPPED) -> Iterator[Element]:
    """Every `w:p`, those of tables and drawings included, in order; those inside a paragraph come after it."""
    for child in root:
        if child.tag in skipped:
            continue
        if child.tag in tags:
            yield child
        yield from paragraphs(child, tags, skipped)


def runs(element: Element) -> Iterator[tuple[Element | None, str]]:
    """The runs of a paragraph: each `w:r` and its text; paragraphs of drawings are not entered."""
    for child in element:
        tag = child.tag
        if tag == R:
            yield child, "".join(_pieces(child))
        elif tag not in SKIPPED and tag != P:
            yield from runs(child)


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == T:
            yield child.text or ""
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]
        elif child.tag not in SKIPPED and child.tag != P and len(child):
            yield from _pieces(child)


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph; tabs and line breaks are `\\t` and `\\n`."""
    return "".join(text for _, text in runs(paragraph))


def words(root: Node) -> list[str]:
    """The words of a part in reading order."""
    return [word for paragraph in paragraphs(root) for word in paragraph_text(paragraph).split()]


def attribute(element: Node | None, path: str, default: str = "") -> str:
    """`w:val` of the descendant at `path` (names without prefix, separated by `/`)."""
    found = element.find("/".join(W + name for name in path.split("/"))) if element is not None else None
    return found.get(f"{W}val", default) if found is not None else default


def on(element: Node | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off", "none")


MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


class RunReader:
    """Reads runs in order; remembers the fields that are open, the notes that were called, whether text was hidden."""

    def __init__(self) -> None:
        self.fields: list[bool] = []  # for each open field, whether its result has begun
        self.notes: list[tuple[str, str]] = []  # (« footnote » or « endnote », identifier), since last taken
        self.hidden = False

    def pieces(self, element: Node) -> Iterator[tuple[Element | None, Element, str]]:
        """What is seen of a paragraph: run, element that holds the text, text; paragraphs of drawings not entered."""
        for child in element:
            if child.tag == R:
                yield from ((child, holder, text) for holder, text in self._run(child))
            elif child.tag == MATH_TEXT:
                yield from ((None, child, text) for text in (child.text,) if text)
            elif child.tag not in SKIPPED and child.tag != P:
                yield from self.pieces(child)

    def _run(self, run: Element) -> list[tuple[Element, str]]:
        """The elements of a run that hold text, and their text; nothing where it is hidden."""
        pieces = [piece for piece in self._pieces(run) if piece[1]]
        if pieces and on(run.find(f"{W}rPr/{W}vanish")):
            self.hidden = True
            return []
        return pieces

    def taken_notes(self) -> list[tuple[str, str]]:
        """The notes called since the last time this was asked."""
        taken, self.notes = self.notes, []
        return taken

    def _pieces(self, element: Element) -> Iterator[tuple[Element, str]]:
        for child in element:
            name = child.tag
            if name == f"{W}fldChar":
                yield from self._field(child)
            elif not all(self.fields):
                continue
            elif name == T:
                yield child, named(child.text or "")
            elif name in CHARACTERS:
                yield child, CHARACTERS[name]
            elif name == f"{W}sym":
                yield child, symbol(child.get(f"{W}char", ""))
            elif name in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes.append((name.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", "")))
            elif name not in SKIPPED and name != P and len(child):
                yield from self._pieces(child)

    def _field(self, mark: Element) -> Iterator[tuple[Element, str]]:
        match mark.get(f"{W}fldCharType"):
            case "begin":
                box = mark.find(f"{W}ffData/{W}checkBox")
                if box is not None and all(self.fields):
                    yield mark, "☒" if _checked(box) else "☐"
                self.fields.append(False)
            case "separate" if self.fields:
                self.fields[-1] = True
            case "end" if self.fields:
                self.fields.pop()


def _checked(box: Element) -> bool:
    state = box.find(f"{W}checked")
    return on(state if state is not None else box.find(f"{W}default"))


def style_of(paragraph: Element) -> str:
    """The identifier of a paragraph's style."""
    return attribute(paragraph, "pPr/pStyle")


@frozen
class Piece:
    """Characters of a paragraph from its offset `start` on; `holder` is their `w:t`, `w:tab`…, `run` its `w:r`."""

    start: int
    text: str
    holder: Node
    run: Node | None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@frozen
class Paragraph:
    """A `w:p` and what is seen of it."""

    element: Node
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def paragraphs_of(root: Node) -> tuple[Paragraph, ...]:
    """Every paragraph of a document, the first one being number 1 of a `Place`.

    The origin of a span read by `wordbody` is a paragraph's number and an offset; here is what is at that offset.
    """
    reader = RunReader()
    return tuple(_paragraph(element, reader) for element in paragraphs(root))


def _paragraph(element: Element, reader: RunReader) -> Paragraph:
    pieces: list[Piece] = []
    for run, holder, text in reader.pieces(element):
        pieces.append(Piece(pieces[-1].end if pieces else 0, text, holder, run))
    return Paragraph(element, tuple(pieces))
