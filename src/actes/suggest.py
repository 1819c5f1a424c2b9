"""The names that somebody may have meant, and how a message proposes them."""

from __future__ import annotations

from collections.abc import Iterable

MARGIN = 0.1  # a name that is much less near than the best one is not what was meant


def closest(word: str, known: Iterable[str], n: int = 3, cutoff: float = 0.6, margin: float = MARGIN) -> list[str]:
    """The `n` names at most that somebody may have meant, the nearest first, none that is much further than it.

    `cutoff` and `margin` are likenesses as difflib counts them, from 0 (nothing alike) to 1 (the same).

    >>> closest("rendre", ["render", "reconduire", "register"])
    ['render', 'reconduire']
    """
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(word, list(known), n=n, cutoff=cutoff)
    ratios = [SequenceMatcher(None, word, name).ratio() for name in near]
    return [name for name, ratio in zip(near, ratios, strict=True) if ratio > max(ratios) - margin]


def did_you_mean(names: Iterable[str]) -> str:
    """The end of a message on a name that does not exist, from those that are near; nothing when none is.

    >>> did_you_mean(["DEC2025-453", "DEC2025-454"]), did_you_mean([])
    ('vouliez-vous dire DEC2025-453 ou DEC2025-454 ?', '')
    """
    said = " ou ".join(names)
    return f"vouliez-vous dire {said} ?" if said else ""
