"""What rules look at: the parts of one act, its entry where there is one, the register, the law, the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .part import Field, Nature, Part, Passage, part_of

if TYPE_CHECKING:
    from .document import Document
    from .facts import Mention
    from .model.acte import Acte
    from .model.register import Register


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One act under examination: its documents; `entry` and `register` are None for files without an entry.

    `identifier` is the entry's (« DEC2025-453 »). `today` is given, never read from a clock.
    """

    parts: tuple[Part, ...]
    today: date
    identifier: str = ""
    entry: Acte | None = None
    register: Register | None = None

    def passages(
        self, *kinds: object, pieces: bool = False, margins: bool = False
    ) -> Iterator[tuple[Passage, Mention]]:
        """Every mention of these kinds in the act's own documents; in attached pieces too, and in margins, on demand.

        A margin comes after all the documents: what the act itself says is said first.
        """
        parts = [part for part in self.parts if pieces or part.nature is not Nature.PIECE]
        for part in (*parts, *(part.margin for part in parts if margins and part.margin)):
            yield from part.passages(*kinds)

    def part(self, nature: Nature) -> Part | None:
        """The first document of that nature."""
        return next((part for part in self.parts if part.nature is nature), None)

    def field(self, path: str, owner: str = "", text: str = "") -> Field:
        """A field of the entry (or of another one), with its place."""
        owner = owner or self.identifier
        source = self.register.place(owner, path) if self.register else None
        return Field(owner, path, source.place_at(0) if source else None, text)


def of_entry(register: Register, identifier: str, documents: Iterable[Document], today: date) -> Context:
    """What there is to examine in an entry: its facts, and the documents composed from it."""
    parts = tuple(part_of(document, composed_nature(document.name)) for document in documents)
    return Context(parts, today, identifier, register.actes[identifier], register)


def composed_nature(name: str) -> Nature:
    """What a composed document is to its act, by its name.

    >>> [composed_nature(name).value for name in ("decision", "convention", "annexe-2")]
    ['acte', 'convention', 'annexe']
    """
    if name == "convention":
        return Nature.CONVENTION
    return Nature.ANNEXE if name.startswith("annexe") else Nature.ACTE
