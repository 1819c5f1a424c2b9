"""The budget: years of credits and years of payment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, PartialDate
from ..finding import Severity
from ..part import Nature, Passage
from ..statements.citations import date_of
from ..statements.days import Role, day_of
from ..text.sentences import BREAK
from ..statements.subjects import REASONS
from ..values.dates import YearMonth, show_date
from .rule import Report, Where, rule

_CREDITS = re.compile(
    r"cr[ée]dits?\b|imput|inscrite?s?\s(?:au|[àa])|d[ée]pense[^.;]{0,40}(?:imput|inscri|pr[ée]lev)", re.IGNORECASE
)
_BUDGET = re.compile(r"\b(?:budgets?|exercices?|bop|cr[ée]dits?)\b[^.;]{0,60}\Z", re.IGNORECASE)
_OPEN = re.compile(
    r"suivant|[àa]\svenir|concern[ée]s|ult[ée]rieur|chaque\s(?:ann[ée]e|exercice)|correspondants?|et\sau-del[àa]",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:factur[ée]+e?s?|vers[ée]+e?s?|versements?|pay[ée]+e?s?|paiements?|r[ée]gl[ée]+e?s?|mandat[ée]+e?s?"
    r"|acomptes?|avances?|soldes?|[ée]ch[ée]ances?|appel[ée]+e?s?)\b",
    re.IGNORECASE,
)
_NOT_PAID = re.compile(
    r"\b(?:convention|accord|d[ée]lib[ée]ration|d[ée]cision|arr[êe]t[ée]|avenant|loi|d[ée]cret|factures?|cr[ée]dits?)\s"
    r"(?:n°\s?\S+\s)?(?:du|de|en\sdate\sdu)\s\Z",
    re.IGNORECASE,
)
_LOAN = re.compile(r"\b(?:premi[èe]re|derni[èe]re)\s[ée]ch[ée]ance", re.IGNORECASE)  # of a loan: paid each year
WHENS = (MentionKind.MONTH, MentionKind.DATE, MentionKind.YEAR, MentionKind.YEARS)


@rule("BUD101", "credits-et-paiements", Severity.ALERTE)
def credits_and_payments(context: Context) -> Iterator[Report]:
    """Les crédits sont ouverts pour un an : une dépense payée l'année suivante demande des crédits de cette année-là.
    L'acte dit les exercices qui paieront.

    Mauvais : « crédits inscrits au budget 2025 », pour un solde facturé en janvier 2026
    Bon : « crédits inscrits au budget 2025 et à inscrire au budget 2026 »
    Source : CGCT, art. L. 1612-1 et L. 2311-1
    """
    credits = list(_credits(context))
    if not credits:
        return
    years = {year for _, found in credits for year in found}
    late = [(passage, year) for passage, year in _payments(context) if year not in years and year > min(years)]
    if not late:
        return
    where, said = credits[0]
    paid = sorted({year for _, year in late})
    named = " et ".join(map(str, sorted(set(said))))
    when = ", ".join(dict.fromkeys(f"« {passage.text} »" for passage, _ in late))
    related: list[tuple[Where, str]] = [(passage, f"paiement en {year}") for passage, year in late]
    if (
        context.entry is not None
        and context.entry.financement is not None
        and context.entry.financement.budget is not None
    ):
        related.append((context.field("financement.budget.exercices", text=named), f"exercices : {named}"))
    yield Report(
        where,
        f"les crédits sont ceux de {named}, et un paiement est prévu en {' et en '.join(map(str, paid))} ({when})",
        f"ajoutez les crédits à inscrire au budget {' et '.join(map(str, paid))}",
        named,
        " et ".join(map(str, sorted({*years, *paid}))),
        tuple(related),
    )


@rule("BUD102", "exercice-et-date", Severity.ALERTE)
def year_of_credits(context: Context) -> Iterator[Report]:
    """Les crédits qui portent une dépense sont ceux de l'année de l'acte, ou de la suivante : ceux d'une année finie
    sont clos, et ceux d'une année lointaine n'existent pas encore.

    En janvier, l'exercice précédent se termine : rien n'est dit.

    Mauvais : une décision du 12 juin 2024, « les crédits sont inscrits au budget 2023 »
    Bon : « les crédits sont inscrits au budget 2024 »
    Source : CGCT, art. L. 1612-11 et L. 2311-1
    """
    sat = day_of(context, Role.SEANCE)
    dated = date_of(context) or ((sat.value, sat.where) if sat else None)
    said = list(_credits(context))
    if dated is None or not said or dated[0].month == 1:
        return
    taken = dated[0].year
    years = sorted({year for _, found in said for year in found})
    for where, found in said:
        if max(found) < taken or (min(found) > taken + 1 and min(years) == min(found)):
            named = " et ".join(map(str, found))
            message = f"les crédits sont ceux de {named}, et l’acte est de {taken}"
            related: tuple[tuple[Where, str], ...] = ((dated[1], show_date(dated[0])),) if dated[1] else ()
            yield Report(where, message, "vérifiez l’exercice", named, str(taken), related)
            return


def _credits(context: Context) -> Iterator[tuple[Passage, tuple[int, ...]]]:
    """Years of the budgets that bear the expense, as the act says them."""
    for passage, mention in context.passages(MentionKind.YEAR, MentionKind.YEARS):
        text = passage.context
        if passage.part.nature is not Nature.ACTE or passage.kind in REASONS or not _CREDITS.search(text):
            continue
        before = text[max(0, passage.start - 90) : passage.start]
        if (_BUDGET.search(before) or mention.label == "exercice") and not _OPEN.search(text):
            yield passage, _years(mention)


def _payments(context: Context) -> Iterator[tuple[Passage, int]]:
    """Days, months and years at which something is to be paid, as the articles say."""
    for passage, mention in context.passages(*WHENS):
        text, block = passage.context, passage.part.blocks[passage.block]
        if (
            block.kind in REASONS
            or block.kind not in (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
            or mention.of is not None
        ):
            continue
        breaks = [match.end() for match in BREAK.finditer(text, 0, passage.start)]
        before = text[breaks[-1] if breaks else 0 : passage.start]
        if _CREDITS.search(text) or _LOAN.search(before) or not _PAID.search(before) or _NOT_PAID.search(before):
            continue
        years = _years(mention)
        if len(years) == 1 and (passage.section.article or passage.part.nature is not Nature.ACTE):
            yield passage, years[0]


def _years(mention: Mention) -> tuple[int, ...]:
    value = mention.value
    if isinstance(value, tuple):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return (value,)
    if isinstance(value, date):
        return (value.year,)
    if isinstance(value, YearMonth):
        return (value.annee,)
    return (value.annee,) if isinstance(value, PartialDate) and value.annee else ()
