"""What was read of a text, kept for when its words come again: from rule to rule, and from act to act by the models."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
LONGEST = 4_000  # characters: a longer text is read each time, so that what is kept stays small


def kept_by_text(read: Callable[[str], T]) -> Callable[[str], T]:
    """A reading of texts that reads the same words once.

    >>> words = kept_by_text(lambda text: text.split())
    >>> words("Vu le code") is words("Vu le code"), words("Vu " * 2_000) is words("Vu " * 2_000)
    (True, False)
    """
    once = lru_cache(maxsize=1024)(read)

    @wraps(read)
    def kept(text: str) -> T:
        return once(text) if len(text) <= LONGEST else read(text)

    return kept
