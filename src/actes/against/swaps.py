"""Facts that differ: which stands in the place of which, as narrow as it can be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ..facts import Mention, MentionKind, PersonName
from ..frozen import frozen
from ..values.text import unaccented
from .regions import Named

Identity = tuple[object, ...]


@frozen
class Swap:
    """A fact and what stands in its place, as narrow as it can be told: the date of a period, not the period."""

    before: Mention | None
    after: Mention | None

    @property
    def kind(self) -> MentionKind:
        known = self.before or self.after
        assert known
        return known.kind

    @property
    def of_person(self) -> bool:
        return all(one is not None and isinstance(one.value, PersonName) for one in (self.before, self.after))

    @property
    def key(self) -> Identity:
        """The same for the same change elsewhere: a person's name with a title or without."""
        return tuple(one and (_full_name(one) or identity(one)) for one in (self.before, self.after))


def identity(mention: Mention) -> Identity:
    """What makes two mentions the same fact, however it is written."""
    written = mention.value is None or mention.kind is MentionKind.NAME
    value = unaccented(" ".join(mention.text.split())) if written else mention.value
    return (mention.kind, value, mention.tax, mention.basis)


def _full_name(mention: Mention) -> str:
    name = mention.value
    return unaccented(f"{name.prenom} {name.nom}") if isinstance(name, PersonName) else ""


def swaps_of(before: Sequence[Named], after: Sequence[Named]) -> Iterator[Swap]:
    """The facts that differ: those of one kind replace each other in order."""
    old, new = _left(before, after), _left(after, before)
    for kind in dict.fromkeys(one.kind for one in (*old, *new)):
        gone, come = [one for one in old if one.kind is kind], [one for one in new if one.kind is kind]
        for index in range(max(len(gone), len(come))):
            one, other = (side[index] if index < len(side) else None for side in (gone, come))
            yield from _narrowed(one, other) if one and other else (Swap(one, other),)


def _left(facts: Sequence[Named], others: Sequence[Named]) -> list[Mention]:
    known = Counter(identity(one.mention) for one in others)
    left = []
    for one in facts:
        known[identity(one.mention)] -= 1
        if known[identity(one.mention)] < 0:
            left.append(one.mention)
    return left


def _narrowed(one: Mention, other: Mention) -> Iterator[Swap]:
    parts, others = one.parts, other.parts
    if not parts or [p.kind for p in parts] != [p.kind for p in others]:
        yield Swap(one, other)
        return
    differing = [pair for pair in zip(parts, others, strict=True) if identity(pair[0]) != identity(pair[1])]
    if not differing:
        yield Swap(one, other)
    for pair in differing:
        yield from _narrowed(*pair)


def shown(swap: Swap) -> tuple[str | None, str | None]:
    """What a change of fact says to a program: in the file, in the entry; dates as 2025-01-01."""
    sides = [one and (one.value, " ".join(one.text.split())) for one in (swap.after, swap.before)]
    after, before = (one and (one[0].isoformat() if isinstance(one[0], date) else one[1]) for one in sides)
    return after, before
