"""Where something is signed."""

from __future__ import annotations

import re

from ..part import Passage
from ..pattern import pattern

_PLACE = pattern(
    r"\bfait\s(?:et\s\w+\s|en\s[\w\s]{2,40}?\b(?:exemplaires?|originaux|original)\b,?\s)?[àa]\s"
    r"(?P<place>[^,;\n]{2,60}?)(?=\s*(?:,|\n|\Z)|\s+(?:le|en)\s)",
    re.IGNORECASE,
)


def place_in(where: Passage) -> Passage | None:
    """The place of « Fait à Murat, le … »."""
    found = _PLACE.search(where.text)
    if found is None:
        return None
    return Passage(where.part, where.block, where.start + found.start("place"), where.start + found.end("place"))
