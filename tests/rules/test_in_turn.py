"""Acts checked in turn, or by several threads as the page does, say what each says alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from actes.check import check
from actes.claims.tables import tables
from actes.context import Context
from actes.figures.pairs import pairs
from rules.support import context

LINES = "| Lot | Montant HT | Montant TTC |\n|---|---|---|\n"
ACTS = [f"{LINES}| A | {n} 000,00 | {n} 210,00 |\n| B | 500,00 | 600,00 |\n" for n in range(1, 7)]


def act(text: str) -> Context:
    return context({"texte": text, "nature": "convention"}, Path())


def test_what_was_read_of_an_act_stays_when_others_are_read() -> None:
    first, *others = map(act, ACTS)
    of_first = pairs(first)[0].table
    for other in others:
        assert tables(other)
    assert of_first is tables(first)[0]


def test_threads_find_what_one_finds() -> None:
    alone = [[found.message for found in check(act(text))] for text in ACTS]
    assert all(alone)
    with ThreadPoolExecutor(4) as several:
        together = list(several.map(lambda text: [found.message for found in check(act(text))], ACTS * 3))
    assert together == alone * 3
