"""Aligns two sequences of words: what is the same, added, removed, changed, and where.

Five users: the audit of a written file, « what changed » in an edited one, `check --against`, `diff`, tracked changes.

>>> a = "une période de 24 mois à partir de 2024".split()
>>> b = "une période de 24 mois à partir de 2025".split()
>>> [(h.change.value, a[h.before], b[h.after]) for h in differences(align(a, b))]
[('modifie', ['2024'], ['2025'])]
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from .frozen import frozen

MAX_CELLS = 1_000_000  # beyond, words without a landmark between them are given as changed, whole


class Change(StrEnum):
    """What happened to a run of words."""

    EGAL = "egal"
    AJOUTE = "ajoute"
    RETIRE = "retire"
    MODIFIE = "modifie"


@frozen
class Hunk:
    """A run of words: its slices in the first and in the second sequence (one may be empty)."""

    change: Change
    before: slice
    after: slice


Span = tuple[int, int, int, int]  # start and end in the first sequence, then in the second
Match = tuple[int, int, int]  # start in the first, start in the second, length


def align(before: Sequence[str], after: Sequence[str]) -> tuple[Hunk, ...]:
    """Hunks that cover both sequences, in order; two hunks of the same kind never follow each other.

    >>> align(["a"], ["a"])
    (Hunk(change=<Change.EGAL: 'egal'>, before=slice(0, 1, None), after=slice(0, 1, None)),)
    >>> align([], [])
    ()
    >>> [h.change.value for h in align("a b c".split(), "a c d".split())]
    ['egal', 'retire', 'egal', 'ajoute']
    """
    if before == after:
        return (_hunk(Change.EGAL, 0, len(before), 0, len(after)),) if before else ()
    matches = sorted(_matches(before, after, (0, len(before), 0, len(after))))
    return tuple(_hunks(matches, len(before), len(after)))


def differences(hunks: Iterable[Hunk]) -> tuple[Hunk, ...]:
    """The hunks that are not equal."""
    return tuple(hunk for hunk in hunks if hunk.change is not Change.EGAL)


def _hunk(change: Change, a: int, a_end: int, b: int, b_end: int) -> Hunk:
    return Hunk(change, slice(a, a_end), slice(b, b_end))


def _hunks(matches: Iterable[Match], length: int, other: int) -> Iterator[Hunk]:
    """What is the same and what is not, in turn: matches that touch are one."""
    a = b = same = 0
    for start, start_after, size in (*matches, (length, other, 0)):
        if (start, start_after) != (a, b):
            if same:
                yield _hunk(Change.EGAL, a - same, a, b - same, b)
            change = Change.AJOUTE if a == start else Change.RETIRE if b == start_after else Change.MODIFIE
            yield _hunk(change, a, start, b, start_after)
            same = 0
        a, b, same = start + size, start_after + size, same + size
    if same:
        yield _hunk(Change.EGAL, a - same, a, b - same, b)


def _matches(before: Sequence[str], after: Sequence[str], whole: Span) -> Iterator[Match]:
    """Equal runs: what both ends share, then between the words that each side has once, then the classic way."""
    pending = [whole]
    while pending:
        span, ends = _trim(before, after, pending.pop())
        yield from ends
        a, a_end, b, b_end = span
        if a == a_end or b == b_end:
            continue
        landmarks = _landmarks(before[a:a_end], after[b:b_end])
        if landmarks:
            pending += _between(span, landmarks)
        elif (a_end - a) * (b_end - b) <= MAX_CELLS:
            yield from _classic(before[a:a_end], after[b:b_end], a, b)


def _trim(before: Sequence[str], after: Sequence[str], span: Span) -> tuple[Span, list[Match]]:
    a, a_end, b, b_end = span
    start, start_after = a, b
    while a < a_end and b < b_end and before[a] == after[b]:
        a, b = a + 1, b + 1
    end = a_end
    while a < a_end and b < b_end and before[a_end - 1] == after[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    ends = [(start, start_after, a - start), (a_end, b_end, end - a_end)]
    return (a, a_end, b, b_end), [match for match in ends if match[2]]


def _landmarks(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Words that each side has exactly once, in the longest order that both share (patience)."""
    once, other = _once(before), _once(after)
    pairs = sorted((once[word], other[word]) for word in once.keys() & other.keys())
    return _longest_rise(pairs)


def _once(words: Sequence[str]) -> dict[str, int]:
    counts = Counter(words)
    return {word: index for index, word in enumerate(words) if counts[word] == 1}


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    tops: list[int] = []  # lowest last value of a rise of each length
    places: list[int] = []
    previous: list[int] = []
    for index, (_, value) in enumerate(pairs):
        length = bisect.bisect_left(tops, value)
        previous.append(places[length - 1] if length else -1)
        tops[length : length + 1] = [value]
        places[length : length + 1] = [index]
    rise, index = [], places[-1] if places else -1
    while index >= 0:
        rise.append(pairs[index])
        index = previous[index]
    return rise[::-1]


def _between(span: Span, landmarks: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The spans that start at each landmark: trimming matches the landmark itself."""
    a, a_end, b, b_end = span
    starts = [(a, b), *((a + x, b + y) for x, y in landmarks), (a_end, b_end)]
    for (x, y), (x_end, y_end) in pairwise(starts):
        if x < x_end or y < y_end:
            yield x, x_end, y, y_end


def _classic(before: Sequence[str], after: Sequence[str], a: int, b: int) -> Iterator[Match]:
    from difflib import SequenceMatcher

    for match in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        if match.size:
            yield a + match.a, b + match.b, match.size
