"""Public aid in a financing plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Nature
from ..statements.arithmetic import percent, shown, total_of
from ..statements.figures import Figure
from ..statements.tables import Column, Rank, Sort, Table, tables
from ..values.percent import Percent
from .rule import Report, rule

WHOLE = Decimal(100)
MOST_PUBLIC_AID = Decimal(80)

_PUBLIC = re.compile(
    r"\b(?:etat|region|departement|europe|feder|feader|leader|detr|dsil|fnadt|union europeenne|"
    r"conseil (?:departemental|regional)|agence de l'eau|fonds vert|caf|ademe|subventions?|ptic)\b"
)
_OWN = re.compile(
    r"autofinancement|fonds propres|part communale|\bcommune\b|communaute|maitre d'ouvrage|reste a charge"
)
_AIDED = re.compile(r"(?:subventionn|aides?\spubliques?|financements?\spublics?)[^.;%]{0,60}\Z", re.IGNORECASE)


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
                message = (
                    f"les aides publiques font {percent(Fraction(ratio) / 100)} du financement : {', '.join(public)}"
                )
                yield Report(where.where, message, "la collectivité garde 20 % au moins, sauf exception : à vérifier")
    for passage, mention in context.passages(MentionKind.PERCENT):
        rate = mention.value.valeur if isinstance(mention.value, Percent) else WHOLE
        if not MOST_PUBLIC_AID < rate < WHOLE or passage.kind is Kind.TABLEAU:
            continue
        if _AIDED.search(passage.context[max(0, passage.start - 80) : passage.start]):
            yield Report(passage, f"{mention.value} d’aides publiques", "80 % au plus, sauf exception : à vérifier")


def _aid(table: Table, column: Column) -> tuple[Figure, Decimal, list[str]] | None:
    """The share of public aid in a financing plan: the first figure, the ratio, who gives."""
    found = [(line, figure) for line, figure in table.figures(column) if line.rank is Rank.LIGNE and figure.value > 0]
    own = [pair for pair in found if _OWN.search(pair[0].key)]
    public = [pair for pair in found if _PUBLIC.search(pair[0].key) and pair not in own]
    if column.sort is not Sort.PERCENT or not own or not public:
        return None
    total = total_of(figure.value for _, figure in found)
    if abs(total - WHOLE) > 1:
        return None
    givers = [f"{line.label} {shown(figure.value)} %" for line, figure in public]
    return public[0][1], total_of(figure.value for _, figure in public), givers
