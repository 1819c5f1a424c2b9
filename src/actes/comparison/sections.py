"""The sections of a document: its title, its visas, its parties, each article with its text, its signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from ..document import Block, Kind
from ..frozen import frozen
from ..outline.sections import HUMAN, number_at
from ..pairing import shown
from ..part import Part
from ..pattern import pattern
from ..values.text import unaccented

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
