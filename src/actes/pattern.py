"""Regular expressions that are compiled when they first serve: an act needs half of those that its modules name."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Pattern:
    """What stands for an expression; from its first use on, its methods are those of the compiled one.

    >>> word = Pattern(r"[a-z]+")
    >>> "search" in vars(word), word.search("25 mai").group(), "search" in vars(word)
    (False, 'mai', True)
    """

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self.pattern, self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._given)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, later."""
    return cast("re.Pattern[AnyStr]", Pattern(text, flags))
