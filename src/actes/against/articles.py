"""Whole articles that came, went, or bear another number."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Kind
from ..facts import MentionKind
from ..frozen import frozen
from ..part import Part
from .changes import Change
from .words import Word


@frozen
class Article:
    """An article that is only in the entry, or only in the file (`added`): its blocks, and where it would stand."""

    words: tuple[Word, ...]
    added: bool
    left: Word | None

    @property
    def heading(self) -> str:
        """Its heading; its first words where these are its text."""
        first = self.words[0]
        return " ".join(first.part.blocks[first.block].text.split())


def articles_of(changes: Sequence[Change]) -> tuple[list[Article], list[Change]]:
    """Whole articles that came or went, and the changes that are not of them."""
    groups: dict[tuple[bool, int, int], list[Change]] = {}
    rest = []
    for change in changes:
        key = _article_of(change)
        if key is not None and (key in groups or _words(change)[0].block == key[2]):
            groups.setdefault(key, []).append(change)
        else:
            rest.append(change)
    return [_article(group) for group in groups.values()], rest


def _article_of(change: Change) -> tuple[bool, int, int] | None:
    """The article of a whole block: its side, its document, its heading."""
    if not change.region.whole:
        return None
    first = _words(change)[0]
    heading = heading_of(first.part, first.block)
    return None if heading is None else (bool(change.region.after), id(first.part), heading)


def _words(change: Change) -> tuple[Word, ...]:
    return change.region.after or change.region.before


def heading_of(part: Part, block: int) -> int | None:
    """The block that is the heading of the article of a block."""
    if not part.sections[block].article:
        return None
    return next((index for index in range(block, -1, -1) if part.blocks[index].kind is Kind.ARTICLE), None)


def _article(group: Sequence[Change]) -> Article:
    words = tuple(word for change in group for word in _words(change))
    return Article(words, bool(group[0].region.after), group[0].region.left[1])


def renumbers(change: Change) -> bool:
    """Whether a change is that of the number of a heading, and nothing else."""
    facts = change.region.facts
    return all(
        len(side) == 1 and side[0].mention.kind is MentionKind.ARTICLE and side[0].mention.label == "titre"
        for side in facts
    ) and bool(change.swaps)
