"""Codes: « code général des collectivités territoriales », « CGCT »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind

CODES = (
    "code general des collectivites territoriales", "code general des impots",
    "code general de la fonction publique", "code general de la propriete des personnes publiques",
    "code de la commande publique", "code de justice administrative",
    "code des relations entre le public et l'administration", "code de l'urbanisme", "code de l'environnement",
    "code de la construction et de l'habitation", "code de l'action sociale et des familles",
    "code de la sante publique", "code de la securite sociale", "code de la securite interieure",
    "code de la route", "code de la voirie routiere", "code du travail", "code de commerce", "code du commerce",
    "code civil", "code penal", "code monetaire et financier", "code de l'education", "code du patrimoine",
    "code du tourisme", "code du sport", "code rural et de la peche maritime", "code rural", "code forestier",
    "code electoral", "code des transports", "code des communes", "code des assurances", "code de la mutualite",
    "code de la consommation", "code des juridictions financieres", "code de l'energie",
    "code de la propriete intellectuelle", "code de procedure civile", "code des marches publics",
    "code de procedure penale", "code de la defense", "code des postes et des communications electroniques",
    "code minier", "code de l'artisanat",
)  # fmt: skip
SHORT: Mapping[str, str] = {
    "CGCT": CODES[0], "CGI": CODES[1], "CGFP": CODES[2], "CGPPP": CODES[3], "CG3P": CODES[3], "CCP": CODES[4],
    "CJA": CODES[5], "CRPA": CODES[6],
}  # fmt: skip
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
