"""Facts in a text: dates, periods, durations, amounts, references, identifiers, names, blanks. Text in, mentions out.

Nothing is invented: a missing part stays missing, an impossible date is a mention without value that says why.
`part` keeps mentions beside the block they were read in; `statements` says whose they are, and in which role.
"""

from __future__ import annotations

from .mention import Basis, Bounds, Mention, MentionKind, Owner, PartialDate, PersonName, Reference, Tax, walk
from .reader import read

__all__ = [
    "Basis", "Bounds", "Mention", "MentionKind", "Owner", "PartialDate", "PersonName", "Reference", "Tax",
    "read", "walk",
]  # fmt: skip
