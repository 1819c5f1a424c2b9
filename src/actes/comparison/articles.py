"""Two documents article by article: what is added, removed, moved, and which words changed in what is in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..document import Block, Kind
from ..pairing import ENOUGH, MOVED, Item, items, likeness, pair, pair_blocks, shown
from ..part import Part, Passage
from ..wording import told, words
from .sections import Section, bare, sections_of
from .tables import rows_told


class Status(StrEnum):
    """What happened to an article or to a paragraph."""

    AJOUTE = "ajoute"
    RETIRE = "retire"
    MODIFIE = "modifie"
    DEPLACE = "deplace"
    DEPLACE_MODIFIE = "deplace-et-modifie"
    RENUMEROTE = "renumerote"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A paragraph, item or table: `before` and `after` are all its words in each document, None where it is not.

    `changes` say in French what its words became; `origin` where a moved one stood.
    """

    status: Status
    before: Passage | None
    after: Passage | None
    changes: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article, or another part of an act (its visas, its signatures), that is not the same in both."""

    status: Status
    before: Section | None
    after: Section | None
    blocks: tuple[BlockChange, ...] = ()


@dataclass(frozen=True, slots=True)
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
    return DocumentChange(before, after, tuple(_carried(list(_articles(before, after)), before)))


def _articles(before: Part, after: Part) -> Iterator[ArticleChange]:
    old, new = sections_of(before), sections_of(after)
    sides = [[Item(s.text(part), s.key) for s in found] for found, part in ((old, before), (new, after))]
    for one in pair(*sides):
        if one.before is None or one.after is None:
            yield _alone(before, after, None if one.before is None else old[one.before],
                         None if one.after is None else new[one.after])  # fmt: skip
            continue
        first, other = old[one.before], new[one.after]
        blocks = tuple(_blocks(before, after, first, other))
        if (status := _status(first, other, bool(blocks), one.moved)) is not None:
            yield ArticleChange(status, first, other, blocks)


def _status(first: Section, other: Section, changed: bool, moved: bool) -> Status | None:
    if moved and (first.number or other.number):
        return Status.DEPLACE_MODIFIE if changed else Status.DEPLACE
    if changed:
        return Status.MODIFIE
    return Status.RENUMEROTE if first.number != other.number else None


def _alone(before: Part, after: Part, old: Section | None, new: Section | None) -> ArticleChange:
    if old is not None:
        gone = tuple(BlockChange(Status.RETIRE, before.whole(n), None) for n in range(old.start, old.end))
        return ArticleChange(Status.RETIRE, old, None, gone)
    assert new is not None
    come = tuple(BlockChange(Status.AJOUTE, None, after.whole(n)) for n in range(new.start, new.end))
    return ArticleChange(Status.AJOUTE, None, new, come)


def _blocks(before: Part, after: Part, old: Section, new: Section) -> Iterator[BlockChange]:
    """What differs between the blocks of two sections; a number that changed with its article's place does not."""
    for one in pair_blocks(old.blocks(before), new.blocks(after)):
        first = None if one.before is None else before.whole(old.start + one.before)
        other = None if one.after is None else after.whole(new.start + one.after)
        if first is None or other is None:
            yield BlockChange(Status.RETIRE if first else Status.AJOUTE, first, other)
            continue
        said = tuple(_said(first, other))
        if said:
            yield BlockChange(Status.DEPLACE_MODIFIE if one.moved else Status.MODIFIE, first, other, said)
        elif one.moved:
            yield BlockChange(Status.DEPLACE, first, other)


def _said(first: Passage, other: Passage) -> Iterator[str]:
    old, new = (passage.part.blocks[passage.block] for passage in (first, other))
    if Kind.SIGNATURE in (old.kind, new.kind):
        return _signed(old.text, new.text)
    return rows_told(old.rows, new.rows) if old.rows and new.rows else told(words_of(first), words_of(other))


def _signed(before: str, after: str) -> Iterator[str]:
    """Signatories side by side or one under the other are the same ones: only their words count."""
    if Counter(words(before)) != Counter(words(after)):
        yield from told(before.replace("\t", "\n").split("\n"), after.replace("\t", "\n").split("\n"))


def words_of(passage: Passage) -> list[str]:
    """The words of a block as they are compared: the number of an article is not among them."""
    block: Block = passage.part.blocks[passage.block]
    text = shown(block)
    return words(bare(text) if block.kind is Kind.ARTICLE else text)


def _carried(articles: Sequence[ArticleChange], before: Part) -> Iterator[ArticleChange]:
    """A paragraph removed from an article and added to another one was moved."""
    gone = [(n, b) for n, a in enumerate(articles) for b in a.blocks if b.status is Status.RETIRE]
    come = [(n, b) for n, a in enumerate(articles) for b in a.blocks if b.status is Status.AJOUTE]
    moves = dict(_moves(gone, come))
    taken = {id(old) for old in moves.values()}
    names = {id(b): a.before.name for a in articles for b in a.blocks if a.before is not None}
    for article in articles:
        blocks = tuple(_moved(block, moves.get(id(block)), names) for block in article.blocks if id(block) not in taken)
        if blocks or not article.blocks:
            yield replace(article, blocks=blocks)


def _moves(
    gone: Iterable[tuple[int, BlockChange]], come: Sequence[tuple[int, BlockChange]]
) -> Iterator[tuple[int, BlockChange]]:
    """What was removed somewhere and added, much the same, elsewhere: the identity of the second, the first."""
    used: set[int] = set()
    for home, old in gone:
        item = _item(old.before)
        places = (new for other, new in come if other != home and id(new) not in used) if item.length >= ENOUGH else ()
        found = next((new for new in places if likeness(item, _item(new.after)) >= MOVED), None)
        if found is not None:
            used.add(id(found))
            yield id(found), old


def _item(passage: Passage | None) -> Item:
    return items([" ".join(words_of(passage)) if passage else ""])[0]


def _moved(block: BlockChange, old: BlockChange | None, names: dict[int, str]) -> BlockChange:
    if old is None or old.before is None or block.after is None:
        return block
    said = tuple(_said(old.before, block.after))
    status = Status.DEPLACE_MODIFIE if said else Status.DEPLACE
    return BlockChange(status, old.before, block.after, said, names.get(id(old), ""))
