"""Facts in a text: dates, periods, durations, amounts, references, identifiers, names, blanks. Text in, mentions out.

Nothing is invented: a missing part stays missing, an impossible date is a mention without value that says why.
"""

from __future__ import annotations

from .mention import Basis, BodyName, Bounds, Mention, MentionKind, Owner, PartialDate, PersonName, Reference, Tax, walk
from .reader import read

__all__ = [
    "Basis", "BodyName", "Bounds", "Mention", "MentionKind", "Owner", "PartialDate", "PersonName", "Reference", "Tax",
    "read", "walk",
]  # fmt: skip
