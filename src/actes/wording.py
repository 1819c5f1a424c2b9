"""What changed between two wordings: words, numbers and signs; an amount is one word, spaces between two changes too.

>>> before, after = tokens("pour 24 mois, soit 1 173,00 €"), tokens("pour 12 mois, soit 2 346,00 €")
>>> [("".join(before[h.before]), "".join(after[h.after])) for h in differences(hunks(before, after))]
[('24', '12'), ('1 173,00 €', '2 346,00 €')]
>>> list(told("pour une période de 24 mois".split(), "pour une période de 12 mois".split()))
['après « une période de » : « 24 » remplacé par « 12 »']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .compare import Change, Hunk, align, differences
from .pattern import pattern

AROUND = 3  # words shown before a change
LONG = 25  # words of a change that are shown
TOKEN = pattern(
    r"\d+(?:[.,/-]\d+|[ \u00a0\u202f]\d{3}(?!\d))*(?:[ \u00a0\u202f]?(?:[€%]|euros?\b))?|[^\W\d]+|.", re.DOTALL
)
_WORD = pattern(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)\S*|\S+")
_SPACES = pattern(r"\s")
WEAK = 3  # signs and spaces between two changes that belong to them


def tokens(text: str) -> list[str]:
    """Words, numbers, signs, spaces; together they are the text.

    >>> tokens("L’an 2025 : 1 173,00 €")
    ['L', '’', 'an', ' ', '2025', ' ', ':', ' ', '1 173,00 €']
    """
    return TOKEN.findall(text)


def words(text: str) -> list[str]:
    """The words of a text as they are told to a person: an amount is one, whatever its spaces; so are apostrophes.

    >>> words("l'an 1 173,00 € HT") == words("l’an 1\u202f173,00\u00a0€ HT")
    True
    """
    return [_SPACES.sub("\u00a0", word) for word in _WORD.findall(text.replace("'", "’"))]


def hunks(before: Sequence[str], after: Sequence[str]) -> tuple[Hunk, ...]:
    """`align`, where changes that only a space or a sign parts are one: « un an » → « deux mois » is one change."""
    aligned = align(before, after)
    merged: list[Hunk] = []
    for index, hunk in enumerate(aligned):
        weak = hunk.change is Change.EGAL and 0 < index < len(aligned) - 1 and _weak(before[hunk.before])
        if merged and merged[-1].change is not Change.EGAL and (weak or hunk.change is not Change.EGAL):
            merged[-1] = _joined(merged[-1], hunk)
        else:
            merged.append(hunk)
    return tuple(merged)


def _weak(same: Sequence[str]) -> bool:
    return len(same) <= WEAK and not any(token.isalnum() or token[0].isdigit() for token in same)


def _joined(one: Hunk, other: Hunk) -> Hunk:
    before, after = slice(one.before.start, other.before.stop), slice(one.after.start, other.after.stop)
    change = Change.AJOUTE if before.start == before.stop else Change.RETIRE
    return Hunk(change if before.start == before.stop or after.start == after.stop else Change.MODIFIE, before, after)


def told(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Each change between two lists of words, in a few words, after those that come before it."""
    for hunk in differences(align(before, after)):
        lead = " ".join(after[max(0, hunk.after.start - AROUND) : hunk.after.start])
        lead = f"après « {lead} » : " if lead else "au début : "
        old, new = _quoted(before[hunk.before]), _quoted(after[hunk.after])
        match hunk.change:
            case Change.AJOUTE:
                yield f"{lead}{new} ajouté"
            case Change.RETIRE:
                yield f"{lead}{old} supprimé"
            case _:
                yield f"{lead}{old} remplacé par {new}"


def _quoted(words: Sequence[str]) -> str:
    return f"« {' '.join(words[:LONG])}{' …' if len(words) > LONG else ''} »"
