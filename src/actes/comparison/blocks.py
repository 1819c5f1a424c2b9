"""The sections of a document (its title, its visas, each article with its text, its signatures), and what differs
between the blocks of two of them: which are added, removed, moved, and the words that changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from ..compare import align, differences
from ..document import Block, Kind, Row
from ..frozen import frozen
from ..outline.sections import HUMAN, number_at
from ..pairing import Item, pair, pair_blocks, shown
from ..part import Part, Passage
from ..pattern import pattern
from ..values.text import unaccented
from ..wording import told, words

LONG = 80  # characters: a longer heading is the text of the article
_NUMBER = pattern(r"(?<!\W)\W*art(?:icle|\.)\s*(?:premier|\d+(?:\s?er)?|[IVX]+)\b[\s.:–—-]*", re.IGNORECASE)
CLOSING = frozenset({Kind.TITRE, Kind.LIEU_DATE, Kind.SIGNATURE, Kind.MENTION, Kind.ANNONCE})
_TITLE = (Kind.ENTETE, Kind.TITRE, Kind.SOUS_TITRE, Kind.OBJET, Kind.AUTORITE)
GROUPS: Mapping[Kind, str] = {
    **HUMAN,
    **dict.fromkeys(_TITLE, "titre"),
    **dict.fromkeys((Kind.VISA, Kind.CONSIDERANT, Kind.FORMULE), "visas et considérants"),
    **dict.fromkeys((Kind.LIEU_DATE, Kind.SIGNATURE), "date et signatures"),
}  # fmt: skip


@frozen
class Section:
    """Consecutive blocks of a part, from `start` to `end`; `number` is that of an article, `title` its heading."""

    name: str
    start: int
    end: int
    number: str = ""
    title: str = ""

    @property
    def key(self) -> str:
        """What makes two sections the same one, whatever they say: a heading, or what stands there."""
        return unaccented(self.title).strip(" .:") if self.number else f"<{self.name}>"

    def blocks(self, part: Part) -> tuple[Block, ...]:
        return part.blocks[self.start : self.end]

    def text(self, part: Part) -> str:
        """Its words, the number of an article left out: articles are renumbered."""
        first, *others = map(shown, self.blocks(part))
        return "\n".join([bare(first) if self.number else first, *others])


def bare(heading: str) -> str:
    """The heading of an article without its number.

    >>> bare("Article 8 : Durée"), bare("ARTICLE PREMIER. – Objet")
    ('Durée', 'Objet')
    """
    return _NUMBER.sub("", heading, count=1)


def sections_of(part: Part) -> tuple[Section, ...]:
    """The sections of a part: together they are all its blocks."""
    found = []
    for (number, _, group), members in groupby(range(len(part.blocks)), list(_places(part)).__getitem__):
        indexes = list(members)
        heading = bare(part.blocks[indexes[0]].text) if number else ""
        follows = len(heading) > LONG or heading.rstrip().endswith((".", ";", ",", ":"))  # its text, at once
        name = f"article {number}" if number else group
        found.append(Section(name, indexes[0], indexes[-1] + 1, number, "" if follows else heading))
    return tuple(found)


def _places(part: Part) -> Iterator[tuple[str, int, str]]:
    """For each block what its section is told by: the article and where it starts, else the sort of block.

    An article goes on until the next one or what closes the act: a line of capitals in it is no section of its own.
    """
    number, start = "", 0
    for index, block in enumerate(part.blocks):
        if block.kind is Kind.ARTICLE:
            number, start = number_at(block) or "sans numéro", index
        elif block.kind in CLOSING:
            number = ""
        yield (number, start, "") if number else ("", 0, GROUPS.get(block.kind, "texte"))


BULLETS = frozenset("-–—•·o*▪")  # a program writes one for another: they say nothing


class Status(StrEnum):
    """What happened to an article or to a paragraph."""

    AJOUTE = "ajoute"
    RETIRE = "retire"
    MODIFIE = "modifie"
    DEPLACE = "deplace"
    DEPLACE_MODIFIE = "deplace-et-modifie"
    RENUMEROTE = "renumerote"


@frozen
class BlockChange:
    """A paragraph, item or table: `before` and `after` are all its words in each document, None where it is not.

    `changes` say in French what its words became; `origin` where a moved one stood.
    """

    status: Status
    before: Passage | None
    after: Passage | None
    changes: tuple[str, ...] = ()
    origin: str = ""


MOVED = (Status.DEPLACE, Status.DEPLACE_MODIFIE)


def compare_blocks(before: Part, after: Part, old: Section, new: Section) -> tuple[BlockChange, ...]:
    """What differs between two sections that are the same one.

    Where files cut paragraphs otherwise, their words together tell less, and only what changed.
    """
    found = tuple(_blocks(before, after, old, new))
    if not any(change.status in (Status.AJOUTE, Status.RETIRE) for change in found):
        return found
    sides = [one for change in found for one in (change.before, change.after) if one is not None]
    if any(change.status in MOVED for change in found) or any(one.part.blocks[one.block].rows for one in sides):
        return found
    texts = [[word for n in range(s.start, s.end) for word in words_of(part.whole(n))]
             for part, s in ((before, old), (after, new))]  # fmt: skip
    pairs = ((words_of(side) if side else [] for side in (change.before, change.after)) for change in found)
    if _changed(*texts) * 2 >= sum(_changed(*pair) for pair in pairs):
        return found
    said = tuple(told(*texts))
    return (BlockChange(Status.MODIFIE, before.whole(old.start), after.whole(new.start), said),) if said else ()


def _changed(before: Sequence[str], after: Sequence[str]) -> int:
    hunks = differences(align(before, after))
    return sum(h.before.stop - h.before.start + h.after.stop - h.after.start for h in hunks)


def _blocks(before: Part, after: Part, old: Section, new: Section) -> Iterator[BlockChange]:
    """What differs between the blocks of two sections; a number that changed with its article's place does not."""
    for one in pair_blocks(old.blocks(before), new.blocks(after)):
        first = None if one.before is None else before.whole(old.start + one.before)
        other = None if one.after is None else after.whole(new.start + one.after)
        if first is None or other is None:
            yield BlockChange(Status.RETIRE if first else Status.AJOUTE, first, other)
            continue
        said = tuple(changes_told(first, other))
        if said:
            yield BlockChange(Status.DEPLACE_MODIFIE if one.moved else Status.MODIFIE, first, other, said)
        elif one.moved:
            yield BlockChange(Status.DEPLACE, first, other)


