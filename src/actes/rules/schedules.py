"""The years of a schedule follow each other."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Severity
from ..statements.schedules import broken, schedules
from .rule import Report, rule


@rule("PER304", "annees-d-un-echeancier", Severity.ALERTE)
def years_of_schedule(context: Context) -> Iterator[Report]:
    """Les années d'un échéancier se suivent : celle qui rompt la suite est restée de l'acte précédent.

    Mauvais : « 2025 », « 2027 », « 2028 », « 2029 », dans le tableau d'une convention de 2026 à 2029
    Bon : « 2026 », « 2027 », « 2028 », « 2029 »
    Source : usage
    """
    for years in schedules(context):
        odd = broken(years)
        if odd is not None:
            said = ", ".join(str(one.year) for one in years)
            message = f"les années de l’échéancier ne se suivent pas : {said}"
            yield Report(odd.where, message, "vérifiez cette année", str(odd.year))
