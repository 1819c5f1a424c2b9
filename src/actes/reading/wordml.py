"""The text of WordprocessingML, in the order a person reads it.

Kept: runs, tabs, breaks, hyperlinks, content controls, fields' results, pending insertions. Left out: pending
deletions, fields' instructions, and the second copy that Word keeps of a drawing (`mc:Fallback`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

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
INTRICATE = frozenset({FALLBACK, *(W + name for name in ("del", "moveFrom", "txbxContent"))})


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
    """The words of a part in reading order.

    One flat pass, since each file written is read again; where something is skipped or moved, the careful way.
    """
    pieces: list[str] = []
    for element in root.iter():
        tag = element.tag
        if tag == T:
            pieces.append(element.text or "")
        elif tag == P:
            pieces.append("\n")
        elif tag in CHARACTERS:
            pieces.append(CHARACTERS[tag])
        elif tag in INTRICATE:
            return [word for paragraph in paragraphs(root) for word in paragraph_text(paragraph).split()]
    return "".join(pieces).split()


def attribute(element: Node | None, path: str, default: str = "") -> str:
    """`w:val` of the descendant at `path` (names without prefix, separated by `/`)."""
    found = element.find("/".join(W + name for name in path.split("/"))) if element is not None else None
    return found.get(f"{W}val", default) if found is not None else default
