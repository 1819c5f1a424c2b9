"""Frozen dataclasses that cost little to define and to make, since what they all do alike is written once.

`dataclass(frozen=True)` writes and compiles six functions a class, which took a fifth of a cold command; here it
writes one, `__init__`. That nobody sets a field afterwards, mypy holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter, ge, gt, le, lt
from reprlib import recursive_repr
from typing import Any, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(plain: type[Any] | None = None, *, eq: bool = True, order: bool = False, kw_only: bool = False) -> Any:
    """A class of slots, told by its fields; `eq=False`: each is itself and no other.

    >>> @frozen(order=True)
    ... class Day:
    ...     year: int
    ...     month: int = 1
    >>> Day(2025), Day(2025) == Day(2025, 1), Day(2025) == Day(2026), len({Day(2025), Day(2025, 1)})
    (Day(year=2025, month=1), True, False, 1)
    >>> Day(2025) < Day(2025, 2) <= Day(2025, 2), max(Day(2026), Day(2025, 9))
    (True, Day(year=2026, month=1))
    """
    if plain is None:
        return lambda plain: _made(plain, eq, order, kw_only)
    return _made(plain, eq, order, kw_only)


def _made(plain: type[Any], eq: bool, order: bool, kw_only: bool) -> type[Any]:
    cls = dataclass(repr=False, eq=False, slots=True, kw_only=kw_only)(plain)
    common: dict[str, Any] = {"__repr__": _repr}
    if eq:
        names = [one.name for one in fields(cls) if one.compare]
        common |= {"__eq__": _eq, "__hash__": _hash, "_told": staticmethod(attrgetter(*names) if names else type)}
    if order:
        common |= {f"__{one.__name__}__": _ordered(one) for one in (lt, le, gt, ge)}
    for name, does in common.items():
        if plain.__dict__.get(name) is None:
            setattr(cls, name, does)
    return cls


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> bool:
    return self._told(self) == self._told(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._told(self))


def _ordered(holds: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def ordered(self: Any, other: Any) -> bool:
        return holds(self._told(self), other._told(other)) if type(self) is type(other) else NotImplemented

    return ordered
