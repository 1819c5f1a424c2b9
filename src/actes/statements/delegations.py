"""The delegations of powers that an act cites: which délibérations, of which day."""

from __future__ import annotations

from datetime import date

from ..facts import MentionKind
from ..facts.mention import Reference
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..values.text import unaccented
from .citations import visas

DELEGATES = pattern(r"\bdelegation\b|\bdeleg(?:ue|uant)\b")
AMENDED = pattern(r"\bmodifie")


@frozen
class Delegation:
    """An act that delegates, as a visa cites it."""

    day: date
    passage: Passage


def delegations(part: Part) -> list[Delegation]:
    """The délibérations that the visas cite as delegating powers, with their dates."""
    found = []
    for index, words in visas(part):
        if not DELEGATES.search(words) or AMENDED.search(words):
            continue
        for mention in part.mentions[index]:
            if mention.kind is MentionKind.ACT_NUMBER and isinstance(mention.value, Reference):
                day = mention.value.date
                if isinstance(day, date) and unaccented(mention.value.nature).startswith("deliberation"):
                    found.append(Delegation(day, Passage(part, index, mention.start, mention.end)))
    return found
