"""What an act shows of each kind of block: the look that most of its paragraphs have, the empty lines made space.

A person spaces with empty paragraphs, indents with tabs and spaces, frames an object by a table of one cell, writes
« Article 1 : » in bold at the head of its text: a template says all that in its styles.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from ...document import Block, Kind
from ...facts.flat import folded
from ...frozen import frozen
from ...pattern import pattern
from ...reading.openings import TITLE
from ...reading.wordml import PICTURES, TBL, TC, P, Paragraph, W, attribute, paragraphs_of
from ..package import Element, text_of
from .effective import AUTO, SINGLE, Form, Ink, Resolver, drawn, sides_of, table_style

LEAD = pattern(r"\W*(?:art(?:icle|\.)?\s*\S+(?:\s*[-–—:.]+(?=\s|$))?|vu(?:es?|s)?|consid[ée]rant)(?=\W|$)", re.I)
LED = (Kind.ARTICLE, Kind.VISA, Kind.CONSIDERANT)
FRAMED = (Kind.TITRE, Kind.OBJET)
BODY = (Kind.PARAGRAPHE, Kind.ITEM, Kind.TABLEAU)
HEADING = 110  # characters: a longer text after the number of an article is what it says
BREAKS = (f"{W}sectPr", f"{W}br")
WHITE = pattern(r"[\t ]*")
MARKED = pattern(r"[\t ]*(?:[-–—•·]\t[\t ]*)?")  # a line of a list that somebody typed
TAB = 709  # twips between tab stops, where the file does not say
SPACES = 4  # typed in a row, they place what follows
SPACE = 0.28  # of the size of the characters: how wide a space is
MOST = 2400  # twips that empty lines may stand for: more is room that somebody left on one page
DEPTHS = 3
AROUND = ("top", "left", "bottom", "right")
T = TypeVar("T", bound=Hashable)


@frozen
class Shown:
    """The look of one kind: of its paragraphs, of most of their characters, of their first words if these differ."""

    form: Form
    ink: Ink
    lead: Ink | None = None
    alone: bool = False  # an article's heading stands on its own line
    share: float = 1.0  # of the characters of the kind that have this look


@frozen
class _Line:
    """A paragraph of the act: of which kind, its look, the empty lines before it in twips, how many characters."""

    key: str
    shown: Shown
    empty: int
    weight: int
    source: Paragraph


class Observer:
    """Looks at the blocks of one file; `tab` is its distance between tab stops."""

    def __init__(self, root: Element, resolver: Resolver, tab: int = TAB) -> None:
        self.resolver, self.tab = resolver, tab
        self.paragraphs = paragraphs_of(root)

    def shown(self, blocks: Sequence[Block]) -> dict[str, Shown]:
        """The look of each kind that is there, under the names of the slots: « visa », « item2 », « nom »."""
        lines = _in_one(list(self._lines(blocks)))
        by_key = defaultdict[str, list[_Line]](list)
        for line in lines:
            by_key[line.key].append(line)
        apart = _spaces(lines)
        return {key: _most(of_key, *apart[key]) for key, of_key in by_key.items()}

    def paragraphs_in(self, block: Block) -> list[Paragraph]:
        """The paragraphs of a block, in order; those of a header have no place in the text."""
        places = (span.origin.place.paragraph for span in block.all_spans())
        return [self.paragraphs[n - 1] for n in dict.fromkeys(places) if n]

    def line(self, key: str, paragraph: Paragraph, kind: Kind = Kind.PARAGRAPHE, alone: bool = False) -> _Line:
        """What one paragraph shows."""
        element = paragraph.element
        cut = lead.end() if kind in LED and (lead := LEAD.match(paragraph.text)) else 0
        first, rest = self._inks(paragraph, 0, cut), self._inks(paragraph, cut, len(paragraph.text))
        ink = _often(rest or first) or self.resolver.ink(element, None, _table_style(element))
        form = self._placed(paragraph, ink, MARKED if kind in LED else WHITE)
        if kind in LED and form.first < 0 and self.listed(paragraph):
            form = replace(form, first=0)  # the words stand where they stood, without the bullet before them
        if kind in FRAMED and _above(element, TC) is not None:
            form = replace(form, borders=self.cell_sides(element))
        shown = Shown(form, ink, _often(first), alone)
        return _Line(key, shown, self.empty_before(element), len(paragraph.text), paragraph)

    def _lines(self, blocks: Sequence[Block]) -> Iterator[_Line]:
        heads, signed = 0, False
        for index, block in enumerate(blocks):
            heads += block.kind is Kind.ENTETE
            signed = signed or block.kind is Kind.SIGNATURE
            if block.kind is Kind.TABLEAU:
                continue
            bodied = index + 1 < len(blocks) and blocks[index + 1].kind in BODY
            alone = block.kind is Kind.ARTICLE and bodied and len(block.text) <= HEADING
            found = self.paragraphs_in(block)
            for rank, paragraph in enumerate(found):
                yield self.line(_key(block, heads, rank, len(found), signed), paragraph, block.kind, alone)

    def cell_sides(self, element: Element) -> str:
        """The sides of the cell that holds a paragraph, whoever draws them: the cell, its table, its style."""
        cell, told = _above(element, TC), self.resolver.table_layers(_above(element, TBL))
        own = cell.findall(f"{W}tcPr") if cell is not None else []
        return drawn(sides_of(told, "tblBorders") | sides_of(own, "tcBorders"), AROUND)

    def listed(self, paragraph: Paragraph) -> bool:
        """Whether Word makes a paragraph an item of a list, by itself or by its style."""
        styles = self.resolver.chain(attribute(paragraph.element, "pPr/pStyle"), "pPr")
        return any(one.find(f"{W}numPr") is not None for one in (*styles, *paragraph.element.findall(f"{W}pPr")))

    def _placed(self, paragraph: Paragraph, ink: Ink, opening: re.Pattern[str]) -> Form:
        """The look of a paragraph; the tabs and spaces before its first word are an indent."""
        form = self.resolver.form(paragraph.element, _table_style(paragraph.element))
        white = opening.match(paragraph.text)
        typed = white[0] if white else ""
        if form.align in ("center", "right") or ("\t" not in typed and len(typed) < SPACES):
            return replace(form, stops=())
        left = form.left + form.first
        for char in typed:
            left = self._next_stop(left, form) if char == "\t" else left + int(ink.size * 10 * SPACE)
        return replace(form, left=left, first=0, stops=())

    def _next_stop(self, left: int, form: Form) -> int:
        own = [at for kind, at in form.stops if at > left and kind != "bar"]
        return min(own, default=(left // self.tab + 1) * self.tab)

    def _inks(self, paragraph: Paragraph, start: int, end: int) -> Counter[Ink]:
        """How many characters of a stretch have each look."""
        table, found = _table_style(paragraph.element), Counter[Ink]()
        for piece in paragraph.pieces:
            inside = piece.text[max(0, start - piece.start) : max(0, end - piece.start)]
            if letters := len("".join(inside.split())):
                found[self.resolver.ink(paragraph.element, piece.run, table)] += letters
        return found

    def empty_before(self, element: Element) -> int:
        """The height of the empty paragraphs just before one."""
        height, before = 0, self._previous(element)
        while before is not None and before.tag != TBL:
            if before.tag == P:
                if not is_empty(before):
                    break
                form, line = self.resolver.form(before), self.resolver.ink(before, None).line
                if form.rule in ("exact", AUTO):
                    line = form.line if form.rule == "exact" else line * form.line // SINGLE
                height += form.before + form.after + line
            before = before.getprevious()
        return min(height, MOST)

    def _previous(self, element: Element) -> Element | None:
        """What stands just before; before its table, for the first paragraph of a table."""
        table = _above(element, TBL)
        before = element.getprevious()
        first = table is not None and (before is None or before.tag != P) and next(table.iter(P)) is element
        return table.getprevious() if first and table is not None else before


def is_empty(paragraph: Element) -> bool:
    """Whether a paragraph only makes room: no word, no picture, no end of page or section."""
    shown = any(e.tag in (*PICTURES, *BREAKS) for e in paragraph.iter())
    return not shown and not text_of(paragraph).strip()


def unframed(blocks: Sequence[Block], seen: Observer) -> tuple[Block, ...]:
    """The blocks of an act, where a table that is only a frame gives way to what it frames.

    Before the visas, a table of one cell frames the title or the object; one with a picture holds the letterhead.
    """
    found: list[Block] = []
    before = True
    for block in blocks:
        before = before and block.kind not in (Kind.VISA, Kind.CONSIDERANT, Kind.ARTICLE, Kind.FORMULE)
        kind = _framed(block, seen) if before and block.kind is Kind.TABLEAU else None
        lines = [line for row in block.rows for cell in row.cells for line in cell.paragraphs] if kind else []
        found += [Block(kind, line) for line in lines if kind and line] or [block]
    return tuple(found)


def _framed(block: Block, seen: Observer) -> Kind | None:
    """What a table frames; nothing where it is a table."""
    text = folded(block.text)
    if len(block.rows) == 1 and len(block.rows[0].cells) == 1:
        return Kind.OBJET if text.startswith("objet") else Kind.TITRE if TITLE.match(text) else None
    table = next((_above(p.element, TBL) for p in seen.paragraphs_in(block)), None)
    pictured = table is not None and any(e.tag in PICTURES for e in table.iter())
    return Kind.ENTETE if pictured and not TITLE.search(text) else None


def _key(block: Block, heads: int, rank: int, count: int, signed: bool) -> str:
    match block.kind:
        case Kind.ENTETE:
            return "entete1" if heads == 1 and rank == 0 else "entete2"
        case Kind.MENTION if signed:
            return "sous_signature"
        case Kind.ITEM:
            return f"item{min(block.level, DEPTHS)}"
        case Kind.SIGNATURE:
            return "nom" if rank == count - 1 > 0 else "signataire"
        case _:
            return block.kind.value


def _in_one(lines: list[_Line]) -> list[_Line]:
    """Two kinds in one paragraph, a line break between them: nothing else stands between them either."""
    found = lines[:1]
    for line in lines[1:]:
        if line.source is found[-1].source:
            shown, last = line.shown, found[-1].shown
            found[-1] = replace(found[-1], shown=replace(last, form=replace(last.form, after=0)))
            line = replace(line, empty=0, shown=replace(shown, form=replace(shown.form, before=0)))
        found.append(line)
    return found


def _spaces(lines: Sequence[_Line]) -> dict[str, tuple[int, int]]:
    """The empty lines before and after each kind.

    Between two of a kind they are the kind's own; between two kinds, what is more than that is of the rarer one: it is
    « DÉCIDE » that stands apart, not the first of the articles.
    """
    counts = Counter(line.key for line in lines)
    inner, before, after = (defaultdict[str, list[int]](list) for _ in range(3))
    for one, other in pairwise(lines):
        if one.key == other.key:
            inner[one.key].append(other.empty)
    own = {key: _often(Counter(inner[key])) or 0 for key in counts}
    for first in lines[:1]:
        before[first.key].append(first.empty)
    for one, other in pairwise(lines):
        if one.key != other.key:
            more = max(0, other.empty - own[other.key])
            rarer = counts[other.key] <= counts[one.key]
            before[other.key].append(more if rarer else 0)
            after[one.key].append(0 if rarer else more)
    return {k: (own[k] + (_often(Counter(before[k])) or 0), _often(Counter(after[k])) or 0) for k in counts}


def _most(lines: Sequence[_Line], before: int, after: int) -> Shown:
    """The look that most of the lines of a kind have."""
    form = _often(Counter(line.shown.form for line in lines)) or Form()
    inks, leads = Counter[Ink](), Counter[Ink]()
    for line in lines:
        inks[line.shown.ink] += max(1, line.weight)
        leads.update([line.shown.lead] if line.shown.lead else [])
    if not form.borders and lines[0].key.startswith("entete"):
        form = replace(form, borders=lines[-1].shown.form.borders)  # a rule under the last line: Word draws it once
    ink = _often(inks) or lines[0].shown.ink
    alone = 2 * sum(line.shown.alone for line in lines) > len(lines)
    placed = replace(form, before=form.before + before, after=form.after + after)
    return Shown(placed, ink, _often(leads), alone, inks[ink] / max(1, inks.total()))


def _often(found: Counter[T]) -> T | None:
    return max(found, key=found.__getitem__, default=None)  # of equals, the first one seen


def _table_style(element: Element) -> str:
    return table_style(_above(element, TBL))


def _above(element: Element | None, tag: str) -> Element | None:
    return next(element.iterancestors(tag), None) if element is not None else None
