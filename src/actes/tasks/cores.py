"""Work on many acts shared between the cores: what comes back is what one process would give, in the same order."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

R = TypeVar("R")
ENOUGH = 50  # acts: for fewer, another process takes longer to start than to help
TOGETHER = 10  # acts that a process is given at a time


def shared_out(work: Callable[[Sequence[str]], R], names: Sequence[str]) -> Iterator[R]:
    """What `work` gives for each few names, in order. It is sent to other processes: it can be pickled.

    Every process starts anew, as Windows has them do, on every system.
    """
    groups = [names[at : at + TOGETHER] for at in range(0, len(names), TOGETHER)]
    cores = min(os.cpu_count() or 1, len(groups))
    if len(names) < ENOUGH or cores < 2:
        yield from (work([name]) for name in names)
        return
    anew = get_context("spawn")
    with ProcessPoolExecutor(cores, anew, initializer=gc.set_threshold, initargs=(150_000, 20, 100)) as pool:
        yield from pool.map(work, groups)
