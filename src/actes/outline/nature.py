"""What a document is to its act, from its own words or from its name; what its title says, and of which act.

« ARRÊTÉ N° 2022-118 portant modification de l'arrêté n° 2021-092 du 9 novembre 2021 »: the first number is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from ..document import Block, Kind
from ..pattern import pattern


class Nature(StrEnum):
    """What a document is to the act."""

    ACTE = "acte"  # the decision, arrêté or délibération itself
    CONVENTION = "convention"
    ANNEXE = "annexe"
    PIECE = "piece"  # written by somebody else and attached


_CONVENTION = pattern(
    r"\b(?:convention|avenant|contrat|protocole|bail|marché|accord-cadre|lettre\sde\scommande|acte\sd['’]engagement)\b",
    re.IGNORECASE,
)
_AGREED = pattern(r"\bconvenu\b", re.IGNORECASE)
_DECIDES = pattern(
    r"\W*(?:extrait\sd[ue]s?\s[^.;]{0,40}\s|proc[èe]s-verbal\sde\s)?(?:d[ée]lib[ée]ration|d[ée]cision|arr[êe]t[ée])s?\b",
    re.IGNORECASE,
)
_ANNEXE = pattern(r"\W*annexe\b", re.IGNORECASE)
# « Annexe à la décision n° 12 »
_ANNEXED = pattern(r"\W*annex[ée]e?\s(?:à\s(?:la|l['’])|au)\s?(?!pr[ée]sent)", re.IGNORECASE)
CONTRACT = pattern(  # « ANNEXE – CONVENTION DE FONDS DE CONCOURS »
    r"(?:annexe(?:\s(?:n\s?°\s?)?[0-9a-z]{1,2})?\s?[-–—:.]\s?)?"
    r"(?:convention|contrat|bail|protocole|acte d['’]engagement)\b",
    re.IGNORECASE,
)
_OF_OURS = pattern(r"\W*(?:r[èe]glement|charte|statuts)\b", re.IGNORECASE)  # what an act adopts
_ORDER = pattern(r"\b(?:bon de commande|devis|facture|bon pour accord)\b", re.IGNORECASE)
_SLIP = pattern(
    r"\b(?:bordereau|fiche|page)\s(?:de\s|d['’])(?:t[ée]l[ée])?(?:transmission|envoi|publication)", re.IGNORECASE
)
_MEETING = pattern(
    r"\W*(?:(?:comptes?[\s-]rendus?|proc[èe]s[\s-]verb\w+)\b(?!\sde\sr[ée]ception)|(?:s[ée]ance|r[ée]union)s?\sd|l['’]an\s"
    r"|(?:[ée]taient\s|sont\s)?pr[ée]sents?\b|r[èe]glement\b)",
    re.IGNORECASE,
)
LINE = 160  # characters: a longer block is no title
HEAD = 8  # blocks in which a document says what it is


def nature_of(blocks: Sequence[Block], alone: bool) -> Nature:
    """What a document is, from its own words: an act decides, a convention has parties who agree, an annexe says so.

    `alone`: a file that is checked by itself is the act, whatever it looks like; among others it may be a piece.
    """
    heads = [block.text for block in blocks[:HEAD] if len(block.text) <= LINE]
    kinds = {block.kind for block in blocks}
    formula = next((block.text for block in blocks if block.kind is Kind.FORMULE), "")
    agreed = Kind.PARTIE in kinds and _AGREED.search(formula) is not None  # a convention that has visas
    titles = [block.text for block in blocks[:HEAD] if block.kind is Kind.TITRE]
    if not agreed and ((Kind.VISA in kinds and formula) or any(_DECIDES.match(title) for title in titles)):
        return Nature.ACTE
    if (is_order(blocks) and Kind.VISA not in kinds) or _SLIP.search(blocks[0].text if blocks else ""):
        return Nature.PIECE
    adopted = not alone and Kind.PARTIE not in kinds and any(_OF_OURS.match(title) for title in titles)
    annexed = any(map(_ANNEXE.match, heads[:2])) and not (heads and CONTRACT.match(heads[0]))
    if annexed or any(map(_ANNEXED.match, heads)) or adopted:
        return Nature.ANNEXE
    if alone and Kind.PARTIE not in kinds and any(_MEETING.match(block.text) for block in blocks[:HEAD]):
        return Nature.ACTE  # minutes, rules of a hall: they speak of contracts
    if Kind.PARTIE in kinds or _CONVENTION.search(" ".join(heads)):
        return Nature.CONVENTION
    return Nature.ACTE if alone or Kind.VISA in kinds else Nature.PIECE


def is_order(blocks: Sequence[Block]) -> bool:
    """Whether blocks begin an order, an invoice: what somebody else wrote."""
    return _ORDER.search(" ".join(block.text for block in blocks[:HEAD] if len(block.text) <= LINE)) is not None


def composed_nature(name: str) -> Nature:
    """What a composed document is to its act, by its name.

    >>> [composed_nature(name).value for name in ("decision", "convention", "annexe-2")]
    ['acte', 'convention', 'annexe']
    """
    if name == "convention":
        return Nature.CONVENTION
    return Nature.ANNEXE if name.startswith("annexe") else Nature.ACTE


_ACT = r"(?:arr[êe]t[ée]|d[ée]cision|d[ée]lib[ée]ration|convention|contrat|march[ée]|bail|accord|protocole|avenant)"
_TURNS = pattern(  # the words after which a title names what it acts upon
    r"\b(?:portant|modifi(?:ant|cati(?:f|ve|on))|retirant|retrait|rapportant|annule\s+et\s+remplace|abroge(?:ant|ation)|abrogation|annulant|rempla[çc]ant"
    r"|compl[ée]tant|pro(?:roge|longe)ant|renouvelant|rectifi(?:ant|catif)|approuvant|fixant|autorisant|relati(?:f|ve)s?\sau?x?\b"
    r"|prise?s?\s(?:en|par|sur)|en\s(?:application|vertu)\s|conform[ée]ment)"
    rf"|(?<=\s)(?:(?:à|a|de)\s(?:l['’]\s?|la\s)|(?:au|du)\s){_ACT}\b",
    re.IGNORECASE,
)
_MINUTES = pattern(r"\b(?:proc[èe]s[- ]verbal|compte[- ]rendu)\b", re.IGNORECASE)
_EXTRACT = pattern(r"\bextrait\b", re.IGNORECASE)
_VOTED = pattern(r"\b(?:approuv|adopt|vot)\w+\s(?:\w+\s)?[àa]\sl['’]unanimit", re.IGNORECASE)
_OF_BEFORE = pattern(r"\bapprobation\s(?:du\sproc[èe]s[- ]verbal|du\scompte[- ]rendu)\sde\sla\s", re.IGNORECASE)
SEVERAL = 3  # votes: more than of one act
_TITLES = (Kind.TITRE, Kind.SOUS_TITRE)
HEADED = 24  # blocks in which its title stands


def turn_of(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The block and the offset at which the title begins to speak of another act; None where it never does."""
    for index, block in _titled(blocks):
        found = _TURNS.search(block.text)
        if found is not None:
            return index, found.start()
    return None


def is_minutes(blocks: Sequence[Block]) -> bool:
    """Whether a document tells what was said at a meeting: it speaks of other meetings, and decides at this one.

    An extract from the register is the act that it holds. Without a title, several votes tell it, or that of the
    minutes before.
    """
    titles = [block.text for _, block in _titled(blocks)]
    if not titles:
        votes = sum(_VOTED.search(block.text) is not None for block in blocks)
        return votes >= SEVERAL or any(_OF_BEFORE.search(block.text) for block in blocks[:HEADED])
    first = next((text for text in titles if _MINUTES.search(text) or _EXTRACT.search(text)), "")
    return bool(first) and not _EXTRACT.search(first)


def _titled(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The lines of the title, from the first one on."""
    for index, block in enumerate(blocks[:HEADED]):
        if block.kind in _TITLES:
            yield index, block
        elif block.kind in (Kind.ARTICLE, Kind.FORMULE):
            return
