"""What an act says as another one did, at the very same place, some years later: it has moved on with the period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..part import Passage
from ..pattern import pattern
from ..values.periods import Period
from ..values.text import comparable

_RUN, _CUT, _WORD = pattern(r"\d+"), pattern(r"[\n\t|;]|\.(?:\s|\Z)"), pattern(r"[^\W\d_]{4}")
Figures = Mapping[str, Iterable[list[str]]]


def figures_of(texts: Iterable[str]) -> Figures:
    """The figures of each sentence or cell, under its words."""
    found: dict[str, list[list[str]]] = {}
    for said in (said for text in texts for said in _CUT.split(text)):
        found.setdefault(_words(said), []).append(_RUN.findall(said))
    return found


def moved_on(passage: Passage, figures: Figures, old: Period | None, new: Period | None) -> bool:
    """Whether the other act says these words with figures of as many years before as its period is."""
    text, step = passage.context, new.debut.year - old.debut.year if old and new else 0
    start = max((cut.end() for cut in _CUT.finditer(text, 0, passage.start)), default=0)
    end = _CUT.search(text, passage.end)
    words = _words(text[start : end.start() if end else len(text)])
    first, own = len(_RUN.findall(text, start, passage.start)), _RUN.findall(passage.text)
    others = [runs[first : first + len(own)] for runs in figures.get(words, ())] if _WORD.search(words) else []

    def gone(one: list[str]) -> Iterator[int]:
        return (int(now) - int(then) for now, then in zip(own, one, strict=True) if now != then)

    return bool(step) and own not in others and any(set(gone(one)) == {step} for one in others)


def _words(said: str) -> str:
    return comparable(_RUN.sub("0", said)).strip()
