"""Acts whose numbers become zeros, or each other's: the check says what it finds, and never stops."""

from __future__ import annotations

import os
import random
import re
from datetime import date
from pathlib import Path

import pytest

from actes.tasks.examine import examine_files

ACTS = sorted((Path(__file__).parents[1] / "mutations" / "acts").glob("*.md"))
SEEDS = range(max(2, int(os.environ.get("ACTES_FUZZ", "2")) // 100))
NUMBER = re.compile(r"[0-9][0-9 \u00a0\u202f]*(?:,[0-9]+)?")


def zeros(text: str, drawn: random.Random) -> str:
    return NUMBER.sub(lambda match: drawn.choice(["0", "0,00", match[0]]), text)


def swapped(text: str, drawn: random.Random) -> str:
    every = NUMBER.findall(text)
    return NUMBER.sub(lambda match: drawn.choice(every) if drawn.random() < 0.4 else match[0], text)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("act", ACTS, ids=lambda path: path.stem)
def test_no_number_stops_the_check(tmp_path: Path, act: Path, seed: int) -> None:
    drawn, text = random.Random(f"{act.stem} {seed}"), act.read_text("utf-8")
    for name, change in (("zeros", zeros), ("swapped", swapped)):
        path = tmp_path / f"{name}.md"
        path.write_text(change(text, drawn), "utf-8")
        (examined,) = examine_files([path], date(2026, 1, 2))
        assert examined.documents, name  # it was read, and checked to the end


def test_a_whole_of_zeros_has_no_share(tmp_path: Path) -> None:
    """Each of these stopped the check once."""
    path = tmp_path / "zero.txt"
    path.write_text(
        "DÉCISION N° 2025-1\n\nArticle 1 : Le loyer est de 0 € HT, soit 20 € TTC. La fréquentation est passée de 0 à "
        "12 entrées, soit une hausse de 5 %. Pour les trois années, le total est de 0 €.\n\n"
        "| Part (40 %) | Part (60 %) |\n|---|---|\n| 0 € | 0 € |\n| 0 € | 0 € |\n",
        "utf-8",
    )
    (examined,) = examine_files([path], date(2026, 1, 2))
    assert examined.documents
