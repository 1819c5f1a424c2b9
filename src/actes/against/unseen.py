"""Changes that nobody made: what a program writes in its way, and what is written in the room left for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..facts import MentionKind
from ..pattern import pattern
from .regions import Region
from .words import keys_of, lettered, said

ROOM = pattern(r"[\u00a0 ]{5,}|[._…]{3,}")
MARKER = pattern(r"(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\s?[.)°-]{1,2}|[o•·▪-]")
BY_HAND = 12  # words that somebody writes in the room that is left


def nobody_made(region: Region, furniture: Sequence[str]) -> bool:
    """Whether no person made this change. `furniture`: what stands around the text of each page, as keys."""
    return any((_same_words(region), _filled(region), _marker(region), _around(region, furniture)))


def _same_words(region: Region) -> bool:
    """Whether only spaces differ, or the hyphen of a word cut at the end of a line."""
    glued = ["".join(keys_of(words)) for words in region.sides]
    if glued[0] == glued[1]:
        return True
    cut = [
        "".join(re.sub(r"(?<=[^\W\d])-\s*(?=[^\W\d])", "", said(words).replace("\u00ad", ""))) for words in region.sides
    ]
    return bool(cut[0]) and cut[0].split() == cut[1].split()


def _filled(region: Region) -> bool:
    """Whether somebody wrote in the room left for a date, a place or a stamp."""
    if len(region.after) > BY_HAND or any(one.mention.kind is not MentionKind.DATE for one in region.facts[1]):
        return False
    if region.before:
        return not lettered(region.before) and ROOM.search(said(region.before)) is not None
    return bool(region.after) and ROOM.search(_between(region, 0)) is not None


def _between(region: Region, side: int) -> str:
    """What stands in one document between the words on both sides of the change, in their block."""
    left, right = region.left[side], region.right[side]
    if left is None:
        return ""
    text = left.part.blocks[left.block].text
    same = right is not None and right.part is left.part and right.block == left.block and right.start >= left.end
    return text[left.end : right.start] if same and right else text[left.end :]


def _marker(region: Region) -> bool:
    """Whether the words are only what stands before an item of a list, which one program counts and another writes."""
    words, right = (region.after, region.right[1]) if region.after else (region.before, region.right[0])
    if (region.before and region.after) or not words[0].first or right is None:
        return False
    return right.block == words[-1].block and MARKER.fullmatch(said(words)) is not None


def _around(region: Region, furniture: Sequence[str]) -> bool:
    """Whether the file only adds what a program writes around the text of a page."""
    added = f" {' '.join(keys_of(region.after))} "
    return not region.before and any(added in f" {text} " for text in furniture)
