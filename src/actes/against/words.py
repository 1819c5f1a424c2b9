"""The words of a document as they are compared: spaces, apostrophes, quotation marks, dashes and ligatures, which
programs write each in its way, are not seen; case, accents and punctuation are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from ..document import Block, Kind, cells_of
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern

_WORD = pattern(r"\d+|(?:[^\W\d_][\u0300-\u036f]*)+|[^\w\s]")
_SAME = str.maketrans({
    **dict.fromkeys("’‘ʼ´`", "'"), **dict.fromkeys("–—‑−‒", "-"), **dict.fromkeys("“”„«»", '"'), "º": "°",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
})  # fmt: skip


@frozen
class Word:
    """A word, a figure or a sign of a block; `key` is what is compared. `first`: it opens its block, or its row."""

    key: str
    part: Part
    block: int
    start: int
    end: int
    first: bool = False


Entry = tuple[Word | None, Word | None]  # a word of the first document and the same one in the second; one may be None


def key_of(text: str) -> str:
    """What is compared of a word.

    >>> key_of("l’"), key_of("«"), key_of("ﬁn"), key_of("\\u00ad")
    ("l'", '"', 'fin', '')
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_SAME))


def split(text: str) -> list[str]:
    """The keys of the words of a text.

    >>> split("l’article 5 : 50\u00a0%")
    ['l', "'", 'article', '5', ':', '50', '%']
    """
    return [key for match in _WORD.finditer(text) if (key := key_of(match[0]))]


def words_of(part: Part, index: int, *, by_column: bool = True) -> tuple[Word, ...]:
    """The words of a block in the order of reading; those of signatories one by one, or row by row as they stand."""
    found: list[Word] = []
    for start, end in _stretches(part.blocks[index], by_column):
        opens = True
        for match in _WORD.finditer(part.blocks[index].text, start, end):
            if key := key_of(match[0]):
                found.append(Word(key, part, index, match.start(), match.end(), opens))
                opens = False
    return tuple(found)


def _stretches(block: Block, by_column: bool) -> Iterable[tuple[int, int]]:
    """Where the block is cut: at its rows, or at the cells of signatories, column by column."""
    if block.kind is not Kind.SIGNATURE or not block.rows or not by_column:
        ends = [*(n for n, char in enumerate(block.text) if char == "\n"), len(block.text)]
        return zip([0, *(end + 1 for end in ends)], ends, strict=False)
    return [cell for column in zip_longest(*cells_of(block)) for cell in column if cell is not None]


def keys_of(words: Iterable[Word]) -> list[str]:
    return [word.key for word in words]


def lettered(words: Iterable[Word]) -> bool:
    """Whether there are words or figures, and not signs alone."""
    return any(any(map(str.isalnum, word.key)) for word in words)


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words, cut where a block or a row begins."""
    lines: list[list[Word]] = []
    for word in words:
        if word.first or not lines:
            lines.append([])
        lines[-1].append(word)
    return lines


def passages(words: Sequence[Word]) -> Iterator[Passage]:
    """The words as stretches of blocks, one for each block."""
    blocks: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        blocks.setdefault((id(word.part), word.block), []).append(word)
    for same in blocks.values():
        first = same[0]
        yield Passage(first.part, first.block, min(w.start for w in same), max(w.end for w in same))


def said(words: Sequence[Word]) -> str:
    """The words as a person reads them, on one line."""
    return " / ".join(" ".join(passage.text.split()) for passage in passages(words))
