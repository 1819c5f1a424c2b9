"""What a roster is made of: people, parties, those who sign; each with the place of its words."""

from __future__ import annotations

from enum import StrEnum

from ..facts import Mention
from ..facts.mention import PersonName
from ..frozen import frozen
from ..values.text import comparable
from .grid import Column


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

    @property
    def terms(self) -> dict[str, int]:
        """The party (its rank) that each defined term means."""
        return {term: rank for rank, party in enumerate(self.parties) for term, _ in party.terms}
