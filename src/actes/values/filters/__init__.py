"""The filters of prose: `{{ montant | en_lettres }}`. Each takes the value itself and gives words.

`FILTERS` is the registry, by name. A collectivity that writes numbers as the rectifications of 1990 say uses
`filters_for("1990")`. To add a filter: a decorated function in `numbers`, `times` or `names`; the test of
docs/filtres.md then says how to write that page again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from ..words import Spelling
from . import names, numbers, times
from .base import Filter
from .manual import filters_manual as _filters_manual

__all__ = ["FILTERS", "Filter", "filters_for", "filters_manual"]

_ALL = [value for module in (numbers, times, names) for value in vars(module).values() if isinstance(value, Filter)]
FILTERS: Mapping[str, Filter] = {one.name: one for one in _ALL}


@cache
def filters_for(spelling: str = Spelling.TRADITIONNELLE) -> Mapping[str, Filter]:
    """The filters by name; those that write numbers in words use that spelling.

    Raises ValueError on a spelling that is neither « traditionnelle » nor « 1990 ».

    >>> filters_for("1990")["en_lettres"](21), FILTERS["en_lettres"](21)
    ('vingt-et-un', 'vingt et un')
    >>> FILTERS["date_numerique"]("demain")
    Traceback (most recent call last):
    ValueError: il faut une date, pas un texte (« demain »)
    """
    chosen = Spelling(spelling)
    return MappingProxyType({name: one.with_spelling(chosen) for name, one in FILTERS.items()})


def filters_manual(more: Iterable[Filter] = ()) -> str:
    """The text of docs/filtres.md, `more` being the filters that the prose of an act has beside these."""
    return _filters_manual((*FILTERS.values(), *more))
