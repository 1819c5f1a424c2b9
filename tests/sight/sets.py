"""Acts met for the first time, once they were opened: what the check says of each, right and with one error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from actes.finding import Severity
from actes.reading.files import read_bytes
from actes.tasks.examine import examine_reading

HERE = Path(__file__).parent
ACTS, EXCERPTS = HERE / "acts", HERE / "excerpts"
TODAY = date(2026, 11, 24)
LOUD = (Severity.ERREUR, Severity.ALERTE)


@dataclass(frozen=True, slots=True)
class Error:
    """Words of a right act, which stand there once, and what a tired assistant left in their place."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Sighted:
    """A right act, or an excerpt, with its errors, which are planted one at a time."""

    name: str
    text: str
    errors: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the check says of it: what is false, and which errors it tells."""

    of: Sighted
    false: tuple[str, ...]
    found: tuple[bool, ...]


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
        own = tuple(Error(one["was"], one["now"]) for one in errors if one["act"] == path.stem)
        yield Sighted(path.stem, path.read_text("utf-8"), own)


def _excerpts(name: str) -> Iterator[Sighted]:
    for rank, one in enumerate(yaml.safe_load((EXCERPTS / f"{name}.yml").read_text("utf-8")), 1):
        yield Sighted(str(rank), one["text"], (Error(one["was"], one["now"]),))


def seen(act: Sighted) -> Seen:
    """What is loud in the right act is false; an error is found by what is loud in it alone."""
    right = loud(act.text)
    found = (bool(loud(act.text.replace(one.was, one.now)) - right) for one in act.errors)
    return Seen(act, tuple(sorted(right)), tuple(found))


def loud(text: str) -> frozenset[str]:
    """Every `erreur` and `alerte` of a text, told as the command line does."""
    found = examine_reading(Path("acte.txt"), read_bytes(text.encode(), "acte.txt"), TODAY)
    return frozenset(f"{one.code} {one.message}" for one in found if one.severity in LOUD)
