"""The blocks of a document as they are paired: their words, and what they are known by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..document import Kind
from ..part import Part
from ..pattern import pattern
from .words import Word, lines_of, words_of

_NUMBER = pattern(r"\W*art(?:icle|\.)?\s*(\w+(?:\s?\.\s?\d+)*)", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """A block, or a row of a table: its words; those that number a heading are not what it is known by."""

    words: tuple[Word, ...]
    numbering: tuple[int, int]  # where the number of a heading stands among the words

    @property
    def keys(self) -> list[str]:
        start, end = self.numbering
        return [word.key for n, word in enumerate(self.words) if not start <= n < end]


def units_of(part: Part, *, by_column: bool = True) -> list[Unit]:
    """The blocks that have words, rows of tables apart; `by_column`: signatories one by one, else row by row."""
    units = []
    for index, block in enumerate(part.blocks):
        words = words_of(part, index, by_column=by_column)
        for line in lines_of(words) if block.kind is Kind.TABLEAU else [words] if words else []:
            units.append(Unit(tuple(line), _numbering(part, index, line)))
    return units


def known_by(words: Sequence[Word]) -> tuple[str, ...]:
    """What the words of a block are known by: the number of a heading left out."""
    return tuple(Unit(tuple(words), _numbering(words[0].part, words[0].block, words)).keys)


def _numbering(part: Part, index: int, words: Sequence[Word]) -> tuple[int, int]:
    block = part.blocks[index]
    match = _NUMBER.match(block.text) if block.kind is Kind.ARTICLE else None
    if match is None:
        return (0, 0)
    inside = [n for n, word in enumerate(words) if match.start(1) <= word.start < match.end(1)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
