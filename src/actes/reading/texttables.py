"""Tables in a text: pipes, tabs, columns of spaces. A run of such lines becomes one line that holds the rows.

>>> from .lines import lines_of
>>> [table] = fold_tables(lines_of("| A | B |\\n| --- | ---: |\\n| Total | 12,00 |", "a.md"))
>>> [[cell.text for cell in row.cells] for row in table.rows], table.rows[0].header
([['A', 'B'], ['Total', '12,00']], True)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from ..document import Cell, Literal, Row, Span
from ..pattern import pattern
from ..place import Place
from .lines import Line, parted
from .openings import marker

PIPE = pattern(r"(?<!\\)\|")
BARE = pattern(r"\A[^|]+\s\|(?:\s|\Z)")  # « Tarif | 2025 | 2026 », without the pipes at both ends
RULE = pattern(r"\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*$")
LABEL = 60  # characters of a label that is cut
FEW = 2  # lines
DRAWN = pattern(r"[-=_─━—+ ]{6,}")
# Spaces, or the dots that lead from a label to its figure; those before nothing wait for what a hand will write.
LEADERS = pattern(r"\.{4,} *(?=[^\s.,:](?:[^,;:]|,(?=\d)){0,60}$)")
# « 21312  Bâtiments scolaires    12 000 »
ACCOUNT = r"(?:(?<=\A[0-9]{4}) {2,}|(?<=\A[0-9]{5}) +|(?<=\A[0-9]{6}) +)(?=[^\s\d])"
# « Communauté de communes (fonds de concours) 124 000 €     20,00 % »: a label as wide as its column;
# « Taxe additionnelle + 5 200 € » too, and not « Tarif réduit - 5 € », whose dash is no minus
WIDE = r"(?:(?<=[^\W\d]{3})|(?<=\))) (?=\d{1,3}(?: \d{3})*(?:,\d+)? ?€ {3,}\S|\+ \d{1,3}(?: \d{3})*(?:,\d+)? ?€\Z)"
SPACES = pattern(rf" {{3,}}(?!\.{{4}})|{WIDE}|{ACCOUNT}| *{LEADERS.pattern}")
MARKS = pattern(r";(?:\s|\Z)")  # « Lanvaudrec     ; 38 000 €    ; 19,00 % »
FRAMED = ("|", 0)  # a pipe at both ends: its rows may be of several lengths
COLUMNS = 2  # marks: fewer part a sentence
FIGURE = pattern(r"\d")
FOOT = pattern(r"(?i)(?:sous-)?tota(?:l|ux)\b|ensemble\b|tva\b|montant\b|net\b|solde\b")
TOTAL = pattern(r"(?i)(?:sous-)?tota(?:l|ux)\b|ensemble\b")
Writer = Callable[[str, Line, int], tuple[Span, ...]]


def fold_tables(lines: Iterable[Line], writer: Writer | None = None) -> list[Line]:
    """The lines, where each run of lines that is a table is one line with `rows`."""
    folded: list[Line] = []
    for _, run in groupby(_shaped(_without_rules(list(lines))), key=lambda pair: pair[1]):
        members = list(run)
        shape = members[0][1]
        found = [line for line, _ in members]
        rows = _rows(found, shape[0], writer or plain_spans) if shape and _is_table(found, shape[0]) else ()
        folded.extend([replace(found[0], rows=rows)] if rows else found)
    return folded


def _without_rules(lines: Sequence[Line]) -> list[Line]:
    """The lines but those of dashes above or below a row of columns: they are drawn, and part no table."""

    def beside(n: int) -> bool:
        return any(_shape(line.text) is not None for line in lines[max(0, n - 1) : n + 2])

    return [line for n, line in enumerate(lines) if not (DRAWN.fullmatch(line.text.strip()) and beside(n))]


def _shaped(lines: Iterable[Line]) -> Iterable[tuple[Line, tuple[str, int, int] | None]]:
    """Each line, and what separates its cells, how many there are, and which run it belongs to; None for prose."""
    run = 0
    last: tuple[str, int] | None = None
    found = list(lines)
    for line, shape in zip(found, _shapes(found), strict=True):
        run += shape != last or (line.gap and shape is not None)
        last = shape
        yield line, (*shape, run) if shape else None


def _shapes(lines: Sequence[Line]) -> list[tuple[str, int] | None]:
    """The shape of each line; the first words of a label that goes on below are of the row."""
    shapes = [_shape(line.text) for line in lines]
    for n in range(len(lines) - 2, -1, -1):
        below, shape, under = lines[n + 1], shapes[n], shapes[n + 1]
        if below.gap or shape is None or under is None or not shape[0] == under[0] == " ":
            continue
        if 1 < shape[1] < under[1] and (_heads(lines[n].text, below.text) or _headings(lines[n], below)):
            shapes[n] = under
    for n in range(1, len(lines)):
        text, above = lines[n].text, shapes[n - 1]
        if shapes[n] == FRAMED and above == ("|", len(PIPE.split(text))):
            shapes[n] = above  # « | | Mécénat | 7 500 € », whose first cells are empty
        if not lines[n].gap:
            shapes[n] = above if _footed(text, shapes, n) else shapes[n]
        if n + 1 == len(lines):
            break
        between = above is not None and above[0] == " " and above == shapes[n + 1] and not lines[n].gap
        if shapes[n] is None and between and len(text) < LABEL:  # « : » ends a heading among priced lines
            led = LEADERS.search(lines[n - 1].text) and LEADERS.search(lines[n + 1].text)
            shapes[n] = None if text.endswith((".", ";") if led else (".", ":", ";")) else above
    return shapes


def _heads(text: str, below: str) -> bool:
    """« Région (70 %)     97 235,60 € », above lines that have a share too: its amount ends where theirs does."""
    cells = [_split(one, " ") for one in (text, below)]
    ends = [start + len(cell) for start, cell in (found[1] for found in cells)]
    return ends[0] == ends[1] and all(AMOUNT.fullmatch(found[1][1]) for found in cells)


def _headings(line: Line, below: Line) -> bool:
    """« Montant HT     Montant TTC », above lines whose labels it leaves without a heading."""
    cells, under = (_split(one.text, " ") for one in (line, below))
    label = _edges(below, under)[0][1]
    return _edges(line, cells)[0][0] >= label and not any(AMOUNT.fullmatch(cell) for _, cell in cells)


def _footed(text: str, shapes: Sequence[tuple[str, int] | None], n: int) -> bool:
    """Whether a line of totals leaves empty cells of the table above, all of whose lines are of one shape."""
    shape, cells = shapes[n - 1], SPACES.split(text.strip())
    if shape is None or shape[0] != " " or not 1 < len(cells) < shape[1] or not FOOT.match(cells[0]):
        return False
    run = list(takewhile(lambda one: one is not None, (shapes[k] for k in range(n - 1, -1, -1))))
    lines = run[:-1] if len(run) > FEW else run  # the headings may be parted otherwise
    return len(run) > 1 and len(set(lines)) == 1 and all(map(AMOUNT.fullmatch, cells[1:]))


AMOUNT = pattern(
    r"[+-]? ?[0-9]{1,3}(?:[ \u00a0][0-9]{3})*(?:,[0-9]+)? ?(?:(?:€|euros)(?: (?:HT|TTC))?|%|m²|[^\W\d]{1,12})?"
    r"|[0-9]{1,4} ?ha(?: [0-9]{1,2} ?a)?(?: [0-9]{1,2} ?ca)?|[0-9]{1,4} ?h(?: ?[0-9]{2})?"
)


def _shape(text: str) -> tuple[str, int] | None:
    """What separates the cells of a line, and how many there are; None for prose.

    >>> _shape("Taxe additionnelle + 5 200 €"), _shape("Tarif réduit - 5 €")
    ((' ', 2), None)
    """
    if marker(text) and not (LEADERS.search(text) or _priced(text)):
        return None
    if text.startswith("|") and text.count("|") > 1:
        return FRAMED
    if BARE.search(text):
        return "|", len(PIPE.split(text))
    if "\t" in text:
        return "\t", text.count("\t") + 1
    if (
        " ;" in text
        and (marks := len(MARKS.findall(text))) >= COLUMNS
        and (text.endswith("; ;") or not text.endswith((";", ".", ",")))
    ):
        return ";", marks + 1
    if not ("  " in text or "€" in text or "...." in text or text[:1].isdigit()):
        return None  # what SPACES asks for at least
    cells = len(SPACES.split(text))
    return (" ", cells) if cells > 1 else None


def _priced(text: str) -> bool:
    """« 1° Alimentation     300 €     3 600 € »: a row, and no item of a list."""
    figures = SPACES.split(text.strip())[1:]
    return len(figures) > 1 and all(map(AMOUNT.fullmatch, figures))


def _is_table(lines: Sequence[Line], separator: str) -> bool:
    if separator == "|" and lines[0].text.startswith("|"):
        return True
    if separator == "\t":
        return len(lines) > 1
    return len(lines) > 2 and sum(FIGURE.search(line.text) is not None for line in lines) * 2 >= len(lines)


def _rows(lines: Sequence[Line], separator: str, writer: Writer) -> tuple[Row, ...]:
    ruled = len(lines) > 1 and separator == "|" and RULE.match(lines[1].text) is not None
    content = [line for line in lines if not (separator == "|" and RULE.match(line.text))]
    framed = all(line.text.startswith("|") for line in lines)
    cells = [_split(line.text, separator, framed=framed) for line in content]
    width = max(map(len, cells), default=0) if separator == " " else 0
    cells = [_narrow(line.text, found, width) for line, found in zip(content, cells, strict=True)]
    edges = [_edges(line, found) for line, found in zip(content, cells, strict=True)]
    whole = [found for found in edges if len(found) == width]
    for n, found in enumerate(cells):
        if len(found) < width and (placed := _below(edges[n], whole)):
            cells[n] = [found[placed.index(k)] if k in placed else (0, "") for k in range(width)]
        else:
            cells[n] = _spread(found, cells[n - 1] if n else found, width)
    return tuple(
        row_of([[writer(text, line, offset)] for offset, text in found], number, header=ruled and number == 1)
        for number, (line, found) in enumerate(zip(content, cells, strict=True), start=1)
    )


TIGHT = pattern(r" {2,}")


def _narrow(text: str, found: list[tuple[int, str]], width: int) -> list[tuple[int, str]]:
    """« 70 Produits des services  118 500,00 »: two spaces part cells, where they make as many as the other lines."""
    tight = [(start, text[start:end]) for start, end in parted(text, TIGHT)]
    return tight if len(found) < len(tight) == width else found


def _edges(line: Line, found: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Where each cell begins and ends on the page."""
    indent = (line.place.column or 1) - 1
    return [(indent + start, indent + start + len(cell)) for start, cell in found]


