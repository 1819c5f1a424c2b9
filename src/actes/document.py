"""The one form of document: an ordered list of blocks, each made of spans that know where they come from.

A document is composed from an entry or read from a file. Layout turns it into Word; rules examine it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from .frozen import frozen
from .place import Locatable, Place


class Kind(StrEnum):
    """What a block is. The values are the names that Word templates and reports use."""

    ENTETE = "entete"  # a line of the letterhead: département, collectivity, issuing body
    TITRE = "titre"  # « DÉCISION DE LA PRÉSIDENTE n° 2025-453 », « CONVENTION DE PARTENARIAT … », « ANNEXE 1 »
    SOUS_TITRE = "sous_titre"  # « PRISE PAR DÉLÉGATION … », the convention's name and period
    OBJET = "objet"  # the object of the act, boxed
    AUTORITE = "autorite"  # « La Présidente de Saint-Flour Communauté, »
    VISA = "visa"
    CONSIDERANT = "considerant"
    FORMULE = "formule"  # « DÉCIDE », « Il est convenu ce qui suit : »
    INTERTITRE = "intertitre"  # « Entre », « D'une part », a heading that is not an article's
    PARTIE = "partie"  # a party to a convention, with address and representative
    ARTICLE = "article"  # heading of an article; in a decision its text follows in the same block
    PARAGRAPHE = "paragraphe"
    ITEM = "item"  # of a list: see `level` and `marker`
    TABLEAU = "tableau"  # see `rows`
    LIEU_DATE = "lieu_date"  # « Fait à Saint-Flour, le 8 juillet 2025 »
    SIGNATURE = "signature"  # see `rows`: a column for each signatory; room to sign is left in the last row
    MENTION = "mention"  # remedies, report to the council, transmission, publication
    ANNONCE = "annonce"  # an annexe announced at the foot of a convention


class Style(StrEnum):
    """How a person marked words: `**gras**`, `*italique*`."""

    GRAS = "gras"
    ITALIQUE = "italique"


class Literal(NamedTuple):
    """Words somebody typed: `offset` characters into `source`."""

    source: Locatable
    offset: int = 0

    @property
    def place(self) -> Place:
        return self.source.place_at(self.offset)


class Fact(NamedTuple):
    """Words made from a fact: `path` names it (« periode.debut »), `offset` is where its `{{ }}` stands in `source`."""

    path: str
    source: Locatable
    offset: int = 0

    @property
    def place(self) -> Place:
        return self.source.place_at(self.offset)


Origin = Literal | Fact


class Span(NamedTuple):
    """A run of words with one origin and one style. A line break inside is `\\n`."""

    text: str
    origin: Origin
    styles: frozenset[Style] = frozenset()


@dataclass(frozen=True)  # no slots: its text is made once, and kept in it
class Cell:
    """A cell of a table or of a signatory's column. `align` is « gauche », « droite » or « centre »."""

    paragraphs: tuple[tuple[Span, ...], ...]
    align: str = "gauche"

    @cached_property
    def text(self) -> str:
        return "\n".join("".join(span.text for span in paragraph) for paragraph in self.paragraphs)


@frozen
class Row:
    """A row of a table. A header row repeats on each page; a total row stands out."""

    cells: tuple[Cell, ...]
    header: bool = False
    total: bool = False


@dataclass(frozen=True)  # no slots: its text is made once, and kept in it
class Block:
    """A paragraph, heading, item, table or signature block.

    `level` is the depth of an item (1 is the outermost) or of a heading; `marker` what stands before an item
    (« - », « o », « 1° », « a) »); `label` names an article or annexe that prose can cite; `page`, whether its author
    put a page break before it.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    level: int = 1
    marker: str = ""
    label: str = ""
    rows: tuple[Row, ...] = ()
    page: bool = False

    @cached_property
    def text(self) -> str:
        """The words of the block: rows on lines, cells between tabs, the marker of an item left out."""
        if self.rows:
            return "\n".join("\t".join(cell.text for cell in row.cells) for row in self.rows)
        return "".join(span.text for span in self.spans)

    @cached_property
    def laid_out(self) -> tuple[tuple[int, int, Span], ...]:
        """The spans of `text`, each with where it starts and ends in it; between cells there are separators."""
        return tuple(_laid_out(self))

    def mapped(self, change: Callable[[tuple[Span, ...]], tuple[Span, ...]]) -> Block:
        """The same block, with other words: of a paragraph, and of each one of its cells."""
        rows = (
            (row, tuple(replace(cell, paragraphs=tuple(map(change, cell.paragraphs))) for cell in row.cells))
            for row in self.rows
        )
        return replace(self, spans=change(self.spans), rows=tuple(replace(row, cells=cells) for row, cells in rows))

    def all_spans(self) -> Iterator[Span]:
        """Every span, in reading order, those of cells included."""
        yield from self.spans
        for row in self.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    yield from paragraph


def cells_of(block: Block) -> Iterator[list[tuple[int, int]]]:
    """The cells of each row, as offsets in the text of the block."""
    position = 0
    for row in block.rows:
        spans = []
        for cell in row.cells:
            spans.append((position, position + len(cell.text)))
            position += len(cell.text) + 1
        position += not row.cells
        yield spans


def rows_of(block: Block) -> Iterator[tuple[int, int]]:
    """The same, row by row."""
    return ((row[0][0], row[-1][1]) for row in cells_of(block) if row)


@frozen
class Document:
    """A document of an act. `name` is « decision », « convention », « annexe-1 »; title and author are properties."""

    name: str
    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    footer: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """All its words, a block a line."""
        return "\n".join(block.text for block in self.blocks if block.text)

    def words(self) -> list[str]:
        """Its words in order, split at any white space: what an audit compares."""
        return self.text.split()


def _laid_out(block: Block) -> Iterator[tuple[int, int, Span]]:
    cells = [cell for row in block.rows for cell in row.cells or (Cell(()),)]
    position = 0
    for line in [line for cell in cells for line in cell.paragraphs or ((),)] if block.rows else [block.spans]:
        for span in line:
            yield position, position + len(span.text), span
            position += len(span.text)
        position += 1


@frozen
class Attached:
    """An annexe that somebody else wrote, to be joined to the documents: its number, its title, its PDF if any."""

    number: int
    titre: str
    fichier: str = ""
