"""Acts met for the first time, once they were opened: what the check says of each, right and with one error."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from actes.finding import Severity
from actes.reading.files import read_bytes
from actes.tasks.examine import examine_reading

HERE = Path(__file__).parent
ACTS, EXCERPTS, KNOWN = HERE / "acts", HERE / "excerpts", HERE / "known.yml"
TODAY = date(2026, 11, 24)
LOUD = (Severity.ERREUR, Severity.ALERTE)


@dataclass(frozen=True, slots=True)
class Error:
    """Words of a right act, which stand there once, and what a tired assistant left in their place."""

    name: str  # « 03.2 » is the second of the act 03
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Sighted:
    """A right act, or an excerpt, with its errors, which are planted one at a time."""

    name: str
    text: str
    errors: tuple[Error, ...]

    def without(self, names: Container[str]) -> Sighted:
        return replace(self, errors=tuple(one for one in self.errors if one.name not in names))


@dataclass(frozen=True, slots=True)
class Seen:
    """What the check says of it: what is false, and which errors it tells."""

    of: Sighted
    false: tuple[str, ...]
    found: tuple[bool, ...]

    @property
    def missed(self) -> list[Error]:
        return [error for error, found in zip(self.of.errors, self.found, strict=True) if not found]


def sets() -> list[str]:
    """The names of the sets, in the order in which they were met."""
    return [*sorted(path.name for path in ACTS.iterdir()), *sorted(path.stem for path in EXCERPTS.glob("*.yml"))]


@cache
def acts_of(name: str) -> tuple[Sighted, ...]:
    """The acts of a set; of a set of excerpts, these."""
    return tuple(_excerpts(name) if (EXCERPTS / f"{name}.yml").is_file() else _acts(name))


def _acts(name: str) -> Iterator[Sighted]:
    planted = ACTS / name / "errors.yml"
    errors = yaml.safe_load(planted.read_text("utf-8")) if planted.is_file() else ()
    for path in sorted((ACTS / name).glob("*.txt")):
        own = [one for one in errors if one["act"] == path.stem]
        yield _sighted(path.stem, path.read_text("utf-8"), own)


def _excerpts(name: str) -> Iterator[Sighted]:
    for rank, one in enumerate(yaml.safe_load((EXCERPTS / f"{name}.yml").read_text("utf-8")), 1):
        yield _sighted(str(rank), one["text"], [one])


def _sighted(name: str, text: str, errors: list[dict[str, str]]) -> Sighted:
    planted = (Error(f"{name}.{rank}", one["was"], one["now"]) for rank, one in enumerate(errors, 1))
    return Sighted(name, text, tuple(planted))


def seen(act: Sighted) -> Seen:
    """What is loud in the right act is false; an error is found by what is loud in it alone."""
    right = loud(act.text)
    found = (bool(loud(act.text.replace(one.was, one.now)) - right) for one in act.errors)
    return Seen(act, tuple(sorted(right)), tuple(found))


def loud(text: str) -> frozenset[str]:
    """Every `erreur` and `alerte` of a text, told as the command line does."""
    found = examine_reading(Path("acte.txt"), read_bytes(text.encode(), "acte.txt"), TODAY)
    return frozenset(f"{one.code} {one.message}" for one in found if one.severity in LOUD)
