"""A correction brought down to words that somebody typed, in a text or in the field that prose shows."""

from __future__ import annotations

from collections.abc import Sequence

from .document import Fact, Literal
from .part import Passage, span_at
from .pattern import pattern

TOKENS = pattern(r"\s|\S+")


def as_typed(passage: Passage, by: str) -> tuple[Passage, str] | None:
    """The words of a passage, and what they become: those that change only, where a fact wrote the others.

    None where nothing changes, or where what changes is a fact's.
    """
    start, end, new = changed(passage.text, by)
    words = passage._replace(start=passage.start + start, end=passage.start + end)
    if not new and start == end:
        return None
    if _typed(passage):
        return passage, by
    return (words, new) if _typed(words) else None


def in_fact(words: Passage) -> tuple[str, int] | None:
    """The path of the fact that wrote all of the words, and where they begin in what it wrote."""
    span, offset = span_at(words.part.blocks[words.block], words.start)
    if span is None or not isinstance(span.origin, Fact) or offset + len(words.text) > len(span.text):
        return None
    return span.origin.path, offset


def changed(old: str, new: str) -> tuple[int, int, str]:
    """Where the words of a text that change begin and end, and what they become; white space is all alike.

    At least one word is left on each side; the same words change nothing.

    >>> changed("le 1 janvier 2024", "le 1er janvier 2024"), changed("le le tribunal", "le tribunal")
    ((3, 4, '1er'), (3, 14, 'tribunal'))
    >>> changed("23\\u00a0€", "23 €")
    (0, 0, '')
    """
    before, after = TOKENS.findall(old), TOKENS.findall(new)
    if [*map(_plain, before)] == [*map(_plain, after)]:
        return 0, 0, ""
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    start, end = len("".join(before[:first])), len("".join(before[: len(before) - last]))
    return start, end, "".join(after[first : len(after) - last])


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens are the same at the beginning, one of each being kept."""
    most = max(0, min(len(old), len(new)) - 1)
    return next((n for n in range(most) if _plain(old[n]) != _plain(new[n])), most)


def _plain(token: str) -> str:
    return " " if token.isspace() else token


def _typed(words: Passage) -> bool:
    """Whether somebody typed all of it."""
    block, position = words.part.blocks[words.block], words.start
    while position < words.end:
        span, offset = span_at(block, position)
        if span is None or not isinstance(span.origin, Literal):
            return False
        position += max(1, len(span.text) - offset)
    return words.start < words.end
