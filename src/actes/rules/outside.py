"""Years, dates and periods that do not fit in the period of the act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..finding import Severity
from ..statements.periods import Said, dissent, periods
from ..statements.statement import About, Statement
from ..statements.years import Named, years_named
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


@rule("PER105", "periode-voisine", Severity.ALERTE)
def nearly_the_same(context: Context) -> Iterator[Report]:
    """Deux périodes qui ne diffèrent que d'un jour, d'un mois ou d'une année à un bout sont souvent la même.

    Un acte peut donner plusieurs périodes (des saisons, des tranches) ; deux qui se ressemblent à ce point sont à
    relire.

    Mauvais : « l'enquête dure du 5 juin au 7 juillet 2025 », « le dossier est consultable du 5 juin au 7 août 2025 »
    Bon : « l'enquête dure du 5 juin au 7 juillet 2025 », « le dossier est consultable du 5 juin au 7 juillet 2025 »
    Source : usage
    """
    reference, others = dissent(context)
    said = [one for one in periods(context) if one.subject.about is About.THIS and one not in others and _closed(one)]
    counts = {one.value.period: sum(other.value.period == one.value.period for other in said) for one in said}
    first = reference.value.period if reference else None
    ranked = sorted(counts, key=lambda period: (period != first, -counts[period]))
    told: set[Period | None] = set()
    for index, period in enumerate(ranked):
        for other in ranked[index + 1 :]:
            if period and other and other not in told and period not in told and alike(period, other):
                told.add(other)
                yield _neighbour(said, period, other)


def _closed(said: Statement[Said]) -> bool:
    return said.value.extent.debut is not None and said.value.extent.fin is not None and said.value.period is not None


def _neighbour(said: list[Statement[Said]], period: Period, other: Period) -> Report:
    where = next(one.where for one in said if one.value.period == other)
    return Report(
        where,
        f"{other} : presque la même période que {period}, dite ailleurs",
        f"écrivez « {period} » si c’est la même, sinon dites en quoi elle diffère",
        found=str(other),
        expected=str(period),
        related=tuple((one.where, str(period)) for one in said if one.value.period == period),
    )


def alike(period: Period, other: Period) -> bool:
    """Whether one end is the same and the other differs by its day, its month or its year alone."""
    if (period.debut == other.debut) == (period.fin == other.fin):
        return False
    return differ_once(period.debut, other.debut) if period.fin == other.fin else differ_once(period.fin, other.fin)


def differ_once(one: date, other: date) -> bool:
    """Whether two days differ by one of their three parts."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return sum(a != b for a, b in pairs) == 1
