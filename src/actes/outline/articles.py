"""The articles of a document: number, title, the blocks that each covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..document import Block, Kind
from ..frozen import frozen
from ..pattern import pattern
from .sections import Section, number_of

_TITLE = 80  # characters
_LEAST = 3  # headings that are numbered from 1 on
_NUMBERED = pattern(r"(?P<n>[0-9]{1,2})\s?[.):–—-]+\s*(?P<title>[^\W\d].{2,})")
_NUMBER = pattern(r"\A\W*(?:art(?:icle)?\.?)\s+\S+\s*[-:.\u2013\u2014]*\s*", re.IGNORECASE)


@frozen
class Article:
    """An article: its number, its title without the number, the block of its heading, where it ends."""

    number: int | None
    title: str
    block: int
    end: int
    said: bool  # « Article 6 »; « 6. CHARGES » does not say the word


def articles_of(blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[Article, ...]:
    """The articles in order; those of a text that one of them reproduces are not the document's.

    « 3 - La stagiaire » is no article of an act that has an « Article 3 ».
    """
    starts = [
        n
        for n, (block, section) in enumerate(zip(blocks, sections, strict=True))
        if block.kind is Kind.ARTICLE and section.article and not section.reproduced
    ]
    if running := _running(blocks, starts):
        return running
    found = []
    for start, after in zip(starts, [*starts, len(blocks)][1:], strict=True):
        number = sections[start].article
        end = next((n for n in range(start + 1, after) if sections[n].article != number), after)
        title = _NUMBER.sub("", blocks[start].text, count=1).strip()
        found.append(Article(number_of(number), title, start, end, not blocks[start].marker))
    worded = {one.number for one in found if one.said}
    return tuple(one for one in found if one.said or one.number not in worded) or _numbered(blocks)


_RANK = pattern(r"(?P<n>[0-9]{1,3})\s?[.)°]?")


def _running(blocks: Sequence[Block], heads: Sequence[int]) -> tuple[Article, ...]:
    """The points of a règlement, numbered from first to last through its headings: « I. … 1. 2. 3. II. … 4. 5. »."""
    marks = [n for n, block in enumerate(blocks) if block.kind is Kind.ITEM and _RANK.fullmatch(block.marker)]
    ranks = [int(blocks[n].marker.strip(" .)°")) for n in marks]
    arabic = any(not blocks[n].marker or _RANK.fullmatch(blocks[n].marker) for n in heads)
    few = len(marks) < len(heads) if len(heads) >= _LEAST else bool(heads) or not _called_articles(blocks, len(marks))
    if arabic or few or ranks != [*range(1, len(marks) + 1)]:
        return ()
    after = (n for n, block in enumerate(blocks) if n > marks[-1] and block.kind in _AFTER)
    stops = sorted({*marks, *heads, next(after, len(blocks)), len(blocks)})
    return tuple(
        Article(rank, "", n, next(stop for stop in stops if stop > n), said=False)
        for rank, n in zip(ranks, marks, strict=True)
    )


_CALLED = pattern(  # its own, and not that of a law
    r"\bl['’]article (?P<n>[0-9]{1,2})\b(?![.,]?[0-9-]| d[eu]s? (?:l[ae] (?!pr[ée]sent)|code|d[ée]cret|l['’]))"
    r"|\(article (?P<m>[0-9]{1,2})\)"
)
_RULES = pattern(r"\br[èe]glement\b", re.IGNORECASE)
_AFTER = (Kind.TITRE, Kind.AUTORITE, Kind.SIGNATURE, Kind.LIEU_DATE)
_MANY = 8  # points, of a text that calls them articles


def _called_articles(blocks: Sequence[Block], points: int) -> bool:
    """Whether so many points are articles: of a règlement, of a text without « Article » that sends twice to some."""
    said = [int(one["n"] or one["m"]) for block in blocks for one in _CALLED.finditer(block.text)]
    rules = any(block.kind is Kind.TITRE and _RULES.search(block.text) for block in blocks)
    return points >= _MANY and (rules or sum(one <= points for one in said) > 1)


def _numbered(blocks: Sequence[Block]) -> tuple[Article, ...]:
    """« 2. Volets et enveloppes », from 1 on, in a text without « Article » that refers to « l'article 2 »."""
    kinds = [block.kind for block in blocks]
    heads = [
        n
        for n, (kind, below) in enumerate(pairwise([*kinds, Kind.ITEM]))
        if kind is Kind.INTERTITRE or (kind is Kind.ITEM is not below and blocks[n].text[-1:].isalpha())
    ]
    texts = {n: f"{blocks[n].marker} {blocks[n].text}".strip() for n in heads}
    found = [(n, match) for n, text in texts.items() if len(text) < _TITLE and (match := _NUMBERED.fullmatch(text))]
    if len(found) < _LEAST or [int(match["n"]) for _, match in found] != [*range(1, len(found) + 1)]:
        return ()
    ends = [n for n, _ in found[1:]] + [len(blocks)]
    return tuple(
        Article(int(match["n"]), match["title"], n, end, said=False)
        for (n, match), end in zip(found, ends, strict=True)
    )
