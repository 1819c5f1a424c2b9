"""Which court: that of the department, and one order of courts for one contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..law.tribunals import COURTS
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import clauses
from ..values.departements import codes_by_name
from ..values.grammar import de
from ..values.text import comparable
from .rule import Report, rule

HEAD = 8  # blocks in which an act says where it is
COURT = pattern(r"\b(?:[Tt]ribunal\s[Aa]dministratif|TA)\s(?:de\s(?:la\s)?|d['’]|du\s)(?P<town>[A-ZÀ-Ý][\w'’-]+)")
_SAID = pattern(
    r"(?:\b(?:departement|prefete?|prefecture)\s(?:de\s(?:la\s|l')?|du\s|des\s|d')|\()(?P<name>[a-z' -]{3,30})"
)
_ADMINISTRATIVE = pattern(r"\b(?:tribunal|juridictions?)\s+administrati(?:f|ves?)\b")
_COMMERCIAL = pattern(r"\btribunal\s+(?:de\scommerce|des\sactivites\seconomiques)\b")
_JUDICIAL = pattern(rf"{_COMMERCIAL.pattern}|\btribunal\s+(?:judiciaire|de\sgrande\sinstance|d'instance)\b")
_DISPUTE = pattern(r"\b(?:litiges?|differends?|contestations?|contentieux|recours)\b")


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


@rule("TRI102", "tribunal-d-un-autre-departement", Severity.ALERTE)
def other_department(context: Context) -> Iterator[Report]:
    """Les recours vont au tribunal administratif dans le ressort duquel la collectivité a son siège. Celui d'un modèle
    venu d'ailleurs ferait perdre du temps à qui conteste, et le délai ne courrait pas.

    Mauvais : « Département de l'Aveyron », « le tribunal administratif de Clermont-Ferrand »
    Bon : « le tribunal administratif de Toulouse »
    Source : CJA, art. R. 221-3 et R. 312-1 (à vérifier)
    """
    known = _own(context)
    for part in context.parts if known else ():
        where, right = known  # type: ignore[misc]
        for index, _ in part.saying("tribunal", "ta d") if part.nature is not Nature.PIECE else ():
            block = part.blocks[index]
            match = None if block.kind in (Kind.VISA, Kind.CONSIDERANT) else COURT.search(block.text)
            if match and comparable(match["town"]) != comparable(right):
                passage = Passage(part, index, *match.span())
                message = f"le tribunal administratif est ici celui {de(match['town'])}, pour « {where.text} »"
                hint = f"nommez celui {de(right)} (à vérifier)"
                yield Report(passage, message, hint, match["town"], right, ((where, where.text),))


def _own(context: Context) -> tuple[Passage, str] | None:
    """Where the act says its department, and the court of it: at its head, else where all its places are of one."""
    parts = [part for part in context.parts if part.nature is not Nature.PIECE]
    heads = [one for part in parts for one in _said(part) if one[0].block < HEAD and one[0].kind is not Kind.VISA]
    heads = heads or [
        one for part in parts for one in _codes(part) if one[0].block < HEAD and one[0].kind is Kind.ENTETE
    ]
    places = [one for part in parts for one in _codes(part)]
    everywhere = [*places, *(one for part in parts for one in _said(part))] if places else []
    found = heads or everywhere
    return found[0] if len({court for _, court in found}) == 1 else None


def _said(part: Part) -> Iterator[tuple[Passage, str]]:
    """« Département de l'Aveyron », « (Isère) », « le préfet du Gers »."""
    for index, low in part.saying("departement", "prefet", "prefecture", "("):
        for match in _SAID.finditer(low):
            name = _longest(match["name"])
            if name and not (match[0].startswith("(") and match["name"] != name):
                yield Passage(part, index, match.start("name"), match.start("name") + len(name)), _names()[name]


def _codes(part: Part) -> Iterator[tuple[Passage, str]]:
    for passage, mention in part.passages(MentionKind.POSTCODE):
        if (code := str(mention.value)[:2]) in COURTS:
            yield passage, COURTS[code]


def _longest(said: str) -> str:
    """The department that words begin with: « loire-atlantique », not « loire »."""
    low = comparable(said)
    best = max(filter(low.startswith, _names()), key=len, default="")
    return best if best and not low[len(best) :][:1].isalpha() else ""


@cache
def _names() -> dict[str, str]:
    return {name: COURTS[code] for name, code in codes_by_name().items() if code in COURTS}
