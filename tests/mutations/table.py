"""The result of the trial as a table, and what was missed as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from .classes import MAKERS
from .trial import Outcome

REASONS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("reasons.yml").read_text("utf-8")) or {}
MANY = 0.4  # of a class that need not be found: the table says why


def table(outcomes: Sequence[Outcome]) -> str:
    """Generated, eligible, found, for each class and in all; why many of a class are not eligible."""
    rows = [_row(kind, [o for o in outcomes if o.mutant.kind == kind]) for kind in MAKERS]
    head = f"{'classe':30} {'produits':>8} {'à trouver':>9} {'trouvés':>8} {'part':>7}"
    return "\n".join([head, *rows, _row("en tout", outcomes), *_explained(outcomes)])


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    eligible = [o for o in outcomes if o.why]
    found = sum(o.found for o in eligible)
    share = f"{100 * found / len(eligible):.1f} %".replace(".", ",") if eligible else "–"
    return f"{name:30} {len(outcomes):8} {len(eligible):9} {found:8} {share:>7}"


def crowded(outcomes: Sequence[Outcome]) -> list[str]:
    """The classes many of whose mutants need not be found."""
    shares = {}
    for kind in MAKERS:
        made = [o for o in outcomes if o.mutant.kind == kind]
        shares[kind] = sum(not o.why for o in made) / len(made) if made else 0
    return [kind for kind, share in shares.items() if share > MANY]


def _explained(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for kind in crowded(outcomes):
        yield f"{kind} : {REASONS.get(kind, 'à expliquer dans reasons.yml')}"


def misses(outcomes: Sequence[Outcome]) -> str:
    """Each place whose change should have been found and was not: act, changes, sentence, why."""
    lines = ["# Mutants à trouver et non trouvés", ""]
    for kind in MAKERS:
        missed: dict[tuple[str, int, int], list[Outcome]] = {}
        for one in outcomes:
            if one.mutant.kind == kind and one.why and not one.found:
                missed.setdefault((one.mutant.act.name, one.mutant.file, one.mutant.start), []).append(one)
        if missed:
            lines += [f"## {kind} ({sum(map(len, missed.values()))})", "", *map(_told, missed.values()), ""]
    return "\n".join(lines)


def _told(same: Sequence[Outcome]) -> str:
    mutant = same[0].mutant
    before, *after = (" ".join(words.split())[:40] for words in (mutant.before, *(one.mutant.after for one in same)))
    changes = " | ".join(after)
    where = f"{mutant.act.name[:28]} {mutant.act.files[mutant.file].name[:22]}"
    return f"- {where} « {before} » → « {changes} » ({same[0].why})\n  {mutant.sentence}"
