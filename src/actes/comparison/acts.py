"""Two acts compared: their documents, each with the other's of the same nature; their facts; what was kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..against.identify import documents_of
from ..context import Context
from ..frozen import frozen
from ..outline.nature import Nature
from ..pairing import Item, pair, shown
from ..part import Part
from .articles import DocumentChange, compare_parts
from .facts import FactChange, side_by_side
from .kept import Kept, kept, renews


@frozen
class Comparison:
    """What differs between two acts; `renewal`: they are two acts and not two versions of one."""

    documents: tuple[DocumentChange, ...]
    facts: tuple[FactChange, ...]
    kept: tuple[Kept, ...]
    renewal: bool

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
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
