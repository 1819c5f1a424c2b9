"""Values that the law gives for what words say: amounts, shares, delays, days (`values.txt`)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from ..frozen import frozen
from ..packaged import packaged
from . import LegalFact, in_force
from .articles import singular

# Units whose values are words, which « ; » separates.
SPELLED = frozenset({"jour", "part", "quote-part", "multiple"})


Words = tuple[tuple[str, ...], ...]  # alternatives, each of words that are all said


@frozen
class Given:
    """What the law says of something: its unit, the values, the words by which a clause speaks of it.

    `limit`: only what a clause says as a limit; `each`: every number of the clause.
    """

    name: str
    unit: str
    values: tuple[str, ...]
    how: str
    limit: bool
    each: bool
    words: Words

    def speaks(self, clause: str, whole: str) -> bool:
        """Whether a clause of an act speaks of it."""
        return any(all(says(word, clause, whole) for word in one) for one in self.words)

    def may_speak(self, whole: str) -> bool:
        """Whether an act has the words by which some clause of it may."""
        return any(all(says(word, whole, whole) or word[0] == "-" for word in one) for one in self.words)

    def allows(self, value: str | float) -> bool:
        """Whether the law lets that be said.

        >>> [fact.value.allows(10) for fact in facts(date(2025, 1, 1)) if fact.value.name == "retenue de garantie"]
        [False]
        """
        if isinstance(value, str):
            return (value in self.values) != (self.how == "no")
        known = [float(Fraction(one.replace(",", "."))) for one in self.values]
        if self.how == "no":
            return value not in known
        if self.how in ("<=", ">="):
            return value <= known[0] if self.how == "<=" else value >= known[0]
        return known[0] <= value <= known[1] if self.how == ".." else value in known


def words_of(text: str) -> Words:
    return tuple(tuple(singular(one).split("+")) for one in text.split(" / "))


def says(word: str, clause: str, whole: str) -> bool:
    if word[0] in "@^":
        return _stands(word[1:], whole) == (word[0] == "@")
    return not _stands(word[1:], clause) if word[0] == "-" else _stands(word, clause)


def _stands(word: str, text: str) -> bool:
    """Whether words stand there; a number, whole: « 242-1 » is not in « L. 1242-10 ».

    >>> _stands("242-1", "article l. 1242-10"), _stands("242-1", "l. 242-1"), _stands("retir", "le retirer")
    (False, True, True)
    """
    if word not in text:
        return False
    if not word[0].isdigit():
        return True
    at = text.find(word)
    while at >= 0 and text[at - 1 : at].isdigit():
        at = text.find(word, at + 1)
    after = text[at + len(word) : at + len(word) + 1]
    return at >= 0 and not (word[-1].isdigit() and after.isdigit())


@cache
def _all() -> tuple[LegalFact[Given], ...]:
    lines = packaged(__spec__, "values.txt").splitlines()
    return tuple(_fact(*line.split(" | ")) for line in lines if not line.startswith("#"))


def _fact(days: str, unit: str, values: str, name: str, words: str, source: str) -> LegalFact[Given]:
    since, _, until = days.partition("..")
    each, how = values.startswith("each "), next((how for how in ("<=", ">=", "no ", "..") if how in values), "")
    bare = values.removeprefix("each ").removeprefix(how).replace("..", " ")
    said = bare.split(";") if unit.rstrip("!") in SPELLED else bare.split()
    given = Given(name, unit.rstrip("!"), tuple(said), how.strip(), unit.endswith("!"), each, words_of(words))
    return LegalFact(
        given, date.fromisoformat(since), date.fromisoformat(until) if until else None, f"{source} (à vérifier)"
    )


def facts(on: date) -> tuple[LegalFact[Given], ...]:
    """Those in force that day."""
    return tuple(in_force(_all(), on))
