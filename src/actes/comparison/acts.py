"""Two acts compared: their documents, each with the other's of the same nature, article by article; their facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..against.facing import documents_of
from ..context import Context
from ..frozen import frozen
from ..outline.nature import Nature
from ..pairing import ENOUGH, MOVED, Item, items, likeness, pair, shown
from ..part import Part, Passage
from .blocks import BlockChange, Section, Status, changes_told, compare_blocks, sections_of, words_of
from .facts import FactChange, side_by_side
from .kept import Kept, kept, renews


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


@frozen
class Comparison:
    """What differs between two acts; `renewal`: they are two acts and not two versions of one."""

    documents: tuple[DocumentChange, ...]
    facts: tuple[FactChange, ...]
    kept: tuple[Kept, ...]
    renewal: bool

    @property
    def same(self) -> bool:
        alone = any(one.before is None or one.after is None for one in self.documents)
        return not alone and not any(one.articles for one in self.documents) and all(f.same for f in self.facts)


def compare_acts(before: Context, after: Context) -> Comparison:
    """Compare two acts; the order is that of the second."""
    one, other = before, after
    if None in (before.entry, after.entry) and all(side.entry is None or side.parts for side in (before, after)):
        # both by their words where one of them is files: a field of an entry has nothing in front of it
        one, other = (replace(side, entry=None, register=None) for side in (before, after))
    facts = side_by_side(one, other)
    documents = tuple(compare_parts(old, new) for old, new in paired_parts(before.parts, after.parts))
    return Comparison(documents, facts, kept(before, after, facts), renews(before, after))


def paired_parts(before: Sequence[Part], after: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """Documents of the same nature, annexes by their words. A lone file is held against the document that it is.

    What a lone file is not held against is left out: it does not miss. An act without text has no document to miss.
    """
    if not before or not after:
        return
    if len(before) == 1 and len(after) == 1:
        yield before[0], after[0]
    elif len(before) == 1:
        yield from ((before[0], other) for other in _of(before[0], after))
    elif len(after) == 1:
        yield from ((one, after[0]) for one in _of(after[0], before))
    else:
        yield from _by_nature(before, after)


def _of(file: Part, documents: Sequence[Part]) -> tuple[Part, ...]:
    """The document that a file is, told by its words, else by its nature."""
    known = documents_of(file, documents)[:1]
    return known or tuple(part for part in documents if part.nature is file.nature)[:1]


def _by_nature(before: Sequence[Part], after: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    for nature in Nature:
        old, new = ([part for part in parts if part.nature is nature] for parts in (before, after))
        key = "seul" if len(old) == len(new) == 1 else ""  # whatever they say, they are the same one
        for one in pair(*([Item("\n".join(map(shown, part.blocks)), key) for part in parts] for parts in (old, new))):
            yield None if one.before is None else old[one.before], None if one.after is None else new[one.after]


def compare_parts(before: Part | None, after: Part | None) -> DocumentChange:
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
