"""Public aid in a financing plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..claims import Claim, claims
from ..claims.table import sentences
from ..claims.tables import Column, Rank, Sort, Table, tables
from ..context import Context
from ..document import Kind as Block
from ..facts import MentionKind
from ..figures.network import relations
from ..figures.relation import Kind
from ..finding import Severity
from ..law.limits import SUBSIDY
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.arithmetic import euros, percent, shown, summed
from ..text.lexicon import WHOLES
from ..text.sentences import clause_at
from ..values.percent import Percent
from .rule import Report, rule

WHOLE = 100
MOST_PUBLIC_AID = 80
PLACE = 30  # characters: « plafonnée à hauteur de »

_PUBLIC = pattern(
    r"\b(?:etat|region|departement|europe|feder|feader|leader|detr|dsil|fnadt|union europeenne|"
    r"conseil (?:departemental|regional)|agence de l'eau|fonds vert|caf|ademe|subventions?|ptic)\b"
)
_OWN = pattern(r"autofinancement|fonds propres|part communale|\bcommune\b|communaute|maitre d'ouvrage|reste a charge")
_AIDED = pattern(r"(?:subventionn|aides?\spubliques?|financements?\spublics?)[^.;%]{0,60}\Z", re.IGNORECASE)


@rule("AID101", "aides-publiques", Severity.ALERTE)
def public_aid(context: Context) -> Iterator[Report]:
    """Une collectivité maître d'ouvrage finance elle-même au moins 20 % de son investissement : les aides publiques ne
    dépassent pas 80 %, sauf exceptions que la loi ou le préfet prévoient. À vérifier.

    Mauvais : État 50 %, région 35 %, commune 15 %
    Bon : État 50 %, région 30 %, commune 20 %
    Source : CGCT, art. L. 1111-10
    """
    for table in tables(context):
        for column in table.columns if table.part.nature is not Nature.PIECE else ():
            aid = _aid(table, column)
            if aid is not None and aid[1] > MOST_PUBLIC_AID:
                where, ratio, public = aid
                message = f"les aides publiques font {percent(ratio / 100)} du financement : {', '.join(public)}"
                yield Report(where.where, message, "la collectivité garde 20 % au moins, sauf exception : à vérifier")
    for passage, mention in context.passages(MentionKind.PERCENT):
        rate = mention.value.valeur if isinstance(mention.value, Percent) else WHOLE
        if not MOST_PUBLIC_AID < rate < WHOLE or passage.kind is Block.TABLEAU:
            continue
        if _AIDED.search(passage.context[max(0, passage.start - 80) : passage.start]):
            yield Report(passage, f"{mention.value} d’aides publiques", "80 % au plus, sauf exception : à vérifier")


@rule("AID102", "plafond-non-atteint", Severity.ALERTE)
def ceiling(context: Context) -> Iterator[Report]:
    """Une aide se calcule sur la dépense, dans la limite d'un plafond. Quand la dépense n'atteint pas le plafond,
    l'aide est une part de la dépense, et le plan de financement compte sur de l'argent qui ne viendra pas.

    Mauvais : une dépense de 30 000 €, et « 50 % d'une dépense plafonnée à 40 000 €, soit 20 000 € »
    Bon : « 50 % de la dépense, soit 15 000 € »
    Source : CGCT, art. L. 1111-10 ; règlement de l'aide (à vérifier)
    """
    for one in relations(context):
        if one.kind is not Kind.SHARE or not one.holds or not _ceiling(one.terms[1]) or _charged(one.result):
            continue
        given, most = one.result, one.terms[1]
        here = {claim.spot[:2] for claim in (given, most)}
        expenses = [c for c in sentences(context) if c.role in WHOLES and c.spot[:2] not in here]
        spent = max(expenses, key=lambda claim: claim.value, default=most)
        if spent.value < most.value:
            message = f"l’aide de {euros(given.value)} est calculée sur le plafond de {euros(most.value)}"
            hint = f"calculez-la sur {euros(spent.value)}, ou vérifiez le plafond"
            related = ((spent.where, "la dépense"), (most.where, "le plafond"))
            yield Report(given.where, f"{message}, que rien n’atteint", hint, related=related)


def _ceiling(base: Claim) -> bool:
    """« d'une dépense plafonnée à 40 000 € »."""
    return isinstance(base.where, Passage) and "plafon" in base.where.low_before[-PLACE:]


_CHARGE = pattern(r"\b(?:commission|frais|marge|interets?|penalites?)\b[^.;\n]*\Z")  # of a loan: what the bank is paid


def _charged(given: Claim) -> bool:
    """« Commission d'engagement : 0,10 % du plafond, soit 500 € »."""
    return isinstance(given.where, Passage) and given.where.led(_CHARGE) is not None


_GRANTED = pattern(r"\b(?:attribu|accord|octro|vers|allou)\w*")


@rule("AID103", "subvention-et-convention", Severity.ALERTE)
def convention_needed(context: Context) -> Iterator[Report]:
    """Une subvention de plus de 23 000 € par an à une association demande une convention, qui dit son objet, son
    montant et comment elle est versée et employée.

    Mauvais : « attribue à l'association une subvention de 30 000 € », sans convention
    Bon : « attribue à l'association une subvention de 30 000 € et approuve la convention annexée »
    Source : loi n° 2000-321 du 12 avril 2000, art. 10 ; décret n° 2001-495 du 6 juin 2001, art. 1er
    """
    said = " ".join(part.low for part in context.parts)
    for claim in claims(context) if "association" in said else ():
        where = claim.where
        given = claim.role == "subvention" and claim.unit == "€" and claim.value > SUBSIDY.value
        if not given or not isinstance(where, Passage) or where.part.nature is not Nature.ACTE:
            continue
        clause = where.low[slice(*clause_at(where.context, where.start))]
        theirs = "association" in clause and "associations" not in clause  # all of theirs together
        told = "seance du" in clause  # of what another sitting granted
        if theirs and not told and "convention" not in said and _GRANTED.search(clause):
            message = f"une subvention de plus de {euros(SUBSIDY.value)} à une association, et aucune convention"
            yield Report(where, message, "approuvez et joignez la convention", where.text)
            return


def _aid(table: Table, column: Column) -> tuple[Claim, Fraction, list[str]] | None:
    """The share of public aid in a financing plan: the first figure, the ratio, who gives."""
    found = [(line, figure) for line, figure in table.cells(column) if line.rank is Rank.LIGNE and figure.value > 0]
    own = [pair for pair in found if _OWN.search(pair[0].key)]
    public = [pair for pair in found if _PUBLIC.search(pair[0].key) and pair not in own]
    total = summed(figure.value for _, figure in found)
    if column.sort is not Sort.PERCENT or not own or not public or abs(total - WHOLE) > 1:
        return None
    givers = [f"{line.label} {shown(figure.value)} %" for line, figure in public]
    return public[0][1], summed(figure.value for _, figure in public), givers
