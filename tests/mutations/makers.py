"""What makes mutants: for each class, every place of a file that it can change, and what it becomes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from .material import File

Change = tuple[int, int, str]  # the span that changes, and what it becomes
Maker = Callable[[File, random.Random], Iterator[Change]]


def maker(name: str) -> Callable[[Maker], Maker]:
    """Give a maker the name of its class (French)."""

    def named(function: Maker) -> Maker:
        function.kind = name  # type: ignore[attr-defined]
        return function

    return named


def digit(figure: str, rng: random.Random, start: int = 0) -> str:
    """The figure with one of its digits changed, the first one never to nought."""
    places = [n for n, char in enumerate(figure) if char.isdigit() and n >= start]
    place = rng.choice(places)
    others = [d for d in "0123456789" if d != figure[place] and not (d == "0" and place == 0)]
    return figure[:place] + rng.choice(others) + figure[place + 1 :]
