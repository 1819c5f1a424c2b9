"""The look of an act written on what is kept of it, paragraph by paragraph, since its styles stay behind."""

from __future__ import annotations

from copy import deepcopy

from ...reading.wordml import R, T, W
from ..nodes import Element, element, elements
from .effective import Resolver, drawn, sides_of
from .form import Form, Ink
from .grid import SIDES
from .plain import text_of

BEFORE = tuple(W + n for n in ("tblpPr", "tblOverlap", "bidiVisual", "tblW", "jc", "tblCellSpacing"))
REPLACED = ("tblStyle", "tblInd", "tblBorders", "tblLook", "tblCellMar", "tblCaption", "tblDescription")
CELL_MARGIN = 108  # twips, as Word has it where nothing says
FIGURES = 6  # of a width: more is no width


def ink_run(run: Element, ink: Ink) -> None:
    """Write the look of a run on it; what lifts it stays."""
    old = run.find(f"{W}rPr")
    raised = old.find(f"{W}vertAlign") if old is not None else None
    if old is not None:
        run.remove(old)
    if run.find(T) is None and run.find(f"{W}tab") is None and run.find(f"{W}fldChar") is None:
        return
    low = raised is not None and raised.get(f"{W}val") == "subscript"
    up = f'<w:vertAlign w:val="{"subscript" if low else "superscript"}"/>' if raised is not None else ""
    run[:0] = elements(f"<w:rPr>{''.join(ink.xml())}{up}</w:rPr>")


def form_paragraph(paragraph: Element, form: Form, mark: Ink) -> None:
    """Write the look of a paragraph on it, that of its mark too: it is the height of an empty one."""
    old = paragraph.find(f"{W}pPr")
    framed = old.find(f"{W}framePr") if old is not None else None
    if old is not None:
        paragraph.remove(old)
    inside = "".join([*(xml for _, xml in form.xml()), "<w:rPr>", *mark.xml(), "</w:rPr>"])
    (new,) = elements(f"<w:pPr>{inside}</w:pPr>")
    if framed is not None:
        new.insert(0, framed)
    paragraph.insert(0, new)


def style_foot(paragraph: Element, slot: str) -> None:
    """A paragraph whose words come from a slot takes the style of the foot: a slot has no look of its own."""
    old = paragraph.find(f"{W}pPr")
    if old is not None:
        paragraph.remove(old)
    paragraph.insert(0, element("pPr", element("pStyle", val="Pieddepage")))
    for run in paragraph.iter(R):
        look = run.find(f"{W}rPr")
        if look is not None and slot in text_of(run):
            run.remove(look)


def frame(table: Element, resolver: Resolver, outdented: bool) -> None:
    """Write on a table what its style draws, and where it stands."""
    properties = table.find(f"{W}tblPr")
    if properties is None:
        return
    layers = resolver.table_layers(table)
    borders = drawn(sides_of(layers, "tblBorders"), SIDES)
    margins = next((m for p in reversed(layers) if (m := p.find(f"{W}tblCellMar")) is not None), None)
    left = next((i for p in reversed(layers) if (i := p.find(f"{W}tblInd")) is not None), None)
    pad = margins.find(f"{W}left") if margins is not None else None
    at = _width(left, 0) - (_width(pad, CELL_MARGIN) if outdented else 0)
    kept = [deepcopy(margins)] if margins is not None else []
    for old in [o for name in REPLACED for o in properties.findall(W + name)]:
        properties.remove(old)
    place = sum(child.tag in BEFORE for child in properties)
    sides = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    properties[place:place] = elements(f'<w:tblInd w:w="{at}" w:type="dxa"/>{sides}')
    properties.extend(kept)


def _width(element: Element | None, default: int) -> int:
    told = str(element.get(f"{W}w", "")) if element is not None else ""
    return int(told) if told.lstrip("-").isdigit() and len(told) < FIGURES else default
