"""How the first table of an act is drawn: its sides, its lines, what is behind its headings, its first column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from ...document import Block, Kind
from ...facts.flat import folded
from ...frozen import frozen
from ...reading.wordml import TBL, P, Paragraph, W, attribute
from ...reading.xml import whole
from ..package import Element, text_of
from ..tracked.source import cells_of, rows_of
from .effective import AUTO, Resolver, color, drawn, fill_of, last_of, sides_of, table_style
from .seen import Observer, Shown

LOOKS: Mapping[str, str] = {"firstRow": "firstRow", "lastRow": "lastRow", "firstCol": "firstColumn"}
WIDEST = 567  # twips: a wider margin leaves no room for words
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@frozen
class Grid:
    """The sides of a table as OOXML, those of its headings where they differ; the colours behind these, behind the
    first column and the total; the margins of cells and the empty lines before it, in twips.
    """

    borders: str
    head: str = ""
    fill: str = ""
    first: str = ""
    first_bold: bool = False
    total: str = ""
    striped: bool = False
    margins: Mapping[str, int] = field(default_factory=dict)
    before: int = 0


def table_shown(blocks: Sequence[Block], seen: Observer) -> tuple[Grid, dict[str, Shown]] | None:
    """How the first real table is drawn, and the looks of its cells; None where there is none."""
    for block in blocks:
        if block.kind is Kind.TABLEAU and len(block.rows) > 1 and len(block.rows[0].cells) > 1:
            inside = seen.paragraphs_in(block)
            table = next((t for p in inside for t in p.element.iterancestors(TBL)), None)
            if table is not None and len(rows_of(table)) > 1:
                known: dict[Element, Paragraph] = {p.element: p for p in inside}
                grid = replace(_grid(table, seen.resolver), before=seen.empty_before(inside[0].element))
                bold = grid.first_bold or _bold(table, seen, known)
                return replace(grid, first_bold=bold), dict(_cells(table, seen, known))
    return None


def _grid(table: Element, resolver: Resolver) -> Grid:
    layers = resolver.table_layers(table)
    first, *others = rows_of(table)
    head, below = _of_cells([first]), _of_cells(others)
    column = _apart(table, resolver, "firstCol")
    body = [row for row in others if not _total(row)]
    fill = _fill([cell for row in body for cell in cells_of(row)[:1]], column)
    plain = _fill([cell for row in body for cell in cells_of(row)[1:]], None)
    total = [cell for row in others if _total(row) for cell in cells_of(row)[1:]]
    style = resolver.styles.get(table_style(table))
    return Grid(
        drawn(sides_of(layers, "tblBorders") | below, SIDES),
        drawn(head, SIDES[:4]) if head != below else "",
        _fill(cells_of(first), _apart(table, resolver, "firstRow")),
        fill if fill != plain else "",
        column is not None and column.find(f"{W}rPr/{W}b") is not None,
        _fill(total, _apart(table, resolver, "lastRow")),
        any(one.get(f"{W}type") == "band1Horz" for one in (style if style is not None else ())),
        {side: at for side in ("top", "bottom", "left", "right") if (at := _margin(layers, side)) >= 0},
    )


def _fill(cells: Sequence[Element], conditional: Element | None) -> str:
    """The colour behind most of some cells: their own, else that of their table's style."""
    shade = conditional.find(f"{W}tcPr/{W}shd") if conditional is not None else None
    fills = [fill_of(own if (own := cell.find(f"{W}tcPr/{W}shd")) is not None else shade) for cell in cells]
    return Counter(fills).most_common(1)[0][0] if fills else ""


def _margin(layers: Sequence[Element], side: str) -> int:
    """The margin of the cells on a side; below zero where nothing says it."""
    told = last_of(layers, f"tblCellMar/{W}{side}")
    return whole(told.get(f"{W}w", "") if told is not None else "", -1, WIDEST)


def _bold(table: Element, seen: Observer, known: Mapping[Element, Paragraph]) -> bool:
    """Whether the first cell of most rows is bold, and the others are not."""
    rows = [cells_of(row) for row in rows_of(table)[1:] if not _total(row)]
    inks = [
        [seen.line("cellule", known[p]).shown.ink.bold for c in cells[:2] for p in [*c.iter(P)][:1] if p in known]
        for cells in rows
    ]
    return bool(inks) and 2 * sum(found == [True, False] for found in inks) > len(inks)


def _of_cells(rows: Sequence[Element]) -> dict[str, str]:
    """The sides that most cells draw themselves: what is between two cells is the table's inner line."""
    cells = [cell for row in rows for cell in cells_of(row)]
    own = [sides_of([p], "tcBorders") for cell in cells if (p := cell.find(f"{W}tcPr")) is not None]
    own = [sides for sides in own if sides]
    if 2 * len(own) <= len(cells):
        return {}
    most = {side: Counter(sides.get(side, "") for sides in own).most_common(1)[0][0] for side in SIDES[:4]}
    return most | {"insideH": most["bottom"] or most["top"], "insideV": most["right"] or most["left"]}


def _apart(table: Element, resolver: Resolver, kind: str) -> Element | None:
    """What the style of a table says of its first row, its first column or its last row, where the table wants it."""
    look, found = table.find(f"{W}tblPr/{W}tblLook"), resolver.styles.get(table_style(table))
    if found is None or (look is not None and look.get(f"{W}{LOOKS[kind]}") in ("0", "false")):
        return None
    return next((one for one in found.findall(f"{W}tblStylePr") if one.get(f"{W}type") == kind), None)


def _cells(table: Element, seen: Observer, known: Mapping[Element, Paragraph]) -> Iterator[tuple[str, Shown]]:
    """The look of a cell, of a heading, of a total."""
    first, *others = rows_of(table)
    conditional = _apart(table, seen.resolver, "firstRow")
    own = conditional.find(f"{W}rPr") if conditional is not None else None
    bold = own is not None and own.find(f"{W}b") is not None
    tint = color(attribute(own, "color"))
    for key, rows in (("colonne", [first]), ("total", [r for r in others if _total(r)]), ("cellule", others)):
        lines = [seen.line(key, known[p]).shown for row in rows for p in row.iter(P) if p in known]
        if lines:
            told = Counter(lines).most_common(1)[0][0]
            form = replace(told.form, align="left")  # the figures of a table say on which side they stand
            ink = replace(told.ink, bold=told.ink.bold or bold, color=told.ink.color if tint == AUTO else tint)
            yield key, Shown(form, ink if key == "colonne" else told.ink)


def _total(row: Element) -> bool:
    return folded(text_of(row)).startswith(("total", "montant total"))
