"""Which administrative court: that of the department."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..law.tribunals import COURTS
from ..part import Nature, Part, Passage
from ..values.departements import codes_by_name
from ..values.text import comparable, unaccented
from .rule import Report, rule

HEAD = 8  # blocks in which an act says where it is
COURT = re.compile(r"\b(?:[Tt]ribunal\s[Aa]dministratif|TA)\sd(?:e\s(?:la\s)?|['’])(?P<town>[A-ZÀ-Ý][\w'’-]+)")
DEPARTMENT = r"\bdepartement\sd(?:e\sla\s|e\sl'|u\s|es\s|e\s|')\s?(?P<name>[a-z' -]+)"


@rule("TRI102", "tribunal-d-un-autre-departement", Severity.ALERTE)
def other_department(context: Context) -> Iterator[Report]:
    """Les recours vont au tribunal administratif dans le ressort duquel la collectivité a son siège. Celui d'un modèle
    venu d'ailleurs ferait perdre du temps à qui conteste, et le délai ne courrait pas.

    Mauvais : « Département de l'Aveyron », « le tribunal administratif de Clermont-Ferrand »
    Bon : « le tribunal administratif de Toulouse »
    Source : CJA, art. R. 221-3 et R. 312-1 (à vérifier)
    """
    part = context.part(Nature.ACTE)
    known = _own(part) if part else None
    if part is None or known is None:
        return
    where, right = known
    for index, block in enumerate(part.blocks):
        match = COURT.search(block.text) if block.kind not in (Kind.VISA, Kind.CONSIDERANT) else None
        if match and comparable(match["town"]) in _courts() and comparable(match["town"]) != comparable(right):
            passage = Passage(part, index, *match.span())
            message = f"le tribunal administratif est ici celui de {match['town']}, pour « {where.text} »"
            hint = f"nommez celui de {right} (à vérifier)"
            yield Report(passage, message, hint, match["town"], right, ((where, where.text),))


def _own(part: Part) -> tuple[Passage, str] | None:
    """Where the act says its department, and the court of it: its name, else the postal code of the letterhead."""
    for index, block in enumerate(part.blocks[:HEAD]):
        low = unaccented(block.text.replace("’", "'"))
        match = re.search(DEPARTMENT, low) if len(low) == len(block.text) and block.kind is not Kind.VISA else None
        name = _longest(match["name"]) if match else ""
        if match and name:
            return Passage(part, index, match.start(), match.start("name") + len(name)), _names()[name]
    for passage, mention in part.passages(MentionKind.POSTCODE):
        code = str(mention.value)
        if passage.block < HEAD and passage.kind is Kind.ENTETE and code[:2] in COURTS:
            return passage, COURTS[code[:2]]
    return None


def _longest(said: str) -> str:
    """The department that words begin with: « loire-atlantique », not « loire »."""
    found = [name for name in _names() if comparable(said).startswith(name)]
    best = max(found, key=len, default="")
    return best if best and not comparable(said)[len(best) :][:1].isalpha() else ""


@cache
def _names() -> dict[str, str]:
    return {name: COURTS[code] for name, code in codes_by_name().items() if code in COURTS}


@cache
def _courts() -> frozenset[str]:
    return frozenset(map(comparable, COURTS.values()))
