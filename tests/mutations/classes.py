"""The classes of mutants, and every mutant of one of them."""

from __future__ import annotations

import random

from . import makers_dates, makers_figures, makers_text
from .makers import Maker
from .material import Material
from .mutants import Mutant
from .structure import in_furniture

SEED = 20250708
MAKERS: dict[str, Maker] = {
    value.kind: value  # type: ignore[attr-defined]
    for module in (makers_dates, makers_figures, makers_text)
    for value in vars(module).values()
    if hasattr(value, "kind") and callable(value)
}


def mutants(act: Material, kind: str) -> list[Mutant]:
    """Every mutant of a class that the act gives, in an order that the seed alone decides."""
    rng = random.Random(f"{SEED}-{act.name}-{kind}")
    found = {
        Mutant(kind, act, index, start, file.text[start:end], after): None
        for index, file in enumerate(act.files)
        for start, end, after in MAKERS[kind](file, rng)
        if file.text[start:end] != after and not in_furniture(file.text, start)
    }
    made = list(found)
    rng.shuffle(made)
    return made
