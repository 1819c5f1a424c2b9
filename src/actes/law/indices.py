"""Indices of rents that the INSEE publishes: what each was worth (`indices.txt`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..packaged import packaged

Period = tuple[int, int]  # a year and its quarter, 0 where the year is whole


@cache
def names() -> Mapping[str, str]:
    """What the indices are called, each with its short name."""
    return {called: index for index, (said, _) in _read().items() for called in said}


@cache
def _read() -> Mapping[str, tuple[tuple[str, ...], Mapping[Period, str]]]:
    found: dict[str, tuple[tuple[str, ...], dict[Period, str]]] = {}
    index = ""
    for line in packaged(__spec__, "indices.txt").splitlines():
        key, _, called = line.partition(": ")
        if called and not line.startswith("#"):
            index = key
            found[index] = (tuple(called.split(" / ")), {})
        elif index:
            year, *values = line.split()
            quarters = enumerate(values, len(values) > 1)
            found[index][1].update({(int(year), quarter): value for quarter, value in quarters if value != "-"})
    return found


def value_of(index: str, when: Period) -> str:
    """What an index was worth, empty where it is not known.

    >>> value_of("irl", (2025, 1)), value_of("fermages", (2024, 0)), value_of("ilc", (2031, 1))
    ('145,47', '122,55', '')
    """
    return _read()[index][1].get(when, "")
