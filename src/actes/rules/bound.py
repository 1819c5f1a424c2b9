"""What a contract calls its parties, and the form of a company: said in one way."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Severity
from ..outline.nature import Nature
from ..same.owned import differing
from ..same.terms import undefined
from .rule import Report, Where, rule


@rule("PAR106", "terme-jamais-defini", Severity.ALERTE)
def undefined_term(context: Context) -> Iterator[Report]:
    """Un contrat donne à chaque partie un nom, et n'en emploie pas d'autre : « le Locataire », dans un bail qui ne
    connaît que « le Bailleur » et « le Preneur », vient d'un autre contrat.

    Mauvais : « ci-après le Preneur », puis « le Locataire entretient les lieux »
    Bon : « le Preneur entretient les lieux »
    Source : Code civil, art. 1190 (l'acte obscur s'interprète contre qui l'a proposé)
    """
    for part in context.parts:
        for one in undefined(part) if part.nature is Nature.CONVENTION or len(context.parts) == 1 else ():
            related: tuple[tuple[Where, str], ...] = ((one.at, f"« {one.meant} »"),) if one.at else ()
            message = f"« {one.where.text} » n’est le nom d’aucune partie"
            hint = f"écrivez « {one.meant} »" if one.meant else "écrivez le nom que le contrat donne à cette partie"
            yield Report(one.where, message, hint, one.where.text, one.meant or None, related)


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
            related: tuple[tuple[Where, str], ...] = ((other.where, other.value.upper()),)
            hint = "vérifiez la forme de cette société sur son extrait Kbis"
            yield Report(one.where, message, hint, one.value, other.value, related)
