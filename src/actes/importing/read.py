"""An act as it was read: its documents taken apart, and everything that was read in them."""

from __future__ import annotations

import re
from dataclasses import field, replace
from datetime import date

from ..claims.rows import Row, rows
from ..context import Context
from ..document import Document
from ..facts import MentionKind
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.days import Role
from ..values.receipt import Receipt
from .slots import AnnexeText, Slots, act_text, annexe_text, convention_text
from .types import Gathered, Source

_ANY_DAY = date(9000, 1, 1)  # nothing that is read depends on today


@frozen
class Read:
    """The act, its convention, its annexes and pieces in order, each with its source; and the rows of what they say."""

    gathered: Gathered
    context: Context
    act: Slots
    convention: Slots | None
    annexes: tuple[tuple[Part, AnnexeText], ...]
    pieces: tuple[Part, ...]
    rows: tuple[tuple[Row, Passage], ...]
    sources: dict[str, Source] = field(default_factory=dict)  # by the name of their part

    @property
    def act_part(self) -> Part:
        part = self.context.part(Nature.ACTE)
        assert part is not None  # `read` is given an act
        return part

    @property
    def convention_part(self) -> Part | None:
        return self.context.part(Nature.CONVENTION)

    def days(self, role: Role) -> list[tuple[date, Passage]]:
        """The days that the act itself has in a role, in reading order, each where its own text says it."""
        return [
            (row.value, where)
            for row, where in self.rows
            if row.role == role and not row.owner and isinstance(row.value, date) and where.part is self.act_part
        ]

    @property
    def receipt(self) -> tuple[Receipt, Passage | None] | None:
        """The identifier that the préfecture gave, with the words that say it where they are in the act."""
        if self.gathered.receipt is not None:
            return self.gathered.receipt, None
        parts = filter(None, (self.act_part.margin, self.act_part))
        said = ((mention.value, at) for part in parts for at, mention in part.passages(MentionKind.RECEIPT))
        return next(((value, at) for value, at in said if isinstance(value, Receipt)), None)


def read_act(gathered: Gathered) -> Read | None:
    """The documents of an act, read; None where none of them is the act itself."""
    sources: dict[str, Source] = {}
    parts = []
    for rank, source in enumerate(one for one in gathered.sources if one.part.document.text.strip()):
        name = f"{source.nature.value}-{rank}"
        margin = source.part.margin and replace(source.part.margin, name=name)
        document = Document(name, source.part.document.blocks)
        parts.append(replace(source.part, name=name, document=document, margin=margin))
        sources[name] = source
    act = next((part for part in parts if part.nature is Nature.ACTE), None)
    if act is None:
        return None
    apart = [part.nature is Nature.CONVENTION and not _agreed(part) for part in parts]
    parts = [replace(part, nature=Nature.ANNEXE) if odd else part for part, odd in zip(parts, apart, strict=True)]
    agreed = next((part for part in parts if part.nature is Nature.CONVENTION), None)
    context = Context(tuple(parts), _ANY_DAY)
    said = ((row, row.where) for row in rows(context) if isinstance(row.where, Passage))
    return Read(
        gathered,
        context,
        act_text(act),
        convention_text(agreed) if agreed else None,
        tuple((part, annexe_text(part)) for part in parts if part.nature is Nature.ANNEXE),
        tuple(part for part in parts if part.nature is Nature.PIECE),
        tuple((replace(row, owner="") if row.owner.isdigit() else row, at) for row, at in said),  # « l'atelier n° 3 »
        sources,
    )


def _agreed(part: Part) -> bool:
    """Whether a convention can be one of an entry: its parties and its articles are read; else it is an annexe."""
    text = convention_text(part)
    firsts = {party.at.block for party in part.roster.parties}
    held = [sum(one.block in firsts for one in passages) for _, passages in text.parties]
    return len(held) >= 2 and all(count == 1 for count in held) and bool(text.articles)


_PLACE = pattern(
    r"\bfait\s(?:et\s\w+\s|en\s[\w\s]{2,40}?\b(?:exemplaires?|originaux|original)\b,?\s)?[àa]\s"
    r"(?P<place>[^,;\n]{2,60}?)(?=\s*(?:,|\n|\Z)|\s+(?:le|en)\s)",
    re.IGNORECASE,
)


def place_in(where: Passage) -> Passage | None:
    """The place of « Fait à Murat, le … »."""
    found = _PLACE.search(where.text)
    return where.at(*(where.start + edge for edge in found.span("place"))) if found else None
