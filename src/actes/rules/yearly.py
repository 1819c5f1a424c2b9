"""The amount that a sentence gives for one year of a schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..claims import Claim, Sure
from ..context import Context
from ..figures.known import sentences
from ..finding import Severity
from ..statements.arithmetic import cents, euros
from ..statements.schedules import Year, schedules
from ..statements.subjects import REASONS
from .rule import Report, rule

OF_YEAR = re.compile(
    r"\)?(?:\s(?:HT|TTC))?,?\s(?:au\stitre\sde\s|pour\s|en\s)(?:l['’]\s?(?:exercice|ann[ée]e)\s(?:budg[ée]taire\s)?)?(?P<year>20[0-9]{2})\b(?!\s?(?:[-–/à]|et)\s?[0-9])",
    re.IGNORECASE,
)
GIVEN = frozenset({"subvention", "participation", "contribution", "dotation", "aide", "cotisation", "redevance"})
PARTIAL = re.compile(
    r"\b(?:acompte|avance|solde|versement|compl[ée]ment|dont|suppl[ée]mentaire|exceptionnel)\w*\b[^.;]{0,60}\Z", re.I
)


@rule("MNT106", "montant-de-l-annee", Severity.ALERTE)
def amount_of_year(context: Context) -> Iterator[Report]:
    """Le montant qu'un article attribue pour une année est celui que l'échéancier donne pour elle.

    Mauvais : « 2026 : 9 000 € », puis « une subvention de 8 000 € au titre de l'exercice 2026 »
    Bon : « 2026 : 9 000 € », puis « une subvention de 9 000 € au titre de l'exercice 2026 »
    Source : usage
    """
    planned: dict[int, list[Year]] = {}
    for years in schedules(context):
        for one in years:
            planned.setdefault(one.year, []).append(one)
    for money in sentences(context) if planned else ():
        year = _year(money)
        if year and year not in planned:
            yield from _unplanned(money, year, planned)
        lines = [one for one in planned.get(year, ()) if one.amounts] if year else []
        if lines and not any(money.value in one.amounts for one in lines):
            due = lines[0].amounts[-1]
            message = f"{cents(money.value)} pour {year}, et l’échéancier dit {cents(due)}"
            hint = "corrigez l’un des deux montants"
            related = tuple((one.where, f"{year} : {cents(one.amounts[-1])}") for one in lines)
            yield Report(money.where, message, hint, euros(money.value), euros(due), related)


def _unplanned(money: Claim, year: int, planned: Mapping[int, Sequence[Year]]) -> Iterator[Report]:
    """An amount of the schedule, given for a year that it has not: last year's, most often."""
    same = [one for lines in planned.values() for one in lines if money.value in one.amounts]
    if same:
        said = ", ".join(map(str, sorted(planned)))
        message = f"{cents(money.value)} pour {year}, que l’échéancier n’a pas ({said})"
        related = tuple((one.where, f"{one.year} : {cents(money.value)}") for one in same)
        yield Report(money.where, message, "vérifiez l’année", str(year), str(same[0].year), related)


def _year(money: Claim) -> int | None:
    """The year for which a sentence gives a subsidy."""
    where = money.said
    if where.kind in REASONS or money.role not in GIVEN or money.sure < Sure.CLAUSE:
        return None
    match = OF_YEAR.match(where.context, where.end)
    return int(match["year"]) if match and not PARTIAL.search(where.context[: where.start]) else None
