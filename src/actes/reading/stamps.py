"""Stamps of the préfecture: receipts, identifiers of transmission, as their programs print them on a page.

A stamp is a run of lines, each of which only a stamp could hold; a lone line is one when it opens a stamp.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..pattern import pattern
from .openings import WORDS, fold

OPENS, FOLLOWS = pattern(WORDS["stamp"]), pattern(WORDS["stamped"])
_PIECE = pattern(rf"(?:{WORDS['printed']})[\s,;|-]*")
SHORTEST = 20  # characters: what stands behind a stamp on its line and is no part of it


def stamp_before(text: str) -> int:
    """How many characters of a line are a stamp, before words of the act; 0 where no words of an act stand behind.

    >>> line = "Reçu en préfecture le 03/04/2026 Publié le 04/04/2026 Extrait du registre des délibérations"
    >>> line[stamp_before(line) :]
    'Extrait du registre des délibérations'
    """
    if len(text) < 2 * SHORTEST or not _PIECE.match(fold(text[: 4 * SHORTEST])):
        return 0
    folded, end = fold(text), 0
    while piece := _PIECE.match(folded, end):
        end = piece.end()
    return end if len(text) - end >= SHORTEST else 0


def stamped(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that belong to a stamp.

    >>> sorted(stamped(["Vu", "Accusé de réception en préfecture", "015-200066660-20250708-DEC2025-453-AU", "Fait"]))
    [1, 2]
    >>> sorted(stamped(["Acte rendu exécutoire après transmission en préfecture le 17 février 2025"]))  # an act says it
    []
    """
    found: set[int] = set()
    inside = False
    for index, text in enumerate(texts):
        folded = fold(text)
        inside = OPENS.match(folded) is not None or (inside and FOLLOWS.match(folded) is not None)
        if inside:
            found.add(index)
    return frozenset(found)
