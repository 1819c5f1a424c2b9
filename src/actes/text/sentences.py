"""Where sentences and clauses end: the one cutter that everything reads through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pattern import pattern
from ..values.kept import kept_by_text

LONGEST = 3_000  # characters of a sentence
_SHORT = "".join(
    rf"(?<!\b{word}[.!?])" for word in ["[A-Za-z]", "art", "MM", "Mme", "Dr", "St", "Ste", "Bd", "av", "Av"]
)
_RANKED = r"(?<!^[0-9][.])(?<!^\s[0-9][.])(?<![;:–-]\s[0-9][.])(?<![;:–-]\s[0-9][0-9][.])"  # « : 1. Objet ; 2. Durée »
_NEXT = r"\s*(?=[«\"(\[]*\s?[A-ZÀ-Ü0-9–-])"
# Each way to end begins with a sign, which is what a text is searched for.
_STOP = rf"(?<=[.!?])[.!?]*(?:{_SHORT}|(?<=\bH\.T\.)|(?<=T\.T\.C\.)){_RANKED}\s{_NEXT}"
_SENTENCE = pattern(rf"[\n\t.!?](?:(?<=[\n\t])[\n\t]*|{_STOP})")
BREAK = pattern(rf"[\n\t;.!?](?:(?<=[\n\t;])[\n\t;]*|{_STOP})")


@kept_by_text
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, each from where it starts to where it ends; a line, a cell is at least one.

    >>> text = "M. le Maire signe, art. 3. Le prix est de 10 € H.T. Il est ferme ; il est dû."
    >>> [text[start:end] for start, end in sentences(text)][1:]
    ['Le prix est de 10 € H.T. ', 'Il est ferme ; il est dû.']
    """
    return tuple(_cut(text, _SENTENCE))


@kept_by_text
def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The same, cut at semicolons too.

    >>> text = "Il est ferme ; il est dû."
    >>> [text[start:end] for start, end in clauses(text)]
    ['Il est ferme ;', ' il est dû.']
    """
    return tuple(_cut(text, BREAK))


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """The sentence in which a character stands; the whole text where it is in none."""
    return next((span for span in sentences(text) if span[0] <= place < span[1]), (0, len(text)))


def clause_at(text: str, place: int) -> tuple[int, int]:
    """The clause in which a character stands."""
    return next((span for span in clauses(text) if span[0] <= place < span[1]), (0, len(text)))


def _cut(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in pattern.finditer(text):
        yield from _short(text, start, match.end())
        start = match.end()
    if start < len(text):
        yield from _short(text, start, len(text))


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in several where nobody would read it as one: what compares its values takes as long as they are."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST) + 1, start + LONGEST // 2)
        yield start, cut
        start = cut
    yield start, end
