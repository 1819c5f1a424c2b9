"""Which court: one order of courts for one contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Part, Passage
from ..text.sentences import clauses
from .rule import Report, rule

_ADMINISTRATIVE = re.compile(r"\b(?:tribunal|juridictions?)\s+administrati(?:f|ves?)\b")
_COMMERCIAL = re.compile(r"\btribunal\s+(?:de\scommerce|des\sactivites\seconomiques)\b")
_JUDICIAL = re.compile(rf"{_COMMERCIAL.pattern}|\btribunal\s+(?:judiciaire|de\sgrande\sinstance|d'instance)\b")
_DISPUTE = re.compile(r"\b(?:litiges?|differends?|contestations?|contentieux|recours)\b")


@rule("TRI101", "tribunaux-de-deux-ordres", Severity.ALERTE)
def two_orders(context: Context) -> Iterator[Report]:
    """Les litiges d'un contrat relèvent d'un seul ordre de juridiction. Un contrat qui fait participer le cocontractant
    au service public, ou que le code de la commande publique régit, est administratif : le tribunal de commerce n'en
    connaît pas, quoi qu'en dise la clause.

    Mauvais : la décision nomme le tribunal administratif, la convention le tribunal de commerce
    Bon : le tribunal administratif dans les deux
    Source : code de la commande publique, art. L. 6 ; CJA, art. R. 312-11 (à vérifier : le domaine privé)
    """
    act = context.part(Nature.ACTE)
    ours = next(_named(act, _ADMINISTRATIVE), None) if act else None
    for part in context.parts:
        if part.nature is not Nature.CONVENTION:
            continue
        own = next(_named(part, _ADMINISTRATIVE), None)
        other = next(_named(part, _JUDICIAL if own else _COMMERCIAL), None)
        beside = own or ours
        if other is not None and beside is not None:
            message = f"les litiges vont ici au {other.text}, ailleurs au {beside.text}"
            hint = "gardez le tribunal qui connaît de ce contrat : à vérifier"
            yield Report(other, message, hint, other.text, beside.text, ((beside, beside.text),))


def _named(part: Part, court: re.Pattern[str]) -> Iterator[Passage]:
    """Where a sentence on disputes names such a court."""
    for index, low in part.saying("tribunal", "juridiction"):
        if part.blocks[index].kind in (Kind.VISA, Kind.CONSIDERANT):
            continue
        for start, end in clauses(part.blocks[index].text):
            match = court.search(low, start, end)
            if match and _DISPUTE.search(low, start, end):
                yield Passage(part, index, *match.span())
