"""Documents to lay out: those of the act 2025-453, whole, and blocks made by hand, of a line each.

`**bold**`, `*italic*`, ` // ` a line break; an item is `item2 o | text`; ` || ` separates signatories, ` / ` their
lines; `ligne | a | b` is a row of a table, `ligne entete` and `ligne total` its header and its total.
"""

from __future__ import annotations

import re

from actes.document import Block, Cell, Kind, Literal, Row, Span, Style
from actes.place import Place
from compose.support import real

NO_BREAK = re.compile(r" (?=[;:»!?%€–])|(?<=[«°]) |(?<=\d) (?=\d{3},)|(?<=L\.) ")
PIECE = re.compile(r"(\*\*.+?\*\*|\*.+?\*)")
HERE = Literal(Place("tests/layout/acts.py"))
ACTS = tuple(real().values())
DECISION, CONVENTION, ANNEXE = ACTS


def span(text: str, *styles: Style) -> Span:
    return Span(text, HERE, frozenset(styles))


def spans(text: str) -> tuple[Span, ...]:
    pieces = PIECE.split(NO_BREAK.sub("\xa0", text).replace(" // ", "\n"))
    return tuple(_marked(piece) for piece in pieces if piece)


def _marked(piece: str) -> Span:
    if piece.startswith("**"):
        return span(piece[2:-2], Style.GRAS)
    return span(piece[1:-1], Style.ITALIQUE) if piece.startswith("*") else span(piece)


def cell(text: str, align: str = "gauche") -> Cell:
    return Cell(tuple(spans(line) for line in text.split(" / ")), align)


def paragraph(text: str, kind: Kind = Kind.PARAGRAPHE) -> Block:
    return Block(kind, spans(text))


def signatures(text: str) -> Block:
    return Block(Kind.SIGNATURE, rows=(Row(tuple(cell(column) for column in text.split(" || "))),))


def row(line: str) -> Row:
    head, _, text = line.partition("|")
    first, *others = text.split(" | ")
    cells = (cell(first.strip()), *(cell(other.strip(), "droite") for other in others))
    return Row(cells, header="entete" in head, total="total" in head)


def block(line: str) -> Block:
    head, _, text = line.partition(" | ")
    kind, _, marker = head.partition(" ")
    if kind.startswith("item"):
        return Block(Kind.ITEM, spans(text), int(kind[4:]), marker)
    return signatures(text) if kind == "signature" else paragraph(text, Kind(kind))
