"""The fields of the form of an entry: what a person sees of each, and what she typed in it."""

from __future__ import annotations

from enum import StrEnum

from ..frozen import frozen
from .chips import Alinea


class Is(StrEnum):
    """How a field is filled in."""

    TEXT = "texte"
    DATE = "date"
    YES_NO = "oui"
    CHOICE = "choix"
    PROSE = "prose"
    GROUP = "groupe"
    LIST = "liste"
    NAMES = "noms"


@frozen
class Field:
    """A field: its path, how a person calls it, what she typed; or fields below it.

    `note`: what follows from it, or what it is read as. `act` is the act of the register that it names; `of`, the list
    of names that it is taken from (see `Names`). `new` are the fields of an item to be added. `item`: it is one of a
    list, whose rank is `rank` of `many`.
    """

    path: str
    label: str
    kind: Is = Is.TEXT
    value: str = ""
    help: str = ""
    example: str = ""
    required: bool = False
    stated: bool = True
    fixed: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    act: str = ""
    of: str = ""
    title: str = ""
    item: bool = False
    rank: int = 0
    many: int = 0
    fields: tuple[Field, ...] = ()
    new: tuple[Field, ...] = ()
    alineas: tuple[Alinea, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether its help says more than its label."""
        return bool(self.example) or self.help.lower() != self.label.lower()

    @property
    def more(self) -> tuple[Field, ...]:
        """The fields below it that nobody stated."""
        return tuple(one for one in self.fields if not one.stated)

    @property
    def computed(self) -> bool:
        return not self.stated and bool(self.note)


@frozen
class Group:
    """Fields that go together."""

    title: str
    fields: tuple[Field, ...]

    @property
    def stated(self) -> bool:
        return any(one.stated for one in self.fields)
