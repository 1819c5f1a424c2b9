"""Two documents article by article: what is added, removed, moved, and which words changed in what is in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..frozen import frozen
from ..pairing import ENOUGH, MOVED, Item, items, likeness, pair
from ..part import Part, Passage
from .blocks import BlockChange, Status, changes_told, compare_blocks, words_of
from .sections import Section, sections_of


@frozen
class ArticleChange:
    """An article, or another part of an act (its visas, its signatures), that is not the same in both."""

    status: Status
    before: Section | None
    after: Section | None
    blocks: tuple[BlockChange, ...] = ()


@frozen
class DocumentChange:
    """Two documents of the same nature; one is None where the other act has none."""

    before: Part | None
    after: Part | None
    articles: tuple[ArticleChange, ...] = ()

    @property
    def name(self) -> str:
        part = self.after or self.before
        return part.name if part else ""


def compare_parts(before: Part | None, after: Part | None) -> DocumentChange:
    """What differs between two documents, in the order of the second."""
    if before is None or after is None:
        return DocumentChange(before, after)
    return DocumentChange(before, after, tuple(_carried(list(_articles(before, after)))))


def _articles(before: Part, after: Part) -> Iterator[ArticleChange]:
    old, new = sections_of(before), sections_of(after)
    sides = [[Item(s.text(part), s.key) for s in found] for found, part in ((old, before), (new, after))]
    for one in pair(*sides):
        if one.before is None or one.after is None:
            first = None if one.before is None else old[one.before]
            other = None if one.after is None else new[one.after]
            status = Status.RETIRE if first else Status.AJOUTE
            gone = [BlockChange(status, place, None) for place in _passages(before, first)]
            come = [BlockChange(status, None, place) for place in _passages(after, other)]
            yield ArticleChange(status, first, other, (*gone, *come))
            continue
        one_of, other_of = old[one.before], new[one.after]
        blocks = compare_blocks(before, after, one_of, other_of)
        if (found := _status(one_of, other_of, bool(blocks), one.moved)) is not None:
            yield ArticleChange(found, one_of, other_of, blocks)


def _status(first: Section, other: Section, changed: bool, moved: bool) -> Status | None:
    if moved and (first.number or other.number):
        return Status.DEPLACE_MODIFIE if changed else Status.DEPLACE
    if changed:
        return Status.MODIFIE
    return Status.RENUMEROTE if first.number != other.number else None


def _passages(part: Part, section: Section | None) -> list[Passage]:
    return [part.whole(n) for n in range(section.start, section.end)] if section else []


def _carried(articles: Sequence[ArticleChange]) -> Iterator[ArticleChange]:
    """A paragraph removed from an article and added to another one, much the same, was moved."""
    every = [(article, block) for article in articles for block in article.blocks]
    gone, come = ([(a, b) for a, b in every if b.status is one] for one in (Status.RETIRE, Status.AJOUTE))
    made: dict[int, BlockChange | None] = {}  # what a block becomes; None where it stands in another article
    for home, old in gone:
        item = _item(old.before)
        places = (b for a, b in come if a is not home and id(b) not in made) if item.length >= ENOUGH else ()
        found = next((new for new in places if likeness(item, _item(new.after)) >= MOVED), None)
        if found is not None:
            made[id(old)], made[id(found)] = None, _moved(found, old, home.before)
    for article in articles:
        blocks = tuple(one for block in article.blocks if (one := made.get(id(block), block)) is not None)
        if blocks or not article.blocks:
            yield replace(article, blocks=blocks)


def _item(passage: Passage | None) -> Item:
    return items([" ".join(words_of(passage)) if passage else ""])[0]


def _moved(block: BlockChange, old: BlockChange, home: Section | None) -> BlockChange:
    assert old.before is not None
    assert block.after is not None
    said = tuple(changes_told(old.before, block.after))
    status = Status.DEPLACE_MODIFIE if said else Status.DEPLACE
    return BlockChange(status, old.before, block.after, said, home.name if home else "")
