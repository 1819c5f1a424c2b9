"""What an act calls itself: décision, arrêté, délibération; in its title, its formula, its sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ..document import Kind
from ..part import Part, Passage
from ..values.text import unaccented

REMEDY = re.compile(r"\s(?:peut|pourra)[^.]{0,40}\b(?:recours|contest|attaqu|defer)")
CALLS_ITSELF = re.compile(r"\b(?:le present|la presente) (decision|arrete|deliberation)\b")
NAMES: Mapping[str, str] = MappingProxyType(
    {"decision": "décision", "arrete": "arrêté", "deliberation": "délibération"}
)


def own_names(part: Part) -> dict[str, Passage]:
    """The names that it gives itself, as keys of NAMES, each where it is first said."""
    said: dict[str, Passage] = {}
    for index, block in enumerate(part.blocks):
        text, led = unaccented(block.text), _goes_on(part, index)
        for match in CALLS_ITSELF.finditer(text):
            remedy = block.kind in (Kind.VISA, Kind.MENTION) or led or REMEDY.search(text, match.end())
            if not remedy:  # remedies speak of « la présente décision » everywhere
                said.setdefault(match[1], Passage(part, index, match.start(1), match.end(1)))
        name = _titled(text) if block.kind is Kind.TITRE else _decides(text) if block.kind is Kind.FORMULE else ""
        if name:
            said.setdefault(name, part.whole(index))
    return said


def _goes_on(part: Part, index: int) -> bool:
    """Whether a block is of the list that remedies introduce: « un recours : - gracieux … dans un délai … »."""
    lead = part.lead_in(index)
    while lead is not None:
        if part.blocks[lead].kind is Kind.MENTION or REMEDY.search(unaccented(part.blocks[lead].text)):
            return True
        lead = part.lead_in(lead)
    return False


def _titled(text: str) -> str:
    return next((name for name in NAMES if text.startswith(name)), "")


def _decides(text: str) -> str:
    """« ARRÊTE » makes an arrêté; « DÉCIDE » opens décisions and délibérations alike."""
    return "arrete" if text.strip(" :") == "arrete" else ""
