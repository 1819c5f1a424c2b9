"""Whole articles that came, went, or bear another number."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Kind
from ..facts import MentionKind
from ..frozen import frozen
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
    words = [tuple(word for change in group for word in _words(change)) for group in groups.values()]
    made = zip(words, groups.values(), strict=True)
    return [Article(said, bool(one[0].region.after), one[0].region.left[1]) for said, one in made], rest


def _article_of(change: Change) -> tuple[bool, int, int] | None:
    """The article of a whole block: its side, its document, its heading."""
    first = _words(change)[0]
    blocks, inside = first.part.blocks, change.region.whole and first.part.sections[first.block].article
    heads = (n for n in range(first.block, -1, -1) if blocks[n].kind is Kind.ARTICLE) if inside else iter(())
    heading = next(heads, None)
    return None if heading is None else (bool(change.region.after), id(first.part), heading)


def _words(change: Change) -> tuple[Word, ...]:
    return change.region.after or change.region.before


def renumbers(change: Change) -> bool:
    """Whether a change is that of the number of a heading, and nothing else."""
    facts = change.region.facts
    return all(
        len(side) == 1 and side[0].mention.kind is MentionKind.ARTICLE and side[0].mention.label == "titre"
        for side in facts
    ) and bool(change.swaps)
