"""What was worked out once, kept for when it is asked again: of a text by its words, of an act on the act itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

T = TypeVar("T")
P = ParamSpec("P")
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


class Keeper(Protocol):
    """What keeps on itself what was worked out of it: an act, a document, a table; it all goes when it goes."""

    @property
    def kept(self) -> dict[object, object]: ...


K = TypeVar("K", bound=Keeper)


def kept_on_it(work: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """A function of an act that works once for each act.

    Two acts read in turn, or by two threads, lose nothing of each other: a table found again would be another table,
    and what was said of the first one would be of none. The first answer stays.

    >>> class Act:
    ...     def __init__(self) -> None:
    ...         self.kept: dict[object, object] = {}
    >>> tables, act = kept_on_it(lambda act: object()), Act()
    >>> tables(act) is tables(act), tables(act) is tables(Act())
    (True, False)
    """

    @wraps(work)
    def kept(it: K, /, *args: P.args, **named: P.kwargs) -> T:
        key = (work, *args)
        if key not in it.kept:
            it.kept.setdefault(key, work(it, *args, **named))
        return it.kept[key]  # type: ignore[return-value]

    return kept