def changes_told(first: Passage, other: Passage) -> Iterator[str]:
    old, new = (passage.part.blocks[passage.block] for passage in (first, other))
    if Kind.SIGNATURE in (old.kind, new.kind):  # side by side or one under the other: only their words count
        texts = [re.split(r"[\t\n]", one.text) for one in (old, new)]
        return iter(()) if Counter(words(old.text)) == Counter(words(new.text)) else told(*texts)
    return rows_told(old.rows, new.rows) if old.rows and new.rows else told(words_of(first), words_of(other))


def words_of(passage: Passage) -> list[str]:
    """The words of a block as they are compared: the number of an article is not among them."""
    block: Block = passage.part.blocks[passage.block]
    text = block.text if block.marker in BULLETS else shown(block)
    return words(bare(text) if block.kind is Kind.ARTICLE else text)


def rows_told(before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    """What differs between the rows of two tables, in a few words each."""
    # a row is known by its first cell, whatever its figures
    rows = [[Item(" ".join(cell.text for cell in row.cells), name_of(row)) for row in side] for side in (before, after)]
    for one in pair(*rows):
        if one.before is None or one.after is None:
            row, what = (before[one.before or 0], "supprimée") if one.after is None else (after[one.after], "ajoutée")
            yield f"ligne {what} : « {' | '.join(' '.join(cell.text.split()) for cell in row.cells)} »"
            continue
        if one.moved:
            yield f"ligne déplacée : « {name_of(after[one.after])} »"
        yield from _cells(before[one.before], after[one.after], after)


def _cells(old: Row, new: Row, rows: Sequence[Row]) -> Iterator[str]:
    if len(old.cells) != len(new.cells):
        texts = ("\n".join(cell.text for cell in row.cells) for row in (old, new))
        before, after = map(words, texts)
        yield from (f"ligne « {name_of(new)} » : {change}" for change in told(before, after))
        return
    heads = [" ".join(cell.text.split()) for cell in rows[0].cells] if rows[0].header else []
    for index, (one, other) in enumerate(zip(old.cells, new.cells, strict=True)):
        before, after = words(one.text), words(other.text)
        if before == after:
            continue
        column = heads[index] if index < len(heads) and new is not rows[0] else ""
        where = f"ligne « {name_of(new)} »" + (f", colonne « {column} »" if column else "")
        yield f"{where} : {_swap(one.text, other.text)}"


def _swap(before: str, after: str) -> str:
    old, new = (" ".join(text.split(" ")).replace("\n", " ") for text in (before, after))
    if not old.strip():
        return f"« {new} » ajouté"
    return f"« {old} » remplacé par « {new} »" if new.strip() else f"« {old} » supprimé"


def name_of(row: Row) -> str:
    """How a person finds a row: its first cell with words."""
    return next((" ".join(cell.text.split()) for cell in row.cells if cell.text.strip()), "")
