"""What a title says of its own document, and where it begins to speak of another one.

« ARRÊTÉ N° 2022-118 portant modification de l'arrêté n° 2021-092 du 9 novembre 2021 »: the first number is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Block, Kind
from ..pattern import pattern

_ACT = r"(?:arr[êe]t[ée]|d[ée]cision|d[ée]lib[ée]ration|convention|contrat|march[ée]|bail|accord|protocole|avenant)"
_TURNS = pattern(  # the words after which a title names what it acts upon
    r"\b(?:portant|modifi(?:ant|cati(?:f|ve|on))|retirant|retrait|rapportant|abroge(?:ant|ation)|abrogation|annulant|rempla[çc]ant"
    r"|compl[ée]tant|pro(?:roge|longe)ant|renouvelant|rectifi(?:ant|catif)|approuvant|fixant|autorisant|relati(?:f|ve)s?\sau?x?\b"
    r"|prise?s?\s(?:en|par|sur)|en\s(?:application|vertu)\s|conform[ée]ment)"
    rf"|(?<=\s)(?:(?:à|a|de)\s(?:l['’]\s?|la\s)|(?:au|du)\s){_ACT}\b",
    re.IGNORECASE,
)
_MINUTES = pattern(r"\b(?:proc[èe]s[- ]verbal|compte[- ]rendu)\b", re.IGNORECASE)
_EXTRACT = pattern(r"\bextrait\b", re.IGNORECASE)
_TITLES = (Kind.TITRE, Kind.SOUS_TITRE)
HEAD = 12  # blocks in which a document says what it is


def turn_of(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The block and the offset at which the title begins to speak of another act; None where it never does."""
    for index, block in _titled(blocks):
        found = _TURNS.search(block.text)
        if found is not None:
            return index, found.start()
    return None


def is_minutes(blocks: Sequence[Block]) -> bool:
    """Whether a document tells what was said at a meeting: it speaks of other meetings, and decides at this one.

    An extract from the register is the act that it holds.
    """
    titles = [block.text for _, block in _titled(blocks)]
    first = next((text for text in titles if _MINUTES.search(text) or _EXTRACT.search(text)), "")
    return bool(first) and not _EXTRACT.search(first)


def _titled(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The lines of the title, from the first one on."""
    for index, block in enumerate(blocks[: HEAD * 2]):
        if block.kind in _TITLES:
            yield index, block
        elif block.kind in (Kind.ARTICLE, Kind.FORMULE):
            return
