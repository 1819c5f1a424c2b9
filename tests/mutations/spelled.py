"""Numbers in French words, read apart from `actes`."""

from __future__ import annotations

import re

SMALL = (
    "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip
_TENS = (
    "vingt",
    "vingts",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "cents",
    "mille",
    "million",
    "millions",
)
SPELT = rf"(?:(?:{'|'.join((*SMALL, *_TENS))}|et)\b[\s-]*)+"
UNITY = {word: rank for rank, word in enumerate(["zéro", "un", *SMALL[2:]])} | {"une": 1, "dix-sept": 17}
TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}


def spelt_number(words: str) -> int | None:
    """The whole number that words say; None where they say none.

    >>> [spelt_number(w) for w in ("trois mille cent", "quatre-vingt-dix-sept", "un million six cent mille", "euros")]
    [3100, 97, 1600000, None]
    """
    total = group = 0
    seen = False
    for word in re.split(r"[\s-]+", words.lower().strip()):
        if word in ("et", ""):
            continue
        seen = True
        if word in ("million", "millions"):
            total, group = (total + (group or 1)) * 1_000_000, 0
        elif word == "mille":
            total, group = total + (group or 1) * 1000, 0
        elif word in ("cent", "cents"):
            group = group - group % 10 + 100 * (group % 10) if 1 < group % 100 < 10 else group + 100
        elif word in ("vingt", "vingts") and group % 10 == 4 and group % 100 == 4:
            group += 76
        elif word in TENS or word in UNITY:
            group += TENS.get(word) or UNITY.get(word, 0)
        else:
            return None
    return total + group if seen else None
