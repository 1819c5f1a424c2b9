"""Which court: that of the department, and one order of courts for one contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..finding import Severity
from ..law.tribunals import COURTS, JUDICIAL
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import REASONS
from ..text.sentences import clauses
from ..values.departements import begins, codes_by_name
from ..values.grammar import de
from ..values.text import comparable
from .rule import Report, rule

HEAD = 8  # blocks in which an act says where it is
COURT = pattern(r"\b(?:[Tt]ribunal\s[Aa]dministratif|TA)\s(?:de\s(?:la\s)?|d['’]|du\s)(?P<town>[A-ZÀ-Ý][\w'’-]+)")
_SAID = pattern(
    r"(?:\b(?:departement|prefete?|prefecture)\s(?::\s|de\s(?:la\s|l')?|du\s|des\s|d')|\()(?P<name>[a-z' -]{3,30})"
)
_TJ = pattern(
    r"\b[Tt]ribunal\s[Jj]udiciaire\s(?:de\s|d['’]|du\s|des\s)(?P<town>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)*)"
)
_PREFECTURE = pattern(
    r"\b(?<!sous-)(?:prefete?|prefecture)\s(?:de\s(?:la\s|l')?|du\s|des\s|d')(?P<name>[a-z' -]{3,30})"
)
_ADMINISTRATIVE = pattern(r"\b(?:tribunal|juridictions?)\s+administrati(?:f|ves?)\b")
_COMMERCIAL = pattern(r"\btribunal\s+(?:de\scommerce|des\sactivites\seconomiques)\b")
_JUDICIAL = pattern(rf"{_COMMERCIAL.pattern}|\btribunal\s+(?:judiciaire|de\sgrande\sinstance|d'instance)\b")
_DISPUTE = pattern(r"\b(?:litiges?|differends?|contestations?|contentieux|recours)\b")
_SAID_PREFECT = pattern(r"\bprefet?\w*\s(?:de\s(?:la\s|l')?|du\s|des\s|d')\Z")
_AUTHORITY = pattern(r"(?:l[ae]\s)?(?:commune|ville|communaute|syndicat|metropole)\b")
_COURT_TOWNS = {comparable(town): code for town, code in JUDICIAL.items()}


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
        block = part.blocks[index]
        for start, end in clauses(block.text) if block.kind not in REASONS else ():
            match = court.search(low, start, end)
            if match and _DISPUTE.search(low, start, end):
                yield Passage(part, index, *match.span())


@rule("TRI102", "tribunal-d-un-autre-departement", Severity.ALERTE)
def other_department(context: Context) -> Iterator[Report]:
    """Les recours vont au tribunal administratif dans le ressort duquel la collectivité a son siège, l'acte à la
    préfecture de son département. Ceux d'un modèle venu d'ailleurs feraient perdre du temps à qui conteste.

    Mauvais : « Département de l'Aveyron », « le tribunal administratif de Clermont-Ferrand »
    Bon : « le tribunal administratif de Toulouse »
    Source : CJA, art. R. 221-3 et R. 312-1
    """
    found = _own(context)
    courts = {COURTS[code] for _, code in found}
    if len({code for _, code in found}) == 1:
        yield from _elsewhere(context, *found[0])
    for part in context.own if len(courts) == 1 else ():
        where, right = found[0][0], next(iter(courts))
        for index, _ in part.saying("tribunal", "ta d"):
            block = part.blocks[index]
            match = None if block.kind in REASONS else COURT.search(block.text)
            if match and comparable(match["town"]) != comparable(right):
                passage = Passage(part, index, *match.span())
                message = f"le tribunal administratif est ici celui {de(match['town'])}, pour « {where.text} »"
                hint = f"nommez celui {de(right)} (à vérifier)"
                yield Report(passage, message, hint, match["town"], right, ((where, where.text),))


def _elsewhere(context: Context, own: Passage, code: str) -> Iterator[Report]:
    """The judicial court, the préfecture of another department than that where all the act is."""
    for part in context.own:
        for index, low in part.saying("tribunal judiciaire", "prefe"):
            block = part.blocks[index]
            found = [(match, _COURT_TOWNS.get(comparable(match["town"]))) for match in _TJ.finditer(block.text)]
            found += [(match, _names().get(begins(match["name"], _names()))) for match in _PREFECTURE.finditer(low)]
            for match, its in found if block.kind not in REASONS else ():
                if its is not None and its != code and "region" not in low[: match.start()][-HEAD * 10 :]:
                    where = Passage(part, index, *match.span())
                    message = f"« {where.text} » n’est pas du département de « {own.text} »"
                    yield Report(where, message, "vérifiez le département", where.text, None, ((own, own.text),))


def _own(context: Context) -> list[tuple[Passage, str]]:
    """Where the act says its department, and its code: at its head, of the local authority that is a party of it, else
    all its places.
    """
    said = [one for part in context.own for one in _said(part)]
    places = [one for part in context.own for one in _codes(part)]
    heads = [one for one in said if one[0].block < HEAD and one[0].kind is not Kind.VISA]
    heads = [one for one in heads if not one[0].led(_SAID_PREFECT)] or heads
    heads = heads or [one for one in places if one[0].block < HEAD and one[0].kind is Kind.ENTETE]
    public = [one for one in places if _of_authority(one[0])]
    return heads or public or ([*places, *said] if len({one.text for one, _ in places}) > 1 else [])


def _of_authority(where: Passage) -> bool:
    """Whether it is of a local authority that is a party."""
    parties = [party for party in where.part.roster.parties if _AUTHORITY.match(folded(party.name))]
    return any(party.presented_at(where.block, where.start) for party in parties)


def _said(part: Part) -> Iterator[tuple[Passage, str]]:
    """« Département de l'Aveyron », « (Isère) », « le préfet du Gers » at the head."""
    for where, match in part.found(_SAID, "departement", "prefet", "prefecture", "("):
        name, start = begins(match["name"], _names()), match.start("name")
        prefect = match[0].startswith("pref") and where.block >= HEAD
        if name and not prefect and not (match[0].startswith("(") and comparable(match["name"]) != name):
            yield where.at(start, start + len(name)), _names()[name]


def _codes(part: Part) -> Iterator[tuple[Passage, str]]:
    for passage, mention in part.passages(MentionKind.POSTCODE):
        if (code := str(mention.value)[:2]) in COURTS:
            yield passage, code


@cache
def _names() -> dict[str, str]:
    return {name: code for name, code in codes_by_name().items() if code in COURTS}
