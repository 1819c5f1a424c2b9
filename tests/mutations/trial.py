"""The trial: mutants of every class drawn among all the acts, those that should be found, those that were."""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .acts import findings, materials
from .classes import MAKERS, SEED, mutants
from .found import concerns, new
from .judge import why_eligible
from .material import Material
from .mutants import Mutant


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutant, why it should be found (empty where it need not), and the rules that found it."""

    mutant: Mutant
    why: str
    codes: tuple[str, ...]

    @property
    def found(self) -> bool:
        return bool(self.codes)


def draw(acts: Sequence[Material], most: int) -> list[Mutant]:
    """At most `most` mutants a class, taken from each act in turn; the same at each run."""
    drawn = []
    for kind in MAKERS:
        piles = [pile for act in acts if (pile := mutants(act, kind))]
        random.Random(f"{SEED}-{kind}").shuffle(piles)
        rounds = (pile[rank] for rank in range(most) for pile in piles if rank < len(pile))
        drawn += [mutant for mutant, _ in zip(rounds, range(most), strict=False)]
    return drawn


def run(most: int, jobs: int = 1, folder: Path | None = None) -> list[Outcome]:
    """Judge and check every mutant drawn, of all the acts or of those of a folder."""
    drawn = draw(materials(folder), most)
    if jobs == 1:
        return [outcome(mutant) for mutant in drawn]
    order = sorted(range(len(drawn)), key=lambda n: drawn[n].act.name)
    with ProcessPoolExecutor(jobs, initializer=materials, initargs=(folder,)) as pool:
        tasks = [(most, folder, number) for number in order]
        made = dict(zip(order, pool.map(_numbered, tasks, chunksize=20), strict=True))
    return [made[n] for n in range(len(drawn))]


def _numbered(task: tuple[int, Path | None, int]) -> Outcome:
    most, folder, number = task
    return outcome(_drawn(most, folder)[number])


@functools.cache
def _drawn(most: int, folder: Path | None) -> list[Mutant]:
    return draw(materials(folder), most)


_BEFORE: dict[str, tuple] = {}


def outcome(mutant: Mutant) -> Outcome:
    """What need not be found is not looked for."""
    why = why_eligible(mutant)
    if not why:
        return Outcome(mutant, why, ())
    if mutant.act.name not in _BEFORE:
        _BEFORE[mutant.act.name] = tuple(findings(mutant.act))
    fresh = new(_BEFORE[mutant.act.name], findings(mutant.act, mutant))
    return Outcome(mutant, why, tuple(dict.fromkeys(f.code for f in fresh if concerns(f, mutant))))
