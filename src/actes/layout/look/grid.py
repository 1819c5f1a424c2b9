"""How the first table of an act is drawn: its sides, its lines, what is behind its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ...document import Block, Kind
from ...reading.openings import fold
from ...reading.wordml import TBL, P, W, attribute
from ...reading.wordplaces import Paragraph
from ..tracked.source import cells_of, rows_of
from .effective import Resolver, color, drawn, fill_of, sides_of
from .form import AUTO
from .seen import Observer, Shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as Plain

    from lxml.etree import _Element as Element

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Grid:
    """The sides of a table as OOXML, those of its headings where they differ, and the colour behind these."""

    borders: str
    head: str = ""
    fill: str = ""
    striped: bool = False


def table_shown(blocks: Sequence[Block], seen: Observer) -> tuple[Grid, dict[str, Shown]] | None:
    """How the first real table is drawn, and the looks of its cells; None where there is none."""
    for block in blocks:
        if block.kind is Kind.TABLEAU and len(block.rows) > 1 and len(block.rows[0].cells) > 1:
            inside = seen.paragraphs_in(block)
            table = next((t for p in inside for t in _element(p).iterancestors(TBL)), None)
            if table is not None and len(rows_of(table)) > 1:
                return _grid(table, seen.resolver), dict(_cells(table, seen, inside))
    return None


def _grid(table: Element, resolver: Resolver) -> Grid:
    style = attribute(cast("Plain", table), "tblPr/tblStyle")
    own = table.find(f"{W}tblPr")
    sides = sides_of([*resolver.chain(style, "tblPr"), *([own] if own is not None else [])], "tblBorders")
    first, *others = rows_of(table)
    sides |= _of_cells(others)
    head = _of_cells([first])
    conditional = _first_row(resolver, style)
    shade = conditional.find(f"{W}tcPr/{W}shd") if conditional is not None else None
    fills = [fill_of(own) for cell in cells_of(first) if (own := cell.find(f"{W}tcPr/{W}shd")) is not None]
    fill = Counter(fills).most_common(1)[0][0] if fills else fill_of(shade)
    striped = any(t.get(f"{W}type") == "band1Horz" for s in (resolver.styles.get(style),) if s is not None for t in s)
    return Grid(drawn(sides, SIDES), drawn(head, SIDES[:4]) if head != _of_cells(others) else "", fill, striped)


def _of_cells(rows: Sequence[Element]) -> dict[str, str]:
    """The sides that most cells draw themselves: what is between two cells is the table's inner line."""
    cells = [cell for row in rows for cell in cells_of(row)]
    own = [sides_of([p], "tcBorders") for cell in cells if (p := cell.find(f"{W}tcPr")) is not None]
    own = [sides for sides in own if sides]
    if 2 * len(own) <= len(cells):
        return {}
    most = {side: Counter(sides.get(side, "") for sides in own).most_common(1)[0][0] for side in SIDES[:4]}
    return most | {"insideH": most["bottom"] or most["top"], "insideV": most["right"] or most["left"]}


def _first_row(resolver: Resolver, style: str) -> Element | None:
    found = resolver.styles.get(style)
    kinds = found.findall(f"{W}tblStylePr") if found is not None else []
    return next((one for one in kinds if one.get(f"{W}type") == "firstRow"), None)


def _cells(table: Element, seen: Observer, inside: Sequence[Paragraph]) -> Iterator[tuple[str, Shown]]:
    """The look of a cell, of a heading, of a total."""
    known = {_element(p): p for p in inside}
    first, *others = rows_of(table)
    conditional = _first_row(seen.resolver, attribute(cast("Plain", table), "tblPr/tblStyle"))
    own = conditional.find(f"{W}rPr") if conditional is not None else None
    bold = own is not None and own.find(f"{W}b") is not None
    tint = color(attribute(cast("Plain", own), "color")) if own is not None else AUTO
    for key, rows in (("colonne", [first]), ("total", [r for r in others if _total(r)]), ("cellule", others)):
        lines = [seen.line(key, known[p]).shown for row in rows for p in row.iter(P) if p in known]
        if lines:
            told = Counter(lines).most_common(1)[0][0]
            form = replace(told.form, align="left")  # the figures of a table say on which side they stand
            ink = replace(told.ink, bold=told.ink.bold or bold, color=told.ink.color if tint == AUTO else tint)
            yield key, Shown(form, ink if key == "colonne" else told.ink)


def _total(row: Element) -> bool:
    return fold("".join(str(t.text or "") for t in row.iter(f"{W}t"))).startswith(("total", "montant total"))


def _element(paragraph: Paragraph) -> Element:
    return cast("Element", paragraph.element)
