"""What a roster is made of: people, parties, those who sign, in the columns of their grid; each with its place.

>>> from ..document import Cell, Literal, Row, Span
>>> from ..place import Place
>>> def cell(text):
...     return Cell(((Span(text, Literal(Place("a.txt"))),),) if text else ((),))
>>> rows = [("Pour la commune,", "Pour le club,"), ("Luc VAUR", "Eva PONS"), ("Pour l'État,",), ("Max ROL",)]
>>> block = Block(Kind.SIGNATURE, rows=tuple(Row(tuple(map(cell, row))) for row in rows))
>>> [[block.text[a:b] for a, b in column.lines] for column in columns_of(block)]
[['Pour la commune,', 'Luc VAUR'], ["Pour l'État,", 'Max ROL'], ['Pour le club,', 'Eva PONS']]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from ..document import Block, Kind
from ..facts import Mention
from ..facts.mention import PersonName
from ..frozen import frozen
from ..pattern import pattern
from ..values.text import comparable

_FOR = pattern(r"\s*pour\s", re.IGNORECASE)


@frozen
class Column:
    """Lines of a block that one signatory signs: offsets into its text, in order."""

    lines: tuple[tuple[int, int], ...]


def columns_of(block: Block) -> list[Column]:
    """Who signs, column by column; in a column, each « Pour … » below a signature begins another."""
    assert block.kind is Kind.SIGNATURE
    columns: dict[int, list[list[tuple[int, int]]]] = {}
    for rank, start, end in _lines(block):
        groups = columns.setdefault(rank, [[]])
        if groups[-1] and len(groups[-1]) > 1 and _FOR.match(block.text, start, end):
            groups.append([])
        groups[-1].append((start, end))
    return [Column(tuple(group)) for rank in sorted(columns) for group in columns[rank] if group]


def _lines(block: Block) -> Iterator[tuple[int, int, int]]:
    """Every line that is not empty: its column, where it starts and ends in the text of the block."""
    position = 0
    cells = [cell for row in block.rows for cell in enumerate([cell.text for cell in row.cells] or [""])]
    for rank, text in cells or [(0, block.text)]:
        for line in text.split("\n"):
            if line.strip():
                yield rank, position, position + len(line)
            position += len(line) + 1


@frozen(order=True)
class Spot:
    """Words of a document: a block, and offsets into its text."""

    block: int
    start: int
    end: int


class As(StrEnum):
    """What somebody is named as."""

    REPRESENTS = "représente"
    SIGNS = "signe"
    NAMED = "est nommé"


@frozen
class Person:
    """Somebody who is named: the name, where, as what; the office as it is said, the rank of the party or column."""

    name: PersonName
    at: Spot
    role: As
    office: str = ""
    party: int | None = None

    @property
    def last(self) -> str:
        return comparable(self.name.nom)

    @property
    def first(self) -> str:
        return comparable(self.name.prenom)

    @property
    def full(self) -> str:
        return f"{self.name.prenom} {self.name.nom}".strip()

    @property
    def feminine(self) -> bool | None:
        """What the civility says; None where it says nothing."""
        return {"M.": False, "Mme": True, "Mlle": True}.get(self.name.civilite)


_EACH_BELOW = ("suivants", "suivantes")  # « et les quatre communes suivantes : »: each of them is a party


@frozen
class Party:
    """A party as it is presented: its name, its short names (« ci-après … »), where each of its facts stands."""

    name: str
    at: Spot
    spots: tuple[Spot, ...]  # all the words that present it, in one paragraph or several
    terms: tuple[tuple[str, Spot], ...] = ()
    facts: tuple[tuple[Mention, Spot], ...] = ()  # identifiers, postal codes, telephones, addresses on the web
    people: tuple[Person, ...] = ()

    def presented_at(self, block: int, at: int) -> bool:
        """Whether one of the words that present it stands there."""
        return any(spot.block == block and spot.start <= at < spot.end for spot in self.spots)


@frozen
class Signatory:
    """A column that is signed: for whom, in what office, by whom; what is not said is empty."""

    column: Column
    body: str = ""
    office: str = ""
    person: Person | None = None


@frozen
class Roster:
    """The parties in order, the columns of signatures, everybody named by name."""

    parties: tuple[Party, ...]
    signatories: tuple[Signatory, ...]
    people: tuple[Person, ...]

    @property
    def count(self) -> int:
        """How many parties there are: those presented, or those for whom somebody signs, whichever are more."""
        presented = sum(not one.name.endswith(_EACH_BELOW) for one in self.parties)
        return max(presented, sum(bool(one.body) for one in self.signatories))

    def named(self, role: As) -> list[Person]:
        """Those who are named so, in order."""
        return [person for person in self.people if person.role is role]
