"""Work on many acts shared between the cores: what comes back is what one process would give, in the same order."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
ENOUGH = 50  # acts: for fewer, another process takes longer to start than to help
TOGETHER = 10  # acts that a process is given at a time


def shared_out(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` gives for each few items, in order. All are sent to other processes: they can be pickled.

    Every process starts anew, as Windows has them do, on every system.
    """
    groups = [items[at : at + TOGETHER] for at in range(0, len(items), TOGETHER)]
    cores = min(os.cpu_count() or 1, len(groups))
    if len(items) < ENOUGH or cores < 2:
        yield from (work([item]) for item in items)
        return
    from concurrent.futures import ProcessPoolExecutor  # fifty modules, which one act does without
    from multiprocessing import get_context

    anew = get_context("spawn")
    with ProcessPoolExecutor(cores, anew, initializer=gc.set_threshold, initargs=(150_000, 20, 100)) as pool:
        yield from pool.map(work, groups)
