"""Years, dates and periods that do not fit in the period of the act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..facts import MentionKind
from ..finding import Severity
from ..statements.days import Role, day_of
from ..statements.extents import BREAK, last_day
from ..statements.periods import Said, dissent
from ..statements.statement import Statement
from ..statements.years import Named, years_named
from ..values.dates import YearMonth, show_date_numeric
from ..values.periods import Period
from .rule import Report, rule


@rule("PER104", "annee-hors-periode", Severity.ALERTE)
def year_outside(context: Context) -> Iterator[Report]:
    """Les années que l'acte nomme pour ce qu'il prévoit sont celles de sa période.

    Une répartition « pour 2024 et 2025 » dans un acte qui court de 2025 à 2026 vient presque toujours de l'acte
    précédent. Les années d'un autre texte, d'un historique ou d'un budget ne sont pas examinées ici.

    Mauvais : « répartition financière pour 2024 et 2025 », pour une convention du 01/01/2025 au 31/12/2026
    Bon : « répartition financière pour 2025 et 2026 »
    Source : usage
    """
    reference, _ = dissent(context)
    if reference is None or reference.value.period is None:
        return
    period = reference.value.period
    for named in years_named(context):
        outside = [year for year in named.years if year not in period.annees]
        if outside:
            yield _outside(named, outside, reference, period)


def _outside(named: Named, outside: list[int], reference: Statement[Said], period: Period) -> Report:
    years = " et ".join(map(str, outside))
    return Report(
        named.where,
        f"{years} : hors de la période de l’acte, {period}",
        f"vérifiez l’année : la période touche {' et '.join(map(str, period.annees))}",
        found=years,
        expected=" et ".join(map(str, period.annees)),
        related=((reference.where, str(period)),),
    )


_PAID = re.compile(
    r"factur|vers[ée]|\bpay|r[èe]gl|acompte|solde|[ée]ch[ée]ance|appel\sde\sfonds|\bremis|livr", re.IGNORECASE
)


@rule("PER105", "echeance-passee", Severity.ALERTE)
def past_payment(context: Context) -> Iterator[Report]:
    """Ce qui reste à payer ou à remettre l'est après la date de l'acte.

    Une échéance plus ancienne que l'acte est le plus souvent une année restée de l'acte précédent.

    Mauvais : « facturé à hauteur de 50 % en janvier 2025 », dans une convention du 8 juillet 2025
    Bon : « facturé à hauteur de 50 % en janvier 2026 », dans une convention du 8 juillet 2025
    Source : usage
    """
    taken = day_of(context, Role.ACTE)
    if taken is None:
        return
    for passage, mention in context.passages(MentionKind.DATE, MentionKind.MONTH):
        last = last_day(mention.value if isinstance(mention.value, date | YearMonth) else None)
        if not last or not passage.section.article or last >= taken.value or mention.of is not None:
            continue
        before = passage.context[max(0, passage.start - 120) : passage.start]
        if _PAID.search(before) and not re.search(BREAK, before[-40:]):
            message = f"{passage.text} : avant la date de l’acte ({show_date_numeric(taken.value)})"
            yield Report(
                passage, message, "vérifiez l’année de cette échéance", related=((taken.where, str(taken.role)),)
            )
