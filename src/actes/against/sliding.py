"""Where what was added or removed starts: equal words on both sides of it leave the choice."""

from __future__ import annotations

from .words import Entry, Word


def slid(entries: list[Entry]) -> list[Entry]:
    """The same, where what was added or removed starts with a block or a row, if it can be told so.

    Between « Article 4 … » and « Article 6 … », either « Article 5 … » was removed or « 5 … Article »: it is the first.
    """
    start = 0
    while start < len(entries):
        side, end = _side(entries[start]), start + 1
        while side is not None and end < len(entries) and _side(entries[end]) == side:
            end += 1
        if side is not None and not _opens(entries[start], side):
            end = _up(entries, start, end, side) or _down(entries, start, end, side) or end
        start = end
    return entries


def _side(entry: Entry) -> int | None:
    """0 where the word is only in the first document, 1 only in the second, None where it is in both."""
    return 1 if entry[0] is None else 0 if entry[1] is None else None


def _up(entries: list[Entry], start: int, end: int, side: int) -> int | None:
    """Move a run up to where it starts with a block, as far as its words allow; where it ends, None if it cannot."""
    shift = 0
    while not _opens(entries[start - shift], side):
        above = start - shift - 1
        if above < 0 or _side(entries[above]) is not None:
            return None
        if _key(entries[above], side) != _key(entries[end - shift - 1], side):
            return None
        shift += 1
    both, alone = entries[start - shift : start], entries[start:end]
    words = [entry[side] for entry in (*both, *alone)]
    others = [None] * len(alone) + [entry[1 - side] for entry in both]
    entries[start - shift : end] = [_entry(word, other, side) for word, other in zip(words, others, strict=True)]
    return end


def _down(entries: list[Entry], start: int, end: int, side: int) -> int | None:
    """The same, down."""
    shift = 0
    while not _opens(entries[start + shift], side):
        below = end + shift
        if below >= len(entries) or _side(entries[below]) is not None:
            return None
        if _key(entries[below], side) != _key(entries[start + shift], side):
            return None
        shift += 1
    alone, both = entries[start:end], entries[end : end + shift]
    words = [entry[side] for entry in (*alone, *both)]
    others = [entry[1 - side] for entry in both] + [None] * len(alone)
    entries[start : end + shift] = [_entry(word, other, side) for word, other in zip(words, others, strict=True)]
    return end + shift


def _key(entry: Entry, side: int) -> str:
    word = entry[side]
    return word.key if word else ""


def _opens(entry: Entry, side: int) -> bool:
    word = entry[side]
    return word is not None and word.first


def _entry(word: Word | None, other: Word | None, side: int) -> Entry:
    return (word, other) if side == 0 else (other, word)
