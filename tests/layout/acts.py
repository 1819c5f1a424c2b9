"""The act 2025-453 as documents of real length, from `acts.txt`: a line is a block, `kind | text`.

`**bold**`, `*italic*`, ` // ` a line break; an item is `item2 o | text`; ` || ` separates signatories, ` / ` their
lines; `ligne | a | b` is a row of a table, `ligne entete` and `ligne total` its header and its total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from actes.document import Block, Cell, Document, Kind, Literal, Row, Span, Style
from actes.place import Place

NO_BREAK = re.compile(r" (?=[;:»!?%€–])|(?<=[«°]) |(?<=\d) (?=\d{3},)|(?<=L\.) ")
PIECE = re.compile(r"(\*\*.+?\*\*|\*.+?\*)")
HERE = Literal(Place("tests/layout/acts.txt"))
AUTHOR = "Saint-Flour Communauté"


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


def blocks(lines: list[str]) -> Iterator[Block]:
    for table, group in groupby(lines, key=lambda line: line.startswith("ligne")):
        if table:
            yield Block(Kind.TABLEAU, rows=tuple(map(row, group)))
        else:
            yield from map(block, group)


def document(text: str) -> Document:
    head, *lines = text.strip().splitlines()
    name, title, footer = head.split(" | ")
    return Document(name, tuple(blocks(lines)), title, AUTHOR, spans(footer))


ACTS = tuple(map(document, Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("== ")[1:]))
DECISION, CONVENTION, ANNEXE = ACTS
