"""The fields of a Word file (a reference, a page number, a link) as they stand in its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..frozen import frozen
from ..reading.wordml import P, W
from .placed import Placed


@frozen
class Field:
    """A field that begins and ends in one paragraph: the bytes before and after the runs that hold it."""

    start: int
    end: int


def fields_of(placed: Placed) -> tuple[Field, ...]:
    """Every field, those inside another one before it."""
    return tuple(sorted(_fields(placed), key=lambda field: field.end - field.start))


def _fields(placed: Placed) -> Iterator[Field]:
    begun: list[Element] = []
    for element in placed.root.iter():
        if element.tag == f"{W}fldSimple":
            yield Field(placed.extent(element).start, placed.extent(element).end)
        if element.tag != f"{W}fldChar":
            continue
        run, kind = placed.parents[element], element.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(run)
        elif kind == "end" and begun:
            first = begun.pop()
            if _paragraph(placed, first) is _paragraph(placed, run):
                yield Field(placed.extent(first).start, placed.extent(run).end)


def _paragraph(placed: Placed, element: Element) -> Element | None:
    return next((a for a in placed.ancestors(element) if a.tag == P), None)
