"""The facts of two acts side by side, role by role."""

from __future__ import annotations

from collections.abc import Iterable

from ..context import Context
from ..frozen import frozen
from .facts import Fact, facts_of


@frozen
class FactChange:
    """What both acts say in one role: their values, each once, in order of reading."""

    role: str
    before: tuple[Fact, ...]
    after: tuple[Fact, ...]
    moves: bool

    @property
    def same(self) -> bool:
        return {fact.key for fact in self.before} == {fact.key for fact in self.after}


def side_by_side(before: Context, after: Context) -> tuple[FactChange, ...]:
    """Every role that one of the acts has, in the order of the second."""
    old, new = _by_role(facts_of(before)), _by_role(facts_of(after))
    order = [*new, *(role for role in old if role not in new)]
    found = [(role, tuple(old.get(role, ())), tuple(new.get(role, ()))) for role in order]
    return tuple(FactChange(role, a, b, any(fact.moves for fact in (*a, *b))) for role, a, b in found)


def _by_role(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    roles: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        roles.setdefault(fact.role, {}).setdefault(fact.key, fact)
    return {role: list(found.values()) for role, found in roles.items()}
