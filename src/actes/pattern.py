"""Regular expressions that are compiled when they first serve: an act needs half of those that its modules name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, AnyStr, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Pattern:
    """What stands for an expression; from its first use on, its methods are those of the compiled one.

    >>> word = Pattern(r"[a-z]+")
    >>> hasattr(word, "__wrapped__"), "search" in vars(word), word.search("25 mai").group(), "search" in vars(word)
    (False, False, 'mai', True)
    """

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self.pattern, self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if not hasattr(re.Pattern, name):
            raise AttributeError(name)  # who looks at all that a module holds (pytest) compiles nothing
        compiled = re.compile(self.pattern, self._given)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, later."""
    return cast("re.Pattern[AnyStr]", Pattern(text, flags))


def alternatives(table: str, **known: str) -> Mapping[str, str]:
    r"""The expressions of a table: under « = name », an alternative a line; « <NAME> »: one above, or `known`.

    >>> alternatives("# Days.\n= day\n\\d\n\\d\\d\n\n= dated\nle (?:<DAY>)$")["dated"]
    'le (?:\\d|\\d\\d)$'
    """
    found: dict[str, str] = {}
    name = ""
    for line in table.splitlines():
        if line.startswith("= "):
            name = line.removeprefix("= ")
        elif line and not line.startswith("# "):
            more = NAMED.sub(lambda one: (known | found)[one[1].lower()], line)
            found[name] = f"{found[name]}|{more}" if name in found else more
    return found


def patterns(table: str, **known: str) -> Mapping[str, re.Pattern[str]]:
    """The same, each compiled when it first serves."""
    return {name: pattern(words) for name, words in alternatives(table, **known).items()}


NAMED = pattern(r"<([A-Z_]+)>")
