"""A change in words: what stands in the file, what stands in the entry, and where to look in each."""

from __future__ import annotations

from collections.abc import Sequence

from ..part import Passage
from ..pattern import pattern
from .changes import Change, Sort, shown
from .regions import Region
from .words import Word, lettered, passages, said

LONG = 220  # characters of a passage that are shown
LEAD = 4  # words shown before those that miss
_SPACES = pattern(r"\s+")


def told(change: Change) -> str:
    """What changed, in a few words: « 24 mois » au lieu de « 12 mois »."""
    region = change.region
    if not region.before:
        return f"{quoted(region.after)} en plus{'' if lettered(region.after) else _after(region)}"
    if not region.after:
        return f"{quoted(region.before)} en moins{_after(region)}"
    return f"{quoted(region.after)} au lieu de {quoted(region.before)}"


def _after(region: Region) -> str:
    """The words of the file after which something is, or misses."""
    passage = beside(region.left[1], LEAD)
    return f" après « {passage.text} »" if passage else " au début"


def quoted(words: Sequence[Word]) -> str:
    text = said(words)
    if len(text) > LONG:
        half = LONG // 2
        text = f"{text[:half].rsplit(' ', 1)[0]} […] {text[-half:].split(' ', 1)[-1]}"
    return f"« {text} »"


def in_file(change: Change) -> Passage | None:
    """Where a person looks in the file: the words that differ; else those after which the words of the entry miss."""
    region = change.region
    return next(passages(region.after), None) or beside(region.left[1]) or beside(region.right[1])


def beside(word: Word | None, count: int = 1) -> Passage | None:
    """The last words of a line, up to this one."""
    if word is None:
        return None
    text = word.part.blocks[word.block].text
    line = max(text.rfind(mark, 0, word.start) + 1 for mark in "\n\t")
    starts = [line, *(line + space.end() for space in _SPACES.finditer(text[line : word.start]))]
    return Passage(word.part, word.block, starts[-count:][0], word.end)


def in_entry(change: Change) -> Passage | None:
    return next(passages(change.region.before), None)


def values(change: Change) -> tuple[str | None, str | None]:
    """What a program reads: what the file says, what the entry says; a fact alone as its value."""
    if change.sort is Sort.FACT and len(change.swaps) == 1:
        return shown(change.swaps[0])
    after, before = said(change.region.after), said(change.region.before)
    return after or None, before or None
