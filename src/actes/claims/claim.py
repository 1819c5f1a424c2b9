"""A claim: somebody says a value of something, somewhere, more or less surely."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction

from ..facts import Basis, Tax
from ..frozen import frozen
from ..part import Field, Passage
from ..statements.subjects import THIS, Subject
from ..text.tokens import COUNT, Token


class Sure(IntEnum):
    """Where the role of a claim comes from, the surest last."""

    GUESSED = 0  # nothing near says what it is
    TITLE = 1
    HEADING = 2
    LEAD_IN = 3
    BEFORE = 4  # the sentence before
    CLAUSE = 5  # the clause itself
    STATED = 6  # a column, a field


@frozen(eq=False)
class Claim:
    """`value` is what `where` says: for numbers in euros, in percent, in days or months, or so many of `unit`.

    `owner`: whose it is (this act, one it cites, a piece). `role`: what it is (« subvention »); `of`, what tells it
    from others of that role (a payer, a lot, a year). `unit`: « € », « % », « mois », a noun. `basis`: an amount for a
    year, a month, the period. `token` is what was read there.
    """

    owner: Subject
    role: str
    value: Fraction
    unit: str
    where: Passage | Field
    sure: Sure
    token: Token
    of: str = ""
    roles: frozenset[str] = frozenset()  # every role of its clause
    tax: Tax | None = None
    basis: Basis | None = None
    places: int = 0  # decimals that are written
    words: str = ""  # the letters of what is said around it, from the value before to the one after

    @property
    def said(self) -> Passage:
        """Where a text says it: every claim but those of the entry's fields."""
        assert isinstance(self.where, Passage)
        return self.where

    @property
    def lead(self) -> str:
        """The letters of what leads to it."""
        return self.words.partition(self.token.sort)[0]

    @property
    def spot(self) -> tuple[str, int, int]:
        """Its place, to compare: document, block, first character."""
        where = self.where
        return (where.part.name, where.block, where.start) if isinstance(where, Passage) else (where.path, -1, 0)


@frozen
class Count:
    """How many things (of that noun, of that role in a vote), and where it is said."""

    value: int
    where: Passage
    noun: str = ""


def bare(where: Passage, value: Fraction, unit: str, *, places: int = 0, sort: str = COUNT) -> Claim:
    """A number of this act that nothing else reads as one."""
    return Claim(THIS, "", value, unit, where, Sure.CLAUSE, Token(sort, where.start, where.end), places=places)
