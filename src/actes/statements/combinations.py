"""What numbers make of each other: products, sums, shares, ratios; every way that an act is used to reckon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

from .arithmetic import cents, percent, shown
from .quantities import Quantity, Sort

MANY = 9  # numbers: beyond, too many things come out by accident


@dataclass(frozen=True, slots=True)
class Made:
    """A number that others make, and how."""

    value: Fraction
    form: str  # « {} × {} »
    used: tuple[Quantity, ...]
    change: bool = False  # « de 24 000 € à 27 600 €, soit 15 % »

    @property
    def words(self) -> str:
        """How it is reckoned: « 8,50 × 12 »; few are ever shown."""
        return self.form.format(*map(_said, self.used))


def made(sort: Sort, numbers: Sequence[Quantity], *, back: bool = False) -> Iterator[Made]:
    """All that the numbers make of that sort. `back`: also the whole of which an amount is a percentage."""
    euros = [q for q in numbers if q.sort is Sort.EUROS][:MANY]
    shares = [q for q in numbers if q.sort is Sort.PERCENT][:MANY]
    counts = [q for q in numbers if q.sort is Sort.COUNT][:MANY]
    if sort is Sort.EUROS:
        yield from _sums(euros)
        yield from _times(euros, counts)
        yield from _shared(euros, shares, back=back)
    elif sort is Sort.PERCENT:
        for group in (euros, counts):
            yield from _ratios(group)
        yield from (_made(100 - q.value, "100 % − {}", q) for q in shares)
    else:
        yield from _sums(counts)
        yield from _counted(euros, counts)
        yield from _shared(counts, shares, back=back)


def _made(value: Fraction, form: str, *used: Quantity) -> Made:
    return Made(value, form, used)


def _sums(group: Sequence[Quantity]) -> Iterator[Made]:
    for a, b in combinations([q for q in group if not q.implied], 2):
        yield _made(a.value + b.value, "{} + {}", a, b)
        high, low = (a, b) if a.value >= b.value else (b, a)
        yield _made(high.value - low.value, "{} − {}", high, low)
    for three in combinations([q for q in group if not q.implied], 3):
        yield _made(sum((q.value for q in three), Fraction(0)), "{} + {} + {}", *three)


def _times(euros: Sequence[Quantity], counts: Sequence[Quantity]) -> Iterator[Made]:
    for a in euros:
        for n in counts:
            yield _made(a.value * n.value, "{} × {}", a, n)
            yield _made(a.value / n.value, "{} / {}", a, n)
        for n, m in combinations(counts, 2):
            yield _made(a.value * n.value * m.value, "{} × {} × {}", a, n, m)
        for n, m in permutations([c for c in counts if c.places > 1], 2):
            yield _made(a.value * n.value / m.value, "{} × {} / {}", a, n, m)


def _shared(group: Sequence[Quantity], shares: Sequence[Quantity], *, back: bool) -> Iterator[Made]:
    for a in (q for q in group if not q.implied):
        for p in (q for q in shares if q.value):
            ratio = p.value / 100
            yield _made(a.value * ratio, "{1} de {0}", a, p)
            yield _made(a.value * (1 + ratio), "{} + {}", a, p)
            yield _made(a.value * (1 - ratio), "{} − {}", a, p)
            if back:
                yield _made(a.value / ratio, "{} / {}", a, p)
                yield _made(a.value / (1 + ratio), "{} / (1 + {})", a, p)


def _ratios(group: Sequence[Quantity]) -> Iterator[Made]:
    for a, b in permutations([q for q in group if not q.implied], 2):
        if a.value < b.value:
            yield _made(a.value / b.value * 100, "{} / {}", a, b)
        if b.value:
            change = abs(a.value - b.value) / b.value * 100
            yield Made(change, "de {1} à {0}", (a, b), change=True)


def _counted(euros: Sequence[Quantity], counts: Sequence[Quantity]) -> Iterator[Made]:
    for n, m in combinations(counts, 2):
        yield _made(n.value * m.value, "{} × {}", n, m)
    for n, m in permutations(counts, 2):
        yield _made(n.value / m.value, "{} / {}", n, m)
    for a, b in permutations(euros, 2):
        if a.value > b.value > 0:
            yield _made(a.value / b.value, "{} / {}", a, b)
    for a in euros:
        for b in euros:
            for n in counts if a is not b and b.value else ():
                yield _made(a.value / b.value * n.value, "{2} × {0} / {1}", a, b, n)


def _said(q: Quantity) -> str:
    """As an act writes it: « 1 540,00 », « 7,5 % », « 12 »."""
    if q.sort is Sort.EUROS:
        return cents(q.value)
    return percent(q.value / 100) if q.sort is Sort.PERCENT else shown(q.value)
