"""Words at the head or the foot of a page that are of one act, in a template that is for all.

>>> [of_an_act(text) for text in ("DEC2025-453, page 1", "le 8 juillet 2025", "12 rue Marie Maurel, 15000 Aurillac")]
['numero', 'date', '']
"""

from __future__ import annotations


def of_an_act(text: str) -> str:
    """What a text says of an act alone: « numero », « date », or nothing."""
    from ..facts import MentionKind, read

    kinds = {mention.kind for mention in read(text)}
    if kinds & {MentionKind.ACT_NUMBER, MentionKind.RECEIPT}:
        return "numero"
    return "date" if MentionKind.DATE in kinds else ""
