"""What rules look at: one act, its documents, its entry where there is one; or the register as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from .document import Block, Document, Kind
from .frozen import frozen
from .outline.nature import Nature, composed_nature
from .part import Field, Part, Passage, part_of

if TYPE_CHECKING:
    from .facts import Mention
    from .finding import Spot
    from .model.acte import Acte
    from .model.confirm import Ecart
    from .model.register import Register
    from .model.texts import Piece
    from .place import Place
    from .values.actnumber import ActNumber
    from .values.periods import Period


_SIGNED = (Kind.SIGNATURE, Kind.PARTIE)


@frozen(eq=False)
class Context:
    """One act under examination: its documents; `entry` and `register` are None for files without an entry.

    `identifier` is the entry's (« DEC2025-453 »). `today` is given, never read from a clock.
    """

    parts: tuple[Part, ...]
    today: date
    identifier: str = ""
    entry: Acte | None = None
    register: Register | None = None
    kept: dict[object, object] = field(default_factory=dict, init=False, repr=False)  # worked out of it

    def passages(
        self, *kinds: object, pieces: bool = False, margins: bool = False
    ) -> Iterator[tuple[Passage, Mention]]:
        """Every mention of these kinds in the act's own documents; in attached pieces too, and in margins, on demand.

        A margin comes after all the documents: what the act itself says is said first.
        """
        parts = self.parts if pieces else self.own
        for part in (*parts, *(part.margin for part in parts if margins and part.margin)):
            yield from part.passages(*kinds)

    @property
    def own(self) -> tuple[Part, ...]:
        """The documents of the act itself: what a partner wrote is no statement of it."""
        return tuple(part for part in self.parts if part.nature is not Nature.PIECE)

    def part(self, nature: Nature) -> Part | None:
        """The first document of that nature; « annexe.txt » comes first, and the act itself is what parties sign."""
        found = [part for part in self.parts if part.nature is nature]
        signed = (part for part in found if any(block.kind in _SIGNED for block in part.blocks))
        return next(signed, None) or next(iter(found), None)

    def attached(self) -> Iterator[tuple[str, Piece]]:
        """What the entry has of each attached piece, with the path of its annexe."""
        for number, annexe in enumerate(self.entry.annexes if self.entry else ()):
            if annexe.piece is not None:
                yield f"annexes[{number}]", annexe.piece

    def at(self, spot: Spot) -> Passage:
        return Passage(self.parts[spot.part], spot.block, spot.start, spot.end)

    def field(self, path: str, owner: str = "", text: str = "") -> Field:
        """A field of the entry (or of another one), with its place."""
        owner = owner or self.identifier
        return Field(owner, path, self.register, text)


@frozen
class Quote:
    """Words of a document or an entry that is not kept: what they are, and where they stand."""

    owner: str
    human: str
    where: Place | None = None
    text: str = ""


@frozen(eq=False)
class Cited:
    """An act that prose names in so many words, not through the register."""

    nature: str
    numero: ActNumber
    where: Quote
    visa: bool


@frozen(eq=False)
class Listed:
    """What the check of the register keeps of an act: a thousand acts in full would not fit.

    `follows` are the acts that it renews or amends, `names` all those that it cites; `objet`, the words of its object.
    """

    identifier: str
    numero: ActNumber
    serie: str
    at: Quote
    jour: date | None = None
    dated: Quote | None = None
    periode: Period | None = None
    period: Quote | None = None
    convention: bool = False
    avenant: bool = False
    parties: frozenset[str] = frozenset()
    objet: frozenset[str] = frozenset()
    follows: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    cited: tuple[Cited, ...] = ()
    ecarts: tuple[tuple[Ecart, Place | None], ...] = ()


@frozen(eq=False)
class RegisterContext:
    """The register as a whole: every act that could be read, in the order of their identifiers."""

    acts: tuple[Listed, ...]
    register: Register
    today: date
    parts: tuple[Part, ...] = ()  # none: what is found stands in entries


@frozen(eq=False)
class Faced:
    """A file, and the documents of an entry that it is: several where it holds the whole act."""

    part: Part
    composed: tuple[Part, ...]


@frozen(eq=False)
class AgainstContext:
    """Files held against what an entry composes; `parts` are the files, `names` those of the parties.

    `strangers` are files that are none of its documents, `pieces` those that may be its attached pieces, `missing` its
    documents that no file is, where all were asked.
    """

    identifier: str
    parts: tuple[Part, ...]
    faced: tuple[Faced, ...]
    today: date
    names: tuple[str, ...] = ()
    strangers: tuple[Part, ...] = ()
    pieces: tuple[Part, ...] = ()
    missing: tuple[Quote, ...] = ()


AnyContext = Context | RegisterContext | AgainstContext


def of_entry(register: Register, identifier: str, documents: Iterable[Document], today: date) -> Context:
    """What there is to examine in an entry: its facts, and the documents composed from it."""
    feet = ((one, [Block(Kind.PARAGRAPHE, one.footer)] if one.footer else ()) for one in documents)
    parts = tuple(part_of(one, composed_nature(one.name), furniture=foot) for one, foot in feet)
    return Context(parts, today, identifier, register.actes[identifier], register)
