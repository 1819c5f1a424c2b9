"""Years and days that do not fit: out of the period of the act, or before the act though still to come."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Severity
from ..spans.order import outside as out_of_period
from ..spans.order import overdue, renewed
from ..spans.years import Named, beyond, years_named
from ..statements.confirmed import asked
from ..statements.days import Role, day_of
from ..statements.periods import Said, dissent
from ..statements.statement import Statement
from ..values.dates import show_date_numeric
from ..values.grammar import list_and
from ..values.periods import Period
from .rule import Report, rule

RENEWED = 10  # years that renewals may add


@rule("PER104", "annee-hors-periode", Severity.ALERTE)
def year_outside(context: Context) -> Iterator[Report]:
    """Les années que l'acte nomme pour ce qu'il prévoit sont celles de sa période.

    Une répartition « pour 2024 et 2025 » dans un acte qui court de 2025 à 2026 vient presque toujours de l'acte
    précédent ; de même une date où quelque chose a lieu. Les années d'un autre texte, d'un historique ou d'un budget
    ne sont pas examinées ici.

    Mauvais : « répartition financière pour 2024 et 2025 », pour une convention du 01/01/2025 au 31/12/2026
    Bon : « répartition financière pour 2025 et 2026 »
    Source : usage
    """
    for where, period, year in beyond(context):
        yield Report(
            where, f"{period} : hors de « {year.text} »", "vérifiez l’année de fin", related=((year, year.text),)
        )
    reference, _ = dissent(context)
    if reference is None or reference.value.period is None:
        return
    period = reference.value.period
    last = max(period.annees) + (RENEWED if renewed(context) else 0)
    for named in years_named(context):
        outside = [year for year in named.years if year not in period.annees and not period.fin.year < year <= last]
        if outside and not asked(context, named.where):
            yield _outside(named, outside, reference, period)
    taken = day_of(context, Role.ACTE) or day_of(context, Role.SEANCE) or day_of(context, Role.CONVENTION)
    for moment in out_of_period(context, period, taken.value if taken else period.debut):
        day, said = show_date_numeric(moment.last), ((reference.where, str(period)),)
        yield Report(
            moment.day, f"{day} : hors de la période de l’acte, {period}", "vérifiez l’année", day, related=said
        )


def _outside(named: Named, outside: list[int], reference: Statement[Said], period: Period) -> Report:
    years, those = list_and(map(str, outside)), list_and(map(str, period.annees))
    return Report(
        named.where,
        f"{years} : hors de la période de l’acte, {period}",
        f"vérifiez l’année : la période touche {those}",
        found=years,
        expected=those,
        related=((reference.where, str(period)),),
    )


@rule("PER105", "echeance-passee", Severity.ALERTE)
def past_payment(context: Context) -> Iterator[Report]:
    """Ce qui reste à payer, à remettre ou à faire l'est après la date de l'acte.

    Une échéance plus ancienne que l'acte est le plus souvent une année restée de l'acte précédent.

    Mauvais : « facturé à hauteur de 50 % en janvier 2025 », dans une convention du 8 juillet 2025
    Bon : « facturé à hauteur de 50 % en janvier 2026 », dans une convention du 8 juillet 2025
    Source : usage
    """
    taken = next((day for role in (Role.ACTE, Role.SEANCE, Role.CONVENTION) if (day := day_of(context, role))), None)
    for moment in overdue(context, taken.value) if taken else ():
        message = f"{moment.day.text} : avant la date de l’acte ({show_date_numeric(taken.value)})"  # type: ignore[union-attr]
        hint, related = "vérifiez l’année de cette échéance", ((taken.where, str(taken.role)),)  # type: ignore[union-attr]
        yield Report(moment.day, message, hint, related=related)
