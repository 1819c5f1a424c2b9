"""Codes: « code général des collectivités territoriales », « CGCT »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..packaged import packaged
from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind

_LINES = [line.partition(" = ") for line in packaged(__spec__, "codes.txt").splitlines()]
CODES = [code for code, _, _ in _LINES]
SHORT: Mapping[str, str] = {short: code for code, _, shorts in _LINES for short in shorts.split()}
_CODE = pattern(
    r"\b(?:" + "|".join(re.escape(code).replace("\\ ", r"\s") for code in sorted(CODES, key=len, reverse=True)) + r")\b"
)
_SHORT = pattern(rf"\b(?:{'|'.join(SHORT)})\b")


def find(flat: Flat) -> Iterator[Mention]:
    """Every code; the value is its name without accents, the same for « CGCT » and for the name in full."""
    for match in _CODE.finditer(flat.low) if "code" in flat.low else ():
        yield Mention(MentionKind.CODE, *match.span(), " ".join(match[0].split()))
    for match in _SHORT.finditer(flat.text) if any(map(flat.text.__contains__, SHORT)) else ():
        yield Mention(MentionKind.CODE, *match.span(), SHORT[match[0]])
