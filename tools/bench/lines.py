"""A line of a table: what was taken, beside what, and the ratio that it may not pass."""

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

WARM_UP = 2  # rounds that are not counted


class Line(NamedTuple):
    """Something measured, in its unit; nothing is asked of it where there is no target."""

    name: str
    value: float
    against: str = ""
    reference: float = 0
    target: float | None = None
    unit: str = "ms"

    @property
    def missed(self) -> bool:
        return self.target is not None and self.value > self.target * self.reference

    @property
    def cells(self) -> tuple[str, ...]:
        ratio = f"{self.value / self.reference:.2f} × {self.against}" if self.reference else ""
        target = "" if self.target is None else f"≤ {self.target:g}{' **missed**' if self.missed else ''}"
        return self.name, f"{self.value:.1f} {self.unit}", ratio, target


def table(lines: Iterable[Line]) -> Iterator[str]:
    """A Markdown table, its columns aligned; a terminal reads it as well."""
    rows = [("", "taken", "ratio", "target"), *(line.cells for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *body = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    yield from (head, f"|{'|'.join('-' * (width + 2) for width in widths)}|", *body)


def medians(works: Mapping[str, Callable[[], float]], rounds: int, prepare: Callable[[], object]) -> dict[str, float]:
    """The median of what each work says that it took; each round does them all, so that noise falls on all."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + WARM_UP):
        prepare()
        for name, work in works.items():
            taken = work()
            if number >= WARM_UP:
                times[name].append(taken)
    return {name: statistics.median(values) for name, values in times.items()}
