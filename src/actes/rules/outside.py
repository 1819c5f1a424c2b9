"""Years that do not fit: out of the period of the act."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..facts.flat import folded
from ..finding import Severity
from ..part import Passage
from ..pattern import pattern
from ..spans.order import renewed
from ..spans.years import Named, years_named
from ..statements.confirmed import asked
from ..statements.days import Role, taken_on
from ..statements.periods import Said, dissent
from ..statements.statement import Statement
from ..text.sentences import clause_at
from ..text.tenses import Tells, tells
from ..values.grammar import list_and
from ..values.periods import Period
from .rule import Report, rule

RENEWED = 10  # years that renewals may add
LEFT = 4  # years: older ones were not left over from the last act
_NEXT = pattern(r"\b(?:demande|candidature|(?:re)?inscription)s? pour (?:l[ae] |l')?(?:[a-z]+ )?\Z")


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
    last = max(period.annees) + (RENEWED if renewed(context) else 0)
    first = min(period.annees) - LEFT
    late = {*range(period.fin.year + 1, last + 1)}
    for named in years_named(context):
        outside = [year for year in named.years if year > first and year not in late.union(period.annees)]
        if outside and min(outside) > period.fin.year and named.where.led(_NEXT):
            continue  # « toute demande pour la saison 2027 »
        if outside and not _running(context, named) and not _told(named.where) and not asked(context, named.where):
            yield _outside(named, outside, reference, period)


def _running(context: Context, named: Named) -> bool:
    """« 320 licenciés pour la saison 2025-2026 », of an act of June 2026: of the season in which it is taken."""
    taken = taken_on(context, Role.CONVENTION)
    return taken is not None and "-" in named.where.text and taken.value.year == named.years[-1]


_MEASURED = pattern(
    r"\b(?:moyennes?|sur la base|base de calcul|indices?|constate\w*|annee (?:20[0-9]{2} )?entiere|realise\w*"
    r"|comptes? de l'(?:annee|exercice))\b"
)


def _told(where: Passage) -> bool:
    """« une baisse de 27 % entre 2024 et 2025 », « sur la moyenne des années 2021 à 2023 »: what has been."""
    start, end = clause_at(where.context, where.start)
    clause = folded(where.context)[start:end]
    return where.before.endswith("entre ") or tells(clause, Tells.FORMERLY) or _MEASURED.search(clause) is not None


def _outside(named: Named, outside: list[int], reference: Statement[Said], period: Period) -> Report:
    years, those = list_and(map(str, outside)), list_and(map(str, period.annees))
    return Report(
        named.where,
        f"{years} : hors de la période de l’acte, {period}",
        f"vérifiez l’année : la période touche {those}",
        found=years,
        expected=those,
        related=((reference.where, str(period)),),
        severity=Severity.CONSEIL if len(outside) > 1 else None,  # those of figures, of a budget
    )
