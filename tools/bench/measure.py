"""What is measured, against what, and the table that says so."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

WARM_UP = 2  # rounds that are not counted


@dataclass(frozen=True)
class Measure:
    """One line of the table: a value beside that of what it is held against, and the ratio that it may not pass.

    `absent`: what it is held against is not on this machine, or nothing is asked of it.
    """

    name: str
    value: float
    against: str = ""
    reference: float | None = None
    target: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        return None if self.reference is None else self.value / self.reference

    @property
    def missed(self) -> bool:
        return self.ratio is not None and self.target is not None and self.ratio > self.target

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Name, value, ratio and target as they are read."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} × {self.against}"
        target = "" if self.target is None else f"≤ {self.target:g}{' **missed**' if self.missed else ''}"
        return self.name, f"{self.value:.1f} {self.unit}", ratio, target


@dataclass(frozen=True)
class Part:
    """Measures that were made together: their title, how they were made, and what could not be."""

    title: str
    how: str
    measures: Sequence[Measure]
    notes: Sequence[str] = ()

    @property
    def missed(self) -> list[str]:
        return [measure.name for measure in self.measures if measure.missed]

    def lines(self) -> Iterator[str]:
        """The part as Markdown; a terminal reads it as well."""
        yield f"### {self.title}"
        yield ""
        yield self.how
        yield ""
        yield from table([("", "taken", "ratio", "target"), *(measure.cells for measure in self.measures)])
        if self.notes:
            yield ""
        yield from (f"- {note}" for note in self.notes)


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table, its columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *body = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    yield f"| {head} |"
    yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"
    yield from (f"| {line} |" for line in body)


def medians(
    works: Mapping[str, Callable[[], float]], rounds: int, prepare: Callable[[], object] = lambda: None
) -> dict[str, float]:
    """The median of what each work says that it took; each round does them all, so that noise falls on all.

    `prepare` comes before each round, unmeasured.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + WARM_UP):
        prepare()
        for name, work in works.items():
            taken = work()
            if number >= WARM_UP:
                times[name].append(taken)
    return {name: statistics.median(values) for name, values in times.items()}


def missed(parts: Iterable[Part]) -> list[str]:
    """What missed its target, in order."""
    return [f"{part.title}: {name}" for part in parts for name in part.missed]
