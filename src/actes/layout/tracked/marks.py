"""The marks of Word's « Suivi des modifications »: what is inserted, what is deleted, by whom; no date, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from ...pattern import pattern
from ...reading.wordml import CHARACTERS, R, W
from ..package import SPACE, Element, element
from .pieces import OBJECT, Piece, Sort, cut

AUTHOR = "actes"
NAMES = {text: tag for tag, text in reversed(list(CHARACTERS.items())) if text != "-"}  # most hyphens are letters
SPLIT = pattern(r"([\n\t\u00ad])")
LOOKS = tuple(W + name for name in ("rStyle", "b", "bCs", "i", "iCs", "caps", "smallCaps", "u", "vertAlign"))
PROPERTIES_AFTER_MARK = tuple(W + name for name in ("sectPr", "pPrChange"))


@dataclass(frozen=True)
class Marker:
    """Makes marks, each with its number; `styles` are the identifiers of styles that the new document has."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    styles: frozenset[str] = frozenset()

    def mark(self, tag: str, *children: Element) -> Element:
        """`w:ins`, `w:del`, `w:pPrChange`."""
        return element(tag, *children, id=str(next(self.numbers)), author=AUTHOR)

    def inserted(self, piece: Piece, start: int, end: int) -> Iterator[Element]:
        """Characters of a piece of the new paragraph, inserted."""
        if piece.sort is Sort.WORDS:
            yield self.mark("ins", part(piece, start, end))
        else:
            for one in piece.elements:
                yield self.insert_runs(one)

    def insert_runs(self, one: Element) -> Element:
        """The same element, every run in it inserted; those of drawings are inside a run that is."""
        if one.tag == R:
            return self.mark("ins", one)
        above = (one, *one.iterancestors())
        for run in [run for run in one.iter(R) if all(held in above for held in run.iterancestors(R))]:
            parent = run.getparent()
            assert parent is not None
            position = parent.index(run)
            parent.insert(position, self.mark("ins", run))
        return one

    def deleted(self, pieces: Iterable[Piece], start: int, end: int) -> Element | None:
        """Characters of the old paragraph, from `start` to `end`, deleted."""
        runs = [
            run
            for piece in pieces
            if piece.start < end and piece.end > start
            for run in self._gone(piece, max(start, piece.start), min(end, piece.end))
        ]
        return self.mark("del", *runs) if runs else None

    def _gone(self, piece: Piece, start: int, end: int) -> Iterator[Element]:
        text = piece.text[start - piece.start : end - piece.start].replace(OBJECT, "")
        if text:
            looks = piece.elements[0].find(f"{W}rPr") if piece.sort is Sort.WORDS else None
            yield text_run(text, self._known(looks), "delText")

    def _known(self, looks: Element | None) -> Element | None:
        """Of the look of an old run, what the new document knows."""
        if looks is None:
            return None
        kept = [deepcopy(look) for look in looks if look.tag in LOOKS]
        kept = [look for look in kept if look.tag != f"{W}rStyle" or look.get(f"{W}val") in self.styles]
        return element("rPr", *kept) if kept else None

    def mark_paragraph(self, paragraph: Element, tag: str) -> None:
        """The end of a paragraph is inserted (« ins ») or deleted (« del »)."""
        properties = _properties(paragraph)
        looks = properties.find(f"{W}rPr")
        if looks is None:
            looks = element("rPr")
            last = [n for n, child in enumerate(properties) if child.tag in PROPERTIES_AFTER_MARK]
            properties.insert(last[0] if last else len(properties), looks)
        looks.insert(0, self.mark(tag))

    def restyle(self, paragraph: Element, old: Element) -> None:
        """The look of a paragraph was that of `old` (a `w:pPr`), and is again when changes are refused."""
        _properties(paragraph).append(self.mark("pPrChange", old))

    def mark_row(self, row: Element, tag: str) -> None:
        """A row of a table is inserted or deleted. The schema wants another property before the mark."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = element("trPr", element("cantSplit", val="0"))
            row.insert(1 if len(row) and row[0].tag == f"{W}tblPrEx" else 0, properties)
        properties.append(self.mark(tag))


def _properties(paragraph: Element) -> Element:
    """The properties of a paragraph, made where it has none."""
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = element("pPr")
        paragraph.insert(0, found)
    return found


def part(piece: Piece, start: int, end: int) -> Element:
    """The run of a piece of words, whole or cut."""
    run = piece.elements[0]
    return run if (start, end) == (piece.start, piece.end) else cut(run, start - piece.start, end - piece.start)


def text_run(text: str, looks: Element | None = None, tag: str = "t") -> Element:
    """A run of a text; tabs and breaks are the elements that they are."""
    run = element("r", *([looks] if looks is not None else []))
    for words in filter(None, SPLIT.split(text)):
        child = element(NAMES[words].removeprefix(W)) if words in NAMES else element(tag)
        if words not in NAMES:
            child.text = words
            child.set(SPACE, "preserve")
        run.append(child)
    return run
