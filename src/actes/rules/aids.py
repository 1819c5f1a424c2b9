"""Public aid in a financing plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ..claims import claims
from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..finding import Severity
from ..law.delays import SUBSIDY
from ..outline.nature import Nature
from ..part import Passage
from ..statements.arithmetic import euros, percent, shown, total_of
from ..statements.figures import Figure
from ..statements.tables import Column, Rank, Sort, Table, tables
from ..text.sentences import clauses
from ..values.money import Amount
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


_CEILING = re.compile(
    r"\bplafonn[ée]e?s?\s(?:[àa]\s)?(?:hauteur\sde\s|un\smontant\sde\s)?\Z|\bplafond\sde\s\Z", re.IGNORECASE
)
_EXPENSE = re.compile(
    r"\b(?:d[ée]pense|co[ûu]t|travaux|op[ée]ration|projet|achat|acquisition|devis|estim\w+)\b[^.;\n]{0,60}\Z",
    re.IGNORECASE,
)


@rule("AID102", "plafond-non-atteint", Severity.ALERTE)
def ceiling(context: Context) -> Iterator[Report]:
    """Une aide se calcule sur la dépense, dans la limite d'un plafond. Quand la dépense n'atteint pas le plafond,
    l'aide est une part de la dépense, et le plan de financement compte sur de l'argent qui ne viendra pas.

    Mauvais : une dépense de 30 000 €, et « 50 % d'une dépense plafonnée à 40 000 €, soit 20 000 € »
    Bon : « 50 % de la dépense, soit 15 000 € »
    Source : CGCT, art. L. 1111-10 ; règlement de l'aide (à vérifier)
    """
    amounts = [(p, m.value.valeur) for p, m in context.passages(MentionKind.AMOUNT) if isinstance(m.value, Amount)]
    limited = {(p.part, p.block) for p, _ in amounts if _says(_CEILING, p)}
    expenses = [(p, value) for p, value in amounts if _says(_EXPENSE, p) and (p.part, p.block) not in limited]
    for passage, most in amounts:
        if not _says(_CEILING, passage) or not expenses:
            continue
        given = _given(passage, most, amounts)
        where, expense = max(expenses, key=lambda one: one[1])
        if given is not None and expense < most:
            message = f"l’aide de {euros(given[1])} est calculée sur le plafond de {euros(most)}, que rien n’atteint"
            hint = f"calculez-la sur {euros(expense)}, ou vérifiez le plafond"
            yield Report(given[0], message, hint, related=((where, "la dépense"), (passage, "le plafond")))


_THRESHOLD = re.compile(r"2001-495|article 10 de la loi n° 2000-321")
_OVER = re.compile(r"seuil|\bfix|au-dela|exce|depass|superieur")
_GRANTED = re.compile(r"\b(?:attribu|accord|octro|vers|allou)\w*")


@rule("AID103", "subvention-et-convention", Severity.ALERTE)
def convention_needed(context: Context) -> Iterator[Report]:
    """Une subvention de plus de 23 000 € par an à une association demande une convention, qui dit son objet, son
    montant et comment elle est versée et employée.

    Mauvais : « attribue à l'association une subvention de 30 000 € », sans convention
    Bon : « attribue à l'association une subvention de 30 000 € et approuve la convention annexée »
    Source : loi n° 2000-321 du 12 avril 2000, art. 10 ; décret n° 2001-495 du 6 juin 2001, art. 1er
    """
    said = " ".join(part.low for part in context.parts)
    for claim in claims(context) if "association" in said or "2001-495" in said else ():
        where = claim.where
        if claim.unit != "€" or not isinstance(where, Passage) or where.part.nature is Nature.PIECE:
            continue
        low = folded(where.context)
        start, end = next((s, e) for s, e in clauses(where.context) if s <= where.start < e)
        if _THRESHOLD.search(low, start, end) and _OVER.search(low, start, end) and claim.value != SUBSIDY.value:
            message = f"le seuil est de {euros(SUBSIDY.value)}, et non de {where.text}"
            yield Report(where, message, f"écrivez {euros(SUBSIDY.value)}", where.text, euros(SUBSIDY.value))
        elif (
            where.part.nature is Nature.ACTE
            and claim.role == "subvention"
            and claim.value > SUBSIDY.value
            and "convention" not in said
            and "association" in low[start:end]
            and "seance du" not in low[start:end]  # told of what another sitting granted
            and _GRANTED.search(low, start, end)
        ):
            message = f"une subvention de plus de {euros(SUBSIDY.value)} à une association, et aucune convention"
            yield Report(where, message, "approuvez et joignez la convention", where.text)
            return


def _says(words: re.Pattern[str], passage: Passage) -> bool:
    return words.search(passage.context, max(0, passage.start - 120), passage.start) is not None


def _given(
    ceiling: Passage, most: Decimal, amounts: Sequence[tuple[Passage, Decimal]]
) -> tuple[Passage, Decimal] | None:
    """The aid that the same paragraph draws from the ceiling, by a rate that it gives."""
    here = ceiling.part.mentions[ceiling.block]
    rates = [m.value.valeur for m in here if isinstance(m.value, Percent)]
    aids = {most * rate / WHOLE for rate in rates if rate < WHOLE}
    beside = [one for one in amounts if one[0].part is ceiling.part and one[0].block == ceiling.block]
    return next((one for one in beside if one[1] in aids), None)


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