def _below(cells: Sequence[tuple[int, int]], whole: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """The column of each cell, by those that the full lines show above and below it; none where that is not sure."""
    if not whole:
        return []
    columns = [(min(line[k][0] for line in whole), max(line[k][1] for line in whole)) for k in range(len(whole[0]))]
    apart = all(one[1] <= other[0] for one, other in pairwise(columns))
    shared = [[min(end, b) - max(start, a) for a, b in columns] for start, end in cells]
    placed = [one.index(max(one)) for one in shared]
    sure = apart and all(max(one) > 0 for one in shared) and len(set(placed)) == len(placed)
    return placed if sure else []


def _spread(found: list[tuple[int, str]], above: list[tuple[int, str]], width: int) -> list[tuple[int, str]]:
    """The cells of a line that leaves some empty: each below one of its unit, the last ones first; else at the end."""
    row, free = [(0, "")] * max(width, len(found)), max(width, len(found))
    for left, cell in zip(range(len(found) - 1, 0, -1), reversed(found), strict=False):
        same = [n for n in range(left, free) if n < len(above) and _unit(above[n][1]) == _unit(cell[1])]
        free = same[-1] if same and len(found) < width else free - 1
        row[free] = cell
    return [*found[:1], *row[1:]]


def _unit(cell: str) -> str:
    return re.sub(r"[\d\s.,+-]", "", cell)


def _split(text: str, separator: str, *, framed: bool = True) -> list[tuple[int, str]]:
    pattern = {"|": PIPE, "\t": re.compile("\t"), ";": MARKS, " ": SPACES}[separator]
    cells = [(start, text[start:end]) for start, end in parted(text, pattern)]
    if separator == "|":
        cells = cells[1:] if framed and text.startswith("|") else cells
        cells = cells[:-1] if text.rstrip().endswith("|") else cells
    return [(start + len(cell) - len(cell.lstrip()), cell.strip()) for start, cell in cells]


def row_of(cells: Sequence[Sequence[tuple[Span, ...]]], number: int, *, header: bool = False) -> Row:
    """A row of cells, each with its paragraphs, and knowing its name (« B3 »)."""
    names = (f"{column_name(index)}{number}" for index in range(len(cells)))
    named = tuple(Cell(tuple(_named(p, name) for p in cell)) for name, cell in zip(names, cells, strict=True))
    first = next((cell.text for cell in named if cell.text), "")
    return Row(named, header=header, total=not header and TOTAL.match(first) is not None)


def _named(spans: tuple[Span, ...], name: str) -> tuple[Span, ...]:
    """The same words, their place naming their cell. Built outright: a long table has many, and `replace` is slow."""
    return tuple(Span(span.text, Literal(_in_cell(span.origin.place, name)), span.styles) for span in spans)


def _in_cell(place: Place, name: str) -> Place:
    return Place(place.path, place.line, place.column, place.page, place.paragraph, name)


def plain_spans(text: str, line: Line, offset: int) -> tuple[Span, ...]:
    """The spans of a cell in a text without marks."""
    column = line.place.column
    place = line.place if column is None else replace(line.place, column=column + offset)
    return (Span(text, Literal(place), line.styles),) if text else ()


def column_name(index: int) -> str:
    """The letters of a column counted from 0.

    >>> column_name(0), column_name(25), column_name(26)
    ('A', 'Z', 'AA')
    """
    return (column_name(index // 26 - 1) if index > 25 else "") + chr(ord("A") + index % 26)
