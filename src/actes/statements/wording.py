"""What a date is about, as the words around it say: two dates in the same words are those of one thing."""

from __future__ import annotations

import re

from ..facts.flat import folded
from ..part import Passage
from ..pattern import pattern
from ..text.sentences import clause_at
from ..values.text import unaccented

AROUND = 80  # characters on each side
STEM = 6  # letters: « interdit » and « interdiction » are one word
ENOUGH = 3  # words in common
_WORD = pattern(r"[a-z]{4,}|[0-9][0-9 ]{0,16},[0-9]{2}")
_IDLE = frozenset({
    "janvie", "fevrie", "mars", "avril", "juin", "juille", "aout", "septem", "octobr", "novemb", "decemb",
    "lundi", "mardi", "mercre", "jeudi", "vendre", "samedi", "dimanc", "dans", "pour", "avec", "entre", "cette",
    "celui", "dont", "leur", "date", "signe", "publiq", "articl", "vertu", "portan", "delai", "compte", "partir",
})  # fmt: skip


def words_around(where: Passage) -> frozenset[str]:
    """The stems of the words around a passage, in its line (a row of a table, a line of a paragraph)."""
    text = where.context
    first = text.rfind("\n", 0, where.start) + 1
    if not text[first : where.start].strip():  # a date alone on its line goes on from the one before
        first = text.rfind("\n", 0, max(0, first - 1)) + 1
    last = text.find("\n", where.end)
    before = text[max(first, where.start - AROUND) : where.start]
    after = text[where.end : min(last if last >= 0 else len(text), where.end + AROUND)]
    return stems(f"{before} | {after}")


def stems(text: str) -> frozenset[str]:
    """What the words of a text are, endings and empty words left out; amounts are kept whole."""
    found = _WORD.findall(unaccented(text.replace("\u00a0", " ")))
    return frozenset(word if word[0].isdigit() else word[:STEM] for word in found) - _IDLE


def same_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two surroundings speak of one thing: one amount, or enough words in common, half of the shorter one.

    >>> words = frozenset({"statio", "place", "mairie", "interd"})
    >>> same_thing(words, words | {"vehicu", "heures"}), same_thing(words, frozenset({"place", "mairie", "ecole"}))
    (True, False)
    """
    common = one & other
    if any(word[0].isdigit() for word in common):
        return True
    return len(common) >= ENOUGH and 2 * len(common) >= min(len(one), len(other))


_NAMES = pattern(
    r"\b(?!(?:Article|Annexe|Considérant|Monsieur|Madame|Mme|Maire|Présidente?|Commune|Ville|Conseil|Les|Une|Des|Elles?"
    r"|Lors|Cette|Ces|Par|Pour|Dans|Son|Ses|Sur|Leur|Avec|Après|Chaque|Depuis|Dès)\b)[A-ZÀ-Ý][\w-]{2,}"
)
_RANKED = pattern(r"\b(?:lots?|tranches?|phases?|n°)\s?(?:n°\s?)?([0-9]+)")
_NUMBER = r"([0-9][0-9 ]{0,24}(?:[.,/][0-9]{1,6})?)"
_SO = r"[^0-9;.]{0,80}?[\s,](?:soit|represent\w{0,6}|correspond\w{0,6}\sa)\b[^0-9;.]{0,80}"
_MADE_OF, _MAKES = pattern(rf"{_NUMBER}{_SO}\Z"), pattern(rf"{_SO}{_NUMBER}")
_VALUE_ENDS = pattern(r"[%€]|[0-9r] [a-zéû]{3,9} [0-9]{4}\b")


def told_apart(one: Passage, other: Passage) -> bool:
    """Whether words make two values those of two things: who pays or decides, which lot, avenant or step, the numbers
    that each comes from or makes.

    « la Région, au taux de 22 % », « le Département, au taux de 13 % »; « 28/35e, soit 80 % », « 17/35e, soit 50 % ».
    """
    (names, ranks, numbers), (others, steps, its) = _tells(one), _tells(other)
    apart = any(a and b and not a & b for a, b in ((names, others), (numbers, its)))
    return apart or bool(ranks and steps and ranks != steps)


def _tells(where: Passage) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    text = where.context
    start, end = clause_at(text, where.start)
    before, after = text[start : where.start], text[where.end : end]
    since = max((match.end() for match in _VALUE_ENDS.finditer(before)), default=0)
    named = _NAMES.findall(before[since:] + " " + re.split(r"[,(]", after, maxsplit=1)[0])
    low = folded(before)
    linked = (_MADE_OF.search(low), _MAKES.match(folded(after)))
    return frozenset(named), frozenset(_RANKED.findall(low)), frozenset(m[1].replace(" ", "") for m in linked if m)
