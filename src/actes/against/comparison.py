"""A file against the documents that it is: what changed, which articles came, went, moved or were renumbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..context import Faced
from ..document import Kind
from ..facts import MentionKind
from ..frozen import frozen
from ..pairing import ENOUGH
from .alignment import Strand, known_by, strands, units_of
from .changes import Change, changes_of
from .regions import regions_of
from .words import Word, keys_of, split

MARK = "PROJET"  # of a draft, which some readers take for words


@frozen
class Article:
    """An article that is only in the entry, or only in the file (`added`): its blocks, and where it would stand."""

    words: tuple[Word, ...]
    added: bool
    left: Word | None


@frozen
class Move:
    """Neighbouring blocks that stand elsewhere in the file."""

    before: tuple[Word, ...]
    after: tuple[Word, ...]


@frozen
class Comparison:
    """Everything that differs; `renumbered` are the headings whose number is another one."""

    changes: tuple[Change, ...]
    articles: tuple[Article, ...]
    renumbered: tuple[Change, ...]
    moves: tuple[Move, ...]


@lru_cache(maxsize=64)
def comparison(faced: Faced, names: tuple[str, ...]) -> Comparison:
    """Compare a file with its documents; `names` are those of the parties."""
    found = [_without_margin(strand) for strand in _strands(faced)]
    around = tuple(_furniture(faced))
    changes = [change for strand in found for change in changes_of(regions_of(strand, names), names, around)]
    shifted, kept = _shifted(_without_signatures(changes))
    articles, rest = _articles_of(kept)
    renumbered = [change for change in rest if _renumbers(change)]
    moves = _together([*_moves(found), *shifted])
    return Comparison(
        tuple(change for change in rest if not _renumbers(change)), tuple(articles), tuple(renumbered), tuple(moves)
    )


def _strands(faced: Faced) -> tuple[Strand, ...]:
    """Both documents aligned; where the file has no columns, its signatories may stand row by row, or one by one."""
    after = [*units_of(faced.part), *(units_of(faced.part.margin) if faced.part.margin else ())]
    columns = any(b.kind is Kind.SIGNATURE and any(len(row.cells) > 1 for row in b.rows) for b in faced.part.blocks)
    orders = (True,) if columns else (True, False)
    tried = [strands([u for p in faced.composed for u in units_of(p, by_column=order)], after) for order in orders]
    return min(tried, key=lambda found: sum(None in entry for strand in found for entry in strand.entries))


def _without_margin(strand: Strand) -> Strand:
    """Without what stands around the text of the file's pages, except where it is words of the entry."""
    if strand.moved:
        return strand
    return Strand(tuple(entry for entry in strand.entries if entry[0] or not entry[1] or not entry[1].part.marginal))


def _furniture(faced: Faced) -> Iterator[str]:
    """What programs write around the text of the pages, as keys: the foot of the page, the mark of a draft."""
    yield MARK
    for part in faced.composed:
        yield " ".join(split("".join(span.text for span in part.document.footer)))


def _without_signatures(changes: Sequence[Change]) -> list[Change]:
    """Without the signatories where only their order differs: two columns are read row by row, or one by one."""
    both = ((change, change.region.before + change.region.after) for change in changes)
    signed = [change for change, words in both if all(_kind(word) is Kind.SIGNATURE for word in words)]
    before = Counter(key for change in signed for key in keys_of(change.region.before))
    after = Counter(key for change in signed for key in keys_of(change.region.after))
    return [change for change in changes if before != after or change not in signed]


def _shifted(changes: Sequence[Change]) -> tuple[list[Move], list[Change]]:
    """Words that went in one place and came in another (a row, a heading, its number aside); and the other changes."""
    came = {known_by(change.region.after): change for change in changes if not change.region.before}
    moves, taken = [], []
    for change in (one for one in changes if not one.region.after):
        before = change.region.before
        other = came.get(known_by(before))
        long = len(before) >= ENOUGH or (change.region.whole and _kind(before[0]) is Kind.ARTICLE)
        if other is not None and long and other not in taken:
            moves.append(Move(before, other.region.after))
            taken += [change, other]
    return moves, [change for change in changes if change not in taken]


def _kind(word: Word) -> Kind:
    return word.part.blocks[word.block].kind


def _moves(found: Iterable[Strand]) -> Iterator[Move]:
    """The blocks that moved, except into the margin of the file's pages."""
    for strand in found:
        if strand.moved:
            before, after = (tuple(word for entry in strand.entries if (word := entry[side])) for side in (0, 1))
            if not after[0].part.marginal:
                yield Move(before, after)


def _together(moves: Iterable[Move]) -> Iterator[Move]:
    """Blocks that moved together are one move."""
    waiting: list[Move] = []
    for one in sorted(moves, key=lambda move: move.after[0].block):
        last = waiting[-1] if waiting else None
        sides = ((last.before, one.before), (last.after, one.after)) if last else ()
        if last and all(then[0].block == first[-1].block + 1 for first, then in sides):
            waiting[-1] = Move(last.before + one.before, last.after + one.after)
        else:
            waiting.append(one)
    return iter(waiting)


def _articles_of(changes: Sequence[Change]) -> tuple[list[Article], list[Change]]:
    """Whole articles that came or went, and the changes that are not of them."""
    groups: dict[tuple[bool, int, int], list[Change]] = {}
    rest = []
    for change in changes:
        key = _article_of(change)
        if key is not None and (key in groups or _words_of(change)[0].block == key[2]):
            groups.setdefault(key, []).append(change)
        else:
            rest.append(change)
    made = (
        Article(tuple(word for change in group for word in _words_of(change)), added, group[0].region.left[1])
        for (added, *_), group in groups.items()
    )
    return list(made), rest


def _article_of(change: Change) -> tuple[bool, int, int] | None:
    """The article of a whole block: its side, its document, its heading."""
    first = _words_of(change)[0]
    blocks, inside = first.part.blocks, change.region.whole and first.part.sections[first.block].article
    heads = (n for n in range(first.block, -1, -1) if blocks[n].kind is Kind.ARTICLE) if inside else iter(())
    heading = next(heads, None)
    return None if heading is None else (bool(change.region.after), id(first.part), heading)


def _words_of(change: Change) -> tuple[Word, ...]:
    return change.region.after or change.region.before


def _renumbers(change: Change) -> bool:
    """Whether a change is that of the number of a heading, and nothing else."""
    facts = change.region.facts
    return all(
        len(side) == 1 and side[0].mention.kind is MentionKind.ARTICLE and side[0].mention.label == "titre"
        for side in facts
    ) and bool(change.swaps)
