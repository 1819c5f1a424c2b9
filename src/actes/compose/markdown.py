"""Light Markdown: paragraphs, nested lists, tables, bold, italic. What a person types in an entry.

The text that comes here is prose whose facts were put aside (see `prose.py`): a fact's value is never read as Markdown.
No word and no figure is lost or changed: an item keeps the number that was typed, a dash alone stays a dash.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..document import Kind, Style
from ..frozen import frozen
from ..pattern import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MARKERS = ("-", "o", "·")  # of a list inside a list inside a list
STARS, FIGURE = pattern(r"\*+"), pattern(r"\d")
BAR = pattern(r"(?<!\\)\|")  # between two cells
OPEN = {"strong_open": Style.GRAS, "em_open": Style.ITALIQUE}


class Chunk(NamedTuple):
    """Words of one style, as they stand at `offset` of the text read; a line break is `\\n`, a soft one a space."""

    text: str
    offset: int
    styles: frozenset[Style]


Words = tuple[Chunk, ...]


@frozen
class Paragraph:
    """A paragraph, an item of a list, or a table, which has `rows` of cells, all as many, and no words of its own."""

    kind: Kind
    level: int
    marker: str
    chunks: Words
    rows: tuple[tuple[Words, ...], ...] = ()


@functools.cache
def parser(tables: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.emphasis import tokenize

    light = MarkdownIt("zero").enable(["list", "emphasis", "newline", "escape", *["table"] * tables])
    light.inline.ruler.at("emphasis", functools.partial(_stars, tokenize))
    return light


def _stars(emphasis: Callable[[StateInline, bool], bool], state: StateInline, silent: bool) -> bool:
    """Bold and italic are stars: `__/__/2025` is room to fill in, and a star between figures is a sign."""
    run = STARS.match(state.src, state.pos)
    return run is not None and not is_sign(state.src, *run.span()) and emphasis(state, silent)


def is_sign(text: str, start: int, end: int) -> bool:
    """Whether stars are a sign of arithmetic, as in « 2*3*4 »."""
    return bool(FIGURE.match(text, start - 1) and FIGURE.match(text, end)) if start else False


@functools.lru_cache(maxsize=1024)
def read(text: str, tables: bool = True) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in order. Formulas, where facts were put aside, are the same in every act."""
    return tuple(_read(text, tables))


def _read(text: str, tables: bool) -> Iterator[Paragraph]:
    lines = text.split("\n")
    depth, marker, typed, empty, first, last = 0, "", "", False, 0, 0
    below = 0  # the line under the last table
    for token in parser(tables).parse(text):
        match token.type:
            case "table_open":
                assert token.map is not None
                below = token.map[1]
                yield Paragraph(Kind.TABLEAU, 1, "", (), _rows(lines, *token.map))
                empty, marker, typed = False, "", ""
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "list_item_open":
                own = f"{token.info}{token.markup}" if token.info else MARKERS[min(depth, len(MARKERS)) - 1]
                marker = typed + own
                typed = f"{marker} " if token.info else typed  # « 1. - un »: the number stays
                assert token.map is not None
                empty, first, last = True, first if empty else token.map[0], token.map[0]
            case "list_item_close":
                if empty:  # « - » or « 2025. » alone: no item, but what was typed
                    for number in range(first, last + 1):
                        yield Paragraph(Kind.PARAGRAPHE, 1, "", (_whole_line(lines, number),))
                empty, marker, typed = False, "", ""
            case "inline" if token.map is None or token.map[0] >= below:  # not a cell
                chunks = tuple(_chunks(token, _shifts(token, lines)))
                yield Paragraph(Kind.ITEM if depth else Kind.PARAGRAPHE, max(1, depth), marker if depth else "", chunks)
                empty, marker, typed = False, "", ""


def _rows(lines: Sequence[str], first: int, end: int) -> tuple[tuple[Words, ...], ...]:
    """The cells of a table's lines, all of them (the parser drops what the heading has no column for)."""
    rows = [list(_cells(lines, number)) for number in range(first, end) if number != first + 1]
    wide = max(map(len, rows))
    return tuple((*row, *[()] * (wide - len(row))) for row in rows)


def _cells(lines: Sequence[str], number: int) -> Iterator[Words]:
    """The cells between the bars of a line; nothing outside the first and the last bar is none."""
    line, above = lines[number], sum(len(one) + 1 for one in lines[:number])
    edges = [-1, *(bar.start() for bar in BAR.finditer(line)), len(line)]
    for rank, (bar, end) in enumerate(pairwise(edges), 1):
        cell = line[bar + 1 : end]
        if cell.strip() or 1 < rank < len(edges) - 1:
            (token,) = parser(False).parseInline(cell.strip())
            yield tuple(_chunks(token, [above + end - len(cell.lstrip())]))


def _whole_line(lines: Sequence[str], number: int) -> Chunk:
    line = lines[number]
    start = len(line) - len(line.lstrip())
    return Chunk(line.strip(), sum(len(above) + 1 for above in lines[:number]) + start, frozenset())


def _shifts(token: Token, lines: Sequence[str]) -> list[int]:
    """How much further each line of a paragraph stands in the text: it is the end of one of the text's lines."""
    assert token.map is not None  # a block always has its lines
    contents, end = token.content.split("\n"), token.map[1]
    while end > len(contents) and not lines[end - 1].strip():  # spaces that do not break are white space to the parser
        end -= 1
    start, position = sum(len(above) + 1 for above in lines[: end - len(contents)]), 0
    shifts = []
    for content, line in zip(contents, lines[end - len(contents) : end], strict=True):
        shifts.append(start + len(line.rstrip()) - len(content.rstrip()) - position)
        start, position = start + len(line) + 1, position + len(content) + 1
    return shifts


def _chunks(token: Token, shifts: Sequence[int]) -> Iterator[Chunk]:
    content, position = token.content, 0

    def offset(position: int) -> int:
        return position + shifts[content.count("\n", 0, position)]

    styles: list[Style] = []
    for child in token.children or ():
        if child.type in OPEN or child.type.endswith("_close"):
            if child.type in OPEN:
                styles.append(OPEN[child.type])
            else:
                styles.pop()
            position += len(child.markup)
        elif child.type in ("softbreak", "hardbreak"):
            position = content.index("\n", position)
            yield Chunk(" " if child.type == "softbreak" else "\n", offset(position), frozenset(styles))
            position += 1 + len(content[position + 1 :]) - len(content[position + 1 :].lstrip(" \t"))
        else:
            for run, start in _runs(child.content, content, position):
                yield Chunk(run, offset(start), frozenset(styles))
                position = start + len(run)


def _runs(words: str, content: str, position: int) -> Iterator[tuple[str, int]]:
    """The words in runs that stand as they are in the content: a backslash before a sign is in none."""
    if "\\" not in content and words:
        yield words, position
        return
    begin = 0
    for index, char in enumerate(words):
        if content[position : position + 1] == "\\" and content[position + 1 : position + 2] == char:
            if index > begin:
                yield words[begin:index], position - (index - begin)
            begin, position = index, position + 1
        position += 1
    if len(words) > begin:
        yield words[begin:], position - (len(words) - begin)
