"""What a contract calls its parties, and the form of a company: said in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..same.owned import differing
from ..text.heads import ROLES
from .rule import Report, rule

_ROLE = {word: line for line in ROLES for word in line}
_SAID = pattern(rf"(?<![\w-])(?:[ld]'|(?:le|la|du|au|ce|cette|ledit)\s)(?P<role>(?:{'|'.join(_ROLE)})(?:e|trice)?)\b")
_BODY = (Kind.PARAGRAPHE, Kind.ITEM, Kind.ARTICLE)


def _undefined(part: Part) -> Iterator[tuple[Passage, tuple[Passage, str] | None]]:
    """The first place of each role, written with a capital, that no party of the contract is given; the defined term
    of the same role, where there is one.
    """
    terms = [(term, spot) for party in part.roster.parties for term, spot in party.terms]
    known = [folded(term) for term, _ in terms]
    if len(part.roster.parties) < 2 or not any(term[:1].isupper() or " " in term for term, _ in terms):
        return
    told = set[str]()
    for where, match in part.found(_SAID, *_ROLE):
        role, said = match["role"], where.at(*match.span("role"))
        if where.kind not in _BODY or not said.text[0].isupper() or any(role[:-1] in term for term in known):
            continue
        if role not in told and not _defined(part.low, role):
            told.add(role)
            line = _ROLE.get(role) or _ROLE.get(role.removesuffix("e"), ())
            same = (one for one in terms if any(word in folded(one[0]) for word in line))
            yield said, next(((part.at(spot), term) for term, spot in same), None)


def _defined(whole: str, role: str) -> bool:
    """Whether some words give it: in quotation marks, after « ci-après », alone above a paragraph."""
    given = r"(?:[«\"(]\s?|ci-apres[^.;]{0,60}?\s|en\squalite\sde\s|\n(?=[^\n]{0,40}\n))(?:l[ae]\s|l')?"
    return re.search(rf"{given}{re.escape(role)}\b", whole) is not None


@rule("PAR106", "terme-jamais-defini", Severity.ALERTE)
def undefined_term(context: Context) -> Iterator[Report]:
    """Un contrat donne à chaque partie un nom, et n'en emploie pas d'autre : « le Locataire », dans un bail qui ne
    connaît que « le Bailleur » et « le Preneur », vient d'un autre contrat.

    Mauvais : « ci-après le Preneur », puis « le Locataire entretient les lieux »
    Bon : « le Preneur entretient les lieux »
    Source : Code civil, art. 1190 (l'acte obscur s'interprète contre qui l'a proposé)
    """
    for part in context.parts:
        for where, meant in _undefined(part) if part.nature is Nature.CONVENTION or len(context.parts) == 1 else ():
            related = ((meant[0], f"« {meant[1]} »"),) if meant else ()
            hint = f"écrivez « {meant[1]} »" if meant else "écrivez le nom que le contrat donne à cette partie"
            message = f"« {where.text} » n’est le nom d’aucune partie"
            yield Report(where, message, hint, where.text, meant[1] if meant else None, related)


@rule("PAR107", "forme-juridique-differente", Severity.ALERTE)
def other_form(context: Context) -> Iterator[Report]:
    """La forme d'une société (SARL, SAS, SA…) est la même partout : deux formes font deux sociétés.

    Mauvais : « la SARL Clair Ouest » dans les visas, « la SAS Clair Ouest » à l'article 1
    Bon : « la SARL Clair Ouest » partout
    Source : Code de commerce, art. R. 123-238
    """
    for differ in differing(context):
        one, other = differ.one, differ.other
        if one.what == "forme":
            message = f"« {one.where.text} » est ici une {one.value.upper()}, ailleurs une {other.value.upper()}"
            hint = "vérifiez la forme de cette société sur son extrait Kbis"
            yield Report(one.where, message, hint, one.value, other.value, ((other.where, other.value.upper()),))
