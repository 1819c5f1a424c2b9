"""The articles of a document: number, title, the blocks that each covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Block, Kind
from ..frozen import frozen
from ..pattern import pattern
from .sections import Section, number_of

_NUMBER = pattern(r"(?<!\W)\W*(?:art(?:icle)?\.?)\s+\S+\s*[-:.\u2013\u2014]*\s*", re.IGNORECASE)


@frozen
class Article:
    """An article: its number, its title without the number, the block of its heading, where it ends."""

    number: int | None
    title: str
    block: int
    end: int
    said: bool  # « Article 6 »; « 6. CHARGES » does not say the word


def articles_of(blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[Article]:
    """The articles in order; those of a text that one of them reproduces are not the document's."""
    starts = [
        n
        for n, (block, section) in enumerate(zip(blocks, sections, strict=True))
        if block.kind is Kind.ARTICLE and section.article and not section.reproduced
    ]
    for start, after in zip(starts, [*starts, len(blocks)][1:], strict=True):
        number = sections[start].article
        end = next((n for n in range(start + 1, after) if sections[n].article != number), after)
        title = _NUMBER.sub("", blocks[start].text, count=1).strip()
        yield Article(number_of(number), title, start, end, not blocks[start].marker)
