"""Integers and amounts for the tests of words: chosen limits, then drawn with a fixed seed, small and large alike."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

from actes.values.money import Amount
from actes.values.periods import Period
from actes.values.titles import Title

SHARED = Path(__file__).parents[3] / "shared"
CHUNKS = 10
INTEGERS = 40_000
AMOUNTS = 20_500
SAMPLES = {  # the facts that the examples of the filters name
    "montant": Amount.parse("1 173,00"),
    "periode": Period(date(2025, 1, 1), date(2026, 12, 31)),
    "organe": "le Conseil communautaire",
    "fonction": Title.of("président", "f"),
    "rang": 2,
}


def integers(chunk: int) -> list[int]:
    """A tenth of the integers: 0 to 9 999 all of them, what words are made of; the rest drawn with up to 12 digits."""
    first, last = chunk * 1_000, (chunk + 1) * 1_000
    drawn = random.Random(f"entiers {chunk}")
    limits = [10**n + shift for n in range(2, 12) for shift in (-1, 0, 1)] + [80 * 10**6, 200 * 10**9, 10**12 - 1]
    return [*range(first, last), *limits, *(drawn.randrange(10_000, 10 ** drawn.randint(5, 12)) for _ in range(3_000))]


def amounts(chunk: int) -> list[Decimal]:
    """A tenth of the amounts, negative ones included, cents with a bias for none and for fewer than two euros."""
    drawn = random.Random(f"montants {chunk}")
    limits = ["0.00", "0.01", "0.99", "1.00", "1.01", "1.99", "2.00", "1000000.00", "999999999999.99"]
    found = [Decimal(text) for text in limits] + [-Decimal(text) for text in limits]
    for _ in range(2_040):
        cents = drawn.randrange(10 ** drawn.randint(1, 14))
        found.append(Decimal(drawn.choice((1, 1, -1)) * (cents - cents % drawn.choice((1, 1, 1, 100)))).scaleb(-2))
    return found
