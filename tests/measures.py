"""What work takes, told so that neither the speed of a machine nor its load decides whether a test passes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

LEAST = 0.02  # seconds: below, a clock that ticks every 16 ms (Windows) says nothing


def seconds(work: Callable[[], object]) -> float:
    """CPU time of this process: other programs do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(work: Callable[[str], object], text: str) -> float:
    """How many times as long as a tenth of a text the whole of it takes.

    Some 10 where each line is read once, some 100 where it is read again at each other line: 30 is far from both.
    """
    gc.freeze()  # what earlier tests left in this process is not gone through again and again while we count
    try:
        part = min(seconds(lambda: work(text[: len(text) // 10])) for _ in range(2))
        return seconds(lambda: work(text)) / max(part, LEAST)
    finally:
        gc.unfreeze()


def machine() -> float:
    """What this machine takes to count to 200 000, in seconds: a unit for bounds (some 10 ms on one of 2024)."""
    return min(seconds(lambda: [n * n for n in range(200_000)]) for _ in range(3))
