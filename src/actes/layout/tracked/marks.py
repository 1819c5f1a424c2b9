"""The pieces of a Word paragraph: runs whose words can be cut, atoms that cannot (a field, a drawing, a link). And the
marks of Word's « Suivi des modifications » on them: what is inserted, what is deleted, by whom; no date, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, count, pairwise

from ...compare import Change, Hunk
from ...frozen import frozen
from ...pattern import pattern
from ...reading.wordml import CHARACTERS, R, RunReader, T, W
from ...wording import hunks, tokens
from ..package import SPACE, Element, element, parent_of

SIMPLE = frozenset({T, f"{W}rPr", *CHARACTERS, f"{W}lastRenderedPageBreak"})
NEUTRAL = frozenset(
    W + name
    for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "permStart")
)
OBJECT = "\ufffc"  # stands before the words of an atom, so that they are no others' and have a place of their own


class Sort(Enum):
    """What may be done with a piece."""

    WORDS = 1
    ATOM = 2
    NEUTRAL = 3  # neither seen nor changed: a bookmark, an empty run, hidden words


@frozen
class Piece:
    """Elements that stand together, from one character of the paragraph to another."""

    sort: Sort
    start: int
    text: str
    elements: tuple[Element, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def pieces_of(paragraph: Element) -> tuple[Piece, ...]:
    """The pieces of a paragraph, in order; its text is that of its pieces."""
    found: list[Piece] = []
    start = 0
    for group in _groups(paragraph):
        sort, text = _told(group)
        found.append(Piece(sort, start, text, tuple(group)))
        start += len(text)
    return tuple(found)


def _groups(paragraph: Element) -> Iterator[list[Element]]:
    """Children one by one; from the beginning of a field to its end they are one group."""
    group: list[Element] = []
    depth = 0
    for child in paragraph:
        for mark in child.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        group.append(child)
        if depth <= 0:
            yield group
            group, depth = [], 0
    if group:
        yield group


def _told(group: Sequence[Element]) -> tuple[Sort, str]:
    first, *others = group
    if not others and first.tag in NEUTRAL:
        return Sort.NEUTRAL, ""
    seen = "".join(text for _, _, text in RunReader().pieces(group))  # not what is hidden
    if not others and first.tag == R and all(child.tag in SIMPLE for child in first):
        return (Sort.WORDS, "".join(map(_characters, first))) if seen else (Sort.NEUTRAL, "")
    return Sort.ATOM, OBJECT + seen


def _characters(child: Element) -> str:
    return child.text or "" if child.tag == T else CHARACTERS.get(child.tag, "")


def text_of(pieces: Iterable[Piece]) -> str:
    """The words of a paragraph as a person sees them."""
    return "".join(piece.text for piece in pieces).replace(OBJECT, "")


def cut(run: Element, start: int, end: int) -> Element:
    """A run of the same look with the characters of this one from `start` to `end`."""
    made = deepcopy(run)
    position = 0
    for child in list(made):
        length = len(_characters(child))
        first, last = max(start - position, 0), min(end - position, length)
        if child.tag == f"{W}rPr":
            continue
        if first >= last:
            made.remove(child)
        elif child.tag == T:
            child.text = (child.text or "")[first:last]
            child.set(SPACE, "preserve")
        position += length
    return made


AUTHOR = "actes"
NAMES = {text: tag for tag, text in reversed(list(CHARACTERS.items())) if text != "-"}  # most hyphens are letters
SPLIT = pattern(r"([\n\t\u00ad])")
LOOKS = tuple(W + name for name in ("rStyle", "b", "bCs", "i", "iCs", "caps", "smallCaps", "u", "vertAlign"))


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
            parent = parent_of(run)
            parent.insert(parent.index(run), self.mark("ins", run))
        return one

    def deleted(self, pieces: Iterable[Piece], start: int, end: int) -> Element | None:
        """Characters of the old paragraph, from `start` to `end`, deleted."""
        among = (piece for piece in pieces if piece.start < end and piece.end > start)
        runs = [run for piece in among for run in self._gone(piece, max(start, piece.start), min(end, piece.end))]
        return self.mark("del", *runs) if runs else None

    def _gone(self, piece: Piece, start: int, end: int) -> Iterator[Element]:
        text = piece.text[start - piece.start : end - piece.start].replace(OBJECT, "")
        if text:
            looks = piece.elements[0].findall(f"{W}rPr/*") if piece.sort is Sort.WORDS else []
            kept = [deepcopy(look) for look in looks if look.tag in LOOKS]
            known = [look for look in kept if look.tag != f"{W}rStyle" or look.get(f"{W}val") in self.styles]
            yield text_run(text, known, "delText")

    def mark_paragraph(self, paragraph: Element, tag: str) -> None:
        """The end of a paragraph is inserted (« ins ») or deleted (« del »)."""
        properties = _properties(paragraph)
        looks = properties.find(f"{W}rPr")
        if looks is None:
            looks = element("rPr")
            after = [n for n, child in enumerate(properties) if child.tag in (f"{W}sectPr", f"{W}pPrChange")]
            properties.insert(after[0] if after else len(properties), looks)
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


def text_run(text: str, looks: Sequence[Element] = (), tag: str = "t") -> Element:
    """A run of a text; tabs and breaks are the elements that they are."""
    run = element("r", *([element("rPr", *looks)] if looks else []))
    for words in filter(None, SPLIT.split(text)):
        child = element(NAMES[words].removeprefix(W)) if words in NAMES else element(tag)
        if words not in NAMES:
            child.text = words
            child.set(SPACE, "preserve")
        run.append(child)
    return run


@frozen
class Edit:
    """Characters of the old paragraph (`start` to `end`) that those of the new one (`at` to `to`) replace."""

    start: int
    end: int
    at: int
    to: int


def revise(paragraph: Element, old: Sequence[Piece], marker: Marker, *, whole: bool = False) -> None:
    """Mark in a paragraph of the new document what differs from the old one; `whole`: all of it does."""
    new = pieces_of(paragraph)
    edits = list(_edits(old, new, whole=whole))
    if edits:
        _fill(paragraph, [child for piece in _laid_out(new, edits) for child in _made(piece, old, marker)])


def _edits(old: Sequence[Piece], new: Sequence[Piece], *, whole: bool) -> Iterator[Edit]:
    before, after = list(_tokens(old)), list(_tokens(new))
    found: Iterable[Hunk] = hunks(before, after)
    if whole and before != after:
        change = Change.MODIFIE if before and after else Change.AJOUTE if after else Change.RETIRE
        found = [Hunk(change, slice(0, len(before)), slice(0, len(after)))]
    starts, starts_after = (list(accumulate(map(len, words), initial=0)) for words in (before, after))
    for hunk in found:
        if hunk.change is not Change.EGAL:
            a, b = hunk.before, hunk.after
            yield Edit(starts[a.start], starts[a.stop], starts_after[b.start], starts_after[b.stop])


def _tokens(pieces: Iterable[Piece]) -> Iterator[str]:
    """The words, whatever runs they are cut in; an atom is one."""
    text = ""
    for piece in pieces:
        if piece.sort is Sort.ATOM:
            yield from tokens(text)
            yield piece.text
            text = ""
        else:
            text += piece.text
    yield from tokens(text)


@frozen
class _Part:
    """Characters of a piece, new or not; or (no piece) what of the old paragraph goes at this place."""

    piece: Piece | None
    start: int
    end: int
    inserted: bool = False


def _laid_out(new: Sequence[Piece], edits: Sequence[Edit]) -> Iterator[_Part]:
    """The pieces of the new paragraph cut where changes begin and end, and the deletions between them."""
    waiting, edges = list(edits), {edge for edit in edits for edge in (edit.at, edit.to)}
    for piece in new:
        if piece.sort is Sort.NEUTRAL:
            yield _Part(piece, piece.start, piece.end)
            continue
        inner = (edge for edge in edges if piece.start < edge < piece.end)
        for start, end in pairwise(sorted({piece.start, *inner, piece.end})):
            if waiting and waiting[0].at == start:
                gone = waiting.pop(0)
                yield _Part(None, gone.start, gone.end)
            yield _Part(piece, start, end, inserted=any(edit.at <= start < edit.to for edit in edits))
    yield from (_Part(None, edit.start, edit.end) for edit in waiting)


def _made(made: _Part, old: Sequence[Piece], marker: Marker) -> Iterator[Element]:
    if made.piece is None:
        if (gone := marker.deleted(old, made.start, made.end)) is not None:
            yield gone
    elif made.inserted:
        yield from marker.inserted(made.piece, made.start, made.end)
    elif made.piece.sort is Sort.WORDS:
        yield part(made.piece, made.start, made.end)
    else:
        yield from made.piece.elements


def _fill(paragraph: Element, children: Iterable[Element]) -> None:
    """The new children of a paragraph; insertions that follow each other are one."""
    placed: list[Element] = []
    for child in children:
        if placed and child.tag == placed[-1].tag == f"{W}ins":
            placed[-1].extend(list(child))
        else:
            placed.append(child)
    paragraph[:] = placed


def insert_words(paragraph: Element, marker: Marker) -> None:
    """Every word of a paragraph is inserted."""
    pieces = pieces_of(paragraph)
    parts = (_Part(piece, piece.start, piece.end, piece.sort is not Sort.NEUTRAL) for piece in pieces)
    _fill(paragraph, [child for one in parts for child in _made(one, (), marker)])
